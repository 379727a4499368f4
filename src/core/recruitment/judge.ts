import type { Answers } from '../../kernel/form/index.ts';
import type { CodeList } from '../../kernel/index.ts';
import {
  type Clause,
  type ComparedClause,
  type CostLine,
  clausesOf,
  compareOffers,
  convert,
  type Debt,
  type Loan,
  limitsOf,
  type Offer,
  type OfferVersion,
  offerVersions,
  type Rate,
  rulesOf,
  type Sums,
  sumCosts,
  weighDebt,
} from '../../kernel/recruitment/index.ts';
import { type OwnCase, raiseFlags } from '../cases/index.ts';
import { raisedFlags, type SafeFlag } from '../flags.ts';
import type { Context, Db } from '../ports.ts';
import { ratesFor } from '../rates/index.ts';

export interface Money {
  amount: number;
  currency: string;
  version: OfferVersion;
}

export interface Judged {
  clauses: Clause[];
  compared: ComparedClause[];
  rates: Rate[];
  sums: Sums | undefined;
  pay: Money | undefined;
  left: Money | undefined;
  debt: Debt;
}

export const offerRows = (db: Db, caseId: string) =>
  db.selectFrom('job_offer').selectAll().where('case_id', '=', caseId).execute();
export const costRows = (db: Db, caseId: string) =>
  db
    .selectFrom('cost_line')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .orderBy('paid_on')
    .orderBy('id')
    .execute();
export const loanRows = (db: Db, caseId: string) =>
  db
    .selectFrom('loan')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .orderBy('set_at')
    .orderBy('id')
    .execute();

type OfferRow = Awaited<ReturnType<typeof offerRows>>[number];
type CostRow = Awaited<ReturnType<typeof costRows>>[number];
type LoanRow = Awaited<ReturnType<typeof loanRows>>[number];

const numberOf = (text: string | null): number | undefined => (text === null ? undefined : Number(text));

export const toOffer = (row: OfferRow): Offer => ({
  version: row.version as OfferVersion,
  on: row.said_on,
  currency: row.currency ?? undefined,
  terms: row.terms,
});
export const toLine = (row: CostRow): CostLine => ({
  id: row.id,
  cost: row.cost,
  payer: row.payer,
  amount: Number(row.amount),
  currency: row.currency,
  on: row.paid_on ?? undefined,
  refunded: numberOf(row.refunded),
});
export const toLoan = (row: LoanRow): Loan => ({
  id: row.id,
  lender: row.lender,
  currency: row.currency,
  principal: Number(row.principal),
  owed: numberOf(row.owed),
  rate: numberOf(row.rate),
  per: (row.per ?? undefined) as Loan['per'],
  payment: numberOf(row.payment),
  pledged: row.pledged ?? undefined,
  applied: row.applied ?? undefined,
  limited: row.limited ?? undefined,
});

const columnIs = (list: CodeList | undefined, column: string, value: string): string[] =>
  (list?.items ?? []).filter(({ columns }) => columns?.[column] === value).map(({ code }) => code);

interface Rows {
  offers: readonly OfferRow[];
  costs: readonly CostRow[];
  loans: readonly LoanRow[];
}

