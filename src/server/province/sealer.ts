import { Worker } from 'node:worker_threads';
import type { Vault } from '../../core/ports.ts';
import { Thread } from '../../platform/threads/index.ts';
import type { Bundle } from './model.ts';
import { type Keyed, type PublishedForms, SealedRows } from './sealed-rows.ts';

/** Rows of one table as JSON, for `json_populate_recordset`. */
export interface TableText {
  table: string;
  columns: readonly string[];
  rows: string;
}

/** Makes rows of what the province says, sealed and indexed. */
export interface Sealer {
  /** Resolves in the order of the calls. */
  seal(bundles: readonly Bundle[]): Promise<TableText[]>;
  close(): Promise<void>;
}

/** What a sealer needs to know; it can be sent to a thread. */
export interface SealerKnows {
  programme: string;
  forms: PublishedForms;
  /** The wrapped key of each organisation. */
  organisations: readonly (readonly [id: string, wrapped: Uint8Array])[];
}

/** Seals where it is called. */
export function sealHere(vault: Vault, { programme, forms, organisations }: SealerKnows): Sealer {
  for (const [id, wrapped] of organisations) vault.learnOrganisation(id, wrapped);
  const tokens: Keyed = new Map();
  return {
    async seal(bundles) {
      const sealed = new SealedRows(vault, programme, forms, tokens);
      for (const bundle of bundles) sealed.add(bundle);
      return [...sealed.tables]
        .filter(([, rows]) => rows.length > 0)
        .map(([table, rows]) => ({ table, columns: Object.keys(rows[0]!), rows: JSON.stringify(rows) }));
    },
    async close() {},
  };
}

/**
 * Seals in a thread of its own, beside the one that makes up the province and the process that writes it.
 *
 * @param file `seal-thread.ts` as it was built.
 */
export function sealBeside(file: URL, root: Uint8Array, knows: SealerKnows): Sealer {
  const thread = new Thread<readonly Bundle[], TableText[]>(
    () =>
      new Worker(file, {
        workerData: { root, knows },
        // Nearly all of it is short-lived: a larger nursery is emptied less often.
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      }),
  );
  return { seal: (bundles) => thread.ask(bundles), close: () => thread.close() };
}
