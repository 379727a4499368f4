/**
 * `node scripts/run.mjs intake`: a register of a centre, read, checked, brought in and taken back through the operations
 * themselves, with sealing, search for who is known, row-level security, journal and durable commits; without HTTP.
 *
 * --rows 50000      people with a case each
 * --contacts 100000 contacts without a name
 * --out FILE        writes the report between its marks
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CellValue } from 'hucre';
import type { CallInput, CallName, CallOutput } from '../../src/core/contracts.ts';
import { type Caller, operations, perform } from '../../src/core/index.ts';
import { base64, headings, people, programme, workbook } from '../../src/core/intake/testing.ts';
import { uuidv7 } from '../../src/kernel/index.ts';
import { migrate, startPostgres } from '../../src/platform/postgres/index.ts';
import { asSystem } from '../../src/server/database.ts';
import { type House, migrations, openHouse } from '../../src/server/house.ts';
import { table, writeReport } from './report.ts';
import { settings } from './town.ts';

const mega = (bytes: number): number => Math.round(bytes / 1_000_000);

/** Seconds of each step, and the most memory above what the process had at rest. */
async function measure<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number; memory: number }> {
  globalThis.gc?.();
  const rest = process.memoryUsage().rss;
  let most = rest;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const started = performance.now();
  const value = await work();
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  return { value, seconds, memory: most - rest };
}

async function bringIn(
  house: House,
  caller: Caller,
  file: string,
  becomes: 'case' | 'contact',
  say: (line: string) => void,
) {
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const op = operations.find(({ contract }) => contract.name === name)!;
    return (await perform(house.ports, op, caller, randomUUID(), input)) as CallOutput<N>;
  };
  const lines: (string | number)[][] = [];
  const step = async <T>(name: string, rows: number, work: () => Promise<T>): Promise<T> => {
    const { value, seconds, memory } = await measure(work);
    lines.push([name, seconds.toFixed(1), Math.round(rows / seconds), mega(memory)]);
    say(`${becomes} ${name}: ${seconds.toFixed(1)} s, ${mega(memory)} MB`);
    return value;
  };
  const upload = () => call('intake.upload', { file, name: 'register.xlsx', sender: becomes, programme });
  const { id, rows } = await step('read', 1, upload);
  lines[0]![2] = Math.round(rows / Number(lines[0]![1]));
  const { plan } = await call('intake.read', { id });
  const { columns: _, ...rest } = plan!;
  await step('map', rows, () =>
    call('intake.map', { id, revision: 1, plan: { ...rest, becomes, consent: 'written' } }),
  );
  const checked = await step('check', rows, () => call('intake.check', { id }));
  if (checked.problemCount > 0) throw new Error(JSON.stringify(checked.problems[0]));
  await step('bring in', rows, async () => {
    while ((await call('intake.take', { id })).state !== 'taken');
  });
  await step('take back', rows, async () => {
    while ((await call('intake.undo', { id })).state !== 'undone');
  });
  return table(['step', 'seconds', 'rows a second', 'memory above rest, MB'], lines);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '50000' },
      contacts: { type: 'string', default: '100000' },
      out: { type: 'string' },
    },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'banyan-intake-'));
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
      const [organisationId, team, userId] = [uuidv7(), uuidv7(), uuidv7()];
      await asSystem(postgres.ownerConfig, async (client) => {
        const key = house.vault.newOrganisationKey(organisationId);
        await client.query(`insert into organisation values ($1, 'Intake', 'mrc', $2, now())`, [organisationId, key]);
        await client.query(`insert into team values ($1, $2, 'Intake', null, now())`, [team, organisationId]);
      });
      const role = house.definitions.role('centre-manager')!;
      const caller: Caller = {
        actor: { userId, name: '', organisationId, teamIds: [team], role, language: 'en', authenticatedAt: new Date() },
        address: '127.0.0.1',
        session: { tokenHash: undefined, start: () => {}, end: () => {} },
      };
      const say = (line: string): void => void process.stderr.write(`${line}\n`);
      const named = base64(await workbook(headings, ...people(Number(values.rows))));
      const cases = await bringIn(house, caller, named, 'case', say);
      const nameless = people(Number(values.contacts)).map((row): CellValue[] =>
        row.filter((_, at) => ![1, 2, 4, 5].includes(at)),
      );
      const short = base64(
        await workbook(
          headings.filter((_, at) => ![1, 2, 4, 5].includes(at)),
          ...nameless,
        ),
      );
      const contacts = await bringIn(
        house,
        { ...caller, actor: { ...caller.actor!, authenticatedAt: new Date() } },
        short,
        'contact',
        say,
      );
      const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, PostgreSQL ${postgres.version}, load ${loadavg()[1]!.toFixed(1)}`;
      const text = [
        `${new Date().toISOString().slice(0, 10)}, \`node scripts/run.mjs intake ${process.argv.slice(2).join(' ')}\`. ${machine}. XLSX of ten columns; each step of a thousand rows is one durable transaction with its journal rows.`,
        `${values.rows} people with a case each, sealed, indexed, and looked for among those who are here:`,
        cases,
        `${values.contacts} contacts without a name, validated and sealed:`,
        contacts,
      ].join('\n\n');
      if (values.out) writeReport(values.out, 'intake', text);
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
