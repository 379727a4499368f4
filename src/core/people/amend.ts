import { ageBand, Problem } from '../../kernel/index.ts';
import { type Context, operation } from '../ports.ts';
import { birthYearOf, checkedIdentity, checkFacts } from './checked.ts';
import * as contracts from './contract.ts';
import { indexPerson } from './reindex.ts';
import { ownPerson, requireWrite, sealedParts } from './row.ts';

export const amend = operation(contracts.amend, {
  subject: ({ id }) => id,
  run: async (context, input) => {
    const { db, now, keys, vault } = context;
    const { id, contact, safeContact, facts } = input;
    requireWrite(context, { identity: input.identity, contact: contact ?? safeContact, statistical: facts });
    const row = await ownPerson(context, id);
    // What the colleague wrote is read again by whoever may: nothing of it is in the refusal.
    const changed = () => new Problem('record.changed', { params: { revision: row.revision } });
    if (row.revision !== input.revision) throw changed();
    const identity = input.identity && checkedIdentity(context, input.identity);
    if (facts) checkFacts(context, facts);
    const key = await keys.of(id);
    const seal = (place: string, value: unknown) => vault.seal(key, `person.${place}:${id}`, value);
    const { numUpdatedRows } = await db
      .updateTable('person')
      .set({
        revision: row.revision + 1,
        updated_at: now,
        ...(identity && { identity: seal('identity', identity), birth_year: birthYearOf(identity) }),
        ...(contact && { contact: seal('contact', contact) }),
        ...(safeContact && { safe_contact: seal('safe_contact', safeContact) }),
        ...(facts && {
          sex: facts.sex ?? null,
          nationalities: facts.nationalities ?? [],
          place: facts.place ?? null,
        }),
      })
      .where('id', '=', id)
      .where('revision', '=', row.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw changed();
    if (identity || contact) {
      const held = sealedParts(context, row);
      await indexPerson(db, vault, row, identity ?? held.identity, contact ?? held.contact);
    }
    if (identity || facts)
      await correctCases(context, id, {
        sex: facts ? (facts.sex ?? null) : row.sex,
        nationality: (facts ? facts.nationalities : row.nationalities)?.[0] ?? null,
        birthYear: identity ? birthYearOf(identity) : row.birth_year,
      });
    return { revision: row.revision + 1 };
  },
});

/** What the figures count of a person is copied into each case; it is corrected while the case is open, then it stays. */
async function correctCases(
  { db }: Context,
  personId: string,
  { sex, nationality, birthYear }: { sex: string | null; nationality: string | null; birthYear: number | null },
): Promise<void> {
  const open = await db
    .selectFrom('case_file')
    .select(['id', 'opened_at'])
    .where('person_id', '=', personId)
    .where('closed_at', 'is', null)
    .execute();
  for (const { id, opened_at } of open)
    await db
      .updateTable('case_file')
      .set({
        sex,
        nationality,
        age_band: ageBand(birthYear?.toString(), opened_at.toISOString().slice(0, 10)) ?? null,
      })
      .where('id', '=', id)
      .execute();
}