/** Everything that can be said of these rows, by the lists that are published and the rates that were uploaded. */
export async function judge(
  { db, definitions, now }: Context,
  file: { nationality: string | null; destination: string | null },
  rows: Rows,
): Promise<Judged> {
  const today = now.toISOString().slice(0, 10);
  const offers = rows.offers.map(toOffer);
  const lines = rows.costs.map(toLine);
  const loans = rows.loans.map(toLoan);
  const clauses = clausesOf(definitions.codeList('contractClause'));
  const limits = limitsOf(definitions.codeList('costLimit'));
  const rates = await ratesFor(
    db,
    [
      ...[...offers, ...lines, ...loans].flatMap(({ currency }) => currency ?? []),
      ...(lines.length > 0 ? limits.flatMap(({ currency }) => currency ?? []) : []),
    ],
    [today, ...[...offers, ...lines].flatMap(({ on }) => on ?? [])],
  );
  const ranks = new Map<string, Map<string, number>>();
  const rank = (list: string, code: string): number | undefined => {
    const known =
      ranks.get(list) ?? new Map((definitions.codeList(list)?.items ?? []).map((one, index) => [one.code, index]));
    ranks.set(list, known);
    return known.get(code);
  };

  const counted = (offer: Offer, what: string): number | undefined => {
    const said = clauses.filter(({ counts }) => counts === what).flatMap(({ code }) => offer.terms[code] ?? []);
    return said.length > 0 ? said.reduce<number>((sum, one) => sum + Number(one), 0) : undefined;
  };
  const ordered = offerVersions.flatMap((version) => offers.filter((one) => one.version === version));
  const paid = ordered.filter((one) => one.currency !== undefined && counted(one, 'pay') !== undefined);
  const [promised, last] = [paid[0], paid.at(-1)];
  const pay = promised && money(promised, counted(promised, 'pay')!);
  const left =
    last && money(last, counted(last, 'pay')! - (counted(last, 'deduction') ?? 0) - (counted(last, 'living') ?? 0));
  const term = ordered.flatMap((one) => counted(one, 'term') ?? [])[0];

  const costs = definitions.codeList('recruitmentCost');
  const currency = pay?.currency ?? commonest(lines.map((one) => one.currency));
  const destination = ordered.flatMap(({ terms }) => destinationOf(clauses, terms) ?? [])[0] ?? file.destination;
  const sums =
    currency && lines.length > 0
      ? sumCosts(lines, {
          currency,
          today,
          rates,
          workers: columnIs(definitions.codeList('costPayer'), 'side', 'worker'),
          groupOf: (cost) => costs?.items.find(({ code }) => code === cost)?.columns?.group ?? '',
          limits,
          origin: file.nationality ?? undefined,
          destination: destination ?? undefined,
          pay: pay?.amount,
          term,
        })
      : undefined;
  const debt = weighDebt({
    rules: rulesOf(definitions.codeList('debtReason')),
    loans,
    paid: sums?.worker ?? 0,
    currency: sums?.currency ?? pay?.currency,
    pay: pay?.amount,
    left: left?.amount,
    term,
    leftIn: (unit) => left && convert(left.amount, left.currency, unit, today, rates)?.amount,
    holders: columnIs(definitions.codeList('lender'), 'side', 'employer'),
    unconverted: sums?.unconverted ?? 0,
  });
  return { clauses, compared: compareOffers(clauses, offers, { rank, rates }), rates, sums, pay, left, debt };
}

const money = (offer: Offer, amount: number): Money => ({
  amount,
  currency: offer.currency!,
  version: offer.version,
});

/** The country that the terms of a job name. */
export function destinationOf(clauses: readonly Clause[], terms: Offer['terms']): string | undefined {
  const said = clauses.find(({ counts }) => counts === 'destination');
  return said && terms[said.code] !== undefined ? String(terms[said.code]) : undefined;
}

/** The first by name of those that are there most often. */
function commonest(codes: readonly string[]): string | undefined {
  const count = (code: string) => codes.filter((one) => one === code).length;
  return [...new Set(codes)].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))[0];
}

/**
 * Looks at all of it anew after a change, as the programme reads what a counsellor noticed: what is worse than promised, and what
 * may bind by debt, is a sign to be looked at. Answers the flags that the case did not have.
 */
export async function raiseSigns(context: Context, file: OwnCase): Promise<SafeFlag[]> {
  const { db, definitions, now } = context;
  const programme = definitions.programme(file.programme);
  if (!programme) return [];
  const [offers, costs, loans] = await Promise.all([
    offerRows(db, file.id),
    costRows(db, file.id),
    loanRows(db, file.id),
  ]);
  const { compared, debt } = await judge(context, file, { offers, costs, loans });
  const signs = [...new Set([...compared, ...debt.reasons].flatMap(({ sign }) => sign ?? []))];
  if (signs.length === 0) return [];
  return raiseFlags(context, file, raisedFlags(programme, { signs } as Answers, now.toISOString()));
}
