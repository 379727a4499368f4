import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SealedOne } from '../../core/ports.ts';
import { NodeVault, type Opener, openerBeside } from './index.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'banyan-opener-'));
const root = randomBytes(32);
let opener: Opener;
let beside: NodeVault;
let sent = 0;
const here = new NodeVault(root);
const organisations = [randomUUID(), randomUUID()];

beforeAll(async () => {
  const file = path.join(folder, 'open-thread.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./open-thread.ts', import.meta.url))],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  opener = openerBeside(pathToFileURL(file));
  const open: Opener['open'] = (packed) => {
    sent++;
    return opener.open(packed);
  };
  beside = new NodeVault(root, { open, close: () => opener.close() });
  for (const id of organisations) beside.learnOrganisation(id, here.newOrganisationKey(id));
});
afterAll(async () => {
  await opener.close();
  rmSync(folder, { recursive: true, force: true });
});

const sealedOnes = (count: number): SealedOne[] =>
  Array.from({ length: count }, (_, index) => {
    const [organisationId, subjectId] = [organisations[index % 2]!, randomUUID()];
    const { key, wrapped } = here.newKey(organisationId, subjectId);
    const place = `person.identity:${subjectId}`;
    return { organisationId, subjectId, wrapped, place, sealed: here.seal(key, place, { name: `ນາງ ${index}` }) };
  });
const names = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `ນາງ ${index}` }));

it('opens many beside, of several organisations, in their order, and few where it is', async () => {
  expect(await beside.unsealMany(sealedOnes(500))).toEqual(names(500));
  expect(sent).toBe(1);
  const both = await Promise.all([beside.unsealMany(sealedOnes(300)), beside.unsealMany(sealedOnes(100))]);
  expect(both).toEqual([names(300), names(100)]);
  expect(sent).toBe(3);
  expect(await beside.unsealMany(sealedOnes(5))).toEqual(names(5));
  expect(await beside.unsealMany([])).toEqual([]);
  expect(sent).toBe(3);
});

it('opens nothing of many when one was moved, and the next ones all the same', async () => {
  const moved = sealedOnes(200);
  [moved[7]!.sealed, moved[9]!.sealed] = [moved[9]!.sealed, moved[7]!.sealed];
  await expect(beside.unsealMany(moved)).rejects.toThrow();
  await expect(here.unsealMany(moved)).rejects.toThrow();
  expect(await beside.unsealMany(sealedOnes(200))).toEqual(names(200));
});

it('starts anew after its thread has ended, and tells those who waited', async () => {
  const waiting = expect(beside.unsealMany(sealedOnes(20_000))).rejects.toThrow(/ended/);
  await opener.close();
  await waiting;
  expect(await beside.unsealMany(sealedOnes(200))).toEqual(names(200));
});
