import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/**
 * Compares with a file that is kept beside the tests, so that a change is seen in review. After a change that is meant:
 *
 *   BANYAN_GOLDEN=write npx vitest run test/golden
 */
export function expectGolden(name: string, value: unknown): void {
  const file = new URL(name, import.meta.url);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (process.env.BANYAN_GOLDEN === 'write') writeFileSync(file, text);
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : `no ${name}`;
  expect(JSON.parse(text)).toEqual(kept);
}
