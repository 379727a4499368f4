/**
 * `npm run bench`: the house against a plain program and the bare limit on the same data, in the same run, turn about.
 *
 * --people 100000   persons of the province; entries are five times as many
 * --seconds 1.2     of each measurement
 * --rounds 5        measurements of each kind; medians are reported
 * --connections 1,8,32
 * --warm-up 3000    requests before each kind is measured, or three seconds of them
 * --tasks           part of their names, with commas; all
 * --layers 2        rounds with a layer left out; 0 for none
 * --keep DIR        keeps the loaded database there for the next run
 * --out FILE        writes the report between its marks; docs/measurements.md for 100,000 people or more
 * --quick           20,000 people, 8 connections, 3 rounds, no layers: about four minutes, and writes no report
 * --check           ends with 1 when a request takes a fifth more processor time, against the plain program's, than was
 *                   kept in test/bench/kept.json; a report that goes to docs/ keeps its figures there
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { asSystem } from '../../src/server/database.ts';
import type { BareUser } from './bare.ts';
import { cpuOf, cpuOfFamily } from './cpu.ts';
import { costsOf, dearer, readKept, writeKept } from './kept.ts';
import { drive, fetchExport, Line } from './load.ts';
import {
  type Cell,
  type Exported,
  type Figures,
  percentile,
  type Report,
  reportOf,
  type Share,
  timesPlain,
  writeReport,
} from './report.ts';
import { beSide, type Layer, type Served, sideArgument, startSide } from './sides.ts';
import { openTown, type Town } from './town.ts';
import { requestsOf, type Seat, type Side, type Task, takeManager, takeSeats, tasks } from './workload.ts';

export interface BenchOptions {
  people: number;
  seconds: number;
  rounds: number;
  /** Requests before anything is measured: V8 has compiled what it will, and every connection has planned its statements. */
  warmUp: number;
  connections: number[];
  tasks: readonly Task[];
  exports: boolean;
  layerRounds: number;
  stateDir: string;
  say: (line: string) => void;
}

/** Connections to PostgreSQL on each side: what the house opens by itself. */
const pooled = 12;
/** Where layers are compared and the processor's time is asked after. */
const usual = 8;
const layers: readonly Layer[] = ['journal', 'row rules', 'validation', 'durability'];

export async function bench(options: BenchOptions): Promise<Report> {
  const { say } = options;
  const town = await openTown(options);
  try {
    await setRowRules(town, true);
    const seats = await takeSeats(town, Math.max(...options.connections, options.layerRounds > 0 ? usual : 1));
    const manager = await takeManager(town);
    const everybody = [...seats, manager];
    const servers = {
      house: await start(town, everybody, 'house'),
      plain: await start(town, everybody, 'plain'),
      bare: await start(town, everybody, 'bare'),
    };
    try {
      // First: a session is believed to be fresh for some minutes only.
      const exported = options.exports
        ? await compareExports(town, servers, cookieOf(manager.token), options)
        : undefined;
      const cells: Cell[] = [];
      for (const task of options.tasks)
        for (const connections of options.connections) {
          cells.push(await compare(town, servers, seats.slice(0, connections), task, options));
          say(lineOf(cells.at(-1)!));
        }
      const profiles: Report['profiles'] = [];
      const shares: Share[] = [];
      if (options.layerRounds > 0) {
        for (const task of options.tasks) {
          const some = seats.slice(0, usual);
          const spent = await servers.house.profile(() => run(town, servers.house, some, task, 'house', 2));
          profiles.push({ task: task.label, spent });
        }
        for (const layer of layers)
          shares.push(...(await leaveOut(town, servers.house, seats.slice(0, usual), layer, options)));
      }
      const { people, entries } = town;
      return { machine: machineOf(town), people, entries, cells, exported, profiles, shares, options };
    } finally {
      for (const server of Object.values(servers)) await server.stop();
    }
  } finally {
    await setRowRules(town, true);
    await town.postgres.stop();
  }
}

