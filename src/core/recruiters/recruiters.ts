import { absent, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { nameMatcher } from '../../kernel/names/index.ts';
import type { Licence } from '../../kernel/recruitment/index.ts';
import { requireCode } from '../checks.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { allRecruiters, type RecruiterRow, shown } from './row.ts';

const matcher = nameMatcher();
/** How alike a name must be to be shown. */
const alike = 0.6;

/** Licences are known by their letters and digits, however they are set apart. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A register has some thousands of names: they are ranked here, every one. */
export const list = operation(contracts.list, {
  run: async ({ db, now }, { query, country, destination, limit }) => {
    const today = now.toISOString().slice(0, 10);
    let asked = allRecruiters(db).orderBy('name').orderBy('id');
    if (country) asked = asked.where('country', '=', country);
    if (!query) asked = asked.limit(limit + 1);
    const rows = await asked.execute();
    const found = query ? ranked(rows, query) : rows;
    return {
      recruiters: found.slice(0, limit).map((row) => shown(row, today, destination)),
      more: found.length > limit,
    };
  },
});

function ranked(rows: readonly RecruiterRow[], query: string): RecruiterRow[] {
  const asked = matcher.query(query);
  const number = bare(query);
  return rows
    .map((row) => ({
      row,
      score: row.licences.some((one: Licence) => number.length >= 3 && bare(one.number).includes(number))
        ? 1
        : asked.score({ names: [row.name, ...row.other_names] }).score,
    }))
    .filter(({ score }) => score >= alike)
    .sort((a, b) => b.score - a.score)
    .map(({ row }) => row);
}

export const set = operation(contracts.set, {
  run: async (context, input) => {
    const { db, now } = context;
    if (input.revision !== undefined && input.id === undefined) throw absent();
    const old =
      input.id && input.revision !== undefined
        ? await allRecruiters(db).where('id', '=', input.id).forUpdate().executeTakeFirst()
        : undefined;
    if (input.revision !== undefined && !old) throw absent();
    if (old && old.revision !== input.revision)
      throw new Problem('record.changed', { params: { revision: old.revision } });
    if (input.kind !== old?.kind) requireCode(context.definitions, 'recruiterKind', 'kind', input.kind);
    checkLicences(context, input.licences);
    const said = {
      name: input.name,
      other_names: [...new Set(input.otherNames)],
      kind: input.kind,
      country: input.country,
      website: input.website ?? null,
      phone: input.phone ?? null,
      licences: JSON.stringify(input.licences),
      updated_at: now,
    };
    if (!old) {
      const id = input.id ?? uuidv7(now.getTime());
      await db
        .insertInto('recruiter')
        .values({ id, ...said })
        .execute();
      return { id, revision: 1 };
    }
    await db
      .updateTable('recruiter')
      .set({ ...said, revision: old.revision + 1 })
      .where('id', '=', old.id)
      .execute();
    return { id: old.id, revision: old.revision + 1 };
  },
});

function checkLicences({ now }: Context, licences: readonly Licence[]): void {
  const tomorrow = new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
  const known = new Set<string>();
  for (const [index, { number, issuer, from, to, checkedOn }] of licences.entries()) {
    const at = `licences.${index}`;
    if (from && to && to < from) throw refuseField(`${at}.to`, 'tooSmall', { least: from });
    if (checkedOn > tomorrow) throw refuseField(`${at}.checkedOn`, 'past');
    const key = licenceKey({ number, issuer });
    if (known.has(key)) throw refuseField(`${at}.number`, 'choice');
    known.add(key);
  }
}

/** What tells one licence from another. */
export const licenceKey = ({ number, issuer }: Pick<Licence, 'number' | 'issuer'>): string =>
  `${bare(number)} ${bare(issuer)}`;
