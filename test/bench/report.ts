import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { BenchOptions } from './bench.ts';
import type { Layer } from './sides.ts';

/** One measurement: requests a second, milliseconds of waiting, milliseconds of processor time for each request. */
export interface Figures {
  /** Of an answer. */
  bytes: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  serverCpu: number;
  postgresCpu: number;
}

/** One kind of request at one number of connections, round by round. */
export interface Cell {
  task: string;
  wanted: number;
  connections: number;
  house: Figures[];
  plain: Figures[];
  bare: Figures[];
}

/** The register as a file: rows a second, bytes of a row, and milliseconds of processor time for a thousand rows. */
export type Exported = Record<'house' | 'plain' | 'bare', Streamed[]> & { task: string; rows: number };
type Streamed = Pick<Figures, 'bytes' | 'perSecond' | 'serverCpu' | 'postgresCpu'>;

/** The same with and without a layer. */
export interface Share {
  layer: Layer;
  task: string;
  whole: Figures[];
  without: Figures[];
}

export interface Report {
  machine: string;
  people: number;
  entries: number;
  cells: Cell[];
  exported: Exported | undefined;
  /** Microseconds of the house's process by layer. */
  profiles: { task: string; spent: Map<string, number> }[];
  shares: Share[];
  options: Pick<BenchOptions, 'rounds' | 'seconds'>;
}

/** Of sorted values. */
export const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
const of = <F>(figures: readonly F[], name: keyof F): number => median(figures.map((one) => Number(one[name])));
const cpu = ({ serverCpu, postgresCpu }: Streamed): number => serverCpu + postgresCpu;
const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Ratios of neighbours in time: what else the machine did meanwhile, it did to both. */
const ratio = <F>(a: readonly F[], b: readonly F[], value: (one: F) => number): number =>
  median(a.map((one, index) => value(one) / value(b[index]!)));

/** Processor time of a request, or of a thousand rows, in times the plain program's. */
export const timesPlain = ({ house, plain }: Pick<Cell | Exported, 'house' | 'plain'>): number =>
  ratio<Streamed>(house, plain, cpu);

/** The report as Markdown. */
export function reportOf(report: Report, args: readonly string[], on: Date, minutes: number): string {
  const { machine, people, entries, cells, exported, profiles, shares, options } = report;
  const number = new Intl.NumberFormat('en');
  return [
    `${on.toISOString().slice(0, 10)}, \`npm run bench${args.length > 0 ? ` -- ${withoutPaths(args)}` : ''}\`, ${minutes.toFixed(0)} minutes. ${machine}. ${number.format(people)} people, ${number.format(entries)} entries on each side; medians of ${options.rounds} rounds of ${options.seconds} s, turn about.`,
    table(
      [
        'request',
        'conn.',
        'house /s',
        'plain /s',
        'bare /s',
        'of plain',
        'wanted',
        'of bare',
        'CPU ms: server + PostgreSQL',
        'plain',
        'bare',
        'CPU, × plain',
        '× bare',
      ],
      cells.map((cell) => {
        const { task, connections, wanted, house, plain, bare } = cell;
        return [
          task,
          connections,
          ...[house, plain, bare].map((one) => of(one, 'perSecond').toFixed(0)),
          ratio(house, plain, (one) => one.perSecond).toFixed(2),
          connections === 8 ? `≥ ${wanted}` : '',
          ratio(house, bare, (one) => one.perSecond).toFixed(2),
          ...[house, plain, bare].map((one) => `${short(of(one, 'serverCpu'))} + ${short(of(one, 'postgresCpu'))}`),
          timesPlain(cell).toFixed(2),
          ratio(house, bare, cpu).toFixed(2),
        ];
      }),
    ),
    ...(exported ? [exportText(exported, number), exportTable(exported)] : []),
    'How long the house lets wait, in milliseconds, and the bytes of an answer:',
    table(
      ['request', 'conn.', 'p50', 'p95', 'p99', 'plain p95', 'bare p95', 'bytes', 'bare'],
      cells.map(({ task, connections, house, plain, bare }) => [
        task,
        connections,
        short(of(house, 'p50')),
        short(of(house, 'p95')),
        short(of(house, 'p99')),
        short(of(plain, 'p95')),
        short(of(bare, 'p95')),
        of(house, 'bytes').toFixed(0),
        of(bare, 'bytes').toFixed(0),
      ]),
    ),
    ...(shares.length > 0 ? [sharesText, sharesTable(shares)] : []),
    ...(profiles.length > 0 ? [profilesText, profilesTable(profiles)] : []),
  ].join('\n\n');
}

