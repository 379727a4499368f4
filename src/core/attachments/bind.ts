/** Answers that name files: whose they are, and that they stay. */
import { sql } from 'kysely';
import {
  type Answer,
  type Answers,
  type Attachment,
  attachmentTypes,
  type Field,
  type FormDefinition,
  fieldsOf,
  fileKinds,
  typedSignature,
} from '../../kernel/form/index.ts';
import { Problem } from '../../kernel/index.ts';
import type { Context } from '../ports.ts';
import { type About, openAbout } from './sealed.ts';

interface Entry {
  id: string;
  caseId: string;
  definition: FormDefinition;
}

/**
 * Ties the files that an entry's answers name to the entry, lets go of those that they name no longer, and answers them
 * with the names and sizes as they were kept. Needs the transaction that saves the entry.
 *
 * @throws Problem `record.absent` with the fields, for a file of another case, another entry or another class, of
 *   somebody whose files the caller may not read, one that was cleared away and one that never was, all alike.
 */
export async function bindAttachments(context: Context, entry: Entry, answers: Answers): Promise<Answers> {
  const fields = new Map(
    [...fieldsOf(entry.definition)].flatMap(({ item }) =>
      attachmentTypes.includes(item.type) ? [[item.name, item] as const] : [],
    ),
  );
  if (fields.size === 0) return answers;
  const { db, now } = context;
  const named = [...filesIn(answers, fields)];
  const ids = [...new Set(named.map(({ file }) => file.id).filter((id) => uuid.test(id)))];
  const kept = await keptOf(context, entry, ids);
  const missing = named.filter(({ file, field }) => {
    const one = kept.get(file.id);
    return one?.class !== field.class || !takes(field, one.about);
  });
  if (missing.length > 0)
    throw new Problem('record.absent', {
      fields: missing.slice(0, 50).map(({ path }) => ({ path: `answers.${path}`, code: 'attachment' })),
    });
  await db
    .updateTable('attachment')
    .set({ entry_id: null, changed_at: now })
    .where('entry_id', '=', entry.id)
    .$if(ids.length > 0, (query) => query.where('id', 'not in', ids))
    .execute();
  if (ids.length > 0)
    await db
      .updateTable('attachment')
      .set({ entry_id: entry.id, changed_at: now })
      .where('id', 'in', ids)
      .where('entry_id', 'is', null)
      .execute();
  return withFiles(answers, fields, ({ id }) => {
    const { name, size } = kept.get(id)!.about;
    return { id, name, size };
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Those of the files that this entry may name, held until the end of the transaction. */
async function keptOf({ db, actor, keys, vault }: Context, entry: Entry, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('attachment')
    .select(['id', 'class', 'about'])
    .where('id', 'in', ids)
    .where('case_id', '=', entry.caseId)
    .where((eb) =>
      eb.or([
        eb('entry_id', '=', entry.id),
        eb.and([
          eb('entry_id', 'is', null),
          eb.or([eb('by_user', '=', actor.userId), sql<boolean>`class = any(${[...actor.role.read]})`]),
        ]),
      ]),
    )
    .forUpdate()
    .execute();
  const key = await keys.of(entry.caseId);
  return new Map(
    rows.map(({ id, class: one, about }) => [id, { class: one, about: openAbout(vault, key, id, about) }]),
  );
}

const takes = (field: Field, { type }: About): boolean =>
  fileKinds.some((kind) => kind.type === type && kind.fields.includes(field.type));

/** The files that answers name; a signature that was typed is none. */
function* filesIn(
  answers: Answers,
  fields: ReadonlyMap<string, Field>,
  prefix = '',
): Generator<{ path: string; field: Field; file: Attachment }> {
  for (const [name, answer] of Object.entries(answers)) {
    const field = fields.get(name);
    if (field && isFile(answer, field)) yield { path: prefix + name, field, file: answer };
    for (const [index, one] of instancesOf(answer).entries()) yield* filesIn(one, fields, `${prefix}${name}.${index}.`);
  }
}

function withFiles(
  answers: Answers,
  fields: ReadonlyMap<string, Field>,
  change: (file: Attachment) => Attachment,
): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]): [string, Answer] => {
      const field = fields.get(name);
      if (field) return [name, isFile(answer, field) ? change(answer) : answer];
      const instances = instancesOf(answer);
      return [name, instances.length > 0 ? instances.map((one) => withFiles(one, fields, change)) : answer];
    }),
  );
}

const isFile = (answer: Answer, field: Field): answer is Attachment =>
  typeof answer === 'object' && 'id' in answer && !(field.type === 'signature' && answer.id === typedSignature);

const instancesOf = (answer: Answer): Answers[] =>
  Array.isArray(answer) ? answer.filter((one): one is Answers => typeof one === 'object') : [];
