import { sql } from 'kysely';
import type { Operation, Ports } from '../ports.ts';
import { list, read } from './read.ts';
import { check, report, take, undo } from './take.ts';
import { map, upload } from './upload.ts';

/** How long a register can be taken back after its last step. */
const keptFor = 30 * 24 * 3_600_000;

/** Forgets, with their keys, registers that nobody has touched for a month: to be called from time to time. */
export async function forgetIntakes(
  { store, noteErasure }: Pick<Ports, 'store' | 'noteErasure'>,
  now: Date,
): Promise<number> {
  return store.write('system', async (db) => {
    const before = new Date(now.getTime() - keptFor);
    const { rows } = await sql<{ ids: string[] }>`select forget_intakes(${before}, ${now}) as ids`.execute(db);
    const ids = rows[0]?.ids ?? [];
    if (ids.length > 0) await noteErasure(ids, now);
    return { value: ids.length };
  });
}

export const intakeOperations = [upload, read, map, check, report, take, undo, list] as Operation[];
