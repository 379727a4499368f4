import { sql } from 'kysely';
import { absent, Problem } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { ownPerson } from './row.ts';

/**
 * Crypto-erasure of these people, in the transaction of the caller: without their keys the sealed values are noise, here,
 * in the journal and in what is copied from now on. Answers who was erased; who is held is left.
 */
export async function erasePeople({ db, ports, now }: Context, ids: readonly string[]): Promise<string[]> {
  const erased: string[] = [];
  const destroyed: string[] = [];
  for (const id of ids) {
    const { rows } = await sql<{ keys: string[] | null }>`select erase_person(${id}, ${now}) as keys`.execute(db);
    const keys = rows[0]?.keys;
    if (!keys) continue;
    erased.push(id);
    destroyed.push(...keys);
  }
  // Before the commit: an erasure that was answered is one that a restore replays. One that fails after this was asked
  // for, with the password, all the same.
  if (destroyed.length > 0) await ports.noteErasure(destroyed, now);
  return erased;
}

/** The journal row of the erasure itself is sealed under the organisation's key: its reason stays. */
export const erase = operation(contracts.erase, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    await ownPerson(context, id);
    const [erased] = await erasePeople(context, [id]);
    if (erased) return {};
    const { rows } = await sql<{ held: boolean }>`select exists (select from person where id = ${id}) as held`.execute(
      context.db,
    );
    throw rows[0]?.held ? new Problem('record.held') : absent();
  },
});
