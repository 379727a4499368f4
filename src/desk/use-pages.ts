import { useEffect, useState } from 'preact/hooks';
import type { CallInput, CallName, CallOutput } from '../core/contracts.ts';
import type { Refused } from './client.ts';
import { useHold } from './live.ts';
import { call } from './state/session.ts';
import { asRefused, type Called, useCall } from './use-call.ts';

/** Calls that answer in keyset pages. */
type Paged = {
  [N in CallName]: CallOutput<N> extends { items: unknown[]; next?: string | undefined } ? N : never;
}[CallName];
type Item<N extends Paged> = CallOutput<N> extends { items: (infer I)[] } ? I : never;

export interface Pages<N extends Paged> {
  first: Called<CallOutput<N>>;
  items: Item<N>[];
  /** Fetches the next page; undefined on the last. */
  more: (() => void) | undefined;
  moreLoading: boolean;
  moreProblem: Refused | undefined;
}

/** A list in keyset pages: the first by `useCall`, each further one appended. Another input begins anew. */
export function usePages<N extends Paged>(name: N, input: CallInput<N> | undefined): Pages<N> {
  const first = useCall(name, input);
  const [rest, setRest] = useState<{
    items: Item<N>[];
    next?: string | undefined;
    loading?: true;
    problem?: Refused;
  }>();
  useEffect(() => setRest(undefined), [first.data]);
  // Whoever has gone further down keeps their place.
  useHold(rest !== undefined);
  const answer = first.data as { items: Item<N>[]; next?: string } | undefined;
  const next = rest ? rest.next : answer?.next;
  const more = () => {
    const items = rest?.items ?? [];
    setRest({ items, next, loading: true });
    call(name, { ...(input as object), after: next } as unknown as CallInput<N>).then(
      (page) => {
        const got = page as { items: Item<N>[]; next?: string };
        setRest({ items: [...items, ...got.items], next: got.next });
      },
      (error: unknown) => setRest({ items, next, problem: asRefused(error) }),
    );
  };
  return {
    first,
    items: [...(answer?.items ?? []), ...(rest?.items ?? [])],
    more: next === undefined ? undefined : more,
    moreLoading: rest?.loading ?? false,
    moreProblem: rest?.problem,
  };
}
