import { setImmediate as turn } from 'node:timers/promises';
import { writeXlsx } from 'hucre';
import { sql } from 'kysely';
import { absent, Problem, sensitivityClasses } from '../../kernel/index.ts';
import { reckoningOf } from '../cases/index.ts';
import { requireProgramme, requireRead } from '../checks.ts';
import { makeFile } from '../made-file.ts';
import { type PersonRow, summaryOf } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import { cellOf } from '../spreadsheet.ts';
import * as contracts from './contract.ts';
import { type Draft, isTotal, rowJudge } from './judge.ts';
import { addCounts, noCounts, type Opened, openIntake, putAway, stepsOf } from './kept.ts';
import { letterOf, type Reading, readingOf } from './plan.ts';
import { type Facts, IntakeRows } from './rows.ts';
import { Before, type Match, registered, soughtOf } from './same.ts';
import type { SheetRow } from './sheets.ts';

const mostProblems = 2_000;
const mostKnown = 200;
/** PostgreSQL writes so many rows while the next are made. */
const sentTogether = 100;

/** A register that may come in: with a plan, by a role that may do by hand what it does. */
async function ready(context: Context, intake: Opened): Promise<Reading> {
  if (!intake.plan) throw absent();
  for (const grant of ['person.write', 'case.write'] as const)
    if (!context.actor.role.grants.includes(grant)) throw new Problem('grant.missing');
  requireProgramme(context, intake.plan.programme);
  return readingOf(context, intake.about, intake.plan);
}

/** The rows of a step that say something: without headings, what stands above them, and sums. */
function draftsOf(
  reading: Reading,
  judge: (sheet: number, row: SheetRow) => Draft,
  sheet: number,
  lines: readonly SheetRow[],
) {
  const heading = reading.sheets.get(sheet);
  const below = heading === undefined ? [] : lines.filter(([number]) => number > heading);
  const said = below.filter((row) => !isTotal(reading, sheet, row));
  return { drafts: said.map((row) => judge(sheet, row)), totals: below.length - said.length };
}

export const check = operation(contracts.check, {
  run: async (context, { id }) => {
    for (const one of sensitivityClasses) requireRead(context, one);
    const intake = await openIntake(context, id);
    const reading = await ready(context, intake);
    const { about } = intake;
    const judge = rowJudge(context, reading, about.sender);
    const counts = noCounts();
    const problems: contracts.CellProblem[] = [];
    const known: Parameters<typeof mentions>[0] = [];
    const before = new Before();
    const contacts = reading.plan.becomes === 'contact';
    let problemCount = 0;
    let twice = 0;
    const name = (sheet: number): string => about.sheets[sheet]?.name ?? '';
    for await (const { sheet, lines } of stepsOf(context, intake)) {
      const { drafts, totals } = draftsOf(reading, judge, sheet, lines);
      counts.totals += totals;
      for (const { wrong, row } of drafts) {
        problemCount += wrong.length;
        for (const { column, heading, code, params } of wrong)
          if (problems.length < mostProblems)
            problems.push({
              sheet: name(sheet),
              cell: `${letterOf(column)}${row}`,
              row,
              heading,
              code,
              ...(params && { params }),
            });
      }
      const right = drafts.filter(({ wrong }) => wrong.length === 0);
      counts.wrong += drafts.length - right.length;
      if (contacts) {
        counts.contacts += right.length;
        continue;
      }
      const sought = right.map(soughtOf);
      const here = await registered(context, sought);
      for (const one of sought) {
        const match = here.get(one.draft);
        const met = before.meet(one);
        const found = match?.certain || !met?.certain ? (match ?? met) : met;
        if (met) twice++;
        if (found && known.length < mostKnown) known.push({ draft: one.draft, match, met, certain: found.certain });
        const { same, alike } = reading.plan;
        if (found && (found.certain ? same : alike) === 'skip') counts.skipped++;
        else {
          counts.cases++;
          if (found?.certain) counts.joined++;
          else counts.people++;
          if (found && !found.certain) counts.alike++;
        }
      }
      // Others are served between two steps.
      await turn();
    }
    return { counts, problems, problemCount, known: mentions(known, context, name), twice };
  },
});

