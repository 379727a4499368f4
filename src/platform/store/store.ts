import { createHash } from 'node:crypto';
import {
  type Compilable,
  type CompiledQuery,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type QueryResult,
  sql,
} from 'kysely';
import pg from 'pg';
import type { Db, JournalRow, Recorded, Standing, Store, Topic, Written } from '../../core/ports.ts';
import type { Tables } from '../../core/tables/index.ts';
import { Problem } from '../../kernel/index.ts';
import { away, outdated, translate } from './errors.ts';
import { type Listening, listen } from './listen.ts';
import { ReadJournal } from './read-journal.ts';
import { ageOfCopy, appendRow, appendRows, columnsOf, replayed, settingsOf, valuesOf } from './statements.ts';

export interface StoreOptions {
  /** How the application's role signs in. */
  app: pg.ClientConfig;
  /** The same at a copy that follows the database, for reads that say that they may come from one. */
  copy?: pg.ClientConfig | undefined;
  /** The same without a pool in between, to hear announcements; `app` where it is one already. */
  listen?: pg.ClientConfig | undefined;
  connections?: number;
}

/** A copy that is further behind is not asked, in seconds; one that failed is left alone for a while, in milliseconds. */
const oldestCopy = 60;
const restOfCopy = 5_000;

/** Statements that are planned anew each time would cost more than what they do; each text is prepared once a connection. */
const names = new Map<string, string>();
function statementName(sql: string): string {
  let name = names.get(sql);
  if (!name) {
    name = createHash('sha256').update(sql).digest('base64url').slice(0, 24);
    if (names.size < 2_000) names.set(sql, name);
  }
  return name;
}

/** Each keeps a connection for as long as somebody takes what it sends; the rest of the house works with the others. */
const mostSnapshots = 3;

/** A day stays the text it is: as a moment it would be another day in another place. */
const dayType = 1082;
const types = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === dayType ? (text: string) => text : pg.types.getTypeParser(type, format),
};