const start = (
  town: Town,
  seats: readonly (BareUser & { token: string })[],
  side: Side,
  without?: Layer,
): Promise<Served> =>
  startSide({
    side,
    // The bare tables have no other owner, and no rule that would hold anybody back.
    database: side === 'house' ? town.postgres.appConfig : town.postgres.ownerConfig,
    connections: pooled,
    root: town.root.toString('base64'),
    sessions: seats.map(({ token, userId, organisationId, teamIds }) => [
      cookieOf(token),
      { userId, organisationId, teamIds },
    ]),
    ...(without && { without }),
  });
const cookieOf = (token: string): string => `banyan=${token}`;

const sides: readonly Side[] = ['house', 'plain', 'bare'];

/** One kind of request at one number of connections, all sides turn about. */
async function compare(
  town: Town,
  servers: Record<Side, Served>,
  seats: readonly Seat[],
  task: Task,
  { rounds, seconds, warmUp }: BenchOptions,
): Promise<Cell> {
  const figures: Record<Side, Figures[]> = { house: [], plain: [], bare: [] };
  const measure = (side: Side, long: number, atLeast = 0) => run(town, servers[side], seats, task, side, long, atLeast);
  for (const side of sides) await measure(side, 0.1, warmUp);
  for (let round = 0; round < rounds; round++)
    for (const side of round % 2 ? sides.toReversed() : sides) figures[side].push(await measure(side, seconds));
  return { task: task.label, wanted: task.wanted, connections: seats.length, ...figures };
}

async function run(
  { postgresPid }: Town,
  { port, pid }: Served,
  seats: readonly Seat[],
  task: Task,
  side: Side,
  seconds: number,
  atLeast = 0,
): Promise<Figures> {
  const lines = await Promise.all(seats.map(({ token }) => Line.open(port, cookieOf(token))));
  try {
    const before = [cpuOf(pid), cpuOfFamily(postgresPid)] as const;
    const { times, bytes, seconds: took } = await drive(lines, requestsOf(task, seats, side), seconds, atLeast);
    const after = [cpuOf(pid), cpuOfFamily(postgresPid)] as const;
    times.sort((a, b) => a - b);
    return {
      bytes,
      perSecond: times.length / took,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      p99: percentile(times, 0.99),
      serverCpu: (after[0] - before[0]) / times.length,
      postgresCpu: (after[1] - before[1]) / times.length,
    };
  } finally {
    for (const line of lines) line.close();
  }
}

/** The register as a file, all sides turn about; the first of each is not counted. */
async function compareExports(
  { postgresPid }: Town,
  servers: Record<Side, Served>,
  cookie: string,
  { rounds, say }: BenchOptions,
): Promise<Exported> {
  const exported: Exported = { task: exportLabel, rows: 0, house: [], plain: [], bare: [] };
  for (let round = -1; round < rounds; round++)
    for (const side of round % 2 ? sides.toReversed() : sides) {
      const { port, pid } = servers[side];
      const before = [cpuOf(pid), cpuOfFamily(postgresPid)] as const;
      const { rows, bytes, seconds } = await fetchExport(port, cookie);
      const after = [cpuOf(pid), cpuOfFamily(postgresPid)] as const;
      if (exported.rows && rows !== exported.rows)
        throw new Error(`${side} exported ${rows} rows of ${exported.rows}.`);
      exported.rows = rows;
      if (round < 0) continue;
      const of = (ms: number) => (ms / rows) * 1_000;
      const cpu = { serverCpu: of(after[0] - before[0]), postgresCpu: of(after[1] - before[1]) };
      exported[side].push({ ...cpu, bytes: bytes / rows, perSecond: rows / seconds });
    }
  say(`${exportLabel}: ${exported.rows} rows`);
  return exported;
}
const exportLabel = 'export: case.export';

