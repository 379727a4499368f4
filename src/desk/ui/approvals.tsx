import { useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { useWrite } from '../use-call.ts';
import { problemAt } from '../use-form.ts';
import { day, t, told } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { TextArea } from './field.tsx';
import { Name, Refusal, Tag, type Tone } from './pieces.tsx';
import { toast } from './toast.tsx';

export type Approval = CallOutput<'approval.list'>['items'][number];

const tones: Partial<Record<Approval['state'], Tone>> = { waiting: 'due', granted: 'ok', refused: 'risk' };

/** What a second person was asked for, and what they said; whoever it waits for decides from here. */
export function ApprovalRows({
  items,
  onChange,
  withCase,
}: {
  items: readonly Approval[];
  onChange: () => void;
  /** Outside of the case: which one it is. */
  withCase?: boolean;
}) {
  const [deciding, setDeciding] = useState<Approval>();
  return (
    <>
      <ul class="rows">
        {items.map((one) => (
          <li key={one.id}>
            <div>
              {withCase && (
                <p>
                  <a class="row-link" href={`/desk/cases/${one.caseId}`}>
                    <Name>{one.personName ?? one.caseNumber}</Name>
                  </a>
                  {one.personName && <span class="small soft num"> {one.caseNumber}</span>}
                </p>
              )}
              <p>
                <span class="strong">{told(one.step) || one.to}</span> {told(one.what)}
              </p>
              {one.note !== undefined && <p dir="auto">{one.note}</p>}
              {one.reason !== undefined && <p dir="auto">{one.reason}</p>}
              <p class="small soft meta">
                {!withCase && <Tag tone={tones[one.state] ?? 'calm'}>{t(`approval.state.${one.state}`)}</Tag>}{' '}
                {saidOf(one)}
              </p>
            </div>
            {one.mayDecide && (
              <div class="actions">
                <button type="button" class="btn" onClick={() => setDeciding(one)}>
                  {t('approval.decide')}
                  <span class="unseen"> {told(one.what)}</span>
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {deciding && <Decide approval={deciding} onClose={() => setDeciding(undefined)} onDone={onChange} />}
    </>
  );
}

function saidOf({ state, askedBy, askedAt, decidedBy, decidedAt }: Approval): string {
  const by = { name: decidedBy ?? '', date: day(decidedAt ?? askedAt) };
  if (state === 'refused') return t('approval.refusedBy', by);
  return decidedAt ? t('approval.grantedBy', by) : t('approval.since', { name: askedBy, date: day(askedAt) });
}

function Decide({ approval, onClose, onDone }: { approval: Approval; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const decide = useWrite('approval.decide');
  const send = async (granted: boolean) => {
    const given = reason.trim() !== '' && { reason };
    if (!(await decide.run({ id: approval.id, granted, ...given }))) return;
    toast(t(granted ? 'approval.granted' : 'approval.refused'));
    onClose();
    onDone();
  };
  return (
    <Dialog title={told(approval.step) || t('approval.decide')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <p class="strong">{told(approval.what)}</p>
        {approval.note !== undefined && <p dir="auto">{approval.note}</p>}
        <TextArea
          label={t('approval.reason')}
          hint={t('approval.reasonHint')}
          optional
          value={reason}
          onInput={setReason}
          problem={problemAt(decide.problem?.fields, 'reason')}
        />
        <Refusal problem={decide.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={decide.busy}>
            {t('approval.grant')}
          </button>
          <button
            type="button"
            class="btn danger"
            disabled={decide.busy || reason.trim() === ''}
            onClick={() => void send(false)}
          >
            {t('approval.refuse')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
