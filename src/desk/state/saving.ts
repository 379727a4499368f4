/** What the chip at the top says: saved, saving, kept as a draft, no network. */
import { store } from './store.ts';

export interface Saving {
  /** Writes under way. */
  writing: number;
  reached: boolean;
  /** When a draft was last kept, while one is open. */
  draftAt?: Date;
}

export const saving = store<Saving>({ writing: 0, reached: true });

export const reachable = (reached: boolean): void => {
  if (saving.get().reached !== reached) saving.set((before) => ({ ...before, reached }));
};

/** Counts a write while it lasts. */
export async function whileWriting<T>(work: Promise<T>): Promise<T> {
  saving.set((before) => ({ ...before, writing: before.writing + 1 }));
  try {
    return await work;
  } finally {
    saving.set((before) => ({ ...before, writing: before.writing - 1 }));
  }
}

export const draftKept = (at: Date | undefined): void =>
  saving.set(({ draftAt: _, ...rest }) => (at ? { ...rest, draftAt: at } : rest));

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => reachable(false));
  window.addEventListener('online', () => reachable(true));
}
