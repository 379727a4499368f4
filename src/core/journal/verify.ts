import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sql } from 'kysely';
import { uuidv7 } from '../../kernel/index.ts';
import type { Db, Store } from '../ports.ts';

/** The first thing that is wrong, and where. */
export interface Broken {
  what: /** The row does not hash to what it says over the one before: it, or the order, was changed. */
    | 'changed'
    /** A number of the chain is not there. */
    | 'missing'
    /** The chain ends elsewhere than its head says: rows were cut off or put back. */
    | 'head'
    /** What a signed checkpoint saw is no longer there: the chain was rolled back or written anew. */
    | 'checkpoint'
    /** A checkpoint that was not signed with this key. */
    | 'signature';
  shard: number;
  /** Number in the chain, as decimal text. */
  seq?: string;
  /** The call, or the checkpoint. */
  id?: string;
}

export interface Verified {
  rows: number;
  checkpoints: number;
  /** When the last checkpoint was made: what came after it rests on the chains alone. */
  lastCheckpoint?: Date;
  broken?: Broken;
}

export interface Checkpoint {
  id: string;
  heads: string;
  signature: Uint8Array;
  at: Date;
}

type Heads = Record<string, [seq: string, hash: string]>;

/**
 * Walks every chain of the journal in the order of its numbers, recomputing each hash in the database, then compares
 * the heads and what the signed checkpoints saw.
 *
 * @param db a transaction as the system, or as the owner: all rows must be seen.
 * @param publicKey the installation's Ed25519 public key.
 * @param kept checkpoints kept outside the database. Whoever owns the database can remove those inside together with the
 *   rows they cover; these they cannot.
 */
export async function verifyJournal(db: Db, publicKey: KeyObject, kept: readonly Checkpoint[] = []): Promise<Verified> {
  const stored = await db
    .selectFrom('journal_checkpoint')
    .select(['id', 'at', 'heads', 'signature'])
    .orderBy('at')
    .orderBy('id')
    .execute();
  const checkpoints: Checkpoint[] = [...stored, ...kept.filter(({ id }) => !stored.some((one) => one.id === id))];
  const {
    rows: [count],
  } = await sql<{ n: string }>`select count(*) as n from journal`.execute(db);
  const last = checkpoints.reduce<Date | undefined>(
    (latest, { at }) => (latest && latest > at ? latest : at),
    undefined,
  );
  const broken =
    (await brokenRow(db)) ?? (await brokenHead(db)) ?? (await brokenCheckpoint(db, publicKey, checkpoints));
  return {
    rows: Number(count?.n ?? 0),
    checkpoints: checkpoints.length,
    ...(last && { lastCheckpoint: last }),
    ...(broken && { broken }),
  };
}

/** The rows come from the primary key in their order: nothing is sorted, and one row is held at a time. */
async function brokenRow(db: Db): Promise<Broken | undefined> {
  const { rows } = await sql<Broken & { seq: string; id: string }>`
    select shard, seq::text as seq, id, case when expected = seq then 'changed' else 'missing' end as what
    from (
      select j.*, coalesce(lag(seq) over chain, 0) + 1 as expected,
        coalesce(lag(hash) over chain, sha256(convert_to('banyan journal ' || shard, 'UTF8'))) as before
      from journal j window chain as (partition by shard order by seq)
    ) walk
    where expected <> seq or hash <> journal_hash(before, shard, seq, id, at, actor_id, organisation_id, operation,
      subject_id, outcome, input, digest, answer)
    order by shard, seq limit 1`.execute(db);
  return rows[0];
}

async function brokenHead(db: Db): Promise<Broken | undefined> {
  const { rows } = await sql<Broken & { seq: string }>`
    select s.shard, coalesce(h.seq, l.seq, 0)::text as seq, 'head' as what
    from (select generate_series(0, 63)::smallint as shard union select shard from journal) s
    left join journal_head h on h.shard = s.shard
    left join lateral (select seq, hash from journal j where j.shard = s.shard order by seq desc limit 1) l on true
    where h.seq is distinct from coalesce(l.seq, 0)
      or h.hash is distinct from coalesce(l.hash, sha256(convert_to('banyan journal ' || s.shard, 'UTF8')))
    order by s.shard limit 1`.execute(db);
  return rows[0];
}

async function brokenCheckpoint(
  db: Db,
  publicKey: KeyObject,
  checkpoints: readonly Checkpoint[],
): Promise<Broken | undefined> {
  for (const { id, heads, signature } of checkpoints) {
    if (!verify(null, signed(id, heads), publicKey, signature)) return { what: 'signature', shard: -1, id };
    const { rows } = await sql<{ shard: number; seq: string }>`
      select c.key::smallint as shard, c.value ->> 0 as seq from jsonb_each(${heads}::jsonb) c
      left join journal j on j.shard = c.key::smallint and j.seq = (c.value ->> 0)::bigint
      where (c.value ->> 0)::bigint > 0 and encode(j.hash, 'hex') is distinct from c.value ->> 1
      order by 1 limit 1`.execute(db);
    if (rows[0]) return { what: 'checkpoint', ...rows[0], id };
  }
  return undefined;
}

/** The id is signed as well: a signature cannot be carried to another checkpoint. */
const signed = (id: string, heads: string): Buffer => Buffer.from(`banyan checkpoint ${id}\n${heads}`);

/**
 * Signs what the chains are now and keeps it with them; answers it, so that it can be kept elsewhere too.
 *
 * @param privateKey the installation's Ed25519 key, which the platform holds in a file outside the database.
 */
export async function checkpoint(store: Store, privateKey: KeyObject, now: Date): Promise<Checkpoint> {
  return store.write('system', async (db) => {
    const rows = await db.selectFrom('journal_head').select(['shard', 'seq', 'hash']).orderBy('shard').execute();
    const heads = JSON.stringify(
      Object.fromEntries(rows.map(({ shard, seq, hash }) => [shard, [seq, hash.toString('hex')]])) satisfies Heads,
    );
    const id = uuidv7(now.getTime());
    const value = { id, at: now, heads, signature: sign(null, signed(id, heads), privateKey) };
    await db.insertInto('journal_checkpoint').values(value).execute();
    return { value };
  });
}

/** The public half, for whoever verifies. */
export const publicHalf = (privateKey: KeyObject): KeyObject => createPublicKey(privateKey);
