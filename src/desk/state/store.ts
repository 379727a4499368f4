import { useEffect, useState } from 'preact/hooks';

/** One value that several parts of the page watch. */
export interface Store<T> {
  get: () => T;
  set: (next: T | ((before: T) => T)) => void;
  /** Calls back after each change; answers how to stop. */
  watch: (listener: () => void) => () => void;
}

export function store<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const changed = typeof next === 'function' ? (next as (before: T) => T)(value) : next;
      if (Object.is(changed, value)) return;
      value = changed;
      for (const listener of [...listeners]) listener();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value in a component, drawn again when it changes. */
export function useStore<T>(watched: Store<T>): T {
  const [value, setValue] = useState(watched.get);
  useEffect(() => {
    const update = () => setValue(() => watched.get());
    update();
    return watched.watch(update);
  }, [watched]);
  return value;
}
