/**
 * `node scripts/run.mjs export`: what the register costs at size, and its export, in this process with the keys and the row
 * rules on.
 *
 * --people 100000   persons of the province, if the folder holds none yet
 * --cases 100000    rows of the exports, of the oldest cases
 * --times 40        each page, after a fifth as many
 * --keep DIR        the folder with the database: loaded there, kept for the next run
 * --out FILE        writes the report between its marks
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CallInput, CallName } from '../../src/core/contracts.ts';
import { operations, perform, Streamed } from '../../src/core/index.ts';
import { type Actor, uuidv7 } from '../../src/kernel/index.ts';
import { rootKey } from '../../src/platform/keys/index.ts';
import { migrate, startPostgres } from '../../src/platform/postgres/index.ts';
import { asSystem, contentsOf } from '../../src/server/database.ts';
import { migrations, openHouse } from '../../src/server/house.ts';
import { loadProvince } from '../../src/server/province/index.ts';
import { percentile, table, writeReport } from './report.ts';
import { settings } from './town.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    cases: { type: 'string', default: '100000' },
    times: { type: 'string', default: '40' },
    keep: { type: 'string' },
    out: { type: 'string' },
  },
});
const stateDir = values.keep ? path.resolve(values.keep) : mkdtempSync(path.join(tmpdir(), 'banyan-export-'));
if (!values.keep) chmodSync(stateDir, 0o711); // as root the server is another user
const say = (line: string) => process.stdout.write(`${line}\n`);
const postgres = await startPostgres({ stateDir, log: say });
try {
  await migrate(postgres.ownerConfig, migrations);
  const { users, inUse } = await contentsOf(postgres.ownerConfig);
  const house = await openHouse({
    app: postgres.appConfig,
    root: rootKey(stateDir, inUse),
    settings,
    noteErasure: async () => {},
    // Where `scripts/run.mjs` has built it: this is a file of dist/tools.
    openThread: new URL('../server/open-thread.js', import.meta.url),
  });
  try {
    const { ports, vault, definitions } = house;
    const owner = postgres.ownerConfig;
    if (!users)
      await loadProvince({
        owner,
        vault,
        definitions,
        passwords: ports.passwords,
        now: new Date(),
        people: Number(values.people),
      });
    await asSystem(owner, (client) => client.query('analyze'));
    const text = await measure();
    if (values.out) writeReport(values.out, 'register', text);
    say(text);

    async function actorOf(role: string): Promise<Actor> {
      return asSystem(owner, async (client) => {
        const { rows } = await client.query<Actor & { roleCode: string }>(
          `select u.id as "userId", u.name, u.organisation_id as "organisationId", u.language,
             array(select m.team_id from team_member m where m.user_id = u.id) as "teamIds"
           from app_user u where u.role = $1 and u.active order by u.organisation_id = (select organisation_id from case_file group by 1 order by count(*) desc limit 1) desc,
             (select count(*) from case_file c where c.owner_id = u.id) desc, u.id limit 1`,
          [role],
        );
        if (!rows[0]) throw new Error(`Nobody is ${role}.`);
        return { ...rows[0], role: definitions.role(role)!, authenticatedAt: new Date() };
      });
    }

    async function measure(): Promise<string> {
      const [counsellor, manager] = [await actorOf('counsellor'), await actorOf('centre-manager')];
      const focal = await actorOf('focal-point');
      const facts = await asSystem(owner, async (client) => {
        const one = async <T>(text: string) => (await client.query<{ value: T }>(text)).rows[0]!.value;
        return {
          people: await one<string>('select count(*) as value from person'),
          cases: await one<string>('select count(*) as value from case_file'),
          programme: await one<string>(
            'select programme as value from case_file group by 1 order by count(*) desc limit 1',
          ),
          entries: await one<string>('select count(*) as value from entry'),
          rarest: await one<string>(
            'select topic as value from case_file where topic is not null group by 1 order by count(*) limit 1',
          ),
          rare: await one<string>(
            'select destination as value from case_file where destination is not null group by 1 order by count(*) limit 1',
          ),
          person: await one<string>(
            `select person_id as value from case_file where owner_id = '${counsellor.userId}' limit 1`,
          ),
          cut: await one<string>(`select max(day)::text as value from (select (opened_at at time zone 'Asia/Ho_Chi_Minh')::date as day
            from case_file where organisation_id = '${manager.organisationId}' order by opened_at limit ${Number(values.cases)}) d`),
        };
      });
      const question = await rareAnswer();
      const month = (back: number) =>
        new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - back, 1)).toISOString().slice(0, 7);
      const months = { programme: facts.programme, from: month(24), to: month(1) };
      const call = <N extends CallName>(actor: Actor, name: N, input: CallInput<N>) =>
        perform(
          ports,
          operations.find(({ contract }) => contract.name === name)!,
          { actor, address: '', session: { tokenHash: undefined, start: () => {}, end: () => {} } },
          uuidv7(),
          input,
        );
      const register = (label: string, input: CallInput<'case.list'>, actor = manager) =>
        [label, () => call(actor, 'case.list', input)] as const;
      const pages: (readonly [string, () => Promise<unknown>])[] = [
        register('register, the manager’s', {}),
        register('register, a counsellor’s', {}, counsellor),
        register('by number', { sort: 'number' }),
        register('by topic', { sort: 'topic' }),
        register('by closing, a counsellor’s', { sort: 'closedAt' }, counsellor),
        register('open ones', { status: 'open' }),
        register(`a topic (${facts.rarest})`, { topic: facts.rarest }),
        register(`the rarest destination (${facts.rare})`, {
          where: [{ field: 'destination', is: 'in', values: [facts.rare] }],
        }),
        register('the same, a counsellor’s', { destination: facts.rare }, counsellor),
        register('both, and closed, of 2023', {
          destination: facts.rare,
          topic: facts.rarest,
          status: 'closed',
          openedTo: '2023-12-31',
        }),
        register('a value that no case has', { where: [{ field: 'nationality', is: 'in', values: ['AQ'] }] }),
        register(`the rarest answer (${question.field})`, { where: [question.rarest] }),
        register(`a frequent answer (${question.field})`, { where: [question.frequent] }),
        register('an answer blank', { where: [{ field: question.field, is: 'blank' }] }),
        register('with a question as a column', { columns: [question.field] }),
        ['person page', () => call(counsellor, 'person.read', { id: facts.person })],
        ['today', () => call(counsellor, 'task.today', {})],
        ['figures of 24 months, the manager’s', () => call(manager, 'figures.read', months)],
        ['the same, a counsellor’s', () => call(counsellor, 'figures.read', months)],
        ['the same, the ministry’s', () => call(focal, 'figures.read', months)],
        ['the centres side by side', () => call(manager, 'figures.centres', months)],
        ['the forecast', () => call(manager, 'figures.forecast', { programme: facts.programme })],
      ];
      const lines: string[][] = [];
      for (const [label, work] of pages) {
        const times: number[] = [];
        const rounds = Number(values.times);
        for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
          const began = performance.now();
          await work();
          if (round >= 0) times.push(performance.now() - began);
        }
        times.sort((a, b) => a - b);
        lines.push([label, percentile(times, 0.5).toFixed(1), percentile(times, 0.95).toFixed(1)]);
        say(lines.at(-1)!.join(' | '));
      }
      const exports: string[][] = [];
      for (const format of ['csv', 'json', 'xlsx'] as const) {
        const input = { format, reason: 'A measurement', descending: false, openedTo: facts.cut } as const;
        await take(await call(manager, 'case.export', { ...input, openedTo: '2019-12-31' }));
        const before = process.memoryUsage().rss;
        let most = before;
        const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
        const began = performance.now();
        const { rows, size } = await take(await call(manager, 'case.export', input));
        const seconds = (performance.now() - began) / 1_000;
        clearInterval(watch);
        exports.push([
          format,
          String(rows),
          seconds.toFixed(2),
          (size / 1e6).toFixed(1),
          ((most - before) / 1e6).toFixed(0),
        ]);
        say(exports.at(-1)!.join(' | '));
      }
      const number = new Intl.NumberFormat('en');
      return [
        `${new Date().toISOString().slice(0, 10)}, \`node scripts/run.mjs export\`; ${cpus().length} cores, load average ${loadavg()[0]!.toFixed(1)} (other work on the machine counts in it). ${number.format(Number(facts.people))} people, ${number.format(Number(facts.cases))} cases, ${number.format(Number(facts.entries))} entries.`,
        table(['page', 'p50 ms', 'p95 ms'], lines),
        table(['export', 'cases', 'seconds', 'MB', 'memory grew by MB'], exports),
      ].join('\n\n');
    }

    /** A question of choices with its rarest and its most frequent answer. */
    async function rareAnswer() {
      const { rows } = await asSystem(owner, (client) =>
        client.query<{ form: string; name: string; value: string; count: string }>(
          `select e.form, a.key as name, a.value #>> '{}' as value, count(*) from entry e tablesample system (1), jsonb_each(e.answers) a
           where jsonb_typeof(a.value) = 'string' and length(a.value #>> '{}') < 30 group by 1, 2, 3 having count(*) >= 1 order by count(*)`,
        ),
      );
      for (const { form, name, value } of rows) {
        const column = (await definitions.form(form))?.definition;
        const same = rows.filter((row) => row.form === form && row.name === name);
        if (!column || same.length < 4 || same.length > 40) continue;
        const field = `${form}.${name}`;
        const condition = (one: string) => ({ field, is: 'in' as const, values: [one] });
        return { field, rarest: condition(value), frequent: condition(same.at(-1)!.value) };
      }
      throw new Error('No question of choices was answered.');
    }
  } finally {
    await house.close();
  }
} finally {
  await postgres.stop();
  if (!values.keep) rmSync(stateDir, { recursive: true, force: true });
}

async function take(streamed: unknown): Promise<{ rows: number; size: number }> {
  if (!(streamed instanceof Streamed)) throw new Error('It answered no stream.');
  let size = 0;
  for await (const chunk of streamed.bytes) size += chunk.length;
  return { rows: (streamed.head as unknown as { rows: number }).rows, size };
}
