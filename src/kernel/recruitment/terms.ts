import type { CodeList } from '../programme.ts';
import { convert, type Rate } from './rates.ts';

/** A job as it was offered, as the contract says that was signed, and as it really is. */
export const offerVersions = ['offered', 'signed', 'actual'] as const;
export type OfferVersion = (typeof offerVersions)[number];

/** What a clause says: an amount in the smallest unit, a number, or a code. */
export type Said = number | string;

export interface Offer {
  version: OfferVersion;
  /** `YYYY-MM-DD` */
  on: string;
  currency?: string | undefined;
  terms: Readonly<Record<string, Said>>;
}

export const clauseKinds = ['money', 'number', 'choice'] as const;
const worseWays = ['lower', 'higher', 'later', 'different'] as const;

/** A clause as the list of clauses has it; which way is worse, and whether that is a sign, a definition says. */
export interface Clause {
  code: string;
  kind: (typeof clauseKinds)[number];
  /** `later`: further down its own list. */
  worse: (typeof worseWays)[number];
  list?: string | undefined;
  most?: number | undefined;
  /** The sign that it is when this clause is worse than what was offered. Without one it does not weigh. */
  sign?: string | undefined;
  /** What it is in the reckoning: the pay, what is taken from it, what living costs, how many months the contract runs. */
  counts?: string | undefined;
}

/** The clauses of a list, those that are retired as well: what was said stays said. Items that say no kind are left out. */
export function clausesOf(list: CodeList | undefined): Clause[] {
  return (list?.items ?? []).flatMap(({ code, columns = {} }): Clause[] => {
    const kind = clauseKinds.find((one) => one === columns.kind);
    if (!kind) return [];
    const { list: choices, sign, counts, most } = columns;
    const worse = worseWays.find((one) => one === columns.worse) ?? 'different';
    return [{ code, kind, worse, list: choices, sign, counts, most: most ? Number(most) : undefined }];
  });
}

export const judgements = ['same', 'better', 'worse', 'missing', 'unclear'] as const;

export interface ComparedClause {
  clause: string;
  judgement: (typeof judgements)[number];
  /** What was compared with what. */
  from?: OfferVersion;
  to?: OfferVersion;
  /** A key of the words under `recruitment.why.`, with its numbers. */
  why: { code: string; params: Record<string, number> };
  sign?: string;
}

interface Means {
  /** The place of a code in its list; undefined when it is not on it. */
  rank: (list: string, code: string) => number | undefined;
  rates: readonly Rate[];
}

/**
 * Lays the versions side by side, clause by clause. What was said first is what the others are held against; of several worse
 * ones the last counts, for that is how it is now. Money in two currencies is compared at the rate of the first version's day.
 */
export function compareOffers(clauses: readonly Clause[], offers: readonly Offer[], means: Means): ComparedClause[] {
  const known = offerVersions.flatMap((version) => offers.filter((one) => one.version === version));
  return clauses.flatMap((clause): ComparedClause[] => {
    const saying = known.filter(({ terms }) => terms[clause.code] !== undefined);
    const [first, ...rest] = saying;
    if (!first) return [];
    const blank = (judgement: 'missing' | 'unclear', code: string) => [
      { clause: clause.code, judgement, from: first.version, why: { code, params: {} } },
    ];
    const after = known.slice(known.indexOf(first) + 1);
    if (rest.length === 0)
      return after.length > 0 ? blank('missing', 'notSaidLater') : blank('unclear', 'onlyOneVersion');
    const found = rest.map((later) => judge(clause, first, later, means));
    const worse = found.findLast(({ judgement }) => judgement === 'worse');
    const one = worse ?? found.findLast(({ judgement }) => judgement !== 'unclear') ?? found.at(-1)!;
    return [{ ...one, ...(one.judgement === 'worse' && clause.sign && { sign: clause.sign }) }];
  });
}

function judge(clause: Clause, first: Offer, later: Offer, { rank, rates }: Means): ComparedClause {
  const told = (
    judgement: ComparedClause['judgement'],
    code: string,
    params: Record<string, number> = {},
  ): ComparedClause => ({
    clause: clause.code,
    judgement,
    from: first.version,
    to: later.version,
    why: { code, params },
  });
  const [before, now] = [first.terms[clause.code]!, later.terms[clause.code]!];
  if (clause.kind === 'choice') {
    if (before === now) return told('same', 'equal');
    if (clause.worse !== 'later') return told('worse', 'different');
    const [was, is] = [before, now].map((code) => rank(clause.list ?? '', String(code)));
    if (was === undefined || is === undefined) return told('unclear', 'notOnList');
    return is > was ? told('worse', 'lessGood') : told('better', 'moreGood');
  }
  let value = Number(now);
  if (clause.kind === 'money' && first.currency !== later.currency) {
    const converted =
      first.currency && later.currency && convert(value, later.currency, first.currency, first.on, rates);
    if (!converted) return told('unclear', 'noRate');
    value = converted.amount;
  }
  const by = value - Number(before);
  if (by === 0) return told('same', 'equal');
  // What is all of it new has no percentage.
  const percent = Number(before) === 0 ? 0 : Math.round((Math.abs(by) / Math.abs(Number(before))) * 1000) / 10;
  const isWorse = clause.worse === 'different' || (clause.worse === 'lower' ? by < 0 : by > 0);
  const code = by > 0 ? (percent ? 'more' : 'new') : 'less';
  return told(isWorse ? 'worse' : 'better', code, { by: Math.abs(by), percent });
}
