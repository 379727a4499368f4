import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * The root key: 32 bytes that only the service may read. Made on the first start and synced to disk before anything is
 * sealed under it; without this file no record can be read, so it belongs in the (encrypted) backup.
 *
 * @throws when the file exists and does not hold 32 bytes in base64.
 */
export function rootKey(stateDir: string): Buffer {
  const file = path.join(stateDir, 'root.key');
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, `${randomBytes(32).toString('base64')}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
    const folder = openSync(stateDir, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== 32)
    throw new Error(`${file} does not hold a root key. Put back the one from the backup: without it no record opens.`);
  return key;
}
