import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t } from '../../words.ts';

type Hold = CallOutput<'hold.list'>['holds'][number];

/** What keeps this record from being erased, for whoever may erase: why, by whom, and until when. */
export function Holds({ personId }: { personId: string }) {
  const called = useCall('hold.list', { personId });
  const [setting, setSetting] = useState(false);
  const [lifting, setLifting] = useState<Hold>();
  return (
    <Card title={t('keeping.holds')}>
      <Shown called={called} rows={1}>
        {({ holds }) => (
          <>
            {holds.length === 0 && <p class="person-empty soft">{t('keeping.noHolds')}</p>}
            <ul class="rows">
              {holds.map((hold) => (
                <li key={hold.id}>
                  <div>
                    <p dir="auto">{hold.reason}</p>
                    <p class="small soft">{t('keeping.setBy', { name: hold.by, day: day(hold.at) })}</p>
                    <HoldTag hold={hold} />
                  </div>
                  {hold.stands && (
                    <button type="button" class="btn" onClick={() => setLifting(hold)}>
                      {t('keeping.lift')}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
      <div class="person-foot">
        <button type="button" class="bare text" onClick={() => setSetting(true)}>
          {t('keeping.set')}
        </button>
      </div>
      {setting && <SetHold personId={personId} close={() => setSetting(false)} reload={called.reload} />}
      {lifting && <LiftHold hold={lifting} close={() => setLifting(undefined)} reload={called.reload} />}
    </Card>
  );
}

function HoldTag({ hold: { stands, until, liftedAt, liftedBy } }: { hold: Hold }) {
  if (stands)
    return (
      <Tag tone="due" icon="lock">
        {until ? t('keeping.until', { day: day(until) }) : t('keeping.stands')}
      </Tag>
    );
  return (
    <Tag icon="check">
      {liftedAt
        ? t('keeping.lifted', { name: liftedBy ?? '', day: day(liftedAt) })
        : t('keeping.ended', { day: day(until ?? '') })}
    </Tag>
  );
}

interface Closing {
  close: () => void;
  reload: () => void;
}

function SetHold({ personId, close, reload }: Closing & { personId: string }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const set = useWrite('hold.set');
  return (
    <Dialog title={t('keeping.set')} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          // To the end of the day that was named, where it was named.
          const end = until === '' ? {} : { until: new Date(`${until}T23:59:59`).toISOString() };
          if (!(await set.run({ personId, reason, ...end }))) return;
          toast(t('keeping.wasSet'));
          close();
          reload();
        }}
      >
        <p>{t('keeping.setWhat')}</p>
        <TextField
          label={t('keeping.reason')}
          value={reason}
          onInput={setReason}
          required
          problem={problemAt(set.problem?.fields, 'reason')}
        />
        <TextField
          label={t('keeping.untilDay')}
          hint={t('keeping.untilHint')}
          optional
          type="date"
          value={until}
          onInput={setUntil}
          problem={problemAt(set.problem?.fields, 'until')}
        />
        <Refusal problem={set.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={set.busy || reason.trim() === ''}>
            {t('keeping.setGo')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function LiftHold({ hold, close, reload }: Closing & { hold: Hold }) {
  const [reason, setReason] = useState('');
  const lift = useWrite('hold.lift');
  return (
    <Dialog title={t('keeping.lift')} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await lift.run({ id: hold.id, reason }))) return;
          toast(t('keeping.wasLifted'));
          close();
          reload();
        }}
      >
        <p>{t('keeping.liftWhat')}</p>
        <TextField
          label={t('keeping.liftReason')}
          value={reason}
          onInput={setReason}
          required
          problem={problemAt(lift.problem?.fields, 'reason')}
        />
        <Refusal problem={lift.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={lift.busy || reason.trim() === ''}>
            {t('keeping.lift')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
