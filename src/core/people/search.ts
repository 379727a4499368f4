import { parseReadableNumber } from '../../kernel/index.ts';
import { among } from '../among.ts';
import { type Context, operation } from '../ports.ts';
import { prepared } from '../prepared.ts';
import * as contracts from './contract.ts';
import { followMerges, foundBy, indexedOf, type Lookups, lookupsOf, matcher, type Said, saidWhy } from './matching.ts';
import { contactOf, identityOf, nameRows, type PersonRow, personRows, type Summary, summaryOf } from './row.ts';

const shown = 10;
/** Below it a name has hardly a word in common with what was asked. */
const leastScore = 0.4;

interface Hit {
  row: PersonRow;
  score: number;
  why: Said[];
}

export const search = operation(contracts.search, {
  run: async (context, { query }) => {
    const number = parseReadableNumber(query);
    const numbered = number ? await byNumber(context, number) : [];
    const hits = numbered.length > 0 ? numbered : await byWords(context, query);
    const cases = await caseCounts(
      context,
      hits.map(({ row }) => row.id),
    );
    return {
      results: hits.map(({ row, score, why }) => ({
        person: summaryOf(context, row) satisfies Summary,
        score,
        why,
        cases: cases.get(row.id) ?? 0,
      })),
    };
  },
});

/** Somebody by the number of the record or of a case, as people read it to one another. */
async function byNumber(context: Context, number: string): Promise<Hit[]> {
  const rows = await personRows(context.db)
    .where((eb) =>
      eb.or([
        eb('p.number', '=', number),
        eb('p.id', 'in', eb.selectFrom('case_file as c').select('c.person_id').where('c.number', '=', number)),
      ]),
    )
    .execute();
  return (await followMerges(context, rows)).map(({ kept }) => ({
    row: kept,
    score: 1,
    why: [{ code: 'same-number' }],
  }));
}

const foundPeople = prepared((db, given: Lookups) => personRows(db).where('p.id', 'in', foundBy(given)));
const foundNames = prepared((db, given: Lookups) => nameRows(db).where('p.id', 'in', foundBy(given)));

async function byWords(context: Context, text: string): Promise<Hit[]> {
  const query = matcher.query(text);
  if (query.probes.length === 0) return [];
  const asksPhone = query.parts.phones.length > 0;
  // Of most candidates only the name is opened: how they are reached is not even fetched for it.
  const { rows } = await (asksPhone ? foundPeople : foundNames)(context.db, lookupsOf(context, query.probes));
  const best = new Map<string, Hit>();
  for (const { found, kept } of await followMerges(context, rows)) {
    const identity = identityOf(context, found);
    if (!identity) continue;
    const { score, why } = query.score(indexedOf(identity, asksPhone ? contactOf(context, found) : undefined));
    if (score >= leastScore && score > (best.get(kept.id)?.score ?? 0))
      best.set(kept.id, { row: kept, score, why: saidWhy(context, why) });
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, shown);
}

const casesOf = prepared((db, { ids }: { ids: string[] }) =>
  db
    .selectFrom('case_file')
    .select(['person_id', (eb) => eb.fn.countAll<string>().as('cases')])
    .where(among('person_id', ids))
    .groupBy('person_id'),
);
async function caseCounts({ db }: Context, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await casesOf(db, { ids });
  return new Map(rows.map(({ person_id, cases }) => [person_id, Number(cases)]));
}
