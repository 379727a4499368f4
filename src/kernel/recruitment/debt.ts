import type { CodeList } from '../programme.ts';

export const interestPer = ['month', 'year', 'whole'] as const;

/** What somebody owes. Amounts are in the smallest unit of its currency. */
export interface Loan {
  id: string;
  lender: string;
  currency: string;
  principal: number;
  /** What is left of it; without it, all. */
  owed?: number | undefined;
  /** Per cent, of what `per` says. */
  rate?: number | undefined;
  per?: (typeof interestPer)[number] | undefined;
  /** What is paid in a month. */
  payment?: number | undefined;
  /** Whether they must work for it; whether that work is counted towards it; whether its length is laid down. */
  pledged?: boolean | undefined;
  applied?: boolean | undefined;
  limited?: boolean | undefined;
}

export interface Schedule {
  owed: number;
  /** In the first month. */
  interest: number;
  /** As paid, or what is left of the pay when nothing is said; absent when neither is known. */
  payment?: number;
  /** Whole months; `never` when what is paid does not cover the interest. */
  months?: number | 'never';
  /** What a year costs in per cent, compounded by the month. */
  yearly?: number;
}

/** How long a loan runs at what is paid in a month. `left` is what is left of the pay, in the loan's currency. */
export function scheduleOf(loan: Loan, left?: number): Schedule {
  const whole = loan.per === 'whole';
  const owed = loan.owed ?? (whole ? Math.round(loan.principal * (1 + (loan.rate ?? 0) / 100)) : loan.principal);
  const monthly = loan.rate === undefined || whole ? 0 : loan.rate / (loan.per === 'year' ? 1200 : 100);
  const interest = Math.round(owed * monthly);
  const payment = loan.payment ?? (left === undefined ? undefined : Math.max(0, left));
  return {
    owed,
    interest,
    ...(payment !== undefined && { payment, months: monthsToClear(owed, monthly, payment) }),
    ...(loan.rate !== undefined && !whole && { yearly: Math.round(((1 + monthly) ** 12 - 1) * 1000) / 10 }),
  };
}

function monthsToClear(owed: number, monthly: number, payment: number): number | 'never' {
  if (owed <= 0) return 0;
  if (payment <= owed * monthly || payment <= 0) return 'never';
  const months = monthly === 0 ? owed / payment : -Math.log(1 - (owed * monthly) / payment) / Math.log(1 + monthly);
  // What is a hair above a whole month by reckoning in binary is that month.
  return Math.ceil(months - 1e-9);
}

/** One thing that may mean debt bondage, from the list of them: from which number on, and which sign it is. */
export interface DebtRule {
  code: string;
  limit?: number | undefined;
  sign?: string | undefined;
}
export const rulesOf = (list: CodeList | undefined): DebtRule[] =>
  (list?.items ?? [])
    .filter(({ retired }) => !retired)
    .map(({ code, columns = {} }) => ({
      code,
      limit: columns.limit ? Number(columns.limit) : undefined,
      sign: columns.sign || undefined,
    }));

export interface DebtReason {
  /** A code of the list of rules; the words for its numbers are under `recruitment.debt.`. */
  code: string;
  loan?: string;
  /** Of the amounts among the numbers. */
  currency?: string;
  numbers: Record<string, number>;
  sign?: string;
}

export interface Debt {
  /** Never a verdict: what is to be looked at, each with its numbers. None is no clearance either, while something is missing. */
  reasons: DebtReason[];
  schedules: ({ id: string } & Schedule)[];
  /** What would have to be asked: keys of the words under `recruitment.missing.`. */
  missing: string[];
}

export interface Burden {
  rules: readonly DebtRule[];
  loans: readonly Loan[];
  /** What the worker paid, in the currency of the pay. */
  paid: number;
  currency?: string | undefined;
  /** A month's pay as promised. */
  pay?: number | undefined;
  /** What is left of it after deductions and living costs. */
  left?: number | undefined;
  /** How many months the contract runs. */
  term?: number | undefined;
  /** What is left, in the currency of a loan. */
  leftIn: (currency: string) => number | undefined;
  /** Lenders who recruit or employ. */
  holders: readonly string[];
  /** Lines that could not be added for want of a rate. */
  unconverted: number;
}

/**
 * What speaks for a debt that binds, with its numbers. Paying more, owing more and dearer interest never take a reason away.
 */
export function weighDebt(burden: Burden): Debt {
  const { rules, loans, paid, pay, left, term, currency } = burden;
  // All that is left goes to the loans together: each is looked at as if it got the whole of it.
  const schedules = loans.map((loan) => ({ id: loan.id, ...scheduleOf(loan, burden.leftIn(loan.currency)) }));
  const owing = loans.flatMap((loan, index) => {
    const schedule = schedules[index]!;
    return schedule.owed > 0 ? [{ loan, schedule }] : [];
  });
  const reasons = rules.flatMap((rule): DebtReason[] => {
    const reason = (numbers: Record<string, number>, loan?: Loan): DebtReason => {
      const unit = loan?.currency ?? currency;
      return {
        code: rule.code,
        numbers,
        ...(loan && { loan: loan.id }),
        ...(unit && { currency: unit }),
        ...(rule.sign && { sign: rule.sign }),
      };
    };
    switch (rule.code) {
      case 'monthsOfPay': {
        if (!pay || pay <= 0 || rule.limit === undefined || paid / pay <= rule.limit) return [];
        return [reason({ paid, pay, months: Math.round((paid / pay) * 10) / 10, limit: rule.limit })];
      }
      case 'neverPaid':
        return owing.flatMap(({ loan, schedule: { months, owed, payment, interest } }) =>
          months === 'never' && payment !== undefined ? [reason({ owed, payment, interest }, loan)] : [],
        );
      case 'longerThanContract':
        return owing.flatMap(({ loan, schedule: { months, owed, payment } }) =>
          typeof months === 'number' && term !== undefined && months > term && payment !== undefined
            ? [reason({ owed, payment, months, term }, loan)]
            : [],
        );
      case 'nothingLeft':
        return owing.length > 0 && left !== undefined && left <= 0 ? [reason({ left })] : [];
      case 'owedToEmployer':
        return owing.flatMap(({ loan, schedule: { owed } }) =>
          burden.holders.includes(loan.lender) ? [reason({ owed }, loan)] : [],
        );
      case 'workPledged':
        return owing.flatMap(({ loan, schedule: { owed } }) =>
          loan.pledged && (loan.applied === false || loan.limited === false) ? [reason({ owed }, loan)] : [],
        );
      default:
        return [];
    }
  });
  const any = (is: (one: Loan) => boolean) => owing.some(({ loan }) => is(loan));
  const missing = [
    (paid > 0 || owing.length > 0) && !pay && 'pay',
    any((loan) => loan.rate === undefined) && 'rate',
    owing.some(({ schedule }) => schedule.payment === undefined) && 'payment',
    any((loan) => loan.pledged === undefined) && 'pledged',
    any((loan) => loan.pledged === true && (loan.applied === undefined || loan.limited === undefined)) && 'applied',
    owing.length > 0 && term === undefined && 'term',
    burden.unconverted > 0 && 'exchange',
  ].filter((one) => one !== false);
  return { reasons, schedules, missing };
}
