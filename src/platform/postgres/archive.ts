import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Decrypter, Encrypter } from 'age-encryption';
import tar from 'tar-stream';
import { PostgresRefusal } from './refusal.ts';

/** Loaded by who makes or reads a backup, not by who serves. */
const age = () => import('age-encryption');

/** Whom a backup is sealed to: age recipients (`age1…`) whose identities are kept elsewhere, or one passphrase. */
export type SealedTo = { recipients: string[] } | { passphrase: string };
/** What opens it: age identities (`AGE-SECRET-KEY-1…`) or the passphrase. */
export type OpenedWith = { identities: string[] } | { passphrase: string };

/** Adds one entry; its promise is settled when the entry has gone out, so that no more than one is in memory. */
export type AddEntry = (name: string, size: number, content: Buffer | AsyncIterable<Buffer>) => Promise<void>;

/**
 * Writes entries as tar, gzip and age, in this order and in one stream: nothing is ever on the disk in plain text. The
 * writer `fill` runs inside; whatever fails, the other end is torn down with the same error.
 */
export async function writeArchive(
  out: Writable,
  sealedTo: SealedTo,
  fill: (add: AddEntry) => Promise<void>,
): Promise<void> {
  const encrypter = new (await age()).Encrypter();
  if ('passphrase' in sealedTo) encrypter.setPassphrase(sealedTo.passphrase);
  else {
    if (sealedTo.recipients.length === 0)
      throw new PostgresRefusal('A backup needs at least one recipient or a passphrase.');
    for (const recipient of sealedTo.recipients) addRecipient(encrypter, recipient);
  }
  const pack = tar.pack();
  const zipped = createGzip({ level: 1 });
  const packing = pipeline(pack, zipped);
  const sealed = await encrypter.encrypt(toWeb(zipped));
  const writing = pipeline(fromWeb(sealed), out);
  const add: AddEntry = async (name, size, content) => {
    await new Promise<void>((resolve, reject) => {
      const entry = pack.entry({ name, size, mode: 0o600, mtime: new Date(0) }, (error) =>
        error ? reject(error) : resolve(),
      );
      pipeline(Buffer.isBuffer(content) ? [content] : content, entry).catch(reject);
    });
  };
  // Each end tears the others down; the error that came first is the reason, the others are its echo.
  let first: unknown;
  out.once('error', (error) => {
    first ??= error;
  });
  const filling = fill(add).then(
    () => pack.finalize(),
    (error) => {
      first ??= error;
      pack.destroy(error);
    },
  );
  writing.catch((error) => pack.destroy(error));
  const ends = await Promise.allSettled([filling, packing, writing]);
  const failed = ends.find((end) => end.status === 'rejected');
  if (first || failed) throw first ?? failed?.reason;
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw new PostgresRefusal(`${recipient} is not an age recipient: it begins with age1 and is made by age-keygen.`);
  }
}

/** One file in the archive; read `content` to its end before the next. */
export interface ArchiveEntry {
  name: string;
  content: AsyncIterable<Buffer>;
}

/**
 * Reads what `writeArchive` wrote. Every byte that `read` sees was authenticated, but only a return without an error
 * says that it was all: do nothing that lasts before the end of `entries`.
 *
 * @throws PostgresRefusal when the key does not fit, or the file is damaged, cut off or something else.
 */
export async function readArchive<T>(
  from: Readable,
  openedWith: OpenedWith,
  read: (entries: AsyncIterable<ArchiveEntry>) => Promise<T>,
): Promise<T> {
  const plain = await open(from, openedWith);
  const extract = tar.extract();
  const feeding = pipeline(fromWeb(plain), createGunzip(), extract).catch((error: unknown) => {
    if (error instanceof OtherEnd) return;
    throw new PostgresRefusal(
      `This backup is damaged or incomplete (${messageOf(error)}). Nothing was restored; try another copy of it.`,
    );
  });
  feeding.catch(() => {}); // it is awaited below, in both cases
  try {
    const result = await read(entriesOf(extract));
    await feeding;
    return result;
  } catch (error) {
    extract.destroy(new OtherEnd());
    await feeding; // if the file is at fault, its sentence is the one to show
    throw error;
  }
}

/** Closes the reading end when the fault lies with what was done with the entries. */
class OtherEnd extends Error {}

async function* entriesOf(extract: tar.Extract): AsyncIterable<ArchiveEntry> {
  for await (const entry of extract) {
    yield { name: entry.header.name, content: entry as AsyncIterable<Buffer> };
    entry.resume();
  }
}

async function open(from: Readable, openedWith: OpenedWith): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new (await age()).Decrypter();
  if ('passphrase' in openedWith) decrypter.addPassphrase(openedWith.passphrase);
  else for (const identity of openedWith.identities) addIdentity(decrypter, identity);
  try {
    return await decrypter.decrypt(toWeb(from));
  } catch (error) {
    from.destroy();
    const said = messageOf(error);
    throw new PostgresRefusal(
      said.includes('no identity matched')
        ? 'This passphrase or key does not open the backup. Nothing was restored.'
        : `This file is not a backup of Banyan, or its beginning is damaged (${said}). Nothing was restored.`,
    );
  }
}

function addIdentity(decrypter: Decrypter, identity: string): void {
  try {
    decrypter.addIdentity(identity.trim());
  } catch {
    throw new PostgresRefusal('That is not an age identity: it is one line that begins with AGE-SECRET-KEY-1.');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
// The types of Node's web streams and of the DOM's differ in name only.
const toWeb = (stream: Readable) => Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
const fromWeb = (stream: ReadableStream<Uint8Array>) =>
  Readable.fromWeb(stream as unknown as Parameters<typeof Readable.fromWeb>[0]);
