import { useState } from 'preact/hooks';
import { call } from '../../state/session.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { t } from '../../words.ts';
import type { CaseRead } from './index.tsx';

/** Gives the case to a colleague, or to a team where nobody has taken it yet. */
export function Assign({ read, onClose, onDone }: { read: CaseRead; onClose: () => void; onDone: () => void }) {
  const colleagues = useCall('user.colleagues', {});
  const [to, setTo] = useState('');
  const [now, setNow] = useState<CaseRead>();
  const assign = useWrite('case.assign');
  const nameOf = (value: string) => {
    const [kind, id] = value.split(':');
    const among = kind === 'team' ? colleagues.data?.teams : colleagues.data?.users;
    return among?.find((one) => one.id === id)?.name ?? '';
  };
  const done = () => {
    onClose();
    onDone();
  };
  const send = async (revision: number) => {
    const [kind, id = ''] = to.split(':');
    const given = kind === 'team' ? { teamId: id } : { ownerId: id };
    if (!(await assign.run({ id: read.case.id, revision, ...given }))) return;
    toast(t('desk.assign.done', { name: nameOf(to) }));
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
        <SelectField
          label={t('desk.assign.to')}
          blank={t('desk.choose')}
          value={to}
          onInput={setTo}
          options={[
            ...(colleagues.data?.users ?? []).map(({ id, name }) => ({ value: `user:${id}`, label: name })),
            ...(colleagues.data?.teams ?? []).map(({ id, name }) => ({
              value: `team:${id}`,
              label: t('desk.assign.team', { name }),
            })),
          ]}
        />
        <Refusal problem={assign.problem ?? colleagues.problem} />
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
            <button type="submit" class="btn go" disabled={assign.busy || to === ''}>
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
              mine: nameOf(to),
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
