import { useState } from 'preact/hooks';
import { languages } from '../../words/index.ts';
import { useWrite } from '../use-call.ts';
import { problemAt } from '../use-form.ts';
import { language, t } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { download } from './download.ts';
import { SelectField, TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { Refusal } from './pieces.tsx';
import { Progress } from './states.tsx';

interface Props {
  call: 'case.print' | 'person.copy';
  id: string;
  title: string;
  /** What will be on it, and what not. */
  what: string;
  /** The reader's, when it is known. */
  readBy?: string;
  onClose: () => void;
}

/** A record as a PDF in a language of the reader's; with a reason, journalled, after the password. */
export function PaperDialog({ call, id, title, what, readBy, onClose }: Props) {
  const [reader, setReader] = useState(readBy ?? language());
  const [reason, setReason] = useState('');
  const write = useWrite(call);
  const close = (): void => {
    write.cancel();
    onClose();
  };
  return (
    <Dialog title={title} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const made = await write.run({ id, language: reader, reason });
          if (!made) return;
          download(made.file, made.name);
          onClose();
        }}
      >
        <p>{what}</p>
        <SelectField
          label={t('paper.language')}
          hint={t('paper.languageHint')}
          value={reader}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          onInput={setReader}
        />
        <TextField
          label={t('desk.export.reason')}
          hint={t('paper.journal')}
          value={reason}
          onInput={setReason}
          required
          problem={problemAt(write.problem?.fields, 'reason')}
        />
        <Refusal problem={write.problem} />
        {write.busy ? (
          <Progress text={t('paper.working')} cancel={write.cancel} />
        ) : (
          <div class="actions">
            <button type="submit" class="btn go" disabled={reason.trim() === ''}>
              <Icon name="download" /> {t('paper.go')}
            </button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
