import { sql } from 'kysely';
import type { FormDefinition } from '../../kernel/form/index.ts';
import type { Programme, Text } from '../../kernel/index.ts';
import { absent, Problem, refuseField } from '../../kernel/index.ts';
import { exportXlsForm } from '../forms/xlsform/index.ts';
import { makeFile } from '../made-file.ts';
import { type Context, operation } from '../ports.ts';
import type { Json } from './changes.ts';
import { readConfiguration, writeConfiguration } from './configuration.ts';
import * as contracts from './contract.ts';
import { type Fault, type Kind, World } from './judge.ts';
import { entriesOf, keep, stagesInUse, strandedCases, weigh, worldToPublishIn } from './publish.ts';
import { writeStageFile } from './stage-file.ts';
import { writeTable } from './tables.ts';
import { readUpload } from './upload.ts';

/** What a definition is called: a role has a label. */
const titleOf = sql<Text | null>`coalesce(body -> 'title', body -> 'label')`;

const list = operation(contracts.list, {
  // Only who changes definitions is told how many entries hang on them.
  prepare: async ({ actor, ports }) =>
    actor.role.grants.includes('definition.publish') ? entriesOf(ports) : undefined,
  run: async ({ db }, { kind }, entries) => {
    let query = db
      .selectFrom('definition')
      .distinctOn(['kind', 'code'])
      .select(['kind', 'code', 'version', 'published_at', titleOf.as('title')])
      .orderBy('kind')
      .orderBy('code')
      .orderBy('version', 'desc');
    if (kind) query = query.where('kind', '=', kind);
    const rows = await query.execute();
    return {
      items: rows.map((row) => ({
        kind: row.kind as Kind,
        code: row.code,
        version: row.version,
        title: row.title ?? {},
        publishedAt: row.published_at.toISOString(),
        ...(row.kind === 'form' && entries && { entries: entries.get(row.code) ?? 0 }),
      })),
    };
  },
});

const read = operation(contracts.read, {
  run: async (context, { kind, code, version }) => {
    const found = await definitionOf(context, kind, code, version);
    return { kind, code, version: found.version, body: found.body as Json };
  },
});

/** @throws Problem `record.absent` */
async function definitionOf(
  { db }: Context,
  kind: Kind,
  code: string,
  version?: number,
): Promise<{ version: number; body: unknown }> {
  let query = db
    .selectFrom('definition')
    .select(['version', 'body'])
    .where('kind', '=', kind)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1);
  if (version !== undefined) {
    if (version > 2_147_483_647 || version < 1) throw absent();
    query = query.where('version', '=', version);
  }
  const row = await query.executeTakeFirst();
  if (!row) throw absent();
  return row;
}

const bundle = operation(contracts.bundle, {
  // Who has just published asks again at once, and must see it: the announcement may still be on its way.
  prepare: ({ definitions }) => definitions.refresh(),
  run: async ({ definitions }, { etag }) =>
    etag === definitions.etag
      ? { etag }
      : {
          etag: definitions.etag,
          programmes: definitions.programmes().map(forDesk),
          codeLists: definitions.codeLists() as unknown as Json[],
          forms: definitions.forms(),
          places: definitions.places(),
          timed: definitions.programmes().flatMap(({ code }) => (definitions.timers(code).length > 0 ? [code] : [])),
        },
});

/** The desk weighs signs by asking, and asks for the indicators with their words: both stay here. */
const forDesk = ({ indicators: _, ...programme }: Programme): Json => ({ ...programme, signs: [] }) as unknown as Json;

