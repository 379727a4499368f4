import { useState } from 'preact/hooks';
import { call } from '../../state/session.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { type Holder, HolderField } from '../../ui/holder.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { t } from '../../words.ts';
import type { CaseRead } from './index.tsx';

/** Gives the case to a colleague, or to a team where nobody has taken it yet. */
export function Assign({ read, onClose, onDone }: { read: CaseRead; onClose: () => void; onDone: () => void }) {
  const [to, setTo] = useState<Holder>();
  const [now, setNow] = useState<CaseRead>();
  const assign = useWrite('case.assign');
  const done = () => {
    onClose();
    onDone();
  };
  const send = async (revision: number) => {
    if (!to || !(await assign.run({ id: read.case.id, revision, ...to.input }))) return;
    toast(t('desk.assign.done', { name: to.name }));
    done();
  };
  return (
    <Dialog title={t('desk.assign.title')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          await send(read.revision);
        }}
      >
        <HolderField value={to} onInput={setTo} />
        <Refusal problem={assign.problem} />
        <div class="actions">
          {assign.problem?.code === 'record.changed' ? (
            <button
              type="button"
              class="btn go"
              onClick={async () => setNow(await call('case.read', { id: read.case.id }))}
            >
              {t('desk.conflict.see')}
            </button>
          ) : (
            <button type="submit" class="btn go" disabled={assign.busy || !to}>
              {t('desk.assign.go')}
            </button>
          )}
        </div>
      </form>
      {now && (
        <Conflict
          rows={[
            {
              field: 'owner',
              label: t('desk.cases.owner'),
              before: read.case.owner ?? t('desk.cases.nobody'),
              mine: to?.name ?? '',
              theirs: now.case.owner ?? t('desk.cases.nobody'),
            },
          ]}
          onClose={() => setNow(undefined)}
          onDecide={({ owner }) => {
            setNow(undefined);
            if (owner === 'theirs') done();
            else void send(now.revision);
          }}
        />
      )}
    </Dialog>
  );
}