/** The whole house and the house without a layer, turn about. */
async function leaveOut(
  town: Town,
  whole: Served,
  seats: readonly Seat[],
  layer: Layer,
  { layerRounds, seconds, warmUp, tasks: some, say }: BenchOptions,
): Promise<Share[]> {
  const lesser = await start(town, seats, 'house', layer);
  const shares: Share[] = [];
  try {
    for (const task of some) {
      const figures: Record<'whole' | 'without', Figures[]> = { whole: [], without: [] };
      for (let round = -1; round < layerRounds; round++)
        for (const which of ['whole', 'without'] as const) {
          if (layer === 'row rules') await setRowRules(town, which === 'whole');
          const server = which === 'whole' ? whole : lesser;
          if (layer === 'row rules') await run(town, server, seats, task, 'house', 0.3); // plans are made anew
          const first = round < 0;
          const measured = await run(town, server, seats, task, 'house', first ? 0.3 : seconds, first ? warmUp : 0);
          if (!first) figures[which].push(measured);
        }
      shares.push({ layer, task: task.label, ...figures });
      say(`without ${layer}: ${task.label}`);
    }
    return shares;
  } finally {
    if (layer === 'row rules') await setRowRules(town, true);
    await lesser.stop();
  }
}

/** Row-level security of all tables, for the measurement of what it costs. */
async function setRowRules({ postgres }: Town, on: boolean): Promise<void> {
  await asSystem(postgres.ownerConfig, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select distinct tablename as name from pg_policies where schemaname = 'public'`,
    );
    for (const { name } of rows)
      await client.query(`alter table ${name} ${on ? 'enable' : 'disable'} row level security`);
  });
}

const machineOf = ({ postgres }: Town): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim() || process.arch}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, PostgreSQL ${postgres.version}, ${process.platform}`;

function lineOf({ task, connections, house, plain, bare }: Cell): string {
  const middle = (figures: Figures[]) =>
    Math.round(figures.reduce((sum, one) => sum + one.perSecond, 0) / figures.length);
  return `${task}, ${connections} connections: ${middle(house)}, plain ${middle(plain)}, bare ${middle(bare)} requests a second`;
}

const options = {
  people: { type: 'string' },
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  'warm-up': { type: 'string', default: '3000' },
  connections: { type: 'string' },
  tasks: { type: 'string', default: '' },
  layers: { type: 'string' },
  keep: { type: 'string' },
  out: { type: 'string' },
  quick: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
} as const;
const whole = { people: '100000', seconds: '1.2', rounds: '5', connections: '1,8,32', layers: '2' };
const quick = { people: '20000', seconds: '1', rounds: '3', connections: String(usual), layers: '0' };

const docs = 'docs/measurements.md';
const keptFile = 'test/bench/kept.json';

async function main(): Promise<void> {
  const given = parseArgs({ options }).values;
  const values = { ...(given.quick ? quick : whole), ...given };
  const people = Number(values.people);
  const stateDir = values.keep ? path.resolve(values.keep) : mkdtempSync(path.join(tmpdir(), 'banyan-bench-'));
  if (!values.keep) chmodSync(stateDir, 0o711); // as root the server is another user
  const began = performance.now();
  const wanted = (label: string) => values.tasks.split(',').some((part) => label.includes(part));
  try {
    const report = await bench({
      people,
      seconds: Number(values.seconds),
      rounds: Number(values.rounds),
      warmUp: Number(values['warm-up']),
      connections: values.connections.split(',').map(Number),
      tasks: tasks.filter(({ label }) => wanted(label)),
      exports: wanted(exportLabel),
      layerRounds: Number(values.layers),
      stateDir,
      say: (line) => process.stdout.write(`${line}\n`),
    });
    const text = reportOf(report, process.argv.slice(2), new Date(), (performance.now() - began) / 60_000);
    const out = values.out ?? (people >= 100_000 ? docs : undefined);
    if (out) writeReport(out, 'bench', text);
    process.stdout.write(`\n${text}\n`);
    const { exported } = report;
    const costs = {
      ...costsOf(report.cells, usual),
      ...(exported && { [exported.task]: Number(timesPlain(exported).toFixed(2)) }),
    };
    if (values.check) {
      const found = dearer(costs, readKept(keptFile, people));
      for (const line of found) process.stdout.write(`Dearer: ${line}\n`);
      if (found.length > 0) process.exitCode = 1;
    } else if (out === docs || (values.quick && !values.out)) writeKept(keptFile, people, costs);
  } finally {
    if (!values.keep) rmSync(stateDir, { recursive: true, force: true });
  }
}

if (process.argv[2] === sideArgument) beSide();
else await main();
