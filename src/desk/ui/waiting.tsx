import { anyTimed } from '../state/definitions.ts';
import { may } from '../state/session.ts';
import { useCall } from '../use-call.ts';
import { day, number, t, told } from '../words.ts';
import { ApprovalRows } from './approvals.tsx';
import { DeadlineTag } from './deadline.tsx';
import { Card, Name } from './pieces.tsx';

/** What a colleague cannot go on without. */
export function WaitingApprovals() {
  const { data, reload } = useCall('approval.list', may('approval.decide') ? {} : undefined);
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={t('approval.waiting')} aside={number(data.items.length)} tone="due">
      <ApprovalRows items={data.items} onChange={reload} withCase />
    </Card>
  );
}

/** Limits of law and procedure that are near or over: mine, and those of others that were let pass. */
export function DueDeadlines() {
  const { data } = useCall('deadline.due', anyTimed() ? {} : undefined);
  if (!data || data.items.length === 0) return null;
  const over = data.items.some(({ state }) => state !== 'warning');
  return (
    <Card title={t('deadline.due')} aside={number(data.items.length)} tone={over ? 'risk' : 'due'}>
      <ul class="rows">
        {data.items.map(({ id, caseId, caseNumber, personName, title, state, dueAt, owner, mine }) => (
          <li key={id}>
            <div>
              <p>
                <a class="row-link" href={`/desk/cases/${caseId}`}>
                  {told(title)} <Name>{personName ?? caseNumber}</Name>
                </a>
              </p>
              <p class="small soft meta">
                <DeadlineTag state={state} />{' '}
                {[
                  t(state === 'warning' ? 'deadline.until' : 'deadline.was', { date: day(dueAt, 'dayTime') }),
                  personName && caseNumber,
                  !mine && owner,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
