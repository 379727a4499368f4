import type { Store } from '../ports.ts';

/** A definition that comes with the system. Its body was checked by the tests of the room that supplies it. */
export interface Supplied {
  kind: string;
  code: string;
  body: unknown;
}

/**
 * Publishes version 1 of what this database does not have yet, and touches nothing that it has. Called at every start;
 * several processes may do so at once. Answers how many were missing.
 */
export async function installSupplied(store: Store, now: Date, definitions: readonly Supplied[]): Promise<number> {
  return store.write('system', async (db) => {
    const added = await db
      .insertInto('definition')
      .values(
        definitions.map(({ kind, code, body }) => ({
          kind,
          code,
          version: 1,
          body: JSON.stringify(body),
          published_at: now,
          published_by: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['kind', 'code', 'version']).doNothing())
      .returning('code')
      .execute();
    if (added.length > 0) await store.announce(db, 'definitions', 'supplied');
    return { value: added.length };
  });
}
