import { useState } from 'preact/hooks';
import { type Approval, ApprovalRows } from '../../ui/approvals.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { day, t, told } from '../../words.ts';
import type { Missing } from './waive.tsx';

export interface Asking {
  to: string;
  part: Missing;
}

/** Beside a missing approval: since when it waits, or the way to ask for it. */
export function AskOrWait({
  approval,
  part,
  ask,
}: {
  approval: Approval | undefined;
  part: Missing;
  ask: (part: Missing) => void;
}) {
  if (approval)
    return <span class="soft">{t('approval.since', { name: approval.askedBy, date: day(approval.askedAt) })}</span>;
  return (
    <button type="button" class="btn small" onClick={() => ask(part)}>
      {t('approval.ask')}
      <span class="unseen"> {told(part.what)}</span>
    </button>
  );
}

export function AskApproval({
  caseId,
  to,
  part,
  onClose,
  onDone,
}: Asking & { caseId: string; onClose: () => void; onDone: () => void }) {
  const [note, setNote] = useState('');
  const ask = useWrite('approval.ask');
  return (
    <Dialog title={t('approval.ask')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await ask.run({ caseId, to, code: part.code, ...(note.trim() !== '' && { note }) }))) return;
          toast(t('approval.asked'));
          onClose();
          onDone();
        }}
      >
        <p class="strong">{told(part.what)}</p>
        <p>{t('approval.askHint')}</p>
        <TextArea label={t('desk.note')} optional value={note} onInput={setNote} />
        <Refusal problem={ask.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={ask.busy}>
            {t('approval.ask')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What counts or waits now, and folded away what was before. */
export function Approvals({ items, onChange }: { items: readonly Approval[]; onChange: () => void }) {
  const isPast = ({ state }: Approval) => state === 'used' || state === 'lapsed';
  const past = items.filter(isPast);
  const now = items.filter((one) => !isPast(one));
  return (
    <>
      {now.length > 0 && (
        <>
          <h3>{t('approval.title')}</h3>
          <ApprovalRows items={now} onChange={onChange} />
        </>
      )}
      {past.length > 0 && (
        <details class="fold">
          <summary>{t('approval.past')}</summary>
          <ApprovalRows items={past} onChange={onChange} />
        </details>
      )}
    </>
  );
}
