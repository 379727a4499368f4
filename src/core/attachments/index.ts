import { attachmentTypes, fieldsOf, fileName, kindOfFile, mostFileBytes } from '../../kernel/form/index.ts';
import { absent, Problem, refuseField, uuidv7 } from '../../kernel/index.ts';
import { fromBase64 } from '../base64.ts';
import { operation, type Store } from '../ports.ts';
import * as contracts from './contract.ts';
import { openAbout, openBody, sealFile } from './sealed.ts';

export { bindAttachments } from './bind.ts';

/** How long a file waits for an entry to name it. */
const looseFor = 24 * 3_600_000;

export const add = operation(contracts.add, {
  subject: ({ caseId }) => caseId,
  kept: ({ bytes, ...rest }) => ({ ...rest, characters: bytes.length }),
  prepare: async ({ actor, definitions }, { form: code, version, field: name, name: given, bytes: base64 }) => {
    const form = await definitions.form(code, version);
    if (!form) throw refuseField(version === undefined ? 'form' : 'version', 'unknownCode');
    const field = [...fieldsOf(form.definition)].find(({ item }) => item.name === name)?.item;
    if (!field || !attachmentTypes.includes(field.type)) throw refuseField('field', 'unknownCode');
    if (!actor.role.write.includes(field.class)) throw new Problem('class.missing', { params: { class: field.class } });
    const bytes = fromBase64('bytes', base64, mostFileBytes);
    const kind = kindOfFile(bytes, field.type);
    if (!kind) throw new Problem('input.fileType');
    const { type, extension } = kind;
    return { field, bytes, about: { name: fileName(given, extension, name), type, extension, size: bytes.length } };
  },
  run: async ({ db, actor, now, vault, keys }, { caseId }, { field, bytes, about }) => {
    const file = await db
      .selectFrom('case_file')
      .select('organisation_id')
      .where('id', '=', caseId)
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    if (file?.organisation_id !== actor.organisationId) throw absent();
    const id = uuidv7(now.getTime());
    await db
      .insertInto('attachment')
      .values({
        id,
        case_id: caseId,
        entry_id: null,
        class: field.class,
        field: field.name,
        ...sealFile(vault, await keys.of(caseId), id, about, bytes),
        by_user: actor.userId,
        added_at: now,
        changed_at: now,
      })
      .execute();
    return { id, name: about.name, type: about.type, size: about.size };
  },
});

/** The bytes are in the answer itself, never at an address: no browser opens, sniffs or keeps them as a page. */
export const read = operation(contracts.read, {
  subject: (_, output) => output?.caseId,
  run: async ({ db, actor, vault, keys }, { id }) => {
    const row = await db
      .selectFrom('attachment as a')
      .innerJoin('case_file as c', 'c.id', 'a.case_id')
      .select(['a.case_id', 'a.class', 'a.field', 'a.about', 'a.body', 'c.number'])
      .where('a.id', '=', id)
      .where('c.erased_at', 'is', null)
      .executeTakeFirst();
    if (!row) throw absent();
    if (!actor.role.read.includes(row.class)) throw new Problem('class.missing', { params: { class: row.class } });
    const key = await keys.of(row.case_id);
    const { type, extension, size } = openAbout(vault, key, id, row.about);
    return {
      caseId: row.case_id,
      name: `${row.number}-${row.field}.${extension}`,
      type,
      size,
      bytes: openBody(vault, key, id, row.body).toString('base64'),
    };
  },
});

/** Clears away what no entry has named for a day: to be called from time to time. Answers how many files went. */
export async function clearLooseAttachments(store: Store, now: Date): Promise<number> {
  return store.write('system', async (db) => {
    const { numDeletedRows } = await db
      .deleteFrom('attachment')
      .where('entry_id', 'is', null)
      .where('changed_at', '<', new Date(now.getTime() - looseFor))
      .executeTakeFirst();
    return { value: Number(numDeletedRows) };
  });
}

export const attachmentOperations = [add, read];
