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
  // Their bodies are a megabyte: on all starts but the first none of it is sent.
  const there = await store.read('system', (db) =>
    db.selectFrom('definition').select(['kind', 'code']).where('version', '=', 1).execute(),
  );
  const had = new Set(there.map(({ kind, code }) => `${kind} ${code}`));
  const missing = definitions.filter(({ kind, code }) => !had.has(`${kind} ${code}`));
  if (missing.length === 0) return 0;
  return store.write('system', async (db) => {
    const added = await db
      .insertInto('definition')
      .values(
        missing.map(({ kind, code, body }) => ({
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