/** Sends a statement; those of one turn of the loop leave in one write, which costs what each of them alone would. */
function send(client: pg.PoolClient, query: string | pg.QueryConfig): Promise<pg.QueryResult> {
  const { stream } = (client as unknown as { connection: pg.Connection }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  return client.query(query);
}

/** Milliseconds after which the end of a transaction that only read goes out by itself. */
const endsWithin = 10;

/**
 * The store on PostgreSQL. Connections are pipelined: `begin` and the actor's settings travel with the first query, the
 * journal row with the commit and with what the operation sent last, so that a write of one statement waits for the server
 * once or twice and a read once. Each of these ways costs both sides more than most statements do.
 */
export class PostgresStore implements Store {
  readonly #pool: pg.Pool;
  readonly #copy: pg.Pool | undefined;
  /** At rest, with a transaction that only read and was not ended yet. */
  readonly #unended = new Set<pg.PoolClient>();
  #ending: NodeJS.Timeout | undefined;
  #copyRestsUntil = 0;
  readonly #listen: pg.ClientConfig;
  readonly #bound = new WeakMap<pg.PoolClient, Db>();
  readonly #reads: ReadJournal;
  #snapshots = 0;
  /** Transactions that read at this moment. */
  #reading = 0;

  constructor({ app, copy, listen = app, connections = 12 }: StoreOptions) {
    this.#pool = openPool(app, connections);
    this.#copy = copy && openPool(copy, Math.ceil(connections / 3));
    this.#listen = listen;
    this.#reads = new ReadJournal(
      (rows) => this.#append(rows),
      () => this.#reading > 0,
    );
  }

  async write<T>(as: Standing, work: (db: Db) => Promise<Written<T>>): Promise<T> {
    return this.#inTransaction(this.#pool, as, false, async (db, client) => {
      const { value, row, also = [], sent = [] } = await work(db);
      const answers = await Promise.allSettled([
        ...sent,
        row && send(client, { ...appendRow, values: valuesOf(row) }),
        also.length > 0 && send(client, { ...appendRows, values: columnsOf(also) }),
        send(client, 'commit'),
      ]);
      // What follows a refusal is refused because of it.
      const refused = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
      if (refused) throw refused.reason;
      return value;
    });
  }

  async read<T>(as: Standing, work: (db: Db, asOf?: Date) => Promise<T>, from?: 'copy'): Promise<T> {
    this.#reading++;
    try {
      const copied = from && (await this.#readCopy(as, work));
      return copied ? copied.value : await this.#inTransaction(this.#pool, as, true, (db) => work(db));
    } finally {
      this.#reading--;
    }
  }

  /** Whatever goes wrong at the copy, and whatever it does not know yet, is asked of the first one. */
  async #readCopy<T>(as: Standing, work: (db: Db, asOf?: Date) => Promise<T>): Promise<{ value: T } | undefined> {
    if (!this.#copy || Date.now() < this.#copyRestsUntil) return undefined;
    try {
      return await this.#inTransaction(this.#copy, as, true, async (db, client) => {
        const { rows } = await send(client, ageOfCopy);
        const { follows, at, age } = rows[0] as { follows: boolean; at: Date | null; age: number | null };
        const young = !follows || (at !== null && age !== null && age <= oldestCopy);
        return young ? { value: await work(db, follows ? at! : undefined) } : undefined;
      });
    } catch (error) {
      if (error instanceof Problem && error.code === 'database.away') this.#copyRestsUntil = Date.now() + restOfCopy;
      return undefined;
    }
  }

  async snapshot(as: Standing): Promise<{ db: Db; close(): Promise<void> }> {
    if (this.#snapshots >= mostSnapshots) throw new Problem('rate.limited');
    this.#snapshots++;
    let client: pg.PoolClient | undefined;
    const close = async () => {
      this.#snapshots--;
      client?.release(await rollBack(client));
    };
    try {
      client = await this.#take(this.#pool);
      await Promise.all([
        send(client, 'begin isolation level repeatable read read only'),
        send(client, settingsOf(as)),
      ]);
      return { db: this.#bind(client), close };
    } catch (error) {
      await close();
      throw client ? translate(error) : away(error);
    }
  }

  record(row: JournalRow): Promise<void> {
    return this.#reads.add(row);
  }

  async recorded(callId: string, callerId: string | undefined): Promise<Recorded | undefined> {
    const { rows } = await this.#ask({ ...replayed, values: [callId, callerId ?? null] });
    return rows[0] as Recorded | undefined;
  }

  async announce(db: Db, topic: Topic, about: string): Promise<void> {
    await sql`select pg_notify('banyan', ${`${topic} ${about}`})`.execute(db);
  }

  async tell(topic: Topic, about: readonly string[]): Promise<void> {
    await this.#ask({
      text: `select pg_notify('banyan', $1 || ' ' || one) from unnest($2::text[]) one`,
      values: [topic, about],
    });
  }

  /** Hears what any process announces, until closed. */
  listen(heard: (topic: Topic, about: string) => void): Listening {
    return listen(this.#listen, heard);
  }

  /** Says something to all who listen, outside any transaction. */
  async speak(text: string): Promise<void> {
    await this.#ask({ text: `select pg_notify('banyan', $1)`, values: [text] });
  }

  async close(): Promise<void> {
    await this.#reads.flush();
    clearTimeout(this.#ending);
    await Promise.all([this.#pool.end(), this.#copy?.end()]);
  }

  async #append(rows: readonly JournalRow[]): Promise<void> {
    try {
      await this.#ask({ ...appendRows, values: columnsOf(rows) });
    } catch (error) {
      throw translate(error);
    }
  }

  /** One statement that is a transaction of its own. */
  async #ask(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    const client = await this.#take(this.#pool);
    let failure: Error | undefined;
    try {
      return await send(client, statement);
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      client.release(failure);
    }
  }

  /** A connection; what it read last ends with what is sent next. */
  async #take(pool: pg.Pool): Promise<pg.PoolClient> {
    const client = await pool.connect();
    if (this.#unended.delete(client)) send(client, 'commit').catch(() => {});
    return client;
  }

  /**
   * The rows are here already: nothing waits for the end of a transaction that changed nothing. It holds no snapshot, and a
   * connection takes its end along with the next transaction, for a message of its own costs half of what a short read does.
   */
  #endLater(client: pg.PoolClient): void {
    this.#unended.add(client);
    this.#ending ??= setTimeout(() => {
      this.#ending = undefined;
      for (const one of this.#unended) send(one, 'commit').catch(() => {});
      this.#unended.clear();
    }, endsWithin);
  }

  /** `work` ends with the commit: what follows it, and when it is waited for, differs between reads and writes. */
  async #inTransaction<T>(
    pool: pg.Pool,
    as: Standing,
    readOnly: boolean,
    work: (db: Db, client: pg.PoolClient) => Promise<T>,
  ): Promise<T> {
    let client: pg.PoolClient;
    try {
      client = await this.#take(pool);
    } catch (error) {
      throw away(error);
    }
    let failure: Error | undefined;
    try {
      // Not awaited: it is sent with the first query. If it fails, so does everything after it.
      const begun = Promise.all([send(client, readOnly ? 'begin read only' : 'begin'), send(client, settingsOf(as))]);
      begun.catch(() => {});
      const value = await work(this.#bind(client), client);
      await begun;
      if (readOnly) this.#endLater(client);
      return value;
    } catch (error) {
      failure = (await rollBack(client)) ?? outdated(error);
      if (failure) throw away(failure);
      throw translate(error);
    } finally {
      client.release(failure);
    }
  }

  /** One Kysely for each connection, made once. */
  #bind(client: pg.PoolClient): Db {
    let db = this.#bound.get(client);
    if (!db) {
      db = new Bound(client);
      this.#bound.set(client, db);
    }
    return db;
  }
}

/** Kysely on one connection. What is compiled already it sends at once, in the order of the calls. */
class Bound extends Kysely<Tables> {
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    const bound = { query: (text: string, values: unknown[]) => ask(client, text, values), release: () => {} };
    const pool = { connect: async () => bound, end: async () => {} };
    super({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
    this.#client = client;
  }

  override async executeQuery<R>(query: CompiledQuery<R> | Compilable<R>): Promise<QueryResult<R>> {
    const { sql, parameters } = 'compile' in query ? query.compile() : query;
    const { rows, rowCount } = await ask(this.#client, sql, parameters as unknown[]);
    return { rows, ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) };
  }
}

const ask = (client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> =>
  send(client, { name: statementName(text), text, values });

function openPool(login: pg.ClientConfig, connections: number): pg.Pool {
  const pool = new pg.Pool({
    ...login,
    max: connections,
    types,
    pipeline: true,
    application_name: 'banyan',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  } as pg.PoolConfig);
  // A connection that dies at rest is taken out by the pool; the next call opens another or says the database is away.
  pool.on('error', () => {});
  // One that dies at work fails its query, and says so as an event as well: the pool listens only while it rests.
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
