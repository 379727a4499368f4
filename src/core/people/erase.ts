import { sql } from 'kysely';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { ownPerson } from './row.ts';

/**
 * Crypto-erasure: without their keys the sealed values are noise, here, in the journal and in what is copied from now on.
 * The journal row of the erasure itself is sealed under the organisation's key: its reason stays.
 */
export const erase = operation(contracts.erase, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    await ownPerson(context, id);
    const { rows } = await sql<{ keys: string[] }>`select erase_person(${id}, ${context.now}) as keys`.execute(
      context.db,
    );
    // Before the commit: an erasure that was answered is one that a restore replays. One that fails after this was asked
    // for, with the password, all the same.
    await context.ports.noteErasure(rows[0]?.keys ?? [], context.now);
    return {};
  },
});
