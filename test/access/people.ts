import { sealRows } from '../../src/core/intake/kept.ts';
import type { SheetRow } from '../../src/core/intake/sheets.ts';
import { indexedOf, matcher } from '../../src/core/people/index.ts';
import { readableNumber } from '../../src/kernel/index.ts';
import type { Made, Rows } from './made.ts';
import { inventName, programme } from './world.ts';

/** How the register of a bundle is read. */
export const registerPlan = {
  becomes: 'case' as const,
  programme,
  sheets: [{ sheet: 0, heading: 1 }],
  columns: [{ heading: 'Full name', field: 'name' }],
};
const registerRows = (name: string): SheetRow[] => [
  [1, 'Full name'],
  [2, name],
];

/** Two people, what ties them together, and the register that is to bring more. */
export function rowsOfPeople({ bundle, vault, mark, now, opened, owned, by_user, register, key, seal }: Made): Rows {
  const { organisation, name } = bundle;
  const tokens = (named: string) =>
    vault.searchTokens(organisation, matcher.indexTokens(indexedOf({ name: named }, undefined)));
  const person = (which: string, number: string, named: string) => ({
    id: which,
    number,
    ...owned,
    identity: seal(which, `person.identity:${which}`, { name: named, birth: { value: '1951', known: 'stated' } }),
    contact: seal(which, `person.contact:${which}`, { address: mark.contact }),
    safe_contact: seal(which, `person.safe_contact:${which}`, { mayCall: 'yes', hours: mark.contact }),
    sex: 'other',
    birth_year: 1951,
    nationalities: ['VN'],
    place: null,
    merged_into: null,
    registered_at: now,
    updated_at: now,
  });
  return {
    person: [person(bundle.person, bundle.number, name), person(bundle.spare, readableNumber('BN'), inventName())],
    person_index: [
      { person_id: bundle.person, ...owned, tokens: tokens(name) },
      { person_id: bundle.spare, ...owned, tokens: tokens('nobody else') },
    ],
    merge: [
      {
        id: bundle.merge,
        organisation_id: organisation,
        kept_id: bundle.person,
        merged_id: bundle.spare,
        moved: '{}',
        reason: null,
        by_user,
        at: now,
        undone_at: null,
      },
    ],
    relative: [
      {
        id: bundle.relative,
        organisation_id: organisation,
        person_id: bundle.person,
        other_id: bundle.spare,
        kind: 'sibling',
        by_user,
        at: now,
        ended_at: null,
      },
    ],
    hold: [
      {
        id: bundle.hold,
        organisation_id: organisation,
        person_id: bundle.person,
        reason: seal(bundle.person, `hold.reason:${bundle.hold}`, mark.account),
        until: opened,
        by_user,
        at: opened,
        lifted_by: null,
        lifted_at: null,
      },
    ],
    intake: [
      {
        id: register,
        ...owned,
        about: seal(register, `intake.about:${register}`, {
          sender: mark.identity,
          file: 'register.csv',
          from1904: false,
          sheets: [{ name: '', rows: 2, top: registerRows(mark.identity) }],
        }),
        plan: seal(register, `intake.plan:${register}`, registerPlan),
        state: 'read',
        rows: 2,
        read_at: now,
        touched_at: now,
      },
    ],
    intake_part: [
      {
        intake_id: register,
        seq: 0,
        sheet: 0,
        rows: 2,
        body: sealRows(vault, key.get(register)!, register, 0, registerRows(mark.identity)),
        taken_at: null,
      },
    ],
    intake_row: [
      {
        intake_id: register,
        seq: 0,
        sheet: 1,
        row: 1,
        person_id: null,
        case_id: null,
        enquiry_id: null,
        alike_id: null,
        made: [],
      },
    ],
    intake_mapping: [
      { organisation_id: organisation, sender: Buffer.from(bundle.intake), body: Buffer.from('x'), updated_at: now },
    ],
  };
}
