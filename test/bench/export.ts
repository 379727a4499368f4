/**
 * `node scripts/run.mjs export`: what the register costs at size, and its export, in this process with the keys and the row
 * rules on.
 *
 * --people 100000   persons of the province, if the folder holds none yet
 * --beside 10000    persons of a second, smaller house: loaded for the run, asked the same by turns
 * --cases 100000    rows of the exports, of the oldest cases; 0 makes none
 * --times 40        each page, after a fifth as many
 * --keep DIR        the folder with the database: loaded there, kept for the next run
 * --out FILE        writes the report between its marks
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Streamed } from '../../src/core/index.ts';
import { runFolder } from './folder.ts';
import { askedOf, type Page, pagesOf } from './pages.ts';
import { type Peopled, withPeopled } from './peopled.ts';
import { percentile, table, writeReport } from './report.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    beside: { type: 'string' },
    cases: { type: 'string', default: '100000' },
    times: { type: 'string', default: '40' },
    keep: { type: 'string' },
    out: { type: 'string' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const number = new Intl.NumberFormat('en');

const text = await inFolder('export', values.keep, Number(values.people), (large) =>
  values.beside
    ? inFolder('beside', undefined, Number(values.beside), (small) => report([large, small]))
    : report([large]),
);
if (values.out) writeReport(values.out, 'register', text);
say(text);

async function inFolder<T>(
  name: string,
  keep: string | undefined,
  people: number,
  work: (house: Peopled) => Promise<T>,
): Promise<T> {
  const { folder, remove } = runFolder(name, keep);
  try {
    return await withPeopled({ stateDir: folder, people, say }, work);
  } finally {
    remove();
  }
}

async function report(houses: [Peopled, ...Peopled[]]): Promise<string> {
  const pages = await costOfPages(houses);
  const exports = Number(values.cases) > 0 ? await costOfExports(houses[0]) : undefined;
  return [
    `${new Date().toISOString().slice(0, 10)}, \`node scripts/run.mjs export\`; ${cpus().length} cores, load average ${loadavg()[0]!.toFixed(1)} (other work on the machine counts in it). ${(await Promise.all(houses.map(sizeOf))).join(' Beside it, asked by turns: ')}`,
    pages,
    ...(exports ? [exports] : []),
  ].join('\n\n');
}

async function sizeOf(house: Peopled): Promise<string> {
  const [size] = await house.rows<Record<'people' | 'cases' | 'entries', string>>(
    `select (select count(*) from person) as people, (select count(*) from case_file) as cases,
       (select count(*) from entry) as entries`,
  );
  const of = (what: 'people' | 'cases' | 'entries') => `${number.format(Number(size![what]))} ${what}`;
  return `${of('people')}, ${of('cases')}, ${of('entries')}.`;
}

/** What a page cost one house: milliseconds of waiting, sorted, those of processor time for each time, and bytes of an answer. */
interface Cost {
  times: number[];
  node: number;
  postgres: number;
  bytes: number;
}

async function costOfPages(houses: [Peopled, ...Peopled[]]): Promise<string> {
  const asked = await askedOf(houses);
  const pages = await Promise.all(houses.map((house) => pagesOf(house, asked)));
  const ms = (value: number) => value.toFixed(1);
  const p50 = ({ times }: Cost) => percentile(times, 0.5);
  const waits = (cost: Cost) => [ms(p50(cost)), ms(percentile(cost.times, 0.95))];
  const lines: string[][] = [];
  for (const [index, { label }] of pages[0]!.entries()) {
    const costs = await byTurns(
      houses,
      pages.map((some) => some[index]!),
    );
    const [large, small] = costs as [Cost, Cost?];
    lines.push([
      label,
      ...waits(large),
      ...(small
        ? [
            ...waits(small),
            (p50(large) / p50(small)).toFixed(2),
            ...[large, small].map(({ node, postgres }) => `${ms(node)} + ${ms(postgres)}`),
            ((large.node + large.postgres) / (small.node + small.postgres)).toFixed(2),
            ...[large, small].map(({ bytes }) => (bytes / 1_000).toFixed(1)),
          ]
        : []),
    ]);
    say(lines.at(-1)!.join(' | '));
  }
  const cpu = 'CPU ms: Node + PostgreSQL';
  const beside = ['beside, p50', 'p95', 'p50, ×', cpu, 'beside', 'CPU, ×', 'answer, kB', 'beside'];
  return table(['page', 'p50 ms', 'p95 ms', ...(houses.length > 1 ? beside : [])], lines);
}

/** Asks each house once in every round, so that what else the machine does it does to all. */
async function byTurns(houses: readonly Peopled[], pages: readonly Page[]): Promise<Cost[]> {
  const rounds = Number(values.times);
  const costs = pages.map((): Cost => ({ times: [], node: 0, postgres: 0, bytes: 0 }));
  for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
    if (round === 0) for (const [index, house] of houses.entries()) costs[index]!.postgres = -house.postgresCpu;
    for (const [index, { ask }] of pages.entries()) {
      const before = process.cpuUsage();
      const began = performance.now();
      const answer = await ask(Math.abs(round));
      const took = performance.now() - began;
      const { user, system } = process.cpuUsage(before);
      if (round < 0) continue;
      const cost = costs[index]!;
      cost.times.push(took);
      cost.node += (user + system) / 1_000 / rounds;
      cost.bytes += JSON.stringify(answer).length / rounds;
    }
  }
  for (const [index, cost] of costs.entries()) {
    cost.postgres = (cost.postgres + houses[index]!.postgresCpu) / rounds;
    cost.times.sort((a, b) => a - b);
  }
  return costs;
}

/** The oldest cases of the largest organisation, in each format. */
async function costOfExports(house: Peopled): Promise<string> {
  const manager = await house.actorOf('centre-manager');
  const [cut] = await house.rows<{ day: string }>(
    `select max(day)::text as day from (select (opened_at at time zone 'Asia/Ho_Chi_Minh')::date as day from case_file
     where organisation_id = $1 order by opened_at limit $2) d`,
    [manager.organisationId, Number(values.cases)],
  );
  const lines: string[][] = [];
  for (const format of ['csv', 'json', 'xlsx'] as const) {
    const make = async (openedTo: string) =>
      take(await house.call(manager, 'case.export', { format, reason: 'A measurement', descending: false, openedTo }));
    await make('2019-12-31');
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const began = performance.now();
    const { rows, size } = await make(cut!.day);
    const seconds = (performance.now() - began) / 1_000;
    clearInterval(watch);
    const figures = [seconds.toFixed(2), (size / 1e6).toFixed(1), ((most - before) / 1e6).toFixed(0)];
    lines.push([format, String(rows), ...figures]);
    say(lines.at(-1)!.join(' | '));
  }
  return table(['export', 'cases', 'seconds', 'MB', 'memory grew by MB'], lines);
}

async function take(streamed: unknown): Promise<{ rows: number; size: number }> {
  if (!(streamed instanceof Streamed)) throw new Error('It answered no stream.');
  let size = 0;
  for await (const chunk of streamed.bytes) size += chunk.length;
  return { rows: (streamed.head as unknown as { rows: number }).rows, size };
}
