import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
let bundle: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'banyan-bench-test-'));
  // Two folders below the root, where the house looks for its migrations, and near enough to node_modules.
  bundle = path.join(root, 'dist', 'tools', `bench-test-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/bench.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
});
afterAll(() => {
  rmSync(bundle, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

it('runs every request on both sides and reports it', async () => {
  const out = path.join(folder, 'measurements.md');
  const small = ['--people', '240', '--seconds', '0.2', '--rounds', '1', '--warm-up', '5', '--connections', '1,2'];
  await promisify(execFile)(process.execPath, [bundle, ...small, '--layers', '0', '--out', out], { timeout: 110_000 });
  const report = readFileSync(out, 'utf8');
  const rows = report.split('\n').filter((line) => /^\| (create|update|read|list|search)/.test(line));
  // Two tables, at two numbers of connections.
  expect(rows).toHaveLength(tasks.length * 4);
  for (const { label } of tasks) expect(report).toContain(`| ${label} | 2 |`);
  expect(report).toMatch(/^\| export: case.export \| \d+ /m);
  expect(report).not.toContain('NaN');
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
