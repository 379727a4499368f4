import { sql } from 'kysely';
import type { Store } from '../ports.ts';

/** Folds what changed into the sums, so that little is left to add up. Answers how many changes it were. */
export const foldFigures = (store: Store): Promise<number> =>
  store.write('system', async (db) => {
    const { rows } = await sql<{ folded: string }>`select fold_figures() as folded`.execute(db);
    return { value: Number(rows[0]!.folded) };
  });
