import { sql } from 'kysely';
import { TOKEN_SCHEME } from '../../kernel/names/index.ts';
import type { Db, Ports, Vault } from '../ports.ts';
import { tokensOf } from './matching.ts';
import { type Identified, lockPeople, type PersonRow, personRows, type Reached } from './row.ts';

type Who = Pick<PersonRow, 'id' | 'organisation_id'>;

/** Lets somebody who is in the index be found by this. */
export async function indexPerson(
  db: Db,
  vault: Vault,
  { id, organisation_id }: Who,
  identity: Identified,
  contact: Reached | undefined,
): Promise<void> {
  const { tokens, scheme } = tokensOf(vault, organisation_id, identity, contact);
  await sql`select index_person(${id}, ${tokens}::bigint[], ${scheme})`.execute(db);
}

/**
 * Indexes anew some of those who were indexed by an earlier scheme. Each call is a transaction of its own, so that it may
 * be broken off at any time and nobody waits long.
 *
 * @returns how many; 0 once nobody is left.
 */
export function reindexSome({ store, vault }: Pick<Ports, 'store' | 'vault'>, most = 100): Promise<number> {
  return store.write('system', async (db) => {
    const { rows: left } = await sql<{ id: string }>`
      select id from indexed_earlier(${TOKEN_SCHEME}, ${most}) id`.execute(db);
    const ids = left.map(({ id }) => id);
    if (ids.length === 0) return { value: 0 };
    // Whoever is being amended is waited for, and then read as they are.
    await lockPeople({ db }, ids);
    for (const row of await personRows(db).where('p.id', 'in', ids).execute()) {
      if (!row.wrapped) continue;
      const key = vault.openKey(row.organisation_id, row.id, row.wrapped);
      const open = <T>(place: string, sealed: Buffer) => vault.unseal<T>(key, `person.${place}:${row.id}`, sealed);
      const contact = row.contact ? open<Reached>('contact', row.contact) : undefined;
      await indexPerson(db, vault, row, open<Identified>('identity', row.identity), contact);
    }
    return { value: ids.length };
  });
}
