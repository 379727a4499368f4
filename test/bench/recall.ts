/**
 * `node scripts/run.mjs recall`: whom the search finds and how fast, through the operation itself, for people and their
 * second, misspelt registrations of test/data/gen-persons.mjs.
 *
 * --people 100000   registered once
 * --queries 1000    second registrations that are looked for
 * --level 0.5       of the errors that gen-persons makes; 1 is harsh
 * --seed measure    of gen-persons; the ways of searching were chosen on `choose`
 * --connections 1,8 lines over which the same is asked of a server in a process of its own
 * --seconds 10      of each of these
 * --keep DIR        keeps the registered people there for the next run; made when it is not there
 * --out FILE        writes the report between its marks; docs/measurements.md for 100,000 people or more
 */
import { randomUUID } from 'node:crypto';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CallOutput } from '../../src/core/contracts.ts';
import { type Caller, operations, perform } from '../../src/core/index.ts';
import { indexedOf, matcher } from '../../src/core/people/matching.ts';
import { rootKey } from '../../src/platform/keys/index.ts';
import { migrate, type Postgres, startPostgres } from '../../src/platform/postgres/index.ts';
import { asSystem, contentsOf } from '../../src/server/database.ts';
import { type House, migrations, openHouse } from '../../src/server/house.ts';
import { cpuOf, cpuOfFamily, parentOf } from './cpu.ts';
import { runFolder } from './folder.ts';
import { drive, Line } from './load.ts';
import {
  type Counsellor,
  counsellor,
  identityOf,
  idOf,
  type Registration,
  registerAll,
  registrations,
  sitDown,
  yearOf,
} from './registered.ts';
import { percentile, table, writeReport } from './report.ts';
import { beSide, sideArgument, startSide } from './sides.ts';
import { settings } from './town.ts';

/** Bundled, this lies two folders below the root as well. */
const measurements = fileURLToPath(new URL('../../docs/measurements.md', import.meta.url));

/** Errors after which the name no longer says who it is: another name, or parts of it gone. */
const otherName = new Set(['nickname_as_given', 'surname_changed', 'false_identity', 'middle_drop', 'part_drop']);

interface Question {
  group: string;
  text: string;
  target: Registration;
}
interface Section {
  title: string;
  questions: Question[];
}

/** What is asked about those who were registered again, spread over all of them. */
function sectionsOf(first: readonly Registration[], again: readonly Registration[], queries: number): Section[] {
  const before = new Map(first.map((one) => [one.eid, one]));
  const fair = again.filter(
    ({ errors, eid }) => ![...errors, ...before.get(eid)!.errors].some((error) => otherName.has(error)),
  );
  const step = Math.max(1, Math.floor(fair.length / queries));
  const asked = fair.filter((_, index) => index % step === 0).map((one) => ({ one, target: before.get(one.eid)! }));
  const numbers = first.filter(({ phone, doc_no }) => phone && doc_no).slice(0, 300);
  return [
    {
      title: 'The name as it was written the second time',
      questions: asked.map(({ one, target }) => ({ group: one.group, text: one.full_name, target })),
    },
    {
      title: 'The same, with the birth year',
      questions: asked.flatMap(({ one, target }) => {
        const year = yearOf(target);
        return year ? [{ group: one.group, text: `${one.full_name} ${year}`, target }] : [];
      }),
    },
    {
      title: 'While typing',
      questions: asked.slice(0, 300).flatMap(({ target }) => {
        const text = [...target.full_name].slice(0, -2).join('').trim();
        return text ? [{ group: 'two letters short', text, target }] : [];
      }),
    },
    {
      title: 'Numbers',
      questions: numbers.flatMap((target) => [
        { group: 'telephone', text: target.phone!.replace(/[ -]/g, ''), target },
        { group: 'document', text: target.doc_no!.toLowerCase(), target },
      ]),
    },
  ];
}

/** Asks one after the other, and says whom it found. */
async function ask(house: House, caller: Caller, { title, questions }: Section): Promise<string> {
  const op = operations.find(({ contract }) => contract.name === 'person.search')!;
  const times: number[] = [];
  const groups = new Map([['all', { asked: 0, found: 0, level: 0, first: 0 }]]);
  for (const { group, text, target } of questions) {
    const begun = performance.now();
    const answer = await perform(house.ports, op, caller, randomUUID(), { query: text });
    times.push(performance.now() - begun);
    const { results } = answer as CallOutput<'person.search'>;
    const place = results.findIndex(({ person }) => person.id === idOf(target));
    const phones = target.phone ? [{ number: target.phone }] : [];
    const { score } = matcher.query(text).score(indexedOf(identityOf(target), { phones }));
    const level = place >= 0 || score <= (results[9]?.score ?? 0);
    for (const name of ['all', group]) {
      const sum = groups.get(name) ?? { asked: 0, found: 0, level: 0, first: 0 };
      sum.asked += 1;
      sum.found += Number(place >= 0);
      sum.level += Number(level);
      sum.first += Number(place === 0);
      groups.set(name, sum);
    }
  }
  times.sort((a, b) => a - b);
  const at = (part: number): string => percentile(times, part).toFixed(1);
  const rows = [...groups].map(([name, { asked, found, level, first }]) => [
    name,
    asked,
    ...[found, level, first].map((some) => (some / asked).toFixed(3)),
  ]);
  const head = ['group', 'searches', 'among the first ten', 'or no better than the tenth', 'first'];
  return `${title}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms.\n\n${table(head, rows)}`;
}

