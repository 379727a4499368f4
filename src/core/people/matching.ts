import { createRequire } from 'node:module';
import { type RawBuilder, sql } from 'kysely';
import {
  type Birth,
  type Compared,
  type Indexed,
  nameMatcher,
  type Probe,
  type Reason,
  TOKEN_SCHEME,
  type Why,
} from '../../kernel/names/index.ts';
import { among } from '../among.ts';
import type { Context, Vault } from '../ports.ts';
import {
  contactOf,
  factsOf,
  type Identified,
  identityOf,
  mayRead,
  type PersonRow,
  personRows,
  type Reached,
  type Summary,
  summaryOf,
} from './row.ts';

/** One matcher for the house: what is indexed with one reader of Chinese characters is asked for with the same. */
export const matcher = nameMatcher((characters) => {
  // Its dictionary takes a tenth of the memory of a house in which no name is Chinese.
  const { pinyin } = load('pinyin-pro') as typeof import('pinyin-pro');
  return pinyin(characters, { toneType: 'none', type: 'array', v: true });
});
const load = createRequire(import.meta.url);

/** A reason as it leaves: `match.<code>` in the words. */
export interface Said {
  code: string;
  params?: Record<string, string | number> | undefined;
}

const namesOf = ({ name, romanised, callMe, aliases }: Identified): string[] =>
  [name, romanised, callMe, ...(aliases ?? [])].filter((one) => one !== undefined);
const phonesOf = (contact: Reached | undefined): string[] => (contact?.phones ?? []).map(({ number }) => number);
const yearOf = (identity: Identified): number | undefined =>
  identity.birth ? Number(identity.birth.value.slice(0, 4)) : undefined;

export const indexedOf = (identity: Identified, contact: Reached | undefined): Indexed => ({
  names: namesOf(identity),
  birthYear: yearOf(identity),
  phones: phonesOf(contact),
  documents: (identity.documents ?? []).map(({ number }) => number),
});

/** What a person is found by, keyed for their organisation: the database cannot tell a name from it. */
export const tokensOf = (
  vault: Pick<Vault, 'searchTokens'>,
  organisationId: string,
  identity: Identified,
  contact: Reached | undefined,
): { tokens: string[]; scheme: number } => ({
  tokens: vault.searchTokens(organisationId, matcher.indexTokens(indexedOf(identity, contact))),
  scheme: TOKEN_SCHEME,
});

const arrayOf = (tokens: readonly string[]): string => `{${tokens.join(',')}}`;

/** What probes ask for, keyed and in columns, as `find_people` of the migration takes them. */
export interface Lookups {
  anys: readonly string[];
  alls: readonly string[];
  weights: readonly number[];
  limits: readonly number[];
  enoughs: readonly number[];
}
export function lookupsOf({ vault, actor }: Context, probes: readonly Probe[]): Lookups {
  const keyed = (tokens: readonly string[]) => arrayOf(vault.searchTokens(actor.organisationId, tokens));
  return {
    anys: probes.map((one) => keyed(one.any)),
    alls: probes.map((one) => keyed(one.all)),
    weights: probes.map((one) => one.weight),
    limits: probes.map((one) => one.limit),
    enoughs: probes.map((one) => one.enough),
  };
}

/** Ids of the people whom the probes find and row-level security shows. */
export const foundBy = ({ anys, alls, weights, limits, enoughs }: Lookups): RawBuilder<string> =>
  sql<string>`(select f.person_id from find_people(${anys}::text[], ${alls}::text[], ${weights}::int[], ${limits}::int[],
    ${enoughs}::int[]) f)`;

/**
 * The records in which merged ones go on, so that a person is found by every name they were ever registered under.
 * Answers pairs of what was found and what is shown; hidden ones drop out.
 */
