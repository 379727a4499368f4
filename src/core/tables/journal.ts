import type { Time } from './columns.ts';

/** What was done. */
export interface JournalTables {
  journal: {
    shard: number;
    seq: string;
    id: string;
    at: Time;
    actor_id: string | null;
    organisation_id: string | null;
    operation: string;
    subject_id: string | null;
    outcome: string;
    input: Buffer | null;
    digest: Buffer | null;
    answer: Buffer | null;
    hash: Buffer;
  };
  journal_head: { shard: number; seq: string; hash: Buffer };
  journal_checkpoint: { id: string; at: Time; heads: string; signature: Buffer };
}
