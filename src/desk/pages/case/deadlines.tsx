import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { DeadlineTag } from '../../ui/deadline.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { day, t, told } from '../../words.ts';

type Clocks = CallOutput<'deadline.list'>;
type Clock = Clocks['items'][number];

/** The clocks of a case: how long each still runs, who set its limit, who stopped it and why. */
export function Deadlines({ caseId }: { caseId: string }) {
  const called = useCall('deadline.list', { caseId });
  return (
    <Card title={t('deadline.title')}>
      <Shown called={called} rows={2}>
        {(clocks) => <List clocks={clocks} reload={called.reload} />}
      </Shown>
    </Card>
  );
}

function List({ clocks: { items, unset, mayStop }, reload }: { clocks: Clocks; reload: () => void }) {
  const [changing, setChanging] = useState<Clock>();
  const met = items.filter(({ state }) => state === 'met');
  const open = items.filter(({ state }) => state !== 'met');
  return (
    <>
      {open.length > 0 && (
        <ul class="rows">
          {open.map((clock) => (
            <Row key={clock.id} clock={clock} change={mayStop ? setChanging : undefined} />
          ))}
        </ul>
      )}
      {unset.map(({ timer, title }) => (
        <p key={timer} class="nothing">
          {t('deadline.unset', { title: told(title) })}
        </p>
      ))}
      {open.length + unset.length === 0 && <p class="nothing">{t('deadline.none')}</p>}
      {met.length > 0 && (
        <details class="fold">
          <summary>{t('deadline.past')}</summary>
          <ul class="rows">
            {met.map((clock) => (
              <Row key={clock.id} clock={clock} />
            ))}
          </ul>
        </details>
      )}
      {changing && <Change clock={changing} onClose={() => setChanging(undefined)} onDone={reload} />}
    </>
  );
}

function Row({ clock, change }: { clock: Clock; change?: ((clock: Clock) => void) | undefined }) {
  const { title, state, dueAt, amount, unit, source, stops, byHand } = clock;
  // What was missed stays missed.
  const stoppable = state === 'running' || state === 'warning';
  return (
    <li>
      <div>
        <p class="strong">{told(title)}</p>
        <p class="meta">
          <DeadlineTag state={state} late={state === 'met' && (clock.metAt ?? '') > dueAt} /> {whenOf(clock)}
        </p>
        <p class="small soft">
          {t(`deadline.length.${unit}`, { count: amount })} · {told(source)}
        </p>
        {stops.map((stop) => (
          <p key={stop.at} class="small">
            <span class="soft">
              {stop.until
                ? t('deadline.stoppedFor', { name: stop.by, date: day(stop.at), until: day(stop.until) })
                : t('deadline.stoppedBy', { name: stop.by, date: day(stop.at) })}
            </span>{' '}
            <span dir="auto">{stop.reason}</span>
          </p>
        ))}
      </div>
      {change && (stoppable || byHand) && (
        <div class="actions">
          <button type="button" class="btn" onClick={() => change(clock)}>
            <Icon name="clock" /> {t(byHand ? 'deadline.go' : 'deadline.stop')}
            <span class="unseen"> {told(title)}</span>
          </button>
        </div>
      )}
    </li>
  );
}

function whenOf({ state, dueAt, metAt, pausedAt, left, unit }: Clock): string {
  if (metAt) return t('deadline.met', { date: day(metAt), due: lastDay(dueAt) });
  if (pausedAt)
    return [
      t('deadline.stoppedSince', { date: day(pausedAt) }),
      t(`deadline.left.${unit}`, { count: Math.ceil(left ?? 0) }),
    ].join(' · ');
  const over = state === 'overdue' || state === 'escalated';
  return t(over ? 'deadline.was' : 'deadline.until', {
    date: unit === 'hours' ? day(dueAt, 'dayTime') : lastDay(dueAt),
  });
}

/** A day that ends at midnight is not the next one. */
const lastDay = (dueAt: string): string => day(new Date(Date.parse(dueAt) - 1));

function Change({ clock, onClose, onDone }: { clock: Clock; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const stop = useWrite('deadline.pause');
  const go = useWrite('deadline.resume');
  const write = clock.byHand ? go : stop;
  const title = t(clock.byHand ? 'deadline.go' : 'deadline.stop');
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const done = await write.run({ id: clock.id, reason });
          if (!done) return;
          toast(t(`deadline.state.${done.state}`));
          onClose();
          onDone();
        }}
      >
        <p class="strong">{told(clock.title)}</p>
        <p>{t(clock.byHand ? 'deadline.goHint' : 'deadline.stopHint')}</p>
        <TextArea label={t('deadline.reason')} value={reason} onInput={setReason} />
        <Refusal problem={write.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={write.busy || reason.trim() === ''}>
            {title}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
