import { useEffect, useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { useLive } from '../../live.ts';
import { label } from '../../state/definitions.ts';
import { due } from '../../state/due.ts';
import { may, session } from '../../state/session.ts';
import { CheckField } from '../../ui/field.tsx';
import { Glasses } from '../../ui/glasses.tsx';
import { Card, FlagLine, Name, PageHead } from '../../ui/pieces.tsx';
import { DueProfiles } from '../../ui/profile.tsx';
import { ReferralState } from '../../ui/referral-line.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { TaskRows } from '../../ui/tasks.tsx';
import { DueDeadlines, WaitingApprovals } from '../../ui/waiting.tsx';
import { useCall } from '../../use-call.ts';
import { day, number, relativeDay, t } from '../../words.ts';

type Today = CallOutput<'task.today'>;

/** What is due, what waits for me, in the order in which it hurts to be late. */
export default function TodayPage() {
  const [all, setAll] = useState(false);
  useLive('reach');
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
        <DueProfiles all={all} />
        {today.referrals.length > 0 && <Referrals referrals={today.referrals} />}
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

/** Between organisations: to be answered, asked back, late, to be stopped. What is done about it is done on its page. */
function Referrals({ referrals }: { referrals: Today['referrals'] }) {
  return (
    <Card title={t('desk.today.referrals')} aside={number(referrals.length)} tone="due">
      <ul class="rows">
        {referrals.map((one) => (
          <li key={one.id}>
            <div>
              <a class="row-link" href={`/desk/referrals/${one.id}`}>
                {t(one.incoming ? 'referral.from' : 'referral.to', { organisation: one.organisation })}
              </a>
              <p class="small soft">
                {label('consentPurpose', one.purpose)} · {relativeDay(one.sentAt)}
              </p>
            </div>
            <div class="actions">
              <ReferralState referral={{ status: 'sent', why: one.why }} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