const preview = operation(contracts.preview, {
  prepare: async ({ ports }, { kind }) => ({
    entries: kind === 'form' ? await entriesOf(ports) : new Map<string, number>(),
    inUse: kind === 'programme' ? await stagesInUse(ports) : new Map<string, number>(),
  }),
  run: async (context, input, { entries, inUse }) => {
    const world = await World.read(context.db);
    const { code, body, faults, unsupported, at } = await readUpload(input, world);
    const [weighed] = await weigh(context, world, [{ kind: input.kind, code, body }]);
    const { version, changes, change } = weighed!;
    // What could not be read at all is said once, not again as everything that is missing.
    const judged = [...weighed!.faults, ...strandedCases(weighed!, inUse)];
    const all = faults.length > 0 ? faults : judged.map((fault) => ({ ...at?.(fault.path ?? ''), ...fault }));
    return {
      code,
      version,
      body: weighed!.body,
      changes: changes.map(({ touches: _, ...one }) => one),
      faults: all,
      unsupported,
      entriesTouched: changes.some(({ touches }) => touches) ? (entries.get(code) ?? 0) : 0,
      publishable: all.length === 0 && change !== 'same',
    };
  },
});

const publish = operation(contracts.publish, {
  prepare: async ({ ports }, { kind }) => (kind === 'programme' ? stagesInUse(ports) : new Map<string, number>()),
  run: async (context, { kind, code, body, version }, inUse) => {
    const world = await worldToPublishIn(context);
    const [weighed] = await weigh(context, world, [{ kind, code, body: body as Json }]);
    if (weighed!.version !== version) throw new Problem('record.changed', { params: { version: weighed!.version } });
    refuseFaults([...weighed!.faults, ...strandedCases(weighed!, inUse)]);
    if (weighed!.change === 'same') throw new Problem('definition.unchanged');
    await keep(context, [weighed!]);
    return { version };
  },
});

function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new Problem('definition.invalid', {
    fields: faults.slice(0, 50).map(({ path = '', code, params }) => ({ path, code, ...(params && { params }) })),
  });
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
};

const download = operation(contracts.download, {
  run: async (context, { kind, code, version, format }) => {
    const found = await definitionOf(context, kind, code, version);
    const bytes = await fileOf(context, kind, found.body, format);
    const name = `${code}-${found.version}.${format}`;
    return { file: await makeFile(context, name, types[format], bytes), name };
  },
});

async function fileOf(
  { definitions }: Context,
  kind: Kind,
  body: unknown,
  format: keyof typeof types,
): Promise<Uint8Array> {
  if (format === 'json') return Buffer.from(JSON.stringify(body, null, 2));
  if (format === 'xlsx' && kind === 'form')
    return exportXlsForm(body as FormDefinition, { codeList: (code) => definitions.codeList(code)?.items });
  if (format === 'xlsx' && kind === 'programme') return writeStageFile(body);
  if (format === 'csv' && (kind === 'codeList' || kind === 'places')) return Buffer.from(writeTable(kind, body));
  throw refuseField('format', 'wrongFormat');
}

const exportConfiguration = operation(contracts.exportConfiguration, {
  run: async (context) => {
    const world = await World.read(context.db);
    const name = `banyan-configuration-${context.now.toISOString().slice(0, 10)}.json`;
    const file = await makeFile(context, name, types.json, Buffer.from(writeConfiguration(world, context.now)));
    return { file, name, definitions: world.everything.length };
  },
});

const importConfiguration = operation(contracts.importConfiguration, {
  prepare: async ({ ports }) => stagesInUse(ports),
  run: async (context, { file, publish: publishing }, inUse) => {
    const { proposals, faults: damage } = readConfiguration(file);
    const world = publishing ? await worldToPublishIn(context) : await World.read(context.db);
    const weighed = await weigh(context, world, proposals);
    const faults = [
      ...damage,
      ...weighed.flatMap((one) =>
        [...one.faults, ...strandedCases(one, inUse)].map((fault) => ({
          ...fault,
          path: [one.kind, one.code, fault.path].filter(Boolean).join(' '),
        })),
      ),
    ];
    const news = weighed.filter(({ change }) => change !== 'same');
    if (publishing) {
      refuseFaults(faults);
      if (news.length === 0) throw new Problem('definition.unchanged');
      await keep(context, news);
    }
    return {
      items: weighed.map(({ kind, code, change, version }) => ({
        kind,
        code,
        change,
        version: change === 'same' ? version - 1 : version,
      })),
      faults: faults.slice(0, 500),
      published: publishing,
    };
  },
});

export const definitionOperations = [
  list,
  read,
  bundle,
  preview,
  publish,
  download,
  exportConfiguration,
  importConfiguration,
];
