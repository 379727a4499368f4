/**
 * What the desk weighs: the shell stays below 60 kB gzip, and a chunk that grows by half a kilobyte is seen in review.
 * After a change that is meant: BANYAN_GOLDEN=write npx vitest run test/golden/bundle.test.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, built } from '../built.ts';
import { expectGolden } from './golden.ts';

let program: Built;
beforeAll(async () => {
  program = await built();
}, 60_000);
afterAll(() => program.remove());

test('the shell is light', () => {
  const { shellGzip } = JSON.parse(readFileSync(path.join(program.desk, 'manifest.json'), 'utf8')) as {
    shellGzip: number;
  };
  expect(shellGzip).toBeLessThanOrEqual(60_000);
});

test('every chunk of script and style weighs what was reviewed, in kB gzip', () => {
  const folder = path.join(program.desk, 'assets');
  const sizes: Record<string, number[]> = {};
  for (const file of readdirSync(folder).sort()) {
    const name = /^(.*)-[A-Z0-9]{8}\.(js|css)$/.exec(file);
    if (!name) continue;
    const size = Math.round(gzipSync(readFileSync(path.join(folder, file))).length / 500) / 2;
    const key = `${name[1]}.${name[2]}`;
    sizes[key] = [...(sizes[key] ?? []), size].sort((a, b) => b - a);
  }
  expectGolden('bundle.golden.json', sizes);
});
