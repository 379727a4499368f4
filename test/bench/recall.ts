/**
 * `node scripts/run.mjs recall`: whom the search finds and how fast, through the operation itself, for people and their
 * second, misspelt registrations of test/data/gen-persons.mjs.
 *
 * --people 100000  registered once
 * --queries 1000   second registrations that are looked for
 * --level 0.5      of the errors that gen-persons makes; 1 is harsh
 * --out FILE       writes the report between its marks; docs/measurements.md for 100,000 people or more
 */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import type { CallOutput } from '../../src/core/contracts.ts';
import { type Caller, operations, perform } from '../../src/core/index.ts';
import { indexedOf, matcher } from '../../src/core/people/matching.ts';
import { readableNumber, uuidv7 } from '../../src/kernel/index.ts';
import { migrate, startPostgres } from '../../src/platform/postgres/index.ts';
import { asSystem } from '../../src/server/database.ts';
import { type House, migrations, openHouse } from '../../src/server/house.ts';
import { Random } from '../../src/server/province/random.ts';
import { percentile, table, writeReport } from './report.ts';
import { settings } from './town.ts';

interface Registration {
  eid: string;
  seq: number;
  errors: string[];
  full_name: string;
  name_script: string;
  alias?: string;
  dob_raw: string;
  phone?: string;
  doc_no?: string;
}
/** Errors after which the name no longer says who it is: another name, or parts of it gone. */
const otherName = new Set(['nickname_as_given', 'surname_changed', 'false_identity', 'middle_drop', 'part_drop']);

const lines = (file: string): string[] => readFileSync(file, 'utf8').trim().split('\n');

function registrations(people: string, level: string, out: string) {
  const args = ['test/data/gen-persons.mjs', '--n', people, '--seed', 'measure', '--level', level, '--out', out];
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  const truth = new Map(
    lines(path.join(out, 'truth.csv'))
      .slice(1)
      .map((line) => {
        const [rid = '', eid = '', seq, errors = ''] = line.split(',');
        return [rid, { eid, seq: Number(seq), errors: errors.split(' ') }] as const;
      }),
  );
  const origin = new Map(
    lines(path.join(out, 'entities.jsonl')).map((line) => {
      const entity = JSON.parse(line) as { eid: string; origin: string };
      return [entity.eid, entity.origin] as const;
    }),
  );
  const all = lines(path.join(out, 'records.jsonl')).map((line) => {
    const record = JSON.parse(line) as Registration & { rid: string };
    return { ...record, ...truth.get(record.rid)! };
  });
  return { first: all.filter(({ seq }) => seq === 0), again: all.filter(({ seq }) => seq > 0), origin };
}

const yearOf = ({ dob_raw }: Registration): number | undefined => {
  const year = Number(/\d{4}/.exec(dob_raw)?.[0]);
  return year > 2400 ? year - 543 : year || undefined;
};

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

