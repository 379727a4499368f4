import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { fromMinor, type ServiceStatus } from '../../../kernel/index.ts';
import { label } from '../../state/definitions.ts';
import { Icon } from '../../ui/icon.tsx';
import { Card, Tag, type Tone } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { day, number, t } from '../../words.ts';
import { GoalDialog } from './goal.tsx';
import { ServiceDialog } from './service.tsx';

export type PlanRead = CallOutput<'plan.read'>;
export type Goal = PlanRead['goals'][number];
export type Service = PlanRead['services'][number];

const tones: Record<ServiceStatus, Tone> = {
  needed: 'due',
  declined: 'calm',
  referred: 'calm',
  accepted: 'calm',
  rejected: 'risk',
  underway: 'calm',
  delivered: 'ok',
  cancelled: 'calm',
};

/** What is being changed: a new one of a kind, or one that is there. */
type Changing = { goal: Goal | undefined } | { service: Service | undefined };

/** What the person wants, and who helps with it: each goal with its services, and how each stands. */
export function Plan({ caseId }: { caseId: string }) {
  const called = useCall('plan.read', { caseId });
  const [changing, setChanging] = useState<Changing>();
  const close = () => setChanging(undefined);
  const mayWrite = called.data?.mayWrite === true;
  const goals = called.data?.goals ?? [];
  return (
    <Card
      title={t('assistance.plan.title')}
      aside={
        mayWrite && (
          <>
            <button type="button" class="bare text" onClick={() => setChanging({ goal: undefined })}>
              <Icon name="plus" /> {t('assistance.plan.addGoal')}
            </button>{' '}
            <button type="button" class="bare text" onClick={() => setChanging({ service: undefined })}>
              <Icon name="plus" /> {t('assistance.plan.addService')}
            </button>
          </>
        )
      }
    >
      <Shown called={called} rows={3}>
        {(plan) => <Lines plan={plan} onChange={setChanging} />}
      </Shown>
      {changing && 'goal' in changing && (
        <GoalDialog caseId={caseId} goal={changing.goal} onClose={close} onDone={called.reload} />
      )}
      {changing && 'service' in changing && (
        <ServiceDialog
          caseId={caseId}
          goals={goals}
          service={changing.service}
          onClose={close}
          onDone={called.reload}
        />
      )}
    </Card>
  );
}

function Lines({ plan, onChange }: { plan: PlanRead; onChange: (next: Changing) => void }) {
  const { goals, services, mayWrite } = plan;
  if (goals.length === 0 && services.length === 0) return <p class="nothing">{t('assistance.plan.none')}</p>;
  const free = services.filter(({ goalId }) => goalId === undefined);
  const lines = (some: readonly Service[]) =>
    some.map((one) => (
      <ServiceLine key={one.id} service={one} onChange={mayWrite ? () => onChange({ service: one }) : undefined} />
    ));
  return (
    <ul class="rows">
      {goals.flatMap((goal) => [
        <GoalLine key={goal.id} goal={goal} onChange={mayWrite ? () => onChange({ goal }) : undefined} />,
        ...lines(services.filter(({ goalId }) => goalId === goal.id)),
      ])}
      {goals.length > 0 && free.length > 0 && (
        <li>
          <p class="strong">{t('assistance.plan.withoutGoal')}</p>
        </li>
      )}
      {lines(free)}
    </ul>
  );
}

function Change({ what, onChange }: { what: string; onChange: (() => void) | undefined }) {
  if (!onChange) return null;
  return (
    <button type="button" class="bare text small" onClick={onChange}>
      {t('assistance.plan.change')}
      <span class="unseen"> {what}</span>
    </button>
  );
}

function GoalLine({ goal, onChange }: { goal: Goal; onChange: (() => void) | undefined }) {
  const kind = label('goalKind', goal.kind);
  return (
    <li>
      <div>
        <p class="strong">{kind}</p>
        {goal.wording && <p dir="auto">{goal.wording}</p>}
        {goal.note && (
          <p class="small soft" dir="auto">
            {goal.note}
          </p>
        )}
      </div>
      <div class="actions">
        {goal.outcome ? (
          <Tag tone={goal.outcome === 'reached' ? 'ok' : 'calm'}>{t(`assistance.goal.outcome.${goal.outcome}`)}</Tag>
        ) : (
          goal.dueOn && <span class="small soft">{t('assistance.goal.by', { when: day(goal.dueOn) })}</span>
        )}
        <Change what={kind} onChange={onChange} />
      </div>
    </li>
  );
}

function ServiceLine({ service: one, onChange }: { service: Service; onChange: (() => void) | undefined }) {
  const name = label('service', one.service);
  const facts = [
    one.provider?.name,
    one.user,
    one.status === 'delivered' || !one.dueOn ? undefined : t('assistance.goal.by', { when: day(one.dueOn) }),
    one.unavailable && label('serviceUnavailable', one.unavailable),
    one.cost &&
      number(fromMinor(one.cost.amount, one.cost.currency), { style: 'currency', currency: one.cost.currency }),
    one.rating && t('assistance.service.rated', { rating: one.rating }),
  ];
  return (
    <li>
      <div>
        <p>{name}</p>
        <p class="small soft">
          <bdi>{facts.filter(Boolean).join(' · ')}</bdi>
        </p>
        {one.consentEnded && (
          <p class="small error">
            <Icon name="risk" /> {t('assistance.service.consentEnded')}
          </p>
        )}
      </div>
      <div class="actions">
        <Tag tone={tones[one.status]}>{t(`assistance.service.status.${one.status}`)}</Tag>
        <Change what={name} onChange={onChange} />
      </div>
    </li>
  );
}
