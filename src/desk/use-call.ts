import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { CallInput, CallName, CallOutput } from '../core/contracts.ts';
import { uuidv7 } from '../kernel/index.ts';
import { Refused } from './client.ts';
import { rounds } from './live.ts';
import { whileWriting } from './state/saving.ts';
import { call } from './state/session.ts';
import { useStore } from './state/store.ts';

export interface Called<T> {
  /** The last answer; while `loading`, the one before, so that nothing jumps. */
  data: T | undefined;
  loading: boolean;
  problem: Refused | undefined;
  reload: () => void;
}

/** Answers already seen, so that going back draws at once and is then brought up to date. In memory only. */
const seen = new Map<string, unknown>();
const mostSeen = 40;

/** Forgets what was seen: after a write, an old answer must not flash up on another page. */
export const forgetSeen = (): void => seen.clear();

/**
 * Reads while the component lives: calls again when the input changes, cancels what is no longer wanted.
 * `undefined` as input waits (nothing is asked yet).
 */
export function useCall<N extends CallName>(name: N, input: CallInput<N> | undefined): Called<CallOutput<N>> {
  const key = input === undefined ? undefined : `${name} ${JSON.stringify(input)}`;
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ key?: string; data?: CallOutput<N>; problem?: Refused; loading: boolean }>({
    loading: true,
  });
  const latest = useRef(input);
  latest.current = input;
  const known = useRef<unknown>(undefined);
  known.current = state.data;

  useEffect(() => {
    if (key === undefined) return setState({ loading: false });
    const stop = new AbortController();
    const before = seen.get(key) as CallOutput<N> | undefined;
    setState((old) => {
      const data = before ?? old.data;
      return { key, loading: true, ...(data !== undefined && { data }) };
    });
    call(name, latest.current as CallInput<N>, { signal: stop.signal }).then(
      (data) => {
        if (stop.signal.aborted) return;
        if (seen.size >= mostSeen) seen.delete(seen.keys().next().value as string);
        seen.set(key, data);
        setState({ key, data, loading: false });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState((old) => ({ ...old, loading: false, problem: asRefused(error) }));
      },
    );
    return () => stop.abort();
  }, [key, round]);

  // Brought up to date by itself: what is the same is not drawn again, and what fails is left as it was, unless it is gone.
  const freshened = useStore(rounds);
  const fresh = useRef(freshened);
  useEffect(() => {
    if (fresh.current === freshened || key === undefined) return;
    fresh.current = freshened;
    const stop = new AbortController();
    call(name, latest.current as CallInput<N>, { signal: stop.signal, unasked: true }).then(
      (data) => {
        if (stop.signal.aborted || JSON.stringify(data) === JSON.stringify(known.current)) return;
        seen.set(key, data);
        setState({ key, data, loading: false });
      },
      (error: unknown) => {
        const problem = asRefused(error);
        if (stop.signal.aborted || !gone.has(problem.code)) return;
        seen.delete(key);
        setState({ key, loading: false, problem });
      },
    );
    return () => stop.abort();
  }, [key, round, freshened]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { data: state.data, loading: state.loading, problem: state.problem, reload };
}

/** It is not theirs to see any more: then it leaves the screen. */
const gone = new Set<Refused['code']>(['record.absent', 'grant.missing', 'class.missing']);

/** Whatever was thrown, as a refusal that can be shown. */
export const asRefused = (error: unknown): Refused =>
  error instanceof Refused ? error : new Refused('server.failed', { params: { message: String(error) } });

export interface Write<N extends CallName> {
  /**
   * Answers undefined when it was refused; `problem` then says why. Give a `callId` of your own where the same write may
   * be sent again after a reload.
   */
  run: (input: CallInput<N>, callId?: string) => Promise<CallOutput<N> | undefined>;
  busy: boolean;
  problem: Refused | undefined;
  clear: () => void;
  cancel: () => void;
}

/**
 * A write from a button or a form. While the same input is tried again after a failure it keeps its call id, so a
 * write whose answer was lost happens once.
 */
export function useWrite<N extends CallName>(name: N): Write<N> {
  const [state, setState] = useState<{ busy: boolean; problem?: Refused }>({ busy: false });
  const tried = useRef<{ input: string; callId: string }>(undefined);
  const stop = useRef<AbortController>(undefined);

  const run = useCallback(
    async (input: CallInput<N>, callId?: string) => {
      const text = JSON.stringify(input);
      if (tried.current?.input !== text) tried.current = { input: text, callId: callId ?? uuidv7() };
      stop.current = new AbortController();
      setState({ busy: true });
      try {
        const output = await whileWriting(
          call(name, input, { callId: tried.current.callId, signal: stop.current.signal }),
        );
        tried.current = undefined;
        forgetSeen();
        setState({ busy: false });
        return output;
      } catch (error) {
        const problem = asRefused(error);
        // A refusal is an answer: what is sent next is another call. A lost answer is asked for again.
        if (problem.code !== 'network.away' && problem.code !== 'database.away') tried.current = undefined;
        setState(problem.code === 'call.cancelled' ? { busy: false } : { busy: false, problem });
        return undefined;
      }
    },
    [name],
  );
  const clear = useCallback(() => setState({ busy: false }), []);
  const cancel = useCallback(() => stop.current?.abort(), []);
  return { run, busy: state.busy, problem: state.problem, clear, cancel };
}
