import { type Insertable, sql, type Updateable } from 'kysely';
import {
  type Answers,
  evaluateExpression,
  type FormDefinition,
  fieldsOf,
  type SplitAnswers,
  split,
  truth,
  validate,
} from '../../kernel/form/index.ts';
import {
  absent,
  type Effect,
  type FieldProblem,
  type FollowUps,
  Problem,
  refuseField,
  sensitivityClasses,
  uuidv7,
} from '../../kernel/index.ts';
import { bindAttachments } from '../attachments/index.ts';
import { raiseFlags } from '../cases/index.ts';
import { raisedFlags, type SafeFlag } from '../flags.ts';
import { timeZone } from '../local-time.ts';
import { type Context, operation } from '../ports.ts';
import { prepared } from '../prepared.ts';
import type { Tables } from '../tables/index.ts';
import * as contracts from './contract.ts';
import { mergeParts, openParts, sealParts } from './parts.ts';

/** Fills a form for a case, or changes an entry. What the programme offers is for the desk: nothing typed is refused for it. */
export const save = operation(contracts.save, {
  subject: ({ caseId }) => caseId,
  // A version that is not known here yet is looked for with a connection of its own: before this call holds one.
  prepare: async ({ definitions }, { form, version }) => definitions.form(form, version),
  run: async (context, input, newest) => {
    const { db, actor, now, vault } = context;
    const { id, caseId, revision: seen } = input;
    if (seen !== undefined && id === undefined) throw absent();
    const { file, old } =
      id !== undefined && seen !== undefined
        ? await filed(context, caseId, id)
        : { file: await contacted(context, caseId), old: undefined };
    if (old && old.form !== input.form) throw absent();
    if (old && old.revision !== seen) throw new Problem('record.changed', { params: { revision: old.revision } });
    if (old && input.version !== undefined && input.version !== old.version)
      throw refuseField('version', 'wrongFormat');

    const form = old ? await context.definitions.form(old.form, old.version) : newest;
    if (!form) throw refuseField(input.version === undefined ? 'form' : 'version', 'unknownCode');
    const { definition } = form;
    const key = context.keys.learn(file.organisation_id, caseId, file.wrapped);
    const before: SplitAnswers = old ? openParts(vault, key, definition, old, sensitivityClasses) : {};
    const merged = mergeParts(definition, actor.role, input.answers as Answers, before);
    const judged = judge(context, definition, merged, localTime(now, file.local_now), old ? Object.values(before) : []);

    const entryId = id ?? uuidv7(now.getTime());
    const answers = await bindAttachments(context, { id: entryId, caseId, definition }, judged);
    const parts = sealParts(vault, key, entryId, split(definition, answers));
    const kept = { answers: JSON.stringify(parts.answers), sealed: JSON.stringify(parts.sealed), updated_at: now };
    const flags = newFlags(context, file, answers);
    const revision = (old?.revision ?? 0) + 1;
    // Sent together; whichever is refused undoes both.
    const [raised] = await Promise.all([
      flags.length > 0 ? raiseFlags(context, file, flags) : flags,
      old ? undefined : finish(context, file, input.form, parts.answers as Answers),
    ]);
    const written = old
      ? change(db, { id: entryId, revision, ...kept })
      : insert(db, {
          id: entryId,
          ...ownershipOf(file),
          case_id: caseId,
          person_id: file.person_id,
          form: input.form,
          version: form.version,
          revision,
          ...kept,
          at: now,
          by_user: actor.userId,
        });
    context.withCommit(written);
    return { id: entryId, revision, flags: raised };
  },
});

// An id that is taken is refused as changed, by an entry that is hidden or by one that is not.
const insert = prepared((db, row: Insertable<Tables['entry']>) => db.insertInto('entry').values(row));
// Of an entry that is held since its revision was read.
const change = prepared((db, { id, ...kept }: { id: string } & Required<Pick<Updateable<Tables['entry']>, Kept>>) =>
  db.updateTable('entry').set(kept).where('id', '=', id),
);
type Kept = 'answers' | 'sealed' | 'updated_at' | 'revision';

