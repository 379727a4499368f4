import type { Kysely } from 'kysely';
import type { FormDefinition } from '../kernel/form/index.ts';
import type {
  Actor,
  Calendar,
  Checklist,
  CodeList,
  Contract,
  Operation as KernelOperation,
  MessageTemplate,
  Programme,
  Role,
  Timer,
} from '../kernel/index.ts';
import type { Keyring } from './keyring.ts';
import type { Paper } from './paper.ts';
import type { Tables } from './tables/index.ts';

/** What the core asks of the platform. The platform implements these; the core knows no driver, cipher or header. */

/** Queries of one transaction, as one actor: row-level security is set before the first of them. */
export type Db = Kysely<Tables>;

/** Under whom the rows of a transaction are seen. `system` is sign-in and background work, never a signed-in caller. */
export type Standing = Actor | 'system' | 'nobody';

export interface JournalRow {
  id: string;
  at: Date;
  actorId?: string | undefined;
  organisationId?: string | undefined;
  operation: string;
  subjectId?: string | undefined;
  outcome: 'done' | 'refused';
  input?: Uint8Array | undefined;
  digest?: Uint8Array | undefined;
  answer?: Uint8Array | undefined;
}

/** A call that was made before; of another user's nothing is known but that its id is taken. */
export type Recorded =
  | { own: false }
  | {
      own: true;
      operation: string;
      subjectId: string | null;
      outcome: string;
      digest: Buffer | null;
      answer: Buffer | null;
    };

/** What a transaction answers, and what the journal keeps of it: the row of the call, and those of what else it changed. */
export interface Written<T> {
  value: T;
  row?: JournalRow;
  also?: readonly JournalRow[];
  /** Statements that are under way still: committed with the rest, or with them nothing. */
  sent?: readonly Promise<unknown>[];
}

export interface Store {
  /** One transaction; its journal rows are written with its commit. Rejects with `CallTaken` when the call id is known. */
  write<T>(as: Standing, work: (db: Db) => Promise<Written<T>>): Promise<T>;
  /**
   * One read-only transaction. With `copy`, of a copy of the database where there is one that answers and is not too far
   * behind; `asOf` is then the moment whose rows it shows.
   */
  read<T>(as: Standing, work: (db: Db, asOf?: Date) => Promise<T>, from?: 'copy'): Promise<T>;
  /**
   * A read-only transaction that sees the data as they were when it began, open until `close`; it keeps a connection as long.
   *
   * @throws Problem `rate.limited` while as many are open as one process may have.
   */
  snapshot(as: Standing): Promise<{ db: Db; close(): Promise<void> }>;
  /** Journal rows of reads, several calls in one commit; resolves when they are durable. */
  record(row: JournalRow): Promise<void>;
  /** What was answered to a call before. */
  recorded(callId: string, callerId: string | undefined): Promise<Recorded | undefined>;
  /** Tells every process of this database, after the transaction that is open has committed. */
  announce(db: Db, topic: Topic, about: string): Promise<void>;
  /** Tells every process now, once for each `about`, each under 7900 bytes. */
  tell(topic: Topic, about: readonly string[]): Promise<void>;
}
export type Topic = 'definitions' | 'live' | 'organisation' | 'schema' | 'session' | 'user';

/** Hears of what was committed, so that desks can be told that something changed. */
export interface Changes {
  /** Returns at once. `session` is the hash of the token of who did it: their own desk knows. */
  changed(ids: readonly string[], session: Buffer | undefined): void;
}

/** The call id has a row in the journal already. */
export class CallTaken extends Error {}

/** A readable number that was drawn is somebody else's: nothing was written, and another draw will be nobody's. */
export class NumberTaken extends Error {}

/** A subject's data key, opened. `wrapped` is how the database keeps it. */
export interface SubjectKey {
  readonly secret: Uint8Array;
}

/**
 * Keys and sealing. `place` is bound in as associated data (`person.identity:<id>`): a value moved to another row or
 * column does not open. Values are JSON.
 */
export interface Vault {
  /** A new organisation key, wrapped by the root key. */
  newOrganisationKey(organisationId: string): Uint8Array;
  /** Makes an organisation's key known to this process; idempotent. */
  learnOrganisation(organisationId: string, wrapped: Uint8Array): void;
  knows(organisationId: string): boolean;
  newKey(organisationId: string, subjectId: string): { key: SubjectKey; wrapped: Buffer };
  openKey(organisationId: string, subjectId: string, wrapped: Uint8Array): SubjectKey;
  /** The organisation's own key, for what has no subject of its own. */
  organisationKey(organisationId: string): SubjectKey;
  /** The installation's key, for what belongs to no organisation: refused calls, second factors. */
  installationKey(): SubjectKey;
  seal(key: SubjectKey, place: string, value: unknown): Buffer;
  unseal<T>(key: SubjectKey, place: string, sealed: Uint8Array): T;
  /** `unseal` of many, each by the key that came with it, in their order; what else is done here goes on meanwhile. */
  unsealMany<T>(many: readonly SealedOne[]): Promise<T[]>;
  sealBytes(key: SubjectKey, place: string, value: Uint8Array): Buffer;
  unsealBytes(key: SubjectKey, place: string, sealed: Uint8Array): Buffer;
  /** Keyed search tokens of one organisation, as signed 64-bit decimals. */
  searchTokens(organisationId: string, tokens: readonly string[]): string[];
  /** A keyed digest: equal for equal input, and nothing else can be told from it. */
  digest(purpose: string, value: string): Buffer;
  /** 32 bytes that are always the same for this purpose: the key of one user's drafts. */
  derive(purpose: string): Buffer;
}

