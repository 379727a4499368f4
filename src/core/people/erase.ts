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
    await sql`select erase_person(${id}, ${context.now})`.execute(context.db);
    return {};
  },
});
