import type * as z from 'zod/mini';
import { readableNumber, uuidv7 } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import { birthYearOf, checkedIdentity, checkFacts } from './checked.ts';
import * as contracts from './contract.ts';
import { sameAs, tokensOf } from './matching.ts';
import { type PersonRow, requireWrite, summaryOf } from './row.ts';

export const register = operation(contracts.register, {
  subject: (_, output) => output?.person.id,
  run: (context, input) => registerPerson(context, input),
});

/**
 * Registers somebody as the caller's. Answers who may be the same person.
 *
 * @throws Problem `class.missing`, `input.invalid` naming the field.
 */
export async function registerPerson(context: Context, input: z.output<typeof contracts.register.input>) {
  const { db, actor, now, keys, vault } = context;
  const { contact, safeContact, facts = {} } = input;
  requireWrite(context, { identity: input.identity, contact: contact ?? safeContact, statistical: input.facts });
  const identity = checkedIdentity(context, input.identity);
  checkFacts(context, facts);
  const id = input.id ?? uuidv7(now.getTime());
  const { key, wrapped } = keys.make(actor.organisationId, id);
  const seal = (place: string, value: unknown) =>
    value === undefined ? null : vault.seal(key, `person.${place}:${id}`, value);
  const owned = {
    organisation_id: actor.organisationId,
    team_id: actor.teamIds[0] ?? null,
    owner_id: actor.userId,
  };
  const row: Omit<PersonRow, 'wrapped'> = {
    id,
    number: readableNumber('BN'),
    organisation_id: owned.organisation_id,
    revision: 1,
    identity: vault.seal(key, `person.identity:${id}`, identity),
    contact: seal('contact', contact),
    safe_contact: seal('safe_contact', safeContact),
    sex: facts.sex ?? null,
    birth_year: birthYearOf(identity),
    nationalities: facts.nationalities ?? [],
    place: facts.place ?? null,
    merged_into: null,
    registered_at: now,
  };
  const made = db
    .with('made_key', (one) =>
      one.insertInto('data_key').values({ id, organisation_id: actor.organisationId, wrapped, erased_at: null }),
    )
    .with('made_person', (one) => one.insertInto('person').values({ ...row, ...owned, updated_at: now }))
    .insertInto('person_index')
    .values({ person_id: id, ...owned, ...tokensOf(vault, actor.organisationId, identity, contact) })
    .execute();
  // Sent together; the search does not meet its own person.
  const [possibleDuplicates] = await Promise.all([sameAs(context, { ...row, wrapped }, false), made]);
  return { person: summaryOf(context, { ...row, wrapped }), revision: 1, possibleDuplicates };
}
