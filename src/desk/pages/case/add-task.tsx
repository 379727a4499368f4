import { useState } from 'preact/hooks';
import { codes } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Refusal, SafeContactNote } from '../../ui/pieces.tsx';
import { localTime, taskKind } from '../../ui/tasks.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';

interface Props {
  caseId: string;
  personId: string;
  onDone: () => void;
}

/** Something to do by a time, such as calling back: under the rules of calling, which are there to be read. */
export function AddTask(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="bare text" onClick={() => setOpen(true)}>
        <Icon name="plus" /> {t('desk.task.add')}
      </button>
      {open && <Form {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Form({ caseId, personId, onClose, onDone }: Props & { onClose: () => void }) {
  const kinds = codes('taskKind').map(({ code }) => code);
  const [kind, setKind] = useState(kinds[0] ?? 'callBack');
  const [when, setWhen] = useState(localTime(new Date(Date.now() + 86_400_000)));
  const [note, setNote] = useState('');
  const add = useWrite('task.add');
  const person = useCall('person.read', may('person.read') ? { id: personId } : undefined);
  return (
    <Dialog title={t('desk.task.add')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const dueAt = new Date(when).toISOString();
          if (!(await add.run({ caseId, kind, dueAt, ...(note !== '' && { note }) }))) return;
          toast(t('desk.task.added'));
          onClose();
          onDone();
        }}
      >
        {person.data && <SafeContactNote rules={person.data.safeContact} />}
        <SelectField
          label={t('desk.task.kind')}
          value={kind}
          onInput={setKind}
          options={(kinds.length > 0 ? kinds : ['callBack']).map((code) => ({ value: code, label: taskKind(code) }))}
          problem={problemAt(add.problem?.fields, 'kind')}
        />
        <TextField
          label={t('desk.task.when')}
          type="datetime-local"
          value={when}
          onInput={setWhen}
          required
          problem={problemAt(add.problem?.fields, 'dueAt')}
        />
        <TextArea label={t('desk.note')} optional value={note} onInput={setNote} />
        <Refusal problem={add.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={add.busy}>
            {t('desk.task.add')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
