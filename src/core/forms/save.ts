import { sql } from 'kysely';
import {
  type Answers,
  type FormDefinition,
  fieldsOf,
  type SplitAnswers,
  split,
  validate,
} from '../../kernel/form/index.ts';
import { absent, type FieldProblem, Problem, refuseField, sensitivityClasses, uuidv7 } from '../../kernel/index.ts';
import { bindAttachments } from '../attachments/index.ts';
import { addFlags, raisedFlags, type SafeFlag } from '../flags.ts';
import { timeZone } from '../local-time.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { mergeParts, openParts, sealParts } from './parts.ts';

/** A flag is looked at within a day. */
const screeningWithin = 24 * 3_600_000;

/** Fills a form for a case, or changes an entry. What the programme offers is for the desk: nothing typed is refused for it. */
export const save = operation(contracts.save, {
  subject: ({ caseId }) => caseId,
  // A version that is not known here yet is looked for with a connection of its own: before this call holds one.
  prepare: async ({ definitions }, { form, version }) => definitions.form(form, version),
  run: async (context, input, newest) => {
    const { db, actor, now, vault } = context;
    const [file, old] = await Promise.all([
      caseOf(context, input.caseId),
      input.id ? entryOf(context, input.id) : undefined,
    ]);
    if (old && (old.case_id !== input.caseId || old.form !== input.form)) throw absent();
    if (!old && input.revision !== undefined) throw absent();
    if (old && old.revision !== input.revision)
      throw new Problem('record.changed', { params: { revision: old.revision } });
    if (old && input.version !== undefined && input.version !== old.version)
      throw refuseField('version', 'wrongFormat');

    const form = old ? await context.definitions.form(old.form, old.version) : newest;
    if (!form) throw refuseField(input.version === undefined ? 'form' : 'version', 'unknownCode');
    const { definition } = form;
    const { key } = file;
    const before: SplitAnswers = old ? openParts(vault, key, definition, old, sensitivityClasses) : {};
    const merged = mergeParts(definition, actor.role, input.answers as Answers, before);
    const judged = judge(context, definition, merged, localTime(now, file.local_now), old ? Object.values(before) : []);

    const id = old?.id ?? input.id ?? uuidv7(now.getTime());
    const answers = await bindAttachments(context, { id, caseId: input.caseId, definition }, judged);
    const parts = sealParts(vault, key, id, split(definition, answers));
    const kept = { answers: JSON.stringify(parts.answers), sealed: JSON.stringify(parts.sealed), updated_at: now };
    const flags = newFlags(context, file, answers);
    const revision = (old?.revision ?? 0) + 1;
    const written = old
      ? db
          .updateTable('entry')
          .set({ ...kept, revision })
          .where('id', '=', id)
          .where('revision', '=', old.revision)
          .executeTakeFirst()
          .then(({ numUpdatedRows }) => {
            if (numUpdatedRows === 0n) throw new Problem('record.changed');
          })
      : db
          .insertInto('entry')
          .values({
            id,
            ...ownershipOf(file),
            case_id: input.caseId,
            person_id: file.person_id,
            form: input.form,
            version: form.version,
            revision,
            ...kept,
            at: now,
            by_user: actor.userId,
          })
          // Nothing tells whether the id is taken by an entry that is hidden or by none.
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirst()
          .then(({ numInsertedOrUpdatedRows }) => {
            if (numInsertedOrUpdatedRows === 0n) throw absent();
          });
    // Sent together; whichever is refused undoes both.
    await Promise.all([written, touchCase(context, file, { flags, contact: !old })]);
    return { id, revision, flags };
  },
});

type CaseFile = Awaited<ReturnType<typeof caseOf>>;

/** The case, held until the end of the transaction: of two entries that raise the same flag, one makes the task. */
async function caseOf({ db, actor, now, keys }: Context, id: string) {
  const file = await db
    .selectFrom('case_file as c')
    .innerJoin('data_key as k', 'k.id', 'c.id')
    .select([
      'c.id',
      'c.organisation_id',
      'c.team_id',
      'c.owner_id',
      'c.person_id',
      'c.programme',
      'c.channel',
      'c.topic',
      'c.destination',
      'c.sex',
      'c.age_band',
      'c.flags',
      'c.erased_at',
      'k.wrapped',
      sql<string>`to_char(${now}::timestamptz at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI:SS')`.as('local_now'),
    ])
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst();
  // A case that was referred is read by its recipient, and written by those who sent it.
  if (!file?.wrapped || file.erased_at || file.organisation_id !== actor.organisationId) throw absent();
  return { ...file, key: keys.learn(file.organisation_id, id, file.wrapped) };
}