/** Registers everybody, sealed and indexed as the core does it. */
async function register(
  client: pg.Client,
  { vault }: House,
  organisation_id: string,
  team_id: string,
  first: readonly Registration[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const numbers = new Random('recall');
  const now = new Date();
  for (let from = 0; from < first.length; from += 1000) {
    const rows = { data_key: [] as object[], person: [] as object[], person_index: [] as object[] };
    for (const one of first.slice(from, from + 1000)) {
      const id = uuidv7();
      ids.set(one.eid, id);
      const { key, wrapped } = vault.newKey(organisation_id, id);
      const year = yearOf(one);
      const identity = {
        name: one.full_name,
        ...(one.alias && { aliases: [one.alias] }),
        ...(year && { birth: { value: String(year), known: 'stated' as const } }),
        ...(one.doc_no && { documents: [{ type: 'passport', number: one.doc_no }] }),
      };
      const contact = { phones: one.phone ? [{ number: one.phone }] : [] };
      rows.data_key.push({ id, organisation_id, wrapped: hex(wrapped) });
      rows.person.push({
        id,
        number: numbers.distinct(() => readableNumber('BN')),
        organisation_id,
        team_id,
        revision: 1,
        identity: hex(vault.seal(key, `person.identity:${id}`, identity)),
        contact: hex(vault.seal(key, `person.contact:${id}`, contact)),
        birth_year: year,
        nationalities: [],
        registered_at: now,
        updated_at: now,
      });
      const tokens = vault.searchTokens(organisation_id, matcher.indexTokens(indexedOf(identity, contact)));
      rows.person_index.push({ person_id: id, organisation_id, team_id, tokens: `{${tokens.join(',')}}` });
    }
    for (const [name, some] of Object.entries(rows)) {
      const columns = Object.keys(some[0]!).join(', ');
      await client.query(
        `insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, $1)`,
        [JSON.stringify(some)],
      );
    }
  }
  await client.query('vacuum analyze person, person_index, data_key');
  return ids;
}

interface Question {
  group: string;
  text: string;
  target: string;
}

async function ask(house: House, caller: Caller, title: string, questions: readonly Question[]): Promise<string> {
  const op = operations.find(({ contract }) => contract.name === 'person.search')!;
  const times: number[] = [];
  const groups = new Map([['all', { asked: 0, found: 0, firstOf: 0 }]]);
  for (const { group, text, target } of questions) {
    const begun = performance.now();
    const answer = await perform(house.ports, op, caller, randomUUID(), { query: text });
    times.push(performance.now() - begun);
    const place = (answer as CallOutput<'person.search'>).results.findIndex(({ person }) => person.id === target);
    for (const name of ['all', group]) {
      const sum = groups.get(name) ?? { asked: 0, found: 0, firstOf: 0 };
      groups.set(name, {
        asked: sum.asked + 1,
        found: sum.found + Number(place >= 0),
        firstOf: sum.firstOf + Number(place === 0),
      });
    }
  }
  times.sort((a, b) => a - b);
  const at = (part: number): string => percentile(times, part).toFixed(1);
  const rows = [...groups].map(([name, { asked, found, firstOf }]) => [
    name,
    asked,
    (found / asked).toFixed(3),
    (firstOf / asked).toFixed(3),
  ]);
  return `${title}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms.\n\n${table(['group', 'searches', 'among the first ten', 'first'], rows)}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '1000' },
      level: { type: 'string', default: '0.5' },
      out: { type: 'string' },
    },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'banyan-recall-'));
  chmodSync(folder, 0o711); // as root the server is another user
  const postgres = await startPostgres({ stateDir: path.join(folder, 'state') });
  try {
    await migrate(postgres.ownerConfig, migrations);
    const house = await openHouse({
      app: postgres.appConfig,
      root: randomBytes(32),
      settings,
      noteErasure: async () => {},
    });
    try {
      const { first, again, origin } = registrations(values.people, values.level, path.join(folder, 'people'));
      const [organisationId, team, userId] = [uuidv7(), uuidv7(), uuidv7()];
      const ids = await asSystem(postgres.ownerConfig, async (client) => {
        const key = house.vault.newOrganisationKey(organisationId);
        await client.query(`insert into organisation values ($1, 'Recall', 'mrc', $2, now())`, [organisationId, key]);
        await client.query(`insert into team values ($1, $2, 'Recall', null, now())`, [team, organisationId]);
        return register(client, house, organisationId, team, first);
      });
      const role = house.definitions.role('counsellor')!;
      const caller: Caller = {
        actor: { userId, name: '', organisationId, teamIds: [team], role, language: 'en', authenticatedAt: new Date() },
        address: '127.0.0.1',
        session: { tokenHash: undefined, start: () => {}, end: () => {} },
      };
      const byEntity = new Map(first.map((one) => [one.eid, one]));
      const fair = again.filter(
        ({ errors, eid }) => ![...errors, ...byEntity.get(eid)!.errors].some((error) => otherName.has(error)),
      );
      const step = Math.max(1, Math.floor(fair.length / Number(values.queries)));
      const sample = fair.filter((_, index) => index % step === 0);
      const asked = sample.map((one) => ({ one, before: byEntity.get(one.eid)!, target: ids.get(one.eid)! }));
      await ask(
        house,
        caller,
        '',
        asked.slice(0, 50).map(({ one, target }) => ({ group: '', text: one.full_name, target })),
      );
      const numbers = first.filter(({ phone, doc_no }) => phone && doc_no).slice(0, 300);
      const sections = [
        await ask(
          house,
          caller,
          'The name as it was written the second time',
          asked.map(({ one, target }) => ({ group: origin.get(one.eid) ?? '', text: one.full_name, target })),
        ),
        await ask(
          house,
          caller,
          'The same, with the birth year',
          asked.flatMap(({ one, before, target }) => {
            const year = yearOf(before);
            return year ? [{ group: origin.get(one.eid) ?? '', text: `${one.full_name} ${year}`, target }] : [];
          }),
        ),
        await ask(
          house,
          caller,
          'While typing',
          asked.slice(0, 300).flatMap(({ before, target }) => {
            const text = [...before.full_name].slice(0, -2).join('').trim();
            return text ? [{ group: 'two letters short', text, target }] : [];
          }),
        ),
        await ask(
          house,
          caller,
          'Numbers',
          numbers.flatMap(({ eid, phone = '', doc_no = '' }) => [
            { group: 'telephone', text: phone.replace(/[ -]/g, ''), target: ids.get(eid)! },
            { group: 'document', text: doc_no.toLowerCase(), target: ids.get(eid)! },
          ]),
        ),
      ];
      const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, PostgreSQL ${postgres.version}`;
      const text = [
        `${new Date().toISOString().slice(0, 10)}, \`node scripts/run.mjs recall ${process.argv.slice(2).join(' ')}\`. ${machine}. ${first.length} people of gen-persons (errors of level ${values.level}); each search is the operation \`person.search\` with keyed tokens, row-level security, unsealing and ranking, one after the other, without HTTP.`,
        ...sections,
      ].join('\n\n');
      const out = values.out ?? (Number(values.people) >= 100_000 ? 'docs/measurements.md' : undefined);
      if (out) writeReport(out, 'search', text);
      process.stdout.write(`${text}\n`);
    } finally {
      await house.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
