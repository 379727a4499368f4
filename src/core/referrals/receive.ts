/** A case of one's own, made from what another organisation told. */
import { sql } from 'kysely';
import { type Answers, join, split } from '../../kernel/form/index.ts';
import { absent, type Grant, Problem, type Programme, refuseField, uuidv7 } from '../../kernel/index.ts';
import { isFinal, newCase } from '../cases/index.ts';
import { requirePerson, requireProgramme } from '../checks.ts';
import type { SafeFlag } from '../flags.ts';
import { sealParts } from '../forms/index.ts';
import { type Identified, type Reached, registerPerson, type Safely } from '../people/index.ts';
import type { Context } from '../ports.ts';
import type { Group } from './offer.ts';
import { openPackage } from './package.ts';
import { changed, type ReferralRow } from './row.ts';

interface Opened {
  programme: string;
  personId?: string | undefined;
}

/**
 * Registers the person unless they are here already, opens the case, and takes over the entries, sealed anew under the
 * case's own key, whatever the role may read: nothing of them leaves. A transfer ends the sender's case with it.
 *
 * @throws Problem `grant.missing`, `class.missing`, `input.invalid`, `record.changed`.
 */
export async function receive(context: Context, row: ReferralRow, open: Opened) {
  const { db, actor } = context;
  for (const grant of ['person.write', 'case.write'] satisfies Grant[])
    if (!actor.role.grants.includes(grant)) throw new Problem('grant.missing');
  const programme = requireProgramme(context, open.programme);
  const told = await openPackage(context, row.id);
  if (!told) throw absent();
  const said = new Map(told.groups.flatMap(({ items }) => items.map(({ path, value }) => [path, value])));
  const { personId, possibleDuplicates } = open.personId
    ? { personId: open.personId, possibleDuplicates: 0 }
    : await register(context, said);
  const person = await requirePerson(context, personId);
  const text = (path: string) => said.get(path) as string | undefined;
  const made = newCase(context, {
    personId,
    person,
    programme: programme.code,
    channel: text('case.channel'),
    topic: text('case.topic'),
    destination: text('case.destination'),
    place: person.place,
    flags: (said.get('case.flags') ?? []) as SafeFlag[],
    consent: { how: 'carried' },
    stage: row.kind === 'transfer' ? stageOf(programme, said) : undefined,
  });
  await made.statement.selectNoFrom((eb) => eb.lit(1).as('done')).execute();
  await made.begin();
  await copyEntries(context, { id: made.id, personId, programme: programme.code }, told.groups);
  if (row.kind === 'transfer') await end(context, row, text('case.programme') ?? '');
  const { numUpdatedRows } = await db
    .updateTable('referral')
    .set({ received_case_id: made.id })
    .where('id', '=', row.id)
    .where('received_case_id', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw changed('accepted');
  return { caseId: made.id, personId, possibleDuplicates };
}

async function register(context: Context, said: ReadonlyMap<string, unknown>) {
  const of = (names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(
      names.map((name) => [name, said.get(`person.${name}`)]).filter(([, value]) => value !== undefined),
    );
  const identity = of(['name', 'romanised', 'callMe', 'aliases', 'birth', 'documents']);
  // Somebody whose name was not sent is registered as they give it here.
  if (identity.name === undefined) throw refuseField('personId', 'required');
  const contact = of(['phones', 'email', 'address']);
  const facts = of(['sex', 'nationalities', 'place']);
  const made = await registerPerson(context, {
    identity: identity as unknown as Identified,
    contact: Object.keys(contact).length > 0 ? (contact as Reached) : undefined,
    safeContact: said.get('person.safeContact') as Safely | undefined,
    facts: Object.keys(facts).length > 0 ? facts : undefined,
  });
  return { personId: made.person.id, possibleDuplicates: made.possibleDuplicates.length };
}

/** A case that moves goes on where it stood, when the same programme goes on with it. */
function stageOf(programme: Programme, said: ReadonlyMap<string, unknown>): string | undefined {
  const stage = said.get('case.stage');
  const known = said.get('case.programme') === programme.code && typeof stage === 'string';
  return known && programme.stages.some(({ code }) => code === stage) && !isFinal(programme, stage) ? stage : undefined;
}

async function copyEntries(
  { db, actor, now, keys, vault, definitions }: Context,
  file: { id: string; personId: string; programme: string },
  groups: readonly Group[],
): Promise<void> {
  const key = await keys.of(file.id);
  for (const { form: code, version, at, items } of groups) {
    const form = code && version ? await definitions.form(code, version) : undefined;
    if (!form || !code || !at) continue;
    const id = uuidv7(now.getTime());
    const answers = join(items.map(({ path, value }) => ({ [nameOf(path)]: value }) as Answers));
    const { answers: clear, sealed } = sealParts(vault, key, id, split(form.definition, answers));
    await db
      .insertInto('entry')
      .values({
        id,
        organisation_id: actor.organisationId,
        team_id: actor.teamIds[0] ?? null,
        owner_id: actor.userId,
        programme: file.programme,
        case_id: file.id,
        person_id: file.personId,
        form: code,
        version: form.version,
        answers: JSON.stringify(clear),
        sealed: JSON.stringify(sealed),
        at,
        updated_at: now,
        by_user: actor.userId,
      })
      .execute();
  }
}

/** `entry.<id>.<class>.<question>`; no name of a question has a dot. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The sender's case ends where its programme says that cases end, for the reason that it names. */
async function end({ db, definitions, now }: Context, row: ReferralRow, code: string): Promise<void> {
  const programme = definitions.programme(code);
  const stage = programme?.stages.find(({ final }) => final)?.code;
  if (!stage || !programme?.transferReason) throw refuseField('id', 'choice');
  const { rows } = await sql<{ ended: boolean }>`select take_over(${row.id}, ${stage}, ${programme.transferReason},
    ${uuidv7(now.getTime())}, ${now}) as ended`.execute(db);
  if (!rows[0]?.ended) throw changed(row.status);
}