function mentions(
  known: {
    draft: Draft;
    certain: boolean;
    match: Match<PersonRow> | undefined;
    met: Match<Draft> | undefined;
  }[],
  context: Context,
  name: (sheet: number) => string,
) {
  return known.map(({ draft, certain, match, met }) => {
    const person = match && summaryOf(context, match.who);
    return {
      sheet: name(draft.sheet),
      row: draft.row,
      certain,
      ...(person && { personId: person.id, number: person.number, ...(person.name && { name: person.name }) }),
      ...(!person && met && { like: { sheet: name(met.who.sheet), row: met.who.row } }),
    };
  });
}

/**
 * The next step. Whoever presses at the same time waits, and takes the one after it; what was interrupted goes on where the
 * last step ended.
 */
export const take = operation(contracts.take, {
  // Not sealed under the key of the register, which goes: a repeated call answers as before.
  alsoAbout: ({ id }, { made }) => [id, ...made],
  run: async (context, { id }) => {
    const { db, now } = context;
    const intake = await openIntake(context, id, { hold: true });
    const { row } = intake;
    if (row.state === 'undoing' || row.state === 'undone') throw new Problem('intake.begun');
    if (row.state === 'taken')
      return {
        state: row.state,
        rows: row.rows,
        taken: row.rows,
        counts: addCounts(row.counts, noCounts()),
        made: [],
      };
    const reading = await ready(context, intake);
    const { value: step } = await stepsOf(context, intake).next();
    let counts = addCounts(row.counts, noCounts());
    let made: string[] = [];
    if (step) {
      const done = await takeStep(context, intake, reading, step);
      counts = addCounts(row.counts, done.counts);
      made = done.made;
      await db
        .updateTable('intake_part')
        .set({ taken_at: now, body: null })
        .where('intake_id', '=', id)
        .where('seq', '=', step.seq)
        .execute();
    }
    const { left, rows, taken } = await waiting(context, id, reading);
    const state = left > 0 ? ('taking' as const) : ('taken' as const);
    const changed = { state, counts: JSON.stringify(counts), touched_at: now };
    await db
      .updateTable('intake')
      .set({ ...changed, ...(left === 0 && putAway(context, intake)) })
      .where('id', '=', id)
      .execute();
    return { state, rows, taken, counts, made };
  },
});

/** Rows that wait; those of the chosen sheets, and how many of them are taken. */
async function waiting(
  { db }: Context,
  id: string,
  { sheets }: Reading,
): Promise<{ left: number; rows: number; taken: number }> {
  const parts = await db
    .selectFrom('intake_part')
    .select(['sheet', 'rows', 'taken_at'])
    .where('intake_id', '=', id)
    .execute();
  const sum = (some: typeof parts): number => some.reduce((total, { rows }) => total + rows, 0);
  const open = parts.filter(({ taken_at }) => !taken_at);
  const chosen = parts.filter(({ sheet }) => sheets.has(sheet));
  return { left: sum(open), rows: sum(chosen), taken: sum(chosen.filter(({ taken_at }) => taken_at)) };
}