export async function followMerges(
  { db }: Context,
  found: readonly PersonRow[],
): Promise<{ found: PersonRow; kept: PersonRow }[]> {
  const known = new Map(found.map((row) => [row.id, row]));
  for (;;) {
    const missing = [...known.values()].flatMap(({ merged_into: into }) => (into && !known.has(into) ? [into] : []));
    if (missing.length === 0) break;
    const rows = await personRows(db).where(among('p.id', missing)).execute();
    if (rows.length === 0) break;
    for (const row of rows) known.set(row.id, row);
  }
  return found.flatMap((row) => {
    let kept: PersonRow | undefined = row;
    while (kept?.merged_into) kept = known.get(kept.merged_into);
    return kept ? [{ found: row, kept }] : [];
  });
}

/** Why somebody answers a search. Words of names are said only to those who may read names. */
export function saidWhy(context: Context, why: readonly Why[]): Said[] {
  return why.map((one) => {
    if (one.kind === 'birth-year') return { code: birthCode(one.years), params: { years: one.years } };
    if (!('query' in one) || one.query === '' || !mayRead(context, 'identity')) return { code: one.kind };
    return { code: one.kind, params: { query: one.query, ...('name' in one && { name: one.name }) } };
  });
}
const birthCode = (years: number): string =>
  years === 0 ? 'same-birth-year' : years <= 3 ? 'birth-near' : 'different-birth-year';

/** A shared telephone is said to be shared, never which: numbers stay covered until they are uncovered with a reason. */
const saidReason = (reason: Reason): Said => {
  const { code, weight: _weight, ...params } = reason;
  return code === 'same-phone' || Object.keys(params).length === 0 ? { code } : { code, params };
};

export const comparedOf = (context: Context, row: PersonRow, identity: Identified): Compared => {
  const { sex, place } = factsOf(context, row);
  return {
    names: namesOf(identity),
    birth: identity.birth && birthOf(identity.birth),
    documents: identity.documents,
    phones: phonesOf(contactOf(context, row)),
    sex,
    place,
  };
};
export function birthOf({ value, known }: NonNullable<Identified['birth']>): Birth {
  const [year = 0, month, day] = value.split('-').map(Number);
  return { year, month, day, estimated: known === 'estimated' };
}

export interface Candidate {
  person: Summary;
  score: number;
  for: Said[];
  against: Said[];
}

/** From here on a pair is worth a look. */
export const worthShowing = 0.5;

/**
 * Who may be the same person. `thorough` asks everything the matcher can think of; otherwise only what is quick and
 * telling: telephones, documents, and the name as it is written and sounds.
 */
export async function sameAs(context: Context, row: PersonRow, thorough: boolean): Promise<Candidate[]> {
  const identity = identityOf(context, row);
  if (!identity) return [];
  const contact = contactOf(context, row);
  const numbers = [...phonesOf(contact), ...(identity.documents ?? []).map(({ number }) => number)];
  const year = yearOf(identity);
  const texts = [
    ...numbers,
    `${identity.name}${year ? ` ${year}` : ''}`,
    ...(thorough ? namesOf(identity).slice(1) : []),
  ];
  const probes = texts
    .flatMap((text) => [...matcher.query(text).probes])
    .filter(({ weight }) => thorough || weight >= 5)
    // One text after the other: what is enough of one is not of all.
    .map((probe) => ({ ...probe, enough: thorough ? 100 : 40 }));
  if (probes.length === 0) return [];
  const rows = await personRows(context.db)
    .where('p.id', 'in', foundBy(lookupsOf(context, probes)))
    .where('p.id', '!=', row.id)
    .execute();
  const mine = comparedOf(context, row, identity);
  const best = new Map<string, Candidate>();
  for (const { found, kept } of await followMerges(context, rows)) {
    const other = identityOf(context, found);
    if (kept.id === row.id || !other) continue;
    const compared = matcher.compare(mine, comparedOf(context, found, other));
    if (compared.score < worthShowing || compared.score <= (best.get(kept.id)?.score ?? 0)) continue;
    best.set(kept.id, {
      person: summaryOf(context, kept),
      score: compared.score,
      for: compared.for.map(saidReason),
      against: compared.against.map(saidReason),
    });
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, thorough ? 20 : 5);
}
