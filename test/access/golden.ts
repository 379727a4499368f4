import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

/**
 * Compares lines with a file beside this one, which is reviewed and committed. `BANYAN_GOLDEN=write npx vitest run test/access`
 * writes it anew; the difference is then read line by line, and every changed cell has a reason, or is a defect.
 */
export function expectGolden(name: string, lines: readonly string[]): void {
  const file = path.join(import.meta.dirname, `${name}.golden.csv`);
  if (process.env.BANYAN_GOLDEN === 'write') writeFileSync(file, `${lines.join('\n')}\n`);
  const kept = readFileSync(file, 'utf8').trimEnd().split('\n');
  const now = new Set(lines);
  const before = new Set(kept);
  const changed = [
    ...kept.filter((line) => !now.has(line)).map((line) => `- ${line}`),
    ...lines.filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ].sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
  expect(changed, `${name}.golden.csv says otherwise`).toEqual([]);
  expect(lines).toEqual(kept);
}