async function takeStep(
  context: Context,
  { row: { id }, about }: Opened,
  reading: Reading,
  { seq, sheet, lines }: { seq: number; sheet: number; lines: SheetRow[] },
) {
  const counts = noCounts();
  const made: string[] = [];
  const judge = rowJudge(context, reading, about.sender);
  const { drafts, totals } = draftsOf(reading, judge, sheet, lines);
  const right = drafts.filter(({ wrong }) => wrong.length === 0);
  counts.totals = totals;
  counts.wrong = drafts.length - right.length;
  const { plan } = reading;
  const rows = new IntakeRows(context, reading, requireProgramme(context, plan.programme), await reckoningOf(context));
  if (plan.becomes === 'contact')
    for (const [at, draft] of right.entries()) {
      if (at % sentTogether === 0) await rows.send();
      const enquiry = rows.contact(draft);
      rows.became(id, seq, draft, { enquiry_id: enquiry });
      made.push(enquiry);
      counts.contacts++;
    }
  else {
    const sought = right.map(soughtOf);
    const here = await registered(context, sought);
    const before = new Before();
    /** Of the rows of this step that have one. */
    const people = new Map<Draft, Facts>();
    for (const [at, one] of sought.entries()) {
      if (at % sentTogether === 0) await rows.send();
      const person = placeOf(here.get(one.draft), before.meet(one), people);
      if (person && (person.certain ? plan.same : plan.alike) === 'skip') {
        counts.skipped++;
        continue;
      }
      const facts = person?.certain ? person.facts : rows.person(one.draft, one.tokens);
      people.set(one.draft, facts);
      const file = rows.case(one.draft, facts);
      const alike = person && !person.certain ? person.facts.id : undefined;
      rows.became(id, seq, one.draft, { person_id: facts.id, case_id: file, ...(alike && { alike_id: alike }) });
      if (person?.certain) counts.joined++;
      else {
        counts.people++;
        made.push(facts.id);
      }
      if (alike) counts.alike++;
      counts.cases++;
      made.push(file);
    }
  }
  await rows.end();
  return { counts, made };
}

/** Whose row it is, or may be: somebody who is here, before somebody of a row before; who is certain, before all. */
function placeOf(
  match: Match<PersonRow> | undefined,
  met: Match<Draft> | undefined,
  people: ReadonlyMap<Draft, Facts>,
): { certain: boolean; facts: Facts } | undefined {
  const earlier = met && people.get(met.who);
  if (match && (match.certain || !(met?.certain && earlier))) return { certain: match.certain, facts: match.who };
  return met && earlier ? { certain: met.certain, facts: earlier } : undefined;
}

export const undo = operation(contracts.undo, {
  alsoAbout: ({ id }) => [id],
  run: async (context, { id }) => {
    const { db, now, ports } = context;
    const intake = await openIntake(context, id, { hold: true });
    if (intake.row.state === 'undone')
      return { state: 'undone' as const, undone: 0, left: 0, kept: await keptIn(context, id) };
    await db.updateTable('intake').set({ state: 'undoing', touched_at: now }).where('id', '=', id).execute();
    await db
      .updateTable('intake_part')
      .set({ taken_at: now, body: null })
      .where('intake_id', '=', id)
      .where('taken_at', 'is', null)
      .execute();
    const { rows } = await sql<{
      done: { keys: string[]; undone: number; kept: number; left: number };
    }>`select undo_intake(${id}, ${now}) as done`.execute(db);
    const { keys, undone, kept, left } = rows[0]!.done;
    if (keys.length > 0) await ports.noteErasure(keys, now);
    context.touch(...keys);
    const state = left > 0 ? ('undoing' as const) : ('undone' as const);
    if (left === 0)
      await db
        .updateTable('intake')
        .set({ state, ...putAway(context, intake) })
        .where('id', '=', id)
        .execute();
    return { state, undone, left, kept };
  },
});

const keptIn = async ({ db }: Context, id: string): Promise<number> => {
  const { kept } = await db
    .selectFrom('intake_row')
    .select((eb) => eb.fn.countAll<string>().as('kept'))
    .where('intake_id', '=', id)
    .where('kept', '=', true)
    .executeTakeFirstOrThrow();
  return Number(kept);
};

/** The desk says each problem in the words of its reader; here they become a workbook. */
export const report = operation(contracts.report, {
  subject: ({ id }) => id,
  run: async (context, { id, words, lines }) => {
    await openIntake(context, id);
    const heads = ['sheet', 'cell', 'heading', 'wrong'].map((one) => cellOf(words[one] ?? one));
    const rows = lines.map((line) => line.map((text) => cellOf(text)));
    const body = await writeXlsx({ sheets: [{ name: 'register', rows: [heads, ...rows], freezePane: { rows: 1 } }] });
    const name = `register-${context.now.toISOString().slice(0, 10)}.xlsx`;
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { file: await makeFile(context, name, type, body), name };
  },
});
