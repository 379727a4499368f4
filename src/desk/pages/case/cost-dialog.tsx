import { useState } from 'preact/hooks';
import type { CallInput } from '../../../core/contracts.ts';
import { interestPer } from '../../../kernel/recruitment/index.ts';
import type { Refused } from '../../client.ts';
import { codes, label } from '../../state/definitions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, type Option, SelectField, TextField } from '../../ui/field.tsx';
import { Keep } from '../../ui/keep.tsx';
import { minorOf, typedMoney } from '../../ui/money.ts';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { filled, problemAt } from '../../use-form.ts';
import { t, told } from '../../words.ts';
import type { Line, Loan } from './costs.tsx';

const listed = (list: string, now: string): Option[] => {
  const options = codes(list).map((item) => ({ value: item.code, label: told(item.label) }));
  return now === '' || options.some(({ value }) => value === now)
    ? options
    : [...options, { value: now, label: label(list, now) }];
};
const yesNo = (): Option[] => [
  { value: 'yes', label: t('recruitment.answer.yes') },
  { value: 'no', label: t('recruitment.answer.no') },
];
const typedYesNo = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no');
/** Yes, no, or nothing where it is not known. */
const said = <K extends string>(name: K, typed: string) =>
  (typed === '' ? {} : { [name]: typed === 'yes' }) as { [P in K]?: boolean };

interface Props {
  caseId: string;
  onClose: () => void;
  /** Whether a flag was raised by it. */
  onDone: (raised: boolean) => void;
}

/** One thing that was paid for the job. */
export function CostDialog({ caseId, line, onClose, onDone }: Props & { line: Line | undefined }) {
  const [typed, setTyped] = useState({
    cost: line?.cost ?? '',
    payer: line?.payer ?? codes('costPayer')[0]?.code ?? '',
    phase: line?.phase ?? '',
    on: line?.on ?? '',
    amount: typedMoney(line?.amount, line?.currency),
    currency: line?.currency ?? '',
    receipt: typedYesNo(line?.receipt),
    refunded: typedMoney(line?.refunded, line?.currency),
    paidTo: line?.paidTo ?? '',
    note: line?.note ?? '',
  });
  const [deducted, setDeducted] = useState(line?.deducted ?? false);
  const set = useWrite('cost.set');
  const fields = set.problem?.fields;
  const tied = (name: keyof typeof typed) => ({
    label: t(`recruitment.cost.${name === 'currency' ? 'amount' : name}`),
    value: typed[name],
    onInput: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
    problem: problemAt(fields, name),
  });
  const choice = (name: 'cost' | 'payer' | 'phase', list: string, optional = false) => (
    <SelectField
      {...tied(name)}
      optional={optional}
      blank={optional ? t('recruitment.offer.notSaid') : t('desk.choose')}
      options={listed(list, typed[name])}
    />
  );
  const leave = (raised: boolean) => {
    onClose();
    onDone(raised);
  };
  return (
    <Dialog title={t(line ? 'assistance.plan.change' : 'recruitment.cost.add')} onClose={onClose} wide>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const { amount, refunded, receipt, cost, payer, currency, ...rest } = typed;
          const back = minorOf(refunded, currency);
          const saved = await set.run({
            caseId,
            ...(line && { id: line.id, revision: line.revision }),
            ...filled(rest),
            cost,
            payer,
            currency,
            amount: minorOf(amount, currency) ?? 0,
            ...(back !== undefined && { refunded: back }),
            ...said('receipt', receipt),
            deducted,
          });
          if (!saved) return;
          toast(t('recruitment.cost.kept'));
          leave(saved.flags.length > 0);
        }}
      >
        {choice('cost', 'recruitmentCost')}
        <TextField {...tied('amount')} required inputMode="numeric" />
        <TextField
          {...tied('currency')}
          label={t('recruitment.rate.currency')}
          hint={t('recruitment.offer.currencyHint')}
          required
          maxLength={3}
          onInput={(currency) => setTyped((before) => ({ ...before, currency: currency.toUpperCase() }))}
        />
        {choice('payer', 'costPayer')}
        <TextField {...tied('on')} hint={t('recruitment.cost.onHint')} optional type="date" />
        {choice('phase', 'costPhase', true)}
        <TextField {...tied('paidTo')} optional />
        <SelectField {...tied('receipt')} optional blank={t('recruitment.answer.unknown')} options={yesNo()} />
        <CheckField label={t('recruitment.cost.deducted')} checked={deducted} onInput={setDeducted} />
        <TextField {...tied('refunded')} optional inputMode="numeric" />
        <TextField {...tied('note')} optional />
        <Ending
          call="cost.remove"
          about={line && { id: line.id, caseId, revision: line.revision }}
          problem={set.problem}
          busy={set.busy || typed.cost === '' || typed.amount === '' || typed.currency.length !== 3}
          leave={leave}
        />
      </form>
    </Dialog>
  );
}