/** The same over HTTP, by several at once, of a server in a process of its own. */
async function underLoad(
  postgres: Postgres,
  root: Buffer,
  { userId }: Counsellor,
  sections: readonly Section[],
  connections: readonly number[],
  seconds: number,
): Promise<string> {
  const { tokens, pid } = await asSystem(postgres.ownerConfig, async (client) => {
    const sat: string[] = [];
    for (let n = 0; n < Math.max(...connections); n++) sat.push(await sitDown(client, userId));
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return { tokens: sat, pid: parentOf(rows[0]!.pid) };
  });
  const server = await startSide({
    side: 'house',
    database: postgres.appConfig,
    connections: 12,
    root: root.toString('base64'),
    sessions: [],
  });
  const rows: (string | number)[][] = [];
  try {
    for (const { title, questions } of sections)
      for (const count of connections) {
        const lines = await Promise.all(
          tokens.slice(0, count).map((token) => Line.open(server.port, `banyan=${token}`)),
        );
        let turn = 0;
        const next = () => {
          const { text } = questions[turn++ % questions.length]!;
          return { path: '/api/person/search', call: randomUUID(), body: JSON.stringify({ query: text }) };
        };
        await drive(lines, next, 2);
        const before = [cpuOf(server.pid), cpuOfFamily(pid)] as const;
        const { times, seconds: took } = await drive(lines, next, seconds);
        const after = [cpuOf(server.pid), cpuOfFamily(pid)] as const;
        for (const line of lines) line.close();
        times.sort((a, b) => a - b);
        const each = (index: 0 | 1) => ((after[index] - before[index]) / times.length).toFixed(1);
        const waits = [0.5, 0.95, 0.99].map((part) => percentile(times, part).toFixed(1));
        rows.push([title, count, Math.round(times.length / took), ...waits, each(0), each(1)]);
      }
  } finally {
    await server.stop();
  }
  const head = ['asked', 'connections', 'a second', 'p50', 'p95', 'p99', 'CPU, server', 'CPU, PostgreSQL'];
  return `Over HTTP, by several at once; milliseconds, processor time for each search.\n\n${table(head, rows)}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '1000' },
      level: { type: 'string', default: '0.5' },
      seed: { type: 'string', default: 'measure' },
      connections: { type: 'string', default: '1,8' },
      seconds: { type: 'string', default: '10' },
      keep: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { folder, remove } = runFolder('recall', values.keep);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const postgres = await startPostgres({ stateDir: path.join(folder, 'state') });
  try {
    await migrate(postgres.ownerConfig, migrations);
    const { users, inUse } = await contentsOf(postgres.ownerConfig);
    const root = rootKey(path.join(folder, 'state'), inUse);
    const house = await openHouse({ app: postgres.appConfig, root, settings, noteErasure: async () => {} });
    try {
      const made = ['--n', values.people, '--seed', values.seed, '--level', values.level];
      const { first, again } = await registrations(made, folder);
      const begun = performance.now();
      if (!users) await registerAll(postgres.ownerConfig, house, first, say);
      say(`${first.length} people are registered, after ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
      const who = await asSystem(postgres.ownerConfig, counsellor);
      const role = house.definitions.role('counsellor')!;
      const caller: Caller = {
        actor: { ...who, name: '', role, language: 'en', authenticatedAt: new Date() },
        address: '127.0.0.1',
        session: { tokenHash: undefined, start: () => {}, end: () => {} },
      };
      const sections = sectionsOf(first, again, Number(values.queries));
      await ask(house, caller, { title: '', questions: sections[0]!.questions.slice(0, 50) });
      const texts: string[] = [];
      for (const section of sections) texts.push(await ask(house, caller, section));
      const connections = values.connections.split(',').map(Number).filter(Boolean);
      if (connections.length > 0)
        texts.push(await underLoad(postgres, root, who, sections.slice(0, 3), connections, Number(values.seconds)));
      const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, PostgreSQL ${postgres.version}`;
      const text = [
        `${new Date().toISOString().slice(0, 10)}, \`node scripts/run.mjs recall ${process.argv.slice(2).join(' ')}\`. ${machine}, load ${loadavg()[0]!.toFixed(1)} at the end. ${first.length} people of gen-persons (errors of level ${values.level}); each search is the operation \`person.search\` with keyed tokens, row-level security, unsealing and ranking, one after the other, without HTTP.`,
        ...texts,
      ].join('\n\n');
      const out = values.out ?? (Number(values.people) >= 100_000 ? measurements : undefined);
      if (out) writeReport(out, 'search', text);
      process.stdout.write(`${text}\n`);
    } finally {
      await house.close();
    }
  } finally {
    await postgres.stop();
    remove();
  }
}

if (process.argv[2] === sideArgument) beSide();
else await main();
