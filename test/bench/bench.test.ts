import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { costsOf, dearer, readKept, writeKept } from './kept.ts';
import { type Figures, percentile, writeReport } from './report.ts';
import { tasks } from './workload.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
// Two folders below the root, where the house looks for its migrations, and near enough to node_modules.
const bundleOf = (name: string) => path.join(root, 'dist', 'tools', `${name}-test-${process.pid}.mjs`);
const programs = ['bench', 'export'];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'banyan-bench-test-'));
  chmodSync(folder, 0o711); // as root the server is another user
  await build({
    absWorkingDir: root,
    entryPoints: programs.map((name) => ({ in: `test/bench/${name}.ts`, out: path.parse(bundleOf(name)).name })),
    outdir: path.join(root, 'dist', 'tools'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
});
afterAll(() => {
  for (const name of programs) rmSync(bundleOf(name), { force: true });
  rmSync(folder, { recursive: true, force: true });
});

it('runs every request on both sides and reports it', async () => {
  const out = path.join(folder, 'measurements.md');
  const small = ['--people', '240', '--seconds', '0.2', '--rounds', '1', '--warm-up', '5', '--connections', '1,2'];
  await promisify(execFile)(process.execPath, [bundleOf('bench'), ...small, '--layers', '0', '--out', out], {
    timeout: 110_000,
  });
  const report = readFileSync(out, 'utf8');
  const rows = report.split('\n').filter((line) => /^\| (create|update|read|list|search)/.test(line));
  // Two tables, at two numbers of connections.
  expect(rows).toHaveLength(tasks.length * 4);
  for (const { label } of tasks) expect(report).toContain(`| ${label} | 2 |`);
  expect(report).toMatch(/^\| export: case.export \| \d+ /m);
  expect(report).not.toContain('NaN');
}, 120_000);

it('asks two houses for the same pages and keeps the large one', async () => {
  const [out, keep] = [path.join(folder, 'register.md'), path.join(folder, 'not', 'there')];
  const small = ['--people', '600', '--beside', '240', '--times', '5', '--cases', '20', '--keep', keep, '--out', out];
  // From elsewhere: nothing that it needs lies where it is started.
  await promisify(execFile)(process.execPath, [bundleOf('export'), ...small], { timeout: 110_000, cwd: folder });
  const report = readFileSync(out, 'utf8');
  expect(report).toContain('600 people');
  expect(report).toContain('Beside it, asked by turns: 240 people');
  const rows = report.split('\n').filter((line) => /^\| (register|search|person page|today|the forecast)/.test(line));
  expect(rows.length).toBeGreaterThan(4);
  for (const row of rows) expect(row).toMatch(/^(\|[^|]+)(\| [\d.]+ ){5}(\| [\d.]+ \+ [\d.]+ ){2}(\| [\d.]+ ){3}\|$/);
  expect(report).toMatch(/^\| xlsx \| \d+ /m);
  expect(existsSync(path.join(keep, 'postgres'))).toBe(true);
}, 120_000);

it('replaces its section and leaves the rest of the page', () => {
  const file = path.join(folder, 'page.md');
  writeReport(file, 'one', 'first');
  writeReport(file, 'two', 'second');
  writeReport(file, 'one', 'third');
  expect(readFileSync(file, 'utf8').trim().split(/\n+/)).toEqual([
    '<!-- one: begin -->',
    'third',
    '<!-- one: end -->',
    '<!-- two: begin -->',
    'second',
    '<!-- two: end -->',
  ]);
});

it('takes percentiles of sorted values', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  expect([0.5, 0.95, 0.99].map((part) => percentile(values, part))).toEqual([51, 96, 100]);
});

const took = (serverCpu: number): Figures => ({
  bytes: 0,
  perSecond: 1,
  p50: 1,
  p95: 1,
  p99: 1,
  serverCpu,
  postgresCpu: 1,
});

it('tells what has become dearer by more than a fifth since it was kept, and nothing else', () => {
  const file = path.join(folder, 'kept.json');
  expect(readKept(file, 100)).toEqual({});
  writeKept(file, 100, { list: 2, read: 2, search: 1 });
  writeKept(file, 100, { list: 2.5 });
  writeKept(file, 20, { list: 9 });
  const before = readKept(file, 100);
  expect(before).toEqual({ list: 2.5, read: 2, search: 1 });
  expect(dearer({ list: 3, read: 2.41, search: 0.2, create: 50 }, before)).toEqual([
    'read takes 2.41 times the processor time of the plain program; it took 2.',
  ]);
});

it('takes what a request costs at one number of connections, turn by turn', () => {
  const sides = { house: [took(3), took(9), took(5)], plain: [took(1), took(1), took(1)], bare: [took(1)] };
  const cell = { task: 'read', wanted: 0.4, ...sides };
  expect(
    costsOf(
      [
        { ...cell, connections: 1 },
        { ...cell, connections: 8 },
      ],
      8,
    ),
  ).toEqual({ read: 3 });
});