const entryOf = ({ db }: Context, id: string) =>
  db
    .selectFrom('entry')
    .select(['id', 'case_id', 'form', 'version', 'revision', 'answers', 'sealed'])
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();

/** Forms count days where the people are: `2026-03-01T09:30:00+07:00`. */
function localTime(now: Date, local: string): string {
  const minutes = Math.round((Date.parse(`${local}Z`) - now.getTime()) / 60_000);
  const pad = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${pad(Math.abs(minutes) / 60)}:${pad(Math.abs(minutes) % 60)}`;
}

/**
 * @throws Problem `input.invalid` with every field that is wrong. That a question is blank which the role may not answer
 *   is not held against it; a place that was there before stays possible after the tree has changed.
 */
function judge(
  { definitions, actor }: Context,
  definition: FormDefinition,
  merged: Answers,
  now: string,
  before: readonly Answers[],
): Answers {
  const codeList = (code: string) => definitions.codeList(code)?.items;
  const { answers, problems } = validate(definition, merged, { now, codeList });
  const unwritable = new Set(
    [...fieldsOf(definition)].filter(({ item }) => !actor.role.write.includes(item.class)).map(({ item }) => item.name),
  );
  const places = new Set(
    [...fieldsOf(definition)].filter(({ item }) => item.type === 'place').map(({ item }) => item.name),
  );
  const known = new Set(before.flatMap((part) => [...placesIn(part, places)].map(({ code }) => code)));
  const wrong: FieldProblem[] = [
    ...problems.filter(
      ({ path, code }) => !(code === 'required' && unwritable.has(path.slice(path.lastIndexOf('.') + 1))),
    ),
    ...[...placesIn(answers, places)]
      .filter(({ code }) => !known.has(code) && definitions.places().length > 0 && !definitions.place(code))
      .map(({ path }) => ({ path, code: 'place' })),
  ];
  if (wrong.length > 0)
    throw new Problem('input.invalid', {
      fields: wrong.slice(0, 200).map((problem) => ({ ...problem, path: `answers.${problem.path}` })),
    });
  return answers;
}

function* placesIn(
  answers: Answers,
  names: ReadonlySet<string>,
  prefix = '',
): Generator<{ path: string; code: string }> {
  for (const [name, answer] of Object.entries(answers)) {
    if (names.has(name) && typeof answer === 'string') yield { path: prefix + name, code: answer };
    if (!Array.isArray(answer)) continue;
    for (const [index, one] of answer.entries())
      if (typeof one === 'object') yield* placesIn(one, names, `${prefix}${name}.${index}.`);
  }
}

/** Flags that the answers raise and the case does not have yet. Beneath the answers lie the case's own facts. */
function newFlags({ definitions, now }: Context, file: CaseFile, answers: Answers): SafeFlag[] {
  const programme = definitions.programme(file.programme);
  if (!programme) return [];
  const { channel, topic, destination, sex, age_band: ageBand } = file;
  const facts = Object.entries({ channel, topic, destination, sex, ageBand }).filter(([, value]) => value !== null);
  const raised = raisedFlags(programme, { ...(Object.fromEntries(facts) as Answers), ...answers }, now.toISOString());
  return raised.filter(({ sign }) => !file.flags.some((known) => known.sign === sign));
}

const ownershipOf = ({ organisation_id, team_id, owner_id, programme }: CaseFile) => ({
  organisation_id,
  team_id,
  owner_id,
  programme,
});

/** A new entry is a contact; a new flag asks for a screening. */
async function touchCase(
  { db, now }: Context,
  file: CaseFile,
  { flags, contact }: { flags: SafeFlag[]; contact: boolean },
): Promise<void> {
  if (contact || flags.length > 0)
    await db
      .updateTable('case_file')
      .set({
        updated_at: now,
        ...(contact && { last_contact_at: now }),
        ...(flags.length > 0 && { flags: JSON.stringify(addFlags(file.flags, flags)) }),
      })
      .where('id', '=', file.id)
      .execute();
  if (flags.length > 0)
    await db
      .insertInto('task')
      .values({
        id: uuidv7(now.getTime()),
        ...ownershipOf(file),
        case_id: file.id,
        person_id: file.person_id,
        kind: 'screening',
        note: null,
        due_at: new Date(now.getTime() + screeningWithin),
        done_at: null,
        created_at: now,
      })
      .execute();
}
