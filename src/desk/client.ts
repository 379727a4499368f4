/**
 * The typed client: `call('case.open', input)`. A write that meets a broken network is sent again under the same call
 * id, so that it happens once; a session that ended asks for the password over the page and goes on.
 */
import type { CallInput, CallName, CallOutput } from '../core/contracts.ts';
import { type FieldProblem, type ProblemBody, type ProblemCode, problems, uuidv7 } from '../kernel/index.ts';

/** What the desk itself adds to the problem catalogue; their words are in `desk.json` under `problem.`. */
export type DeskProblemCode = ProblemCode | 'network.away' | 'call.cancelled';

/** A call that was refused, or that could not be made. */
export class Refused extends Error {
  readonly code: DeskProblemCode;
  readonly fields: readonly FieldProblem[];
  readonly params: Record<string, unknown>;

  constructor(code: DeskProblemCode, body: Partial<ProblemBody> = {}) {
    super(code);
    this.name = 'Refused';
    this.code = code;
    this.fields = body.fields ?? [];
    this.params = body.params ?? {};
  }
}

export interface CallOptions {
  /** Cancels the call; it then rejects with `call.cancelled`. */
  signal?: AbortSignal;
  /** The id under which a write happens once. Give the same again to repeat a write whose answer was lost. */
  callId?: string;
  /** Answer `auth.required` instead of asking for the password: the start of the desk, and signing in itself. */
  quiet?: boolean;
  /** Asked by the desk and not by somebody: once, without a dialog, and their session does not go on by it. */
  unasked?: boolean;
  /** Told the share of the input that was sent, 0 to 1: for what is large. */
  progress?: (share: number) => void;
  /** Takes the bytes of an answer that is a file, told first what was said of it. Without it nobody takes them. */
  take?: (answer: Response, said: unknown) => Promise<void>;
}

export type Call = <N extends CallName>(name: N, input: CallInput<N>, options?: CallOptions) => Promise<CallOutput<N>>;

export interface Surroundings {
  /** Tells the progress of what it sends where it is asked to. */
  fetch: (address: string, request: RequestInit, progress?: (share: number) => void) => Promise<Response>;
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** The session ended: resolves once the same user has signed in again, rejects when it is given up. */
  signInAgain: () => Promise<void>;
  /** Something grave: resolves once the password was given again. */
  reauthenticate: () => Promise<void>;
  /** The network went away or came back. */
  reachable?: (reached: boolean) => void;
}

/** Pauses between tries; then the person decides whether to try again. */
const pauses = [400, 1200, 3000];

export function createClient(around: Surroundings): Call {
  const once = async (
    name: string,
    body: string,
    { callId, signal, progress, take, unasked }: CallOptions & { callId: string },
  ): Promise<unknown> => {
    const request: RequestInit = {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'banyan-desk': '1',
        'banyan-call': callId,
        ...(unasked && { 'banyan-unasked': '1' }),
      },
      body,
      credentials: 'same-origin',
      ...(signal && { signal }),
    };
    const answer = await around.fetch(`/api/${name.replaceAll('.', '/')}`, request, progress);
    const said = answer.headers.get('banyan-answer');
    if (answer.ok && said !== null) {
      const head: unknown = JSON.parse(decodeURIComponent(said));
      // What was cut short is not asked for again by itself: it was handed out once, and is made anew.
      await take?.(answer, head).catch(() => Promise.reject(new Refused('network.away', { params: { cut: true } })));
      return head;
    }
    const answered: unknown = await answer.json().catch(() => undefined);
    if (answer.ok && answered !== undefined) return answered;
    if (isProblem(answered)) throw new Refused(answered.code, answered);
    // A proxy's page, or an answer cut short: as good as no network.
    if (answer.ok || answer.status >= 502) throw new Refused('network.away');
    throw new Refused('server.failed');
  };

  return async (name, input, { signal, callId = uuidv7(), quiet = false, progress, take, unasked = false } = {}) => {
    const body = JSON.stringify(input);
    let failures = 0;
    for (;;) {
      try {
        const answer = await once(name, body, {
          callId,
          ...(signal && { signal }),
          ...(progress && { progress }),
          ...(take && { take }),
          unasked,
        });
        if (!unasked) around.reachable?.(true);
        return answer as CallOutput<typeof name>;
      } catch (error) {
        if (signal?.aborted) throw new Refused('call.cancelled');
        const refused = error instanceof Refused ? error : new Refused('network.away');
        if (unasked) throw refused;
        around.reachable?.(refused.code !== 'network.away');
        if (refused.code === 'auth.required' && !quiet) await around.signInAgain();
        else if (refused.code === 'auth.reauthenticate' && !quiet) await around.reauthenticate();
        else if (passing.has(refused.code) && !refused.params.cut && failures < pauses.length)
          await pause(pauses[failures++]!, signal);
        else throw refused;
      }
    }
  };

  async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await around.wait(milliseconds, signal);
    if (signal?.aborted) throw new Refused('call.cancelled');
  }
}

/** Troubles that may pass by themselves. */
const passing = new Set<DeskProblemCode>(['network.away', 'database.away']);

const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && body.code in problems;

/** Waits, or stops waiting when cancelled. */
export const wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
