import { sensitivityClasses } from '../../kernel/index.ts';
import { requireRead } from '../checks.ts';
import { personNames } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { targetsFor } from './fields.ts';
import { addCounts, noCounts, openIntake, stepsOf } from './kept.ts';
import { type About, look, readingOf } from './plan.ts';
import type { SheetRow } from './sheets.ts';

/** How far a register is: rows that wait, and rows that stayed when it was taken back. */
const progress = ({ db }: Context, id?: string) =>
  db
    .selectFrom('intake as i')
    .leftJoin('data_key as k', 'k.id', 'i.id')
    .select((eb) => [
      'i.id',
      'i.organisation_id',
      'i.revision',
      'i.state',
      'i.rows',
      'i.counts',
      'i.read_at',
      'i.about',
      'k.wrapped',
      eb
        .selectFrom('intake_part as p')
        .select((one) => one.fn.coalesce(one.fn.sum<string>('p.rows'), one.val('0')).as('rows'))
        .whereRef('p.intake_id', '=', 'i.id')
        .where('p.taken_at', 'is', null)
        .as('waiting'),
      eb
        .selectFrom('intake_row as r')
        .select((one) => one.fn.countAll<string>().as('rows'))
        .whereRef('r.intake_id', '=', 'i.id')
        .where('r.kept', '=', true)
        .as('kept'),
    ])
    .$if(id !== undefined, (query) => query.where('i.id', '=', id!))
    .orderBy('i.read_at', 'desc')
    .limit(50);

type Row = Awaited<ReturnType<ReturnType<typeof progress>['execute']>>[number];

function summaryOf({ vault, keys, actor }: Context, row: Row) {
  const about =
    row.about && row.wrapped && actor.role.read.includes('identity')
      ? vault.unseal<About>(keys.learn(row.organisation_id, row.id, row.wrapped), `intake.about:${row.id}`, row.about)
      : undefined;
  return {
    id: row.id,
    revision: row.revision,
    state: row.state,
    ...(about && { sender: about.sender, file: about.file }),
    rows: row.rows,
    taken: Math.max(0, row.rows - Number(row.waiting ?? 0)),
    counts: addCounts(row.counts, noCounts()),
    readAt: row.read_at.toISOString(),
    kept: Number(row.kept ?? 0),
  };
}

export const list = operation(contracts.list, {
  run: async (context) => ({
    items: (await progress(context).where('i.organisation_id', '=', context.actor.organisationId).execute()).map(
      (row) => summaryOf(context, row),
    ),
  }),
});

const mostShown = 200;

export const read = operation(contracts.read, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    // The cells are as they were written: anything may stand there.
    for (const one of sensitivityClasses) requireRead(context, one);
    const intake = await openIntake(context, id);
    const { about, plan, row } = intake;
    const [summary] = await progress(context, id).execute();
    const reading = row.state === 'read' && plan ? await readingOf(context, about, plan) : undefined;
    const columns = reading ? look(reading, await linesOf(context, intake)) : [];
    const targets = reading ? targetsFor(context, reading.plan, reading.form?.definition) : new Map();
    const asked = new Set(
      columns.filter(({ values }) => values?.some(({ code }) => code === undefined)).map(({ field }) => field),
    );
    // Where a row may say nothing, the codes are offered for all of them.
    for (const code of ['channel', 'topic', 'destination']) asked.add(code);
    const sheet = (at: number): string => about.sheets[at]?.name ?? '';
    return {
      ...summaryOf(context, summary!),
      ...(about.encoding && { encoding: about.encoding }),
      sheets: about.sheets.map(({ name, rows, top }) => ({
        name,
        rows,
        top: top.map(([number, ...cells]) => ({
          row: number,
          cells: cells.map((cell) => (cell === null ? '' : String(cell))),
        })),
      })),
      ...(plan && { plan }),
      columns,
      fields: [...targets.values()].map(({ code, label = {}, choices }) => ({
        code,
        label,
        ...(choices &&
          asked.has(code) && {
            choices: choices.map((one: { code: string; label: object }) => ({ code: one.code, label: one.label })),
          }),
      })),
      alike: await alikeIn(context, id, sheet),
      keptRows: (
        await context.db
          .selectFrom('intake_row')
          .select(['sheet', 'row', 'case_id'])
          .where('intake_id', '=', id)
          .where('kept', '=', true)
          .orderBy('sheet')
          .orderBy('row')
          .limit(mostShown)
          .execute()
      ).map((one) => ({ sheet: sheet(one.sheet), row: one.row, ...(one.case_id && { caseId: one.case_id }) })),
    };
  },
});

async function linesOf(context: Context, intake: Parameters<typeof stepsOf>[1]): Promise<[number, SheetRow][]> {
  const rows: [number, SheetRow][] = [];
  for await (const { sheet, lines } of stepsOf(context, intake)) for (const line of lines) rows.push([sheet, line]);
  return rows;
}

/** Who may be the same as somebody, while both are seen and apart. */
async function alikeIn(context: Context, id: string, sheet: (at: number) => string) {
  const rows = await context.db
    .selectFrom('intake_row as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .innerJoin('person as o', 'o.id', 'r.alike_id')
    .select(['r.sheet', 'r.row', 'p.id as person', 'o.id as other'])
    .where('r.intake_id', '=', id)
    .where('r.alike_id', 'is not', null)
    .where('p.merged_into', 'is', null)
    .where('o.merged_into', 'is', null)
    .orderBy('r.sheet')
    .orderBy('r.row')
    .limit(mostShown)
    .execute();
  const names = await personNames(context, [...new Set(rows.flatMap(({ person, other }) => [person, other]))]);
  return rows.map((row) => ({
    sheet: sheet(row.sheet),
    row: row.row,
    personId: row.person,
    name: names.get(row.person)?.name,
    otherId: row.other,
    otherName: names.get(row.other)?.name,
  }));
}
