import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { codeList, label } from '../../state/definitions.ts';
import { Icon } from '../../ui/icon.tsx';
import { money, rateLine } from '../../ui/money.ts';
import { Card, Tag } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { day, number, say, t } from '../../words.ts';
import { CostDialog, LoanDialog } from './cost-dialog.tsx';

export type CostRead = CallOutput<'cost.read'>;
export type Line = CostRead['lines'][number];
export type Loan = CostRead['loans'][number];
type Changing = { line: Line | undefined } | { loan: Loan | undefined };

/** What the job cost and who paid, what is owed, and what of it speaks for a debt that binds. */
export function Costs({ caseId, onFlags }: { caseId: string; onFlags: () => void }) {
  const called = useCall('cost.read', { caseId });
  const [changing, setChanging] = useState<Changing>();
  const write = called.data?.mayWrite === true;
  const done = (raised: boolean) => {
    called.reload();
    if (raised) onFlags();
  };
  return (
    <Card
      title={t('recruitment.cost.title')}
      aside={
        write && (
          <>
            <button type="button" class="bare text" onClick={() => setChanging({ line: undefined })}>
              <Icon name="plus" /> {t('recruitment.cost.add')}
            </button>{' '}
            <button type="button" class="bare text" onClick={() => setChanging({ loan: undefined })}>
              <Icon name="plus" /> {t('recruitment.cost.addLoan')}
            </button>
          </>
        )
      }
    >
      <Shown called={called} rows={3}>
        {(read) =>
          read.lines.length === 0 && read.loans.length === 0 ? (
            <p class="nothing">{t('recruitment.cost.none')}</p>
          ) : (
            <>
              <Warning read={read} />
              <ul class="rows">
                {read.lines.map((one) => (
                  <CostLine
                    key={one.id}
                    line={one}
                    currency={read.sums?.currency}
                    onChange={write ? () => setChanging({ line: one }) : undefined}
                  />
                ))}
                {read.loans.map((one) => (
                  <LoanLine key={one.id} loan={one} onChange={write ? () => setChanging({ loan: one }) : undefined} />
                ))}
              </ul>
              <Sums read={read} />
            </>
          )
        }
      </Shown>
      {changing && 'line' in changing && (
        <CostDialog caseId={caseId} line={changing.line} onClose={() => setChanging(undefined)} onDone={done} />
      )}
      {changing && 'loan' in changing && (
        <LoanDialog caseId={caseId} loan={changing.loan} onClose={() => setChanging(undefined)} onDone={done} />
      )}
    </Card>
  );
}

const Change = ({ what, onChange }: { what: string; onChange: (() => void) | undefined }) =>
  onChange ? (
    <button type="button" class="bare text small" onClick={onChange}>
      {t('assistance.plan.change')}
      <span class="unseen"> {what}</span>
    </button>
  ) : null;

function CostLine({
  line: one,
  currency,
  onChange,
}: {
  line: Line;
  currency: string | undefined;
  onChange: (() => void) | undefined;
}) {
  const name = label('recruitmentCost', one.cost);
  const facts = [
    label('costPayer', one.payer),
    one.paidTo,
    one.on && day(one.on),
    one.phase && label('costPhase', one.phase),
    one.receipt !== undefined &&
      `${t('recruitment.cost.receipt')}: ${t(one.receipt ? 'recruitment.answer.yes' : 'recruitment.answer.no')}`,
    one.deducted && t('recruitment.cost.deducted'),
    one.refunded !== undefined && `${t('recruitment.cost.refunded')} ${money(one.refunded, one.currency)}`,
    one.note,
  ];
  const foreign = currency !== undefined && currency !== one.currency;
  return (
    <li>
      <div>
        <p>
          {name}: <span class="strong num">{money(one.amount, one.currency)}</span>
          {foreign && one.converted !== undefined && <span class="soft"> = {money(one.converted, currency)}</span>}
        </p>
        <p class="small soft">
          <bdi>{facts.filter(Boolean).join(' · ')}</bdi>
        </p>
        {one.used.map((rate) => (
          <p key={`${rate.currency} ${rate.base}`} class="small soft">
            {rateLine(rate)}
          </p>
        ))}
        {foreign && one.converted === undefined && (
          <p class="small error">
            <Icon name="risk" /> {t('recruitment.rate.missing')}
          </p>
        )}
      </div>
      <div class="actions">
        {one.charge !== 'notWorker' && (
          <Tag
            tone={one.charge === 'withinLimit' ? 'calm' : 'risk'}
            icon={one.charge === 'withinLimit' ? 'check' : 'risk'}
          >
            {t(`recruitment.charge.${one.charge}`)}
            {one.limit && ` (${label('costLimit', one.limit)})`}
          </Tag>
        )}
        <Change what={name} onChange={onChange} />
      </div>
    </li>
  );
}

