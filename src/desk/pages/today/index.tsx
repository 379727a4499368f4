import { useEffect, useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { label } from '../../state/definitions.ts';
import { due } from '../../state/due.ts';
import { may, session } from '../../state/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Glasses } from '../../ui/glasses.tsx';
import { Card, FlagLine, Name, PageHead, Refusal } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { TaskRows } from '../../ui/tasks.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { day, number, relativeDay, t } from '../../words.ts';
import { DueDeadlines, WaitingApprovals } from './waiting.tsx';

type Today = CallOutput<'task.today'>;

/** What is due, what waits for me, in the order in which it hurts to be late. */
export default function TodayPage() {
  const [all, setAll] = useState(false);
  const called = useCall('task.today', may('case.read') ? (all ? { all } : {}) : undefined);
  useEffect(() => {
    if (called.data) due.set(called.data.overdue.length + called.data.today.length + called.data.referrals.length);
  }, [called.data]);
  return (
    <>
      <PageHead title={t('desk.today.title')} sub={day(new Date(), 'weekday')}>
        {may('case.assign') && <CheckField label={t('desk.today.all')} checked={all} onInput={setAll} />}
      </PageHead>
      {may('case.read') ? (
        <Shown called={called} rows={6}>
          {(today) => <Due today={today} reload={called.reload} all={all} />}
        </Shown>
      ) : (
        <Elsewhere />
      )}
    </>
  );
}

/** A role without cases (statistician, administrator) is shown where its work is. */
function Elsewhere() {
  return (
    <Empty icon="check" title={t('desk.today.elsewhere', { name: session.get().me?.name ?? '' })}>
      {may('figures.read') && <a href="/desk/figures">{t('desk.rail.figures')}</a>}
      {(may('user.manage') || may('definition.publish')) && <a href="/desk/admin">{t('desk.rail.admin')}</a>}
    </Empty>
  );
}

function Due({ today, reload, all }: { today: Today; reload: () => void; all: boolean }) {
  const nothing = today.overdue.length + today.today.length + today.referrals.length + today.flaggedCases.length === 0;
  const list = (tasks: Today['overdue'], title: string, tone?: 'due') =>
    tasks.length > 0 && (
      <Card title={title} aside={number(tasks.length)} {...(tone && { tone })}>
        <TaskRows tasks={tasks} onChange={reload} showOwner={all} />
      </Card>
    );
  return (
    <div class="two">
      <div class="stack">
        {may('glass.review') && <Glasses />}
        {today.flaggedCases.length > 0 && <Flagged cases={today.flaggedCases} />}
        <DueDeadlines />
        {list(today.overdue, t('desk.today.overdue'), 'due')}
        <WaitingApprovals />
        {today.referrals.length > 0 && <Referrals referrals={today.referrals} reload={reload} />}
        {list(today.today, t('desk.today.today'))}
        {nothing && (
          <Card>
            <Empty icon="check" title={t('desk.today.nothing')}>
              {today.soon.length > 0 && <p>{t('desk.today.nothingMore')}</p>}
            </Empty>
          </Card>
        )}
      </div>
      <div class="stack">
        <Card title={t('desk.today.waiting')}>
          <ul class="rows">
            <Count to="/desk/enquiries?open=1" text={t('desk.today.openEnquiries')} count={today.openEnquiries} />
            <Count
              to="/desk/cases?ownerId=nobody&status=open"
              text={t('desk.today.unassigned')}
              count={today.unassignedCases}
            />
            <Count
              to="/desk/cases?flagged=1&status=open"
              text={t('desk.today.flagged')}
              count={today.flaggedCases.length}
            />
          </ul>
        </Card>
        {list(today.soon, t('desk.today.soon'))}
        {today.quietCases.length > 0 && <Quiet cases={today.quietCases} />}
      </div>
    </div>
  );
}

const Count = ({ to, text, count }: { to: string; text: string; count: number }) => (
  <li>
    <a class="row-link" href={to}>
      {text}
    </a>
    <span class={count > 0 ? 'num strong' : 'num soft'}>{number(count)}</span>
  </li>
);

function Flagged({ cases }: { cases: Today['flaggedCases'] }) {
  return (
    <Card title={t('desk.today.flagged')} aside={number(cases.length)} tone="risk">
      <ul class="rows">
        {cases.map((one) => (
          <li key={one.id}>
            <p>
              <a class="row-link" href={`/desk/cases/${one.id}`}>
                {one.personName ? <Name>{one.personName}</Name> : <span class="num">{one.number}</span>}
              </a>
            </p>
            <span class="small soft">
              {one.personName && <span class="num">{one.number} · </span>}
              {t('desk.case.opened', { when: relativeDay(one.openedAt) })}
            </span>
            <div class="wide">
              <FlagLine flags={one.flags} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Nothing is planned and nobody was in contact: an open case that is easily forgotten. */
function Quiet({ cases }: { cases: Today['quietCases'] }) {
  return (
    <Card title={t('desk.today.quiet')} aside={number(cases.length)}>
      <ul class="rows">
        {cases.map((one) => (
          <li key={one.id}>
            <a class="row-link" href={`/desk/cases/${one.id}`}>
              <bdi>{one.personName ?? one.number}</bdi>
            </a>
            <span class="small soft">{t('desk.today.quietSince', { when: day(one.lastContactAt) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Referrals({ referrals, reload }: { referrals: Today['referrals']; reload: () => void }) {
  const [refusing, setRefusing] = useState<string>();
  const answer = useWrite('referral.answer');
  const send = async (id: string, accept: boolean, reason?: string) => {
    const done = await answer.run({ id, accept, ...(reason && { reason }) });
    if (!done) return;
    toast(t(accept ? 'desk.referral.acceptedNow' : 'desk.referral.refusedNow'));
    setRefusing(undefined);
    reload();
  };
  return (
    <Card title={t('desk.today.referrals')} aside={number(referrals.length)} tone="due">
      <ul class="rows">
        {referrals.map((one) => (
          <li key={one.id}>
            <div>
              <p class="strong">
                {t('desk.today.referralFrom', { from: one.from })} <span class="num">{one.caseNumber}</span>
              </p>
              <p class="small soft">
                {label('consentPurpose', one.purpose)} · {relativeDay(one.sentAt)}
              </p>
            </div>
            {may('referral.write') && (
              <div class="actions">
                <button type="button" class="btn" disabled={answer.busy} onClick={() => void send(one.id, true)}>
                  {t('desk.referral.accept')}
                </button>
                <button type="button" class="btn" onClick={() => setRefusing(one.id)}>
                  {t('desk.referral.refuse')}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {!refusing && <Refusal problem={answer.problem} />}
      {refusing && (
        <RefuseReferral
          problem={answer.problem}
          busy={answer.busy}
          onClose={() => setRefusing(undefined)}
          onRefuse={(reason) => void send(refusing, false, reason)}
        />
      )}
    </Card>
  );
}

function RefuseReferral({
  onRefuse,
  onClose,
  busy,
  problem,
}: {
  onRefuse: (reason: string) => void;
  onClose: () => void;
  busy: boolean;
  problem: ReturnType<typeof useWrite>['problem'];
}) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t('desk.referral.refuse')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onRefuse(reason);
        }}
      >
        <TextField label={t('desk.referral.reason')} value={reason} onInput={setReason} required />
        <Refusal problem={problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={busy}>
            {t('desk.referral.refuse')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
