import { Worker } from 'node:worker_threads';
import type { SealedOne } from '../../core/ports.ts';
import { Thread } from '../threads/index.ts';
import { decrypt, placeOfKey } from './cipher.ts';

/** Many sealed values with the keys that open their keys, as they go to a thread: one piece of memory, which is moved. */
export interface Packed {
  /** The organisations' keys. */
  keys: Uint8Array[];
  values: { by: number; subjectId: string; place: string; wrapped: number; sealed: number }[];
  /** Of each value its wrapped key and itself. */
  bytes: Uint8Array;
}

/** @param keyOf the key of an organisation. */
export function pack(many: readonly SealedOne[], keyOf: (organisationId: string) => Uint8Array): Packed {
  const keys = new Map<string, { by: number; key: Uint8Array }>();
  const bytes = new Uint8Array(many.reduce((sum, { wrapped, sealed }) => sum + wrapped.length + sealed.length, 0));
  let at = 0;
  const put = (part: Uint8Array): number => {
    bytes.set(part, at);
    at += part.length;
    return part.length;
  };
  const values = many.map(({ organisationId, subjectId, wrapped, place, sealed }) => {
    // A copy: a view of a larger piece would take all of it along.
    const known = keys.get(organisationId) ?? { by: keys.size, key: Uint8Array.from(keyOf(organisationId)) };
    keys.set(organisationId, known);
    return { by: known.by, subjectId, place, wrapped: put(wrapped), sealed: put(sealed) };
  });
  return { keys: [...keys.values()].map(({ key }) => key), values, bytes };
}

/** The values as JSON, in their order. @throws Error when one of them does not open. */
export function openPacked({ keys, values, bytes }: Packed): string[] {
  let at = 0;
  const next = (length: number): Uint8Array => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  return values.map(({ by, subjectId, place, wrapped, sealed }) => {
    const key = decrypt(keys[by]!, placeOfKey(subjectId), next(wrapped));
    return decrypt(key, place, next(sealed)).toString();
  });
}

/** What opens many values at once. */
export interface Opener {
  open(packed: Packed): Promise<string[]>;
  close(): Promise<void>;
}

/** Milliseconds for which a thread that has nothing to open keeps what it was given. */
const patience = 20_000;

/**
 * In a thread of its own, beside whatever else the process does: two decryptions and what V8 has to clear away after them
 * are most of what a line of an export costs.
 *
 * @param file the thread, which answers with `openPacked`.
 */
export function openerBeside(file: URL): Opener {
  const thread = new Thread<Packed, string[]>(
    () => new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: 4 } }),
    patience,
  );
  return {
    open: (packed) => thread.ask(packed, [packed.bytes.buffer as ArrayBuffer]),
    close: () => thread.close(),
  };
}
