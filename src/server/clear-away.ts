import { clearLooseAttachments } from '../core/attachments/index.ts';
import type { Store } from '../core/index.ts';

const every = 3_600_000;

/** Clears away, now and every hour, the files that no entry has named for a day. Answers how to stop it. */
export function keepClear(store: Store, now: () => Date): () => Promise<void> {
  // While the database is away nothing is cleared; the next hour does it.
  const clear = () => void clearLooseAttachments(store, now()).catch(() => {});
  clear();
  const timer = setInterval(clear, every);
  timer.unref();
  return async () => clearInterval(timer);
}