/** A sealed value with the key of its subject, wrapped by its organisation's. */
export interface SealedOne {
  organisationId: string;
  subjectId: string;
  wrapped: Uint8Array;
  place: string;
  sealed: Uint8Array;
}

/** Published definitions, kept in memory and refreshed when any process publishes. */
export interface Definitions {
  programme(code: string): Programme | undefined;
  programmes(): Programme[];
  role(code: string): Role | undefined;
  roles(): Role[];
  codeList(code: string): CodeList | undefined;
  codeLists(): CodeList[];
  checklist(code: string): Checklist | undefined;
  checklists(): Checklist[];
  form(code: string, version?: number): Promise<{ version: number; definition: FormDefinition } | undefined>;
  forms(): { code: string; version: number; title: Record<string, string> }[];
  places(): Place[];
  place(code: string): Place | undefined;
  calendar(code: string): Calendar | undefined;
  /** Of one programme. */
  timers(programme: string): Timer[];
  message(code: string): MessageTemplate | undefined;
  messages(): MessageTemplate[];
  /** Changes with every publication. */
  readonly etag: string;
  /** Learns what was published a moment ago, here or by another process. */
  refresh(): Promise<void>;
}
export interface Place {
  code: string;
  parent?: string;
  level: string;
  name: Record<string, string>;
}

/** Hashing of passwords; queued by the platform so that sign-ins cannot starve the desk. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Puts a record on paper, as PDF, in the words of its reader. What was typed is data to it, never part of a template. */
export interface Printer {
  print(paper: Paper): Promise<Uint8Array>;
}

/** What became of a message that was handed over. `unknown`: perhaps it went out, perhaps not. */
export type Handed = 'accepted' | 'refused' | 'later' | 'unknown';

/** What a gateway tells: that somebody answered, or what became of a message. */
export type Heard = { from: string; text: string } | { id: string; delivered: boolean };

/** Sends short messages, and hears what comes back. It never learns whose number it is, or why. */
export interface Gateway {
  /** How it is called among those who run the house. */
  readonly name: string;
  /** Never rejects. The id is the same for every try of one message. */
  send(message: { id: string; to: string; text: string }): Promise<Handed>;
  /** Whether this is the secret that the gateway was given; takes as long for any other. */
  knows(secret: string): boolean;
  /** A request of the gateway, in its own field names; undefined when it is none. */
  understands(fields: Readonly<Record<string, unknown>>): Heard | undefined;
}

/** What a call may do to the session of the browser that made it. */
export interface SessionDoor {
  /** The token of this request's session, hashed; absent when nobody is signed in. */
  readonly tokenHash: Buffer | undefined;
  start(token: string, endsAt: Date): void;
  end(): void;
}

export interface Caller {
  actor: Actor | undefined;
  /** Somebody with a session whose account is locked: no actor, and told so. */
  locked?: boolean;
  session: SessionDoor;
  /** What another machine shows in place of a session: the secret that it was given. */
  proof?: string | undefined;
  /** The address the request came from, for limits; never stored in clear. */
  address: string;
}

export interface Ports {
  store: Store;
  vault: Vault;
  definitions: Definitions;
  passwords: Passwords;
  printer: Printer;
  changes: Changes;
  /** Absent: the house sends no messages. */
  gateway?: Gateway | undefined;
  now: () => Date;
  settings: Settings;
  /**
   * Notes outside the database, durably, which data keys are about to be destroyed: a backup that is older than the
   * erasure is erased again by this list when it is restored. Absent where nothing is ever restored: in tests.
   */
  noteErasure: (keys: readonly string[], at: Date) => Promise<void>;
}
export interface Settings {
  /** Where the desk lives, for passkeys: `https://banyan.example.org`. */
  origin: string;
  demo: boolean;
  /** The code printed on the console while no administrator exists. */
  setupCode: () => string | undefined;
  setupDone: () => void;
  limits: { idleMinutes: number; absoluteHours: number; freshMinutes: number; revealsPerHour: number };
}

/** What an operation works with. */
export interface Context {
  db: Db;
  /** Present unless the operation is public. */
  actor: Actor;
  caller: Caller;
  callId: string;
  now: Date;
  ports: Ports;
  vault: Vault;
  /** Data keys of the subjects this call touches. */
  keys: Keyring;
  definitions: Definitions;
  /**
   * A prepared statement of a write whose answer is not waited for: it goes out with the journal row and the commit, in one
   * way to the database and back. Only what the database refuses by itself undoes the call; what asks how many rows it
   * changed waits for the answer, and so does whatever is not prepared (it is sent later than it is called).
   */
  withCommit(statement: Promise<unknown>): void;
  /**
   * Names records that a write changes besides its subject, and those that the journal names: their desks are told that
   * something changed, once it is committed.
   */
  touch(...ids: readonly string[]): void;
  /** Set when the rows come from a copy of the database: the moment whose rows they are. */
  asOf?: Date | undefined;
}

/** What an operation prepares with: no transaction is open yet. */
export type Outside = Omit<Context, 'db' | 'keys' | 'withCommit' | 'touch'>;

export type Operation<C extends Contract = Contract, Prepared = unknown> = KernelOperation<Context, C, Prepared>;

/** Joins a contract to what it does. */
export const operation = <C extends Contract, Prepared = unknown>(
  contract: C,
  parts: Omit<Operation<C, Prepared>, 'contract'>,
): Operation<C> => ({ contract, ...parts }) as Operation<C>;
