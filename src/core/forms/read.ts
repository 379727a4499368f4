import { type FormDefinition, fieldsOf, join, toHtcds } from '../../kernel/form/index.ts';
import { absent } from '../../kernel/index.ts';
import { makeFile } from '../made-file.ts';
import { operation } from '../ports.ts';
import { prepared } from '../prepared.ts';
import * as contracts from './contract.ts';
import { toCsv } from './csv/index.ts';
import { coveredFields, openParts } from './parts.ts';
import { recordStandard } from './standard.ts';

type Json = (typeof contracts.read.output)['_zod']['input']['answers'][string];

export const read = operation(contracts.read, {
  subject: (_, output) => output?.caseId,
  run: async ({ db, actor, definitions, vault, keys }, { id }) => {
    const { rows } = await find(db, { id });
    const row = rows[0];
    if (!row?.wrapped) throw absent();
    const form = await definitions.form(row.form, row.version);
    if (!form) throw new Error(`entry ${id} is of a form that was never published`);
    const key = keys.learn(row.organisation_id, row.case_id, row.wrapped);
    const parts = openParts(vault, key, form.definition, row, actor.role.read);
    return {
      id: row.id,
      caseId: row.case_id,
      form: row.form,
      version: row.version,
      revision: row.revision,
      at: row.at.toISOString(),
      by: row.name ?? '',
      answers: join(Object.values(parts)) as Record<string, Json>,
      covered: coveredFields(form.definition, actor.role),
      definition: { ...form.definition },
    };
  },
});

const find = prepared((db, { id }: { id: string }) =>
  db
    .selectFrom('entry as e')
    .innerJoin('data_key as k', 'k.id', 'e.case_id')
    .leftJoin('app_user as u', 'u.id', 'e.by_user')
    .select(['e.id', 'e.case_id', 'e.form', 'e.version', 'e.revision', 'e.answers', 'e.sealed', 'e.at', 'u.name'])
    .select(['k.organisation_id', 'k.wrapped'])
    .where('e.id', '=', id)
    .where('e.erased_at', 'is', null),
);

/** Every entry of the case whose form is mapped to the standard, each cut down to what the caller may read. */
export const exportEntries = operation(contracts.exportEntries, {
  subject: ({ caseId }) => caseId,
  run: async (context, { caseId, format }) => {
    const { db, actor, definitions, vault, keys } = context;
    const [file, entries] = await Promise.all([
      db
        .selectFrom('case_file')
        .select(['number', 'organisation_id', 'erased_at'])
        .where('id', '=', caseId)
        .executeTakeFirst(),
      db
        .selectFrom('entry')
        .select(['id', 'form', 'version', 'answers', 'sealed', 'at'])
        .where('case_id', '=', caseId)
        .where('erased_at', 'is', null)
        .orderBy('at')
        .orderBy('id')
        .execute(),
    ]);
    if (!file || file.erased_at || file.organisation_id !== actor.organisationId) throw absent();
    const standard = recordStandard();
    const key = await keys.of(caseId);
    const made = [];
    for (const entry of entries) {
      const form = await definitions.form(entry.form, entry.version);
      if (!form || !isMapped(form.definition)) continue;
      const answers = join(Object.values(openParts(vault, key, form.definition, entry, actor.role.read)));
      const codeList = (code: string) => definitions.codeList(code)?.items;
      const { records, unknownCodes } = toHtcds(form.definition, answers, standard.fields, codeList);
      made.push({ form: entry.form, version: entry.version, at: entry.at.toISOString(), records, unknownCodes });
    }
    const rows = made.flatMap(({ records }, index) =>
      records.map(({ record, instance, fields }) => ({ entry: index + 1, record, instance, ...fields })),
    );
    const text =
      format === 'json'
        ? JSON.stringify({ standard: standard.code, case: file.number, entries: made }, null, 2)
        : toCsv(['entry', 'record', 'instance', ...standard.fields.map(({ name }) => name)], rows);
    const name = `${file.number}-${standard.code}.${format}`;
    const type = format === 'json' ? 'application/json' : 'text/csv; charset=utf-8';
    return { file: await makeFile(context, name, type, Buffer.from(text)), name, rows: rows.length };
  },
});

const isMapped = (definition: FormDefinition): boolean =>
  fieldsOf(definition).some(({ item }) => item.mappings?.htcds !== undefined);