function LoanLine({ loan: one, onChange }: { loan: Loan; onChange: (() => void) | undefined }) {
  const name = t('recruitment.loan.title', { lender: label('lender', one.lender) });
  const { owed, interest, payment, months, yearly } = one.schedule;
  const facts = [
    one.name,
    one.on && day(one.on),
    `${t('recruitment.loan.owed')} ${money(owed, one.currency)}`,
    payment !== undefined && `${t('recruitment.loan.payment')} ${money(payment, one.currency)}`,
    interest > 0 && t('recruitment.loan.interest', { amount: money(interest, one.currency) }),
    yearly !== undefined && t('recruitment.loan.yearly', { percent: number(yearly) }),
    one.note,
  ];
  return (
    <li>
      <div>
        <p>
          {name}: <span class="strong num">{money(one.principal, one.currency)}</span>
        </p>
        <p class="small soft">
          <bdi>{facts.filter(Boolean).join(' · ')}</bdi>
        </p>
      </div>
      <div class="actions">
        {months !== undefined && (
          <Tag tone={months === 'never' ? 'risk' : 'calm'} icon={months === 'never' ? 'risk' : 'clock'}>
            {months === 'never' ? t('recruitment.loan.never') : t('recruitment.loan.months', { months })}
          </Tag>
        )}
        <Change what={name} onChange={onChange} />
      </div>
    </li>
  );
}

function Sums({ read: { sums } }: { read: CostRead }) {
  if (!sums) return null;
  const { currency } = sums;
  const rows: [string, string | undefined][] = [
    ...sums.byPayer.map(({ payer, amount }): [string, string] => [label('costPayer', payer), money(amount, currency)]),
    ...sums.byGroup.map(({ group, amount }): [string, string] => [
      say(`recruitment.group.${group || 'other'}`) ?? group,
      money(amount, currency),
    ]),
    [t('recruitment.sum.refunded'), sums.refunded > 0 ? money(sums.refunded, currency) : undefined],
    [t('recruitment.sum.open'), money(sums.open, currency)],
    [t('recruitment.sum.aboveLimits'), sums.aboveLimits === undefined ? undefined : money(sums.aboveLimits, currency)],
    [t('recruitment.sum.months'), sums.months === undefined ? undefined : number(sums.months)],
  ];
  return (
    <div class="sums">
      <h3>{t('recruitment.sum.title')}</h3>
      <dl class="facts">
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <>
                <dt>{name}</dt>
                <dd class="num">{value}</dd>
              </>
            ),
        )}
      </dl>
      {sums.worker > 0 && <p class="small soft">{t('recruitment.sum.standard')}</p>}
    </div>
  );
}

/** Amounts among the numbers of a reason; the others are counts. */
const amounts = new Set(['paid', 'pay', 'owed', 'payment', 'interest', 'left']);

/** The warning with its reasoning open: each reason in its numbers, from where the measure is, and what is still to be asked. */
function Warning({ read: { reasons, missing } }: { read: CostRead }) {
  const rules = codeList('debtReason')?.items ?? [];
  const asked = missing.map((code) => say(`recruitment.missing.${code}`) ?? code).join(', ');
  return (
    <div class={reasons.length > 0 ? 'note risk flag' : 'note'}>
      <details open class="why">
        <summary class="strong">
          {reasons.length > 0 && <Icon name="risk" />} {t('recruitment.debt.title')}
        </summary>
        {reasons.length === 0 && <p>{t('recruitment.debt.none')}</p>}
        <ul>
          {reasons.map((reason) => {
            const params = Object.fromEntries(
              Object.entries(reason.numbers).map(([name, value]) => [
                name,
                amounts.has(name) && reason.currency ? money(value, reason.currency) : number(value),
              ]),
            );
            const source = rules.find(({ code }) => code === reason.code)?.columns?.source;
            return (
              <li key={`${reason.code} ${reason.loan ?? ''}`}>
                <p class="strong">{label('debtReason', reason.code)}</p>
                <p>{say(`recruitment.debt.${reason.code}`, params)}</p>
                <p class="small soft">
                  {source ? t('recruitment.debt.source', { source }) : t('recruitment.debt.ownMeasure')}
                </p>
              </li>
            );
          })}
        </ul>
        {missing.length > 0 && <p>{t('recruitment.debt.missing', { what: asked })}</p>}
        <p class="soft">{t('recruitment.debt.what')}</p>
      </details>
    </div>
  );
}