/** What somebody owes for the job, and on what terms. */
export function LoanDialog({ caseId, loan, onClose, onDone }: Props & { loan: Loan | undefined }) {
  const [typed, setTyped] = useState({
    lender: loan?.lender ?? '',
    name: loan?.name ?? '',
    on: loan?.on ?? '',
    principal: typedMoney(loan?.principal, loan?.currency),
    owed: typedMoney(loan?.owed, loan?.currency),
    currency: loan?.currency ?? '',
    rate: loan?.rate?.toString() ?? '',
    per: loan?.per ?? 'month',
    payment: typedMoney(loan?.payment, loan?.currency),
    pledged: typedYesNo(loan?.pledged),
    applied: typedYesNo(loan?.applied),
    limited: typedYesNo(loan?.limited),
    note: loan?.note ?? '',
  });
  const set = useWrite('loan.set');
  const fields = set.problem?.fields;
  type Name = keyof typeof typed;
  const tied = (name: Exclude<Name, 'on' | 'currency' | 'note'>) => ({
    label: t(`recruitment.loan.${name}`),
    value: typed[name],
    onInput: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
    problem: problemAt(fields, name),
  });
  const asks = (name: 'pledged' | 'applied' | 'limited') => (
    <SelectField {...tied(name)} optional blank={t('recruitment.answer.unknown')} options={yesNo()} />
  );
  const leave = (raised: boolean) => {
    onClose();
    onDone(raised);
  };
  return (
    <Dialog title={t(loan ? 'assistance.plan.change' : 'recruitment.cost.addLoan')} onClose={onClose} wide>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const { principal, owed, payment, rate, per, pledged, applied, limited, lender, currency, ...rest } = typed;
          const [left, monthly] = [minorOf(owed, currency), minorOf(payment, currency)];
          const saved = await set.run({
            caseId,
            ...(loan && { id: loan.id, revision: loan.revision }),
            ...filled(rest),
            lender,
            currency,
            principal: minorOf(principal, currency) ?? 0,
            ...(left !== undefined && { owed: left }),
            ...(monthly !== undefined && { payment: monthly }),
            ...(rate.trim() !== '' && { rate: Number(rate), per }),
            ...said('pledged', pledged),
            ...said('applied', applied),
            ...said('limited', limited),
          });
          if (!saved) return;
          toast(t('recruitment.cost.kept'));
          leave(saved.flags.length > 0);
        }}
      >
        <SelectField {...tied('lender')} blank={t('desk.choose')} options={listed('lender', typed.lender)} />
        <TextField {...tied('name')} optional />
        <TextField {...tied('principal')} required inputMode="numeric" />
        <TextField
          label={t('recruitment.rate.currency')}
          hint={t('recruitment.offer.currencyHint')}
          required
          maxLength={3}
          value={typed.currency}
          onInput={(currency) => setTyped((before) => ({ ...before, currency: currency.toUpperCase() }))}
          problem={problemAt(fields, 'currency')}
        />
        <TextField {...tied('owed')} hint={t('recruitment.loan.owedHint')} optional inputMode="numeric" />
        <TextField {...tied('rate')} optional inputMode="numeric" />
        <SelectField
          {...tied('per')}
          onInput={(per) => setTyped((before) => ({ ...before, per: per as typeof typed.per }))}
          options={interestPer.map((value) => ({ value, label: t(`recruitment.loan.per.${value}`) }))}
        />
        <TextField {...tied('payment')} hint={t('recruitment.loan.paymentHint')} optional inputMode="numeric" />
        {asks('pledged')}
        {typed.pledged === 'yes' && (
          <>
            {asks('applied')}
            {asks('limited')}
          </>
        )}
        <TextField
          label={t('recruitment.cost.on')}
          optional
          type="date"
          value={typed.on}
          onInput={(on) => setTyped((before) => ({ ...before, on }))}
          problem={problemAt(fields, 'on')}
        />
        <TextField
          label={t('recruitment.cost.note')}
          optional
          value={typed.note}
          onInput={(note) => setTyped((before) => ({ ...before, note }))}
        />
        <Ending
          call="loan.remove"
          about={loan && { id: loan.id, caseId, revision: loan.revision }}
          problem={set.problem}
          busy={set.busy || typed.lender === '' || typed.principal === '' || typed.currency.length !== 3}
          leave={leave}
        />
      </form>
    </Dialog>
  );
}

/** Saving it, or taking out what was noted by mistake. */
function Ending({
  call,
  about,
  problem,
  busy,
  leave,
}: {
  call: 'cost.remove' | 'loan.remove';
  /** Absent for a new one. */
  about: CallInput<'cost.remove'> | undefined;
  problem: Refused | undefined;
  busy: boolean;
  leave: (raised: boolean) => void;
}) {
  const remove = useWrite(call);
  return (
    <>
      <Keep problem={problem ?? remove.problem} disabled={busy} onReload={() => leave(false)} />
      {about && (
        <button
          type="button"
          class="bare text small"
          disabled={remove.busy}
          onClick={async () => {
            if (!(await remove.run(about))) return;
            toast(t('recruitment.cost.removed'));
            leave(false);
          }}
        >
          {t('recruitment.cost.remove')}
        </button>
      )}
    </>
  );
}