const exportText = ({ rows }: Exported, number: Intl.NumberFormat): string =>
  `The register of one organisation as CSV, ${number.format(rows)} cases, one export at a time; CPU is for 1,000 rows:`;

function exportTable(exported: Exported): string {
  const { task, house, plain, bare } = exported;
  const all = [house, plain, bare];
  return table(
    [
      'request',
      'house rows/s',
      'plain',
      'bare',
      'of plain',
      'CPU ms: server + PostgreSQL',
      'plain',
      'bare',
      'CPU, × plain',
      'bytes of a row',
      'plain',
    ],
    [
      [
        task,
        ...all.map((one) => of(one, 'perSecond').toFixed(0)),
        ratio(house, plain, (one) => one.perSecond).toFixed(2),
        ...all.map((one) => `${short(of(one, 'serverCpu'))} + ${short(of(one, 'postgresCpu'))}`),
        timesPlain(exported).toFixed(2),
        ...[house, plain].map((one) => of(one, 'bytes').toFixed(0)),
      ],
    ],
  );
}

const sharesText =
  'What a layer costs: the house against itself without the layer, 8 connections, turn about. Milliseconds of processor time (server and PostgreSQL) that a request saves without it, and how many times as many requests are answered.';

function sharesTable(shares: readonly Share[]): string {
  const layers = [...new Set(shares.map(({ layer }) => layer))];
  const tasks = [...new Set(shares.map(({ task }) => task))];
  const cell = (task: string, layer: Layer): string => {
    const share = shares.find((one) => one.task === task && one.layer === layer);
    if (!share) return '';
    const saved = median(share.whole.map((one, index) => cpu(one) - cpu(share.without[index]!)));
    return `${saved.toFixed(2)} (× ${ratio(share.without, share.whole, (one) => one.perSecond).toFixed(2)})`;
  };
  return table(
    ['request', 'CPU ms, whole', ...layers.map((layer) => `no ${layer}`)],
    tasks.map((task) => {
      const whole = shares.filter((one) => one.task === task).flatMap((one) => one.whole);
      return [task, short(median(whole.map(cpu))), ...layers.map((layer) => cell(task, layer))];
    }),
  );
}

const profilesText =
  'Where the server’s own process spends its time, in percent (V8’s profiler; what Node does counts for whoever asked for it).';

function profilesTable(profiles: Report['profiles']): string {
  const layers = [...new Set(profiles.flatMap(({ spent }) => [...spent.keys()]))];
  const part = (spent: Map<string, number>, layer: string): number =>
    ((spent.get(layer) ?? 0) / [...spent.values()].reduce((sum, one) => sum + one, 0)) * 100;
  const most = (layer: string): number => Math.max(...profiles.map(({ spent }) => part(spent, layer)));
  return table(
    ['layer', ...profiles.map(({ task }) => task)],
    layers
      .sort((a, b) => most(b) - most(a))
      .map((layer) => [layer, ...profiles.map(({ spent }) => part(spent, layer).toFixed(0))]),
  );
}

export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

/** Where the database was kept is nobody's business. */
const withoutPaths = (args: readonly string[]): string =>
  args
    .flatMap((arg, index) =>
      arg === '--keep' || args[index - 1] === '--keep' || arg.startsWith('--keep=') ? [] : [arg],
    )
    .join(' ');

/** Puts a section between its marks, at the end when they are not there yet. */
export function writeReport(file: string, section: string, text: string): void {
  const [begin, end] = [`<!-- ${section}: begin -->`, `<!-- ${section}: end -->`];
  const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const from = old.indexOf(begin);
  const to = old.indexOf(end);
  const marked = `${begin}\n${text}\n${end}`;
  writeFileSync(
    file,
    from < 0 || to < from
      ? `${old.trimEnd()}\n\n${marked}\n`
      : old.slice(0, from) + marked + old.slice(to + end.length),
  );
}