const facts = [
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
  'k.wrapped',
] as const;
const localNow = (now: Date) =>
  sql<string>`to_char(${now}::timestamptz at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI:SS')`.as('local_now');

type CaseFile = Awaited<ReturnType<typeof contacted>>;

interface Asked {
  id: string;
  now: Date;
  organisationId: string;
}

/** The case of a new entry, which is a contact: noted, and so held until the end of the transaction. */
async function contacted({ db, actor, now }: Context, id: string) {
  const { rows } = await noteContact(db, { id, now, organisationId: actor.organisationId });
  return whole(rows[0]);
}
const noteContact = prepared((db, { id, now, organisationId }: Asked) =>
  db
    .updateTable('case_file as c')
    .from('data_key as k')
    .set({ updated_at: now, last_contact_at: now })
    .whereRef('k.id', '=', 'c.id')
    .where('c.id', '=', id)
    .where('c.organisation_id', '=', organisationId)
    .where('c.erased_at', 'is', null)
    .returning([...facts, localNow(now)]),
);

/** An entry that was made before, held, and its case, which is not. */
async function filed({ db, actor, now }: Context, caseId: string, id: string) {
  const { rows } = await find(db, { id, caseId, now, organisationId: actor.organisationId });
  const { form, version, revision, answers, sealed, ...file } = whole(rows[0]);
  return { file, old: { id, form, version, revision, answers, sealed } };
}
const find = prepared((db, { id, caseId, now, organisationId }: Asked & { caseId: string }) =>
  db
    .selectFrom('entry as e')
    .innerJoin('case_file as c', 'c.id', 'e.case_id')
    .innerJoin('data_key as k', 'k.id', 'c.id')
    .select([...facts, localNow(now), 'e.form', 'e.version', 'e.revision', 'e.answers', 'e.sealed'])
    .where('e.id', '=', id)
    .where('e.erased_at', 'is', null)
    .where('c.id', '=', caseId)
    .where('c.organisation_id', '=', organisationId)
    .forNoKeyUpdate(['e']),
);

/** @throws Problem `record.absent` when there is none or its key is destroyed. */
function whole<F extends { wrapped: Buffer | null }>(file: F | undefined): F & { wrapped: Buffer } {
  if (!file?.wrapped) throw absent();
  return { ...file, wrapped: file.wrapped };
}

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
    fieldsOf(definition)
      .filter(({ item }) => !actor.role.write.includes(item.class))
      .map(({ item }) => item.name),
  );
  const places = new Set(
    fieldsOf(definition)
      .filter(({ item }) => item.type === 'place')
      .map(({ item }) => item.name),
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

/** The tasks that such an entry does, as the programme has it: of each kind the one that is due first. */
async function finish({ db, definitions, now }: Context, file: CaseFile, form: string, said: Answers): Promise<void> {
  const programme = definitions.programme(file.programme);
  if (!programme) return;
  const holds = (one: Effect | FollowUps): boolean => {
    const when = 'when' in one ? one.when : undefined;
    if (when === undefined) return true;
    const result = evaluateExpression(when, said, { now: now.toISOString() });
    return result.ok && truth(result.value);
  };
  const kinds = [...programme.transitions.flatMap(({ effects = [] }) => effects), ...(programme.followUps ?? [])]
    .filter((one) => one.form === form && holds(one))
    .map(({ task }) => task);
  if (kinds.length === 0) return;
  await db
    .updateTable('task')
    .set({ done_at: now })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('task')
        .distinctOn('kind')
        .select('id')
        .where('case_id', '=', file.id)
        .where('kind', 'in', [...new Set(kinds)])
        .where('done_at', 'is', null)
        .where('dropped_at', 'is', null)
        .orderBy('kind')
        .orderBy('due_at'),
    )
    .execute();
}
