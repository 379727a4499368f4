import type * as z from 'zod/mini';
import type { Grant } from './access.ts';

type Schema = z.ZodMiniType;

/**
 * The browser-safe half of an operation: what it is called, who may call it, what goes in and comes out.
 * The HTTP route, the OpenAPI entry, the typed client, the grant check, the journal row and the offline queue come from it.
 */
export interface Contract<N extends string = string, I extends Schema = Schema, O extends Schema = Schema> {
  /** `case.open`; the route is `POST /api/case/open`. */
  name: N;
  /** One sentence for the API document. */
  summary: string;
  grant: Grant | 'signedIn' | 'public';
  /**
   * A write takes a call id and is journalled; a read changes nothing. A stream changes nothing either and takes a call id:
   * its answer goes ahead of bytes that are made while they are taken, and the journal knows of it before the first of them
   * and after the last.
   */
  kind: 'write' | 'read' | 'stream';
  /** A read that shows identity, contact or account: journalled before it answers. */
  reveals?: true;
  /** A read whose answer may be of some seconds ago: from a copy of the database, where there is one. It says of when it is. */
  stale?: true;
  /** Called by another machine, not from the desk: without its header and its call id, and with a proof of its own. */
  machine?: true;
  /** Whether the desk may keep the call while there is no network. */
  offline?: 'queue';
  /** Carries a secret: the journal keeps neither input nor answer, and a repeated call is refused instead of answered. */
  unkept?: true;
  /** The password must have been given within the last minutes. */
  fresh?: true;
  /** Bytes of the largest body that is read; without it, what typing can fill. */
  largest?: number;
  input: I;
  output: O;
}

export const contract = <N extends string, I extends Schema, O extends Schema>(
  definition: Contract<N, I, O>,
): Contract<N, I, O> => definition;

export type Input<C extends Contract> = z.input<C['input']>;
export type Parsed<C extends Contract> = z.output<C['input']>;
export type Output<C extends Contract> = z.input<C['output']>;

/** A contract with what it does. `Context` is the server's; the kernel does not know it. */
export interface Operation<Context, C extends Contract = Contract, Prepared = unknown> {
  contract: C;
  /** The record the call is about: it is named in the journal, and its key seals the journal row. */
  subject?: (input: Parsed<C>, output: Output<C> | undefined) => string | undefined;
  /** Further records that the call changed: each is named in the journal by a row of its own, without input or answer. */
  alsoAbout?: (input: Parsed<C>, output: Output<C>) => readonly string[];
  /** Who the caller has shown to be, where the call signs somebody in: the journal row is theirs. */
  enters?: (output: Output<C>) => { userId: string; organisationId: string };
  /**
   * Done before the transaction opens: slow work that must not hold a connection (the hash of a password), and writes in
   * transactions of their own that stay although the call is refused. A transaction inside another would wait for a
   * connection while holding one; a dozen strangers signing in at once would stop the house.
   */
  prepare?: (context: Omit<Context, 'db' | 'keys' | 'withCommit' | 'touch'>, input: Parsed<C>) => Promise<Prepared>;
  /**
   * What the journal keeps of the input, where that is less than all of it: not the bytes of a file, which would outlast
   * the file. The digest by which a repeated call is known covers the whole.
   */
  kept?: (input: Parsed<C>) => unknown;
  run: (context: Context, input: Parsed<C>, prepared: Prepared) => Promise<Output<C>>;
  /**
   * Of a stream: the bytes that follow the answer, in the transaction of `run`, which sees the data as they were when it
   * began. It is stopped where it stands when nobody takes them any more. `left` is told the rows as they are handed out.
   */
  body?: (
    context: Context,
    input: Parsed<C>,
    answer: Output<C>,
    left: (rows: number) => void,
  ) => AsyncIterable<Uint8Array>;
}
