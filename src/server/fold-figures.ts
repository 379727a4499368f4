import { foldFigures } from '../core/figures/index.ts';
import type { Store } from '../core/index.ts';

const every = 60_000;

/** Folds, now and every minute, what changed into the sums of the figures. Answers how to stop it. */
export function keepFolded(store: Store): () => Promise<void> {
  // Nothing is lost while it cannot: what changed is added up by whoever reads.
  const fold = () => void foldFigures(store).catch(() => {});
  fold();
  const timer = setInterval(fold, every);
  timer.unref();
  return async () => clearInterval(timer);
}
