import { useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { useCall, useWrite } from '../use-call.ts';
import { day, number, say, t } from '../words.ts';
import { ChipChoice } from './chips.tsx';
import { Dialog } from './dialog.tsx';
import { TextArea } from './field.tsx';
import { Card, Refusal, Tag } from './pieces.tsx';
import { toast } from './toast.tsx';

type Glass = CallOutput<'glass.waiting'>['glasses'][number];

/** Glasses that colleagues broke, for whoever judges them. Nothing is drawn while there are none. */
export function Glasses({ now = new Date() }: { now?: Date }) {
  const waiting = useCall('glass.waiting', {});
  const [judging, setJudging] = useState<Glass>();
  const glasses = waiting.data?.glasses ?? [];
  if (waiting.problem) return <Refusal problem={waiting.problem} />;
  if (glasses.length === 0) return null;
  return (
    <Card title={t('glass.waiting')} aside={number(glasses.length)} tone="risk">
      <ul class="rows">
        {glasses.map((one) => (
          <li key={one.id}>
            <div>
              <p>
                <span class="strong">{one.by}</span>{' '}
                {one.caseNumber ? (
                  <a class="num" href={`/desk/cases/${one.caseId}`}>
                    {one.caseNumber}
                  </a>
                ) : (
                  <span class="soft">{t('glass.erased')}</span>
                )}
              </p>
              {one.reason && <p dir="auto">{one.reason}</p>}
              <p class="small soft meta">
                <Deadline glass={one} now={now} />{' '}
                {t('glass.span', { from: day(one.at, 'dayTime'), until: day(one.endsAt, 'time') })}
              </p>
              <Opened glass={one} />
            </div>
            <div class="actions">
              <button type="button" class="btn" onClick={() => setJudging(one)}>
                {t('glass.judge')}
                <span class="unseen"> {one.by}</span>
              </button>
            </div>
          </li>
        ))}
      </ul>
      {judging && <Judge glass={judging} onClose={() => setJudging(undefined)} onDone={waiting.reload} />}
    </Card>
  );
}

const Deadline = ({ glass: { reviewBy }, now }: { glass: Glass; now: Date }) =>
  new Date(reviewBy) <= now ? (
    <Tag tone="risk" icon="lock">
      {t('glass.lockedNow')}
    </Tag>
  ) : (
    <Tag tone="due" icon="clock">
      {t('glass.locks', { when: day(reviewBy, 'dayTime') })}
    </Tag>
  );

function Opened({ glass: { opened } }: { glass: Glass }) {
  if (opened.length === 0) return <p class="small soft">{t('glass.opened', { count: 0 })}</p>;
  return (
    <details class="why small">
      <summary>{t('glass.opened', { count: opened.length })}</summary>
      <ul>
        {opened.map(({ operation, at }) => (
          <li key={operation + at}>
            {say(`operation.${operation}`) ?? operation} <span class="soft num">{day(at, 'time')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Judge({ glass, onClose, onDone }: { glass: Glass; onClose: () => void; onDone: () => void }) {
  const [verdict, setVerdict] = useState('');
  const [note, setNote] = useState('');
  const review = useWrite('glass.review');
  const cause = verdict === 'justified' || verdict === 'unjustified' ? verdict : undefined;
  return (
    <Dialog title={t('glass.judgeTitle', { name: glass.by })} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!cause || !(await review.run({ id: glass.id, verdict: cause, ...(note !== '' && { note }) }))) return;
          toast(t('glass.judged'));
          onClose();
          onDone();
        }}
      >
        {glass.reason && <p dir="auto">{glass.reason}</p>}
        <ChipChoice
          label={t('glass.verdict')}
          chips={(['justified', 'unjustified'] as const).map((value) => ({ value, label: t(`glass.${value}`) }))}
          value={verdict}
          onInput={setVerdict}
        />
        <TextArea label={t('glass.note')} optional value={note} onInput={setNote} />
        <Refusal problem={review.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={review.busy || !cause}>
            {t('glass.judge')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
