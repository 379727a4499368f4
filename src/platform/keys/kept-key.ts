import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A key file that the person at the console must mend; the message is a whole sentence. */
export class KeyRefusal extends Error {
  override readonly name = 'KeyRefusal';
}

/** The files of the state folder without which a backup would be worth nothing. */
export const keyFiles = ['root.key', 'journal.key'] as const;

/**
 * The root key: 32 bytes that only the service may read. Without this file no record can be read, so it belongs in the
 * (encrypted) backup.
 *
 * @param inUse whether something is sealed already: a key that is missing then is lost, and a new one would open nothing.
 * @throws when the file is missing and in use, or does not hold 32 bytes in base64.
 */
export function rootKey(stateDir: string, inUse: boolean): Buffer {
  if (inUse && !existsSync(path.join(stateDir, 'root.key')))
    throw new KeyRefusal(
      `${path.join(stateDir, 'root.key')} is missing, and this database was sealed with it. Put back the one from the backup, or set DATA_DIR to the folder that has it.`,
    );
  const key = Buffer.from(
    keptOrMade(stateDir, 'root.key', () => `${randomBytes(32).toString('base64')}\n`),
    'base64',
  );
  if (key.length !== 32)
    throw new KeyRefusal(
      `${path.join(stateDir, 'root.key')} does not hold a root key. Put back the one from the backup: without it no record opens.`,
    );
  return key;
}

/**
 * The Ed25519 key that signs the journal's checkpoints, outside the database whose owner it is to watch.
 *
 * @throws when the file exists and holds no such key.
 */
export function journalKey(stateDir: string): KeyObject {
  const made = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const text = keptOrMade(stateDir, 'journal.key', made);
  try {
    return createPrivateKey(text);
  } catch {
    throw new KeyRefusal(
      `${path.join(stateDir, 'journal.key')} does not hold a signing key. Put back the one from the backup.`,
    );
  }
}

/** Made at the first start and synced to the disk under its name before it is used; two who start at once get one key. */
function keptOrMade(stateDir: string, name: string, make: () => string): string {
  const file = path.join(stateDir, name);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, make());
    fsyncSync(descriptor);
    linkSync(draft, file);
    const folder = openSync(stateDir, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(descriptor);
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}
