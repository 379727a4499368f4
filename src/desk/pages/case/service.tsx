import { useState } from 'preact/hooks';
import {
  firstStatuses,
  fromMinor,
  mayBeRated,
  mayBeUnavailable,
  restsOnConsent,
  type ServiceStatus,
  serviceMoves,
  toMinor,
} from '../../../kernel/index.ts';
import { codes, label } from '../../state/definitions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type Option, SelectField, TextField } from '../../ui/field.tsx';
import { Keep } from '../../ui/keep.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { filled, problemAt } from '../../use-form.ts';
import { t, told } from '../../words.ts';
import type { Goal, Service } from './plan.tsx';

/** Stands for a provider that is none of this house's organisations. */
const elsewhere = 'elsewhere';

/** As it is typed: every answer a text, blank when there is none. */
const typedOf = (one: Service | undefined) => ({
  goalId: one?.goalId ?? '',
  service: one?.service ?? '',
  status: one?.status ?? ('needed' as ServiceStatus),
  provider: one?.provider?.id ?? (one?.provider ? elsewhere : ''),
  providerName: one?.provider && !one.provider.id ? one.provider.name : '',
  userId: one?.userId ?? '',
  dueOn: one?.dueOn ?? '',
  startedOn: one?.startedOn ?? '',
  endedOn: one?.endedOn ?? '',
  quantity: one?.quantity?.toString() ?? '',
  amount: one?.cost ? String(fromMinor(one.cost.amount, one.cost.currency)) : '',
  currency: one?.cost?.currency ?? '',
  funder: one?.funder ?? '',
  rating: one?.rating?.toString() ?? '',
  unavailable: one?.unavailable ?? '',
});

/** One service: how it stands, and what is known of it by then. */
export function ServiceDialog({
  caseId,
  goals,
  service,
  onClose,
  onDone,
}: {
  caseId: string;
  goals: readonly Goal[];
  service: Service | undefined;
  onClose: () => void;
  onDone: () => void;
}) {
  const [typed, setTyped] = useState(() => typedOf(service));
  const colleagues = useCall('user.colleagues', {});
  const save = useWrite('service.set');
  const put = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const { status } = typed;
  const offered = service ? [service.status, ...serviceMoves[service.status]] : firstStatuses;
  type Name = keyof typeof typed;
  const text = (name: Name, more: { type?: 'date' | 'number' } = {}) => (
    <TextField
      label={t(`assistance.service.${name}`)}
      optional
      value={typed[name]}
      onInput={(value) => put({ [name]: value })}
      problem={problemAt(save.problem?.fields, name)}
      {...more}
    />
  );
  const choice = (name: Name, options: Option[], blank: string, optional = true) => (
    <SelectField
      label={t(`assistance.service.${name}`)}
      optional={optional}
      blank={blank}
      value={typed[name]}
      onInput={(value) => put({ [name]: value })}
      options={options}
      problem={problemAt(save.problem?.fields, name === 'provider' ? 'providerId' : name)}
    />
  );
  const listed = (list: string, now: string): Option[] => {
    const options = codes(list).map((item) => ({ value: item.code, label: told(item.label) }));
    // One that was retired meanwhile stays where it is.
    return now === '' || options.some(({ value }) => value === now)
      ? options
      : [...options, { value: now, label: label(list, now) }];
  };
  const named = (some: readonly { id: string; name: string }[] | undefined): Option[] =>
    (some ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Dialog title={t(service ? 'assistance.plan.change' : 'assistance.plan.addService')} onClose={onClose} wide>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const { provider, providerName, quantity, amount, currency, rating, service: code, ...rest } = typed;
          const done = await save.run({
            caseId,
            ...(service && { id: service.id, revision: service.revision }),
            ...filled(rest),
            service: code,
            status,
            ...(provider === elsewhere ? filled({ provider: providerName }) : filled({ providerId: provider })),
            ...(quantity !== '' && { quantity: Number(quantity) }),
            ...(amount !== '' && { cost: { amount: toMinor(Number(amount), currency), currency } }),
            ...(rating !== '' && { rating: Number(rating) }),
          });
          if (!done) return;
          toast(t('assistance.plan.kept'));
          onClose();
          onDone();
        }}
      >
        {choice('service', listed('service', service?.service ?? ''), t('desk.choose'), false)}
        <SelectField
          label={t('assistance.service.status')}
          hint={t('assistance.service.consentHint')}
          value={status}
          onInput={(next) => put({ status: next as ServiceStatus })}
          options={offered.map((one) => ({ value: one, label: t(`assistance.service.status.${one}`) }))}
          problem={problemAt(save.problem?.fields, 'status')}
        />
        {goals.length > 0 &&
          choice(
            'goalId',
            goals.map((goal) => ({
              value: goal.id,
              label: [label('goalKind', goal.kind), goal.wording?.slice(0, 60)].filter(Boolean).join(' · '),
            })),
            t('assistance.service.noGoal'),
          )}
        {choice(
          'provider',
          [
            ...named(colleagues.data?.organisations),
            { value: elsewhere, label: t('assistance.service.otherProvider') },
          ],
          t('assistance.service.notSaid'),
        )}
        {typed.provider === elsewhere && text('providerName')}
        {choice('userId', named(colleagues.data?.users), t('assistance.service.notSaid'))}
        {text('dueOn', { type: 'date' })}
        {mayBeUnavailable(status) &&
          choice(
            'unavailable',
            listed('serviceUnavailable', service?.unavailable ?? ''),
            t('assistance.service.notSaid'),
          )}
        {restsOnConsent(status) && (
          <>
            {text('startedOn', { type: 'date' })}
            {text('endedOn', { type: 'date' })}
            {text('quantity', { type: 'number' })}
            <TextField
              label={t('assistance.service.amount')}
              optional
              inputMode="numeric"
              value={typed.amount}
              onInput={(amount) => put({ amount })}
              problem={problemAt(save.problem?.fields, 'cost.amount')}
            />
            {typed.amount !== '' && (
              <TextField
                label={t('assistance.service.currency')}
                hint={t('assistance.service.currencyHint')}
                required
                maxLength={3}
                value={typed.currency}
                onInput={(currency) => put({ currency: currency.toUpperCase() })}
                problem={problemAt(save.problem?.fields, 'cost.currency')}
              />
            )}
            {text('funder')}
          </>
        )}
        {mayBeRated(status) &&
          choice(
            'rating',
            ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value })),
            t('assistance.service.notSaid'),
          )}
        <Keep
          problem={save.problem}
          disabled={save.busy || typed.service === ''}
          onReload={() => {
            onClose();
            onDone();
          }}
        />
      </form>
    </Dialog>
  );
}
