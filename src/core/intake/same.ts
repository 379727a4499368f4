/** Who of five hundred rows is registered already, or stands in the file before: asked at once, and ranked by the matcher. */
import { sql } from 'kysely';
import { among } from '../among.ts';
import {
  birthOf,
  comparedOf,
  followMerges,
  identityOf,
  indexedOf,
  matcher,
  type PersonRow,
  personRows,
  worthShowing,
} from '../people/index.ts';
import type { Context } from '../ports.ts';
import type { Draft } from './judge.ts';

type Compared = Parameters<typeof matcher.compare>[0];

/** A row that names somebody, with what they are found by. */
export interface Sought {
  draft: Draft;
  /** All that goes into the index. */
  tokens: string[];
  /** Telling enough alone: telephones and documents. */
  alone: string[];
  /** Whole names, which tell with the year of birth. */
  names: string[];
  year: string | undefined;
  compared: Compared;
}
/** Somebody who may be meant, `certain` when a person need not look: then the row is theirs. */
export interface Match<T> {
  who: T;
  certain: boolean;
  score: number;
}

export function soughtOf(draft: Draft): Sought {
  const { identity, contact, documents, birthYear } = draft;
  const tokens = identity ? matcher.indexTokens(indexedOf(identity, contact)) : [];
  const own = new Set(
    matcher
      .indexTokens({ names: [], documents: documents.map(({ number }) => number) })
      .filter((one) => one.startsWith('n:')),
  );
  return {
    draft,
    tokens,
    alone: tokens.filter((one) => (one.startsWith('t:') && one.length > 8) || own.has(one)),
    names: birthYear === undefined ? [] : tokens.filter((one) => one.startsWith('w:')),
    year: tokens.find((one) => one.startsWith('y:')),
    compared: {
      names: identity ? [identity.name, ...(identity.romanised ? [identity.romanised] : [])] : [],
      birth: identity?.birth && birthOf(identity.birth),
      phones: contact?.phones?.map(({ number }) => number) ?? [],
      documents,
      sex: draft.sex,
      place: draft.place,
    },
  };
}

/** The same document, or the same name, day of birth and telephone, and nothing that speaks against it. */
function matched<T>(who: T, a: Compared, b: Compared): Match<T> | undefined {
  const { score, for: pro, against } = matcher.compare(a, b);
  if (score < worthShowing) return undefined;
  const has = (code: string): boolean => pro.some((reason) => reason.code === code);
  const certain =
    !against.some(({ code }) => code !== 'different-document') &&
    ((has('same-document') && (has('same-name') || has('similar-name'))) ||
      (has('same-name') && has('same-birth-date') && has('same-phone') && !against.length));
  return { who, certain, score };
}

const better = <T>(a: Match<T> | undefined, b: Match<T> | undefined): Match<T> | undefined =>
  !a || (b && (b.certain ? 1 : 0) + b.score > (a.certain ? 1 : 0) + a.score) ? b : a;

/** Of one row so many are looked at: more have nothing but a common name. */
const mostLooked = 8;

/** Who of the caller’s people each row may be, by row. One statement finds them, one opens them. */
export async function registered(context: Context, sought: readonly Sought[]): Promise<Map<Draft, Match<PersonRow>>> {
  const { db, vault, actor } = context;
  const found = new Map<Draft, Match<PersonRow>>();
  const alone = [...new Set(sought.flatMap((one) => one.alone))];
  const pairs = [
    ...new Map(
      sought.flatMap(({ names, year }) =>
        year ? names.map((name) => [`${name} ${year}`, [name, year]] as const) : [],
      ),
    ).values(),
  ];
  if (alone.length === 0 && pairs.length === 0) return found;
  const asked = [...new Set([...alone, ...pairs.flat()])];
  const keyed = new Map(vault.searchTokens(actor.organisationId, asked).map((token, at) => [asked[at]!, token]));
  const arrayOf = (tokens: readonly string[]): string => `{${tokens.map((one) => keyed.get(one)).join(',')}}`;
  const { rows } = await sql<{ person_id: string; tokens: string[] }>`select person_id, tokens
    from find_known(${arrayOf(alone)}::bigint[], ${arrayOf(pairs.map(([name]) => name))}::bigint[],
      ${arrayOf(pairs.map(([, year]) => year))}::bigint[])`.execute(db);
  if (rows.length === 0) return found;
  const holders = new Map<string, Set<string>>();
  for (const { person_id, tokens } of rows)
    for (const token of tokens) holders.set(token, (holders.get(token) ?? new Set()).add(person_id));
  const having = (token: string | undefined): ReadonlySet<string> =>
    holders.get(keyed.get(token ?? '') ?? '') ?? new Set();
  const looked = new Map(
    sought.map((one) => {
      const born = having(one.year);
      const named = one.names.flatMap((token) => [...having(token)]).filter((id) => born.has(id));
      return [one, [...new Set([...one.alone.flatMap((token) => [...having(token)]), ...named])].slice(0, mostLooked)];
    }),
  );
  const ids = [...new Set([...looked.values()].flat())];
  if (ids.length === 0) return found;
  const people = new Map<string, { kept: PersonRow; compared: Compared }>();
  const seen = await personRows(db).where(among('p.id', ids)).execute();
  for (const { found: row, kept } of await followMerges(context, seen)) {
    const identity = identityOf(context, row);
    if (identity && kept.organisation_id === actor.organisationId)
      people.set(row.id, { kept, compared: comparedOf(context, row, identity) });
  }
  for (const [one, candidates] of looked)
    for (const id of candidates) {
      const person = people.get(id);
      const match = better(found.get(one.draft), person && matched(person.kept, one.compared, person.compared));
      if (match) found.set(one.draft, match);
    }
  return found;
}

/** Rows that came before, by what they are found by. */
export class Before {
  readonly #by = new Map<string, Pick<Sought, 'draft' | 'compared'>[]>();

  /** Who stands before and may be the same; then the row itself is one that stood before. */
  meet(one: Sought): Match<Draft> | undefined {
    const keys = [...one.alone, ...(one.year ? one.names.map((name) => `${name} ${one.year}`) : [])];
    let best: Match<Draft> | undefined;
    for (const other of new Set(keys.flatMap((key) => this.#by.get(key)?.slice(0, mostLooked) ?? [])))
      best = better(best, matched(other.draft, one.compared, other.compared));
    // What they are found by is many times as large.
    const kept = { draft: one.draft, compared: one.compared };
    for (const key of keys) {
      const known = this.#by.get(key);
      if (!known) this.#by.set(key, [kept]);
      else if (known.length < mostLooked) known.push(kept);
    }
    return best;
  }
}
