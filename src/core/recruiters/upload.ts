import { uuidv7 } from '../../kernel/index.ts';
import { type Licence, licenceStatuses } from '../../kernel/recruitment/index.ts';
import { fromBase64 } from '../base64.ts';
import { canonical } from '../canonical.ts';
import { type Context, operation } from '../ports.ts';
import { readTable, type TableLine } from '../table-file.ts';
import { type CellProblem, Cells, mostProblems } from '../uploaded.ts';
import * as contracts from './contract.ts';
import { licenceKey } from './recruiters.ts';
import { allRecruiters, type RecruiterRow } from './row.ts';

const mostBytes = 5_000_000;
const isCountry = /^[A-Z]{2}$/;
const isWebsite = /^https?:\/\/\S+$/i;

/** What one line of the list says. */
interface Told {
  name: string;
  kind: string;
  country: string;
  otherNames: string[];
  website: string | undefined;
  phone: string | undefined;
  licence: Licence;
}

/**
 * A line is a recruiter with one licence. It is one that is known by the licence, or else by name and country; what the register
 * knows besides stays. Nothing is taken out: what a list no longer names may be its next sheet.
 */
export const upload = operation(contracts.upload, {
  kept: ({ file: _, ...input }) => input,
  prepare: async (_, { file }) => readTable(fromBase64('file', file, mostBytes)),
  run: async (context, { dryRun }, lines: TableLine[]) => {
    const { db, now } = context;
    const problems: CellProblem[] = [];
    const told = lines.flatMap((line) => toldBy(context, line, problems) ?? []);
    const rows = (await allRecruiters(db).forUpdate().execute()).map((row) => ({ ...row, before: row.revision }));
    const byLicence = new Map(
      rows.flatMap((row) => row.licences.map((one: Licence) => [licenceKey(one), row] as const)),
    );
    const byName = new Map(rows.map((row) => [nameKey(row), row]));
    const touched = new Set<RecruiterRow & { before: number }>();
    for (const one of told) {
      const key = licenceKey(one.licence);
      const known = byLicence.get(key) ?? byName.get(nameKey(one));
      const row = known ?? { ...blankRow(one, now), before: 0 };
      const same = known && canonical(known);
      const at = row.licences.findIndex((other: Licence) => licenceKey(other) === key);
      row.licences = at < 0 ? [...row.licences, one.licence] : row.licences.with(at, one.licence);
      row.other_names = [...new Set([...row.other_names, ...one.otherNames, one.name])].filter(
        (name) => name !== row.name,
      );
      row.website = one.website ?? row.website;
      row.phone = one.phone ?? row.phone;
      byLicence.set(key, row);
      byName.set(nameKey(one), row);
      if (same !== canonical(row)) touched.add(row);
    }
    const answer = { rows: lines.length, added: 0, changed: 0, problems: problems.slice(0, mostProblems) };
    if (problems.length > 0) return answer;
    for (const { before, ...row } of touched) {
      answer[before === 0 ? 'added' : 'changed']++;
      if (dryRun) continue;
      const said = { ...row, licences: JSON.stringify(row.licences), revision: before + 1, updated_at: now };
      if (before === 0) await db.insertInto('recruiter').values(said).execute();
      else {
        const { id, ...rest } = said;
        await db.updateTable('recruiter').set(rest).where('id', '=', id).execute();
      }
    }
    return answer;
  },
});

const nameKey = ({ name, country }: { name: string; country: string }): string =>
  `${country} ${name.normalize('NFC').toLowerCase()}`;

const blankRow = (one: Told, now: Date): RecruiterRow => ({
  id: uuidv7(now.getTime()),
  revision: 1,
  name: one.name,
  other_names: [],
  kind: one.kind,
  country: one.country,
  website: null,
  phone: null,
  licences: [],
});

function toldBy({ definitions, now }: Context, line: TableLine, problems: CellProblem[]): Told | undefined {
  const before = problems.length;
  const cells = new Cells(line, problems);
  const kinds = definitions.codeList('recruiterKind')?.items.filter(({ retired }) => !retired) ?? [];
  const kind = cells.text('kind') ?? kinds[0]?.code ?? '';
  if (!kinds.some(({ code }) => code === kind)) cells.refuse('kind', 'unknownCode');
  const said = cells.text('status') ?? 'valid';
  const status = licenceStatuses.find((one) => one === said.toLowerCase());
  if (!status) cells.refuse('status', 'unknownCode');
  const origin = cells.text('origin');
  if (origin && !isCountry.test(origin)) cells.refuse('origin', 'country');
  const destinations = (cells.text('destinations', 1_000) ?? '').split(/[\s,;/]+/).filter(Boolean);
  if (!destinations.every((one) => isCountry.test(one))) cells.refuse('destinations', 'country');
  const website = cells.text('website');
  if (website && !isWebsite.test(website)) cells.refuse('website', 'wrongFormat');
  const [from, to] = [cells.day('from'), cells.day('to')];
  if (from && to && to < from) cells.refuse('to', 'tooSmall', { least: from });
  const one: Told = {
    name: cells.needed('name'),
    kind,
    country: cells.needed('country', isCountry),
    otherNames: (cells.text('otherNames', 1_000) ?? '')
      .split(';')
      .map((name) => name.trim())
      .filter(Boolean),
    website,
    phone: cells.text('phone'),
    licence: {
      number: cells.needed('licence'),
      issuer: cells.needed('issuer'),
      ...(from && { from }),
      ...(to && { to }),
      ...(origin && { origin }),
      destinations,
      status: status ?? 'valid',
      source: cells.needed('source'),
      checkedOn: cells.day('checkedOn') ?? now.toISOString().slice(0, 10),
    },
  };
  return problems.length > before ? undefined : one;
}
