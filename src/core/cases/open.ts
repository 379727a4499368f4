import { sql } from 'kysely';
import type { Answers } from '../../kernel/form/index.ts';
import { ageBand, readableNumber, refuseField, uuidv7 } from '../../kernel/index.ts';
import { type KnownPerson, requireCode, requirePerson, requireProgramme } from '../checks.ts';
import { addFlags, raisedFlags, type SafeFlag } from '../flags.ts';
import { type Context, operation } from '../ports.ts';
import { stepClocks } from './clocks.ts';
import * as contracts from './contract.ts';

export interface NewCase {
  id?: string | undefined;
  enquiryId?: string | undefined;
  personId: string;
  person: KnownPerson;
  programme: string;
  channel?: string | null | undefined;
  topic?: string | null | undefined;
  destination?: string | null | undefined;
  place?: string | null | undefined;
  /** What the enquiry noticed, and the flags it raised already. */
  signs?: readonly string[];
  flags?: readonly SafeFlag[];
  /** `carried`: given to whoever sent the case here. */
  consent: { how: 'oral' | 'written' | 'carried'; witness?: string | undefined };
  /** Where it stood with whoever sent it, if not at the beginning. */
  stage?: string | undefined;
}

/** The agreement without which there is no case. */
export const recordPurpose = 'record';
/** The agreement without which nobody is helped by anybody. */
export const servicePurpose = 'service';

/** A flag is looked at within a day. */
export const screeningWithin = 24 * 3_600_000;

/**
 * A case with its key, its consent to be recorded and, when flagged, the task to look closer: one statement, which the
 * caller ends with what else belongs to it and executes; after it `begin` starts the clocks of the first stage. What the figures count is copied from the person as it is now.
 */
export function newCase(context: Context, opened: NewCase) {
  const { db, actor, now, keys, vault } = context;
  const programme = requireProgramme(context, opened.programme);
  const { personId, person } = opened;
  const band = ageBand(person.birth_year?.toString(), now.toISOString().slice(0, 10));
  const flags = addFlags(opened.flags ?? [], raisedFlags(programme, answersOf(opened, band), now.toISOString()));
  const id = opened.id ?? uuidv7(now.getTime());
  const number = readableNumber('BC');
  const { key, wrapped } = keys.make(actor.organisationId, id);
  const consentId = uuidv7(now.getTime());
  const owned = {
    organisation_id: actor.organisationId,
    team_id: actor.teamIds[0] ?? null,
    owner_id: actor.userId,
    programme: programme.code,
    person_id: personId,
  };
  const statement = db
    .with('made_key', (one) =>
      one.insertInto('data_key').values({ id, organisation_id: actor.organisationId, wrapped, erased_at: null }),
    )
    .with('made_case', (one) =>
      one.insertInto('case_file').values({
        id,
        number,
        ...owned,
        enquiry_id: opened.enquiryId ?? null,
        stage: opened.stage ?? programme.firstStage,
        channel: opened.channel ?? null,
        topic: opened.topic ?? null,
        destination: opened.destination ?? null,
        place: opened.place ?? null,
        sex: person.sex,
        age_band: band ?? null,
        nationality: person.nationalities[0] ?? null,
        flags: JSON.stringify(flags),
        closing_reason: null,
        satisfaction: null,
        opened_at: now,
        closed_at: null,
        last_contact_at: now,
        updated_at: now,
      }),
    )
    .with('made_consent', (one) =>
      one.insertInto('consent').values({
        id: consentId,
        ...owned,
        case_id: id,
        purpose: recordPurpose,
        recipient: null,
        how: opened.consent.how,
        witness: opened.consent.witness
          ? vault.seal(key, `consent.witness:${consentId}`, opened.consent.witness)
          : null,
        given_at: now,
        expires_at: null,
        withdrawn_at: null,
      }),
    )
    .with('made_task', (one) =>
      one
        .insertInto('task')
        .columns([
          'id',
          'organisation_id',
          'team_id',
          'owner_id',
          'programme',
          'case_id',
          'person_id',
          'kind',
          'due_at',
          'created_at',
        ])
        .expression(
          sql`select ${uuidv7(now.getTime())}::uuid, ${owned.organisation_id}::uuid, ${owned.team_id}::uuid, ${owned.owner_id}::uuid,
            ${owned.programme}::text, ${id}::uuid, ${personId}::uuid, 'screening', ${new Date(now.getTime() + screeningWithin)}::timestamptz,
            ${now}::timestamptz where ${flags.length > 0}::boolean`,
        ),
    );
  const begin = () =>
    stepClocks(
      context,
      {
        ...owned,
        id,
        destination: opened.destination ?? null,
        place: opened.place ?? null,
        nationality: person.nationalities[0] ?? null,
      },
      opened.stage ?? programme.firstStage,
    );
  return { id, number, flags, statement, begin };
}

const answersOf = (
  { channel, topic, destination, signs, person: { sex } }: NewCase,
  band: string | undefined,
): Answers =>
  Object.fromEntries(
    Object.entries({ channel, topic, destination, signs, sex, ageBand: band }).filter(([, value]) => value != null),
  ) as Answers;

export const open = operation(contracts.open, {
  subject: (_, output) => output?.id,
  run: async (context, input) => {
    const { definitions } = context;
    requireCode(definitions, 'channel', 'channel', input.channel);
    requireCode(definitions, 'topic', 'topic', input.topic);
    requireCode(definitions, 'destination', 'destination', input.destination);
    if (input.place !== undefined && !definitions.place(input.place)) throw refuseField('place', 'unknownCode');
    const person = await requirePerson(context, input.personId);
    const made = newCase(context, { ...input, place: input.place ?? person.place, person });
    await made.statement.selectNoFrom((eb) => eb.lit(1).as('done')).execute();
    await made.begin();
    return { id: made.id, number: made.number, revision: 1 };
  },
});
