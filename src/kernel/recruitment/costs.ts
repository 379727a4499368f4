import { toMinor } from '../money.ts';
import type { CodeList } from '../programme.ts';
import { type Converted, convert, type Rate, type Used } from './rates.ts';

/** Something that was paid. Amounts are in the smallest unit of their currency. */
export interface CostLine {
  id: string;
  cost: string;
  payer: string;
  amount: number;
  currency: string;
  /** `YYYY-MM-DD`; when it is not known, the rate of today is used, and says so by its day. */
  on?: string | undefined;
  refunded?: number | undefined;
}

/** What a country lets be charged for some costs, between two days, by what source. */
export interface Limit {
  code: string;
  costs: string[];
  /** Blank is any. */
  origin?: string | undefined;
  destination?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  /** An amount as it is said (12.5 is 12.50), in a currency; or months of pay, or months of pay for each year of the contract. */
  amount?: number | undefined;
  currency?: string | undefined;
  months?: number | undefined;
  monthsPerYear?: number | undefined;
  source: string;
}

/** The limits that a list holds in its columns. */
export function limitsOf(list: CodeList | undefined): Limit[] {
  return (list?.items ?? []).flatMap(({ code, columns = {}, retired }): Limit[] => {
    const { costs, origin, destination, from, until, currency, source = '' } = columns;
    if (retired || !costs) return [];
    const number = (name: string) => (columns[name] ? Number(columns[name]) : undefined);
    return [
      {
        code,
        costs: costs.split(/[\s,;]+/).filter(Boolean),
        origin: origin || undefined,
        destination: destination || undefined,
        from: from || undefined,
        until: until || undefined,
        amount: number('amount'),
        currency: currency || undefined,
        months: number('months'),
        monthsPerYear: number('monthsPerYear'),
        source,
      },
    ];
  });
}

/** What a worker paid: never to be charged, within what a country allows, above it, or paid by somebody else. */
export const charges = ['notWorker', 'notToBeCharged', 'withinLimit', 'aboveLimit'] as const;

export interface JudgedLine {
  id: string;
  /** In the currency of the sum; absent without a rate. */
  converted?: number;
  used: Used[];
  charge: (typeof charges)[number];
  /** The limit that covers it. */
  limit?: string;
}

export interface Sums {
  currency: string;
  byPayer: { payer: string; amount: number }[];
  /** What the worker paid, by the group of the cost in its list. */
  byGroup: { group: string; amount: number }[];
  worker: number;
  refunded: number;
  /** What the worker paid and did not get back: none of it was theirs to pay. */
  open: number;
  /** Of what is open, what is above the limits of a country that allows some of it. */
  aboveLimits?: number;
  /** What the worker paid, in months of the pay that was promised. */
  months?: number;
  lines: JudgedLine[];
  /** Lines that are in no sum, for want of a rate. */
  unconverted: number;
}

export interface Reckoning {
  currency: string;
  /** `YYYY-MM-DD` */
  today: string;
  rates: readonly Rate[];
  /** Codes of payers that are the worker or the worker's family. */
  workers: readonly string[];
  groupOf: (cost: string) => string;
  limits: readonly Limit[];
  origin?: string | undefined;
  destination?: string | undefined;
  /** A month's pay as promised, in the currency of the sum. */
  pay?: number | undefined;
  /** How many months the contract runs. */
  term?: number | undefined;
}

/** Sums what was paid in one currency. The order of the lines changes nothing but the order of the answer. */
export function sumCosts(lines: readonly CostLine[], how: Reckoning): Sums {
  const { currency, today, rates, workers, groupOf, pay } = how;
  const told = lines.map((line) => {
    const inIt = (amount: number): Converted | undefined =>
      convert(amount, line.currency, currency, line.on ?? today, rates);
    const paid = inIt(line.amount);
    return {
      line,
      paid,
      back: paid && line.refunded ? (inIt(line.refunded)?.amount ?? 0) : 0,
      byWorker: workers.includes(line.payer),
      limit: how.limits.find((limit) => covers(limit, line, how)),
    };
  });
  type Told = (typeof told)[number];
  const sum = (some: readonly Told[], of: (one: Told) => number) => some.reduce((all, one) => all + of(one), 0);
  const amount = ({ paid }: Told) => paid?.amount ?? 0;
  const own = told.filter(({ byWorker }) => byWorker);
  const above = new Map(
    [...new Set(own.flatMap(({ limit }) => limit ?? []))].map((limit) => {
      const most = mostOf(limit, how);
      const paid = sum(
        own.filter((one) => one.limit === limit),
        amount,
      );
      return [limit, most === undefined ? undefined : Math.max(0, paid - most)];
    }),
  );
  const chargeOf = ({ byWorker, limit }: Told): JudgedLine['charge'] => {
    if (!byWorker) return 'notWorker';
    const over = limit && above.get(limit);
    return over === undefined ? 'notToBeCharged' : over > 0 ? 'aboveLimit' : 'withinLimit';
  };
  const by = <K extends string>(some: readonly Told[], keyOf: (one: Told) => K) =>
    [...new Set(some.map(keyOf))].sort().map((key) => ({
      key,
      amount: sum(
        some.filter((one) => keyOf(one) === key),
        amount,
      ),
    }));
  const worker = sum(own, amount);
  const refunded = sum(own, ({ back }) => back);
  const free = sum(
    own.filter((one) => chargeOf(one) === 'notToBeCharged'),
    amount,
  );
  const over = [...above.values()].reduce<number>((all, one) => all + (one ?? 0), 0);
  const judged = [...above.values()].some((one) => one !== undefined);
  return {
    currency,
    byPayer: by(told, ({ line }) => line.payer).map(({ key, ...rest }) => ({ payer: key, ...rest })),
    byGroup: by(own, ({ line }) => groupOf(line.cost)).map(({ key, ...rest }) => ({ group: key, ...rest })),
    worker,
    refunded,
    open: worker - refunded,
    ...(judged && { aboveLimits: Math.max(0, free + over - refunded) }),
    ...(pay !== undefined && pay > 0 && { months: Math.round((worker / pay) * 10) / 10 }),
    lines: told.map((one) => ({
      id: one.line.id,
      ...(one.paid && { converted: one.paid.amount }),
      used: one.paid?.used ?? [],
      charge: chargeOf(one),
      ...(one.byWorker && one.limit && { limit: one.limit.code }),
    })),
    unconverted: told.filter(({ paid }) => !paid).length,
  };
}

const covers = (limit: Limit, { cost, on }: CostLine, { origin, destination, today }: Reckoning): boolean =>
  limit.costs.includes(cost) &&
  (!limit.origin || limit.origin === origin) &&
  (!limit.destination || limit.destination === destination) &&
  (!limit.from || limit.from <= (on ?? today)) &&
  (!limit.until || limit.until >= (on ?? today));

/** Of several measures the least; undefined when what they are measured by is not known. */
function mostOf(limit: Limit, { currency, today, rates, pay, term }: Reckoning): number | undefined {
  const measures: (number | undefined)[] = [];
  if (limit.amount !== undefined && limit.currency) {
    const most = convert(toMinor(limit.amount, limit.currency), limit.currency, currency, today, rates);
    measures.push(most?.amount);
  }
  if (limit.months !== undefined && pay !== undefined) measures.push(limit.months * pay);
  if (limit.monthsPerYear !== undefined && pay !== undefined && term !== undefined)
    measures.push((limit.monthsPerYear * pay * term) / 12);
  const known = measures.filter((one) => one !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
