import { clearLooseAttachments } from '../core/attachments/index.ts';
import type { Ports } from '../core/index.ts';
import { forgetIntakes } from '../core/intake/index.ts';

const every = 3_600_000;

/**
 * Clears away, now and every hour, the files that no entry has named for a day and the registers that came in a month ago.
 * Answers how to stop it.
 */
export function keepClear(ports: Pick<Ports, 'store' | 'noteErasure' | 'now'>): () => Promise<void> {
  // While the database is away nothing is cleared; the next hour does it.
  const clear = () => {
    const now = ports.now();
    clearLooseAttachments(ports.store, now).catch(() => {});
    forgetIntakes(ports, now).catch(() => {});
  };
  clear();
  const timer = setInterval(clear, every);
  timer.unref();
  return async () => clearInterval(timer);
}
