import { sql } from 'kysely';
import { Problem, refuseField } from '../../kernel/index.ts';
import { fromBase64 } from '../base64.ts';
import { open } from '../cases/index.ts';
import { requireProgramme } from '../checks.ts';
import { recordStandard, save } from '../forms/index.ts';
import { register } from '../people/index.ts';
import { type Context, operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { type CellProblem, type Judge, type Judged, judgeCase, refusedCells } from './judge.ts';
import { readMapping } from './mapping.ts';
import { readFile, type SourceCase } from './read.ts';

const mostBytes = 10_000_000;
const mostProblems = 1_000;

/**
 * Each case is registered, opened and filled by the operations that a caseworker uses, in one transaction: what they
 * refuse is refused here, and a file comes in whole or not at all. Trying it is the same, undone at the end.
 */
export const importCases = operation(contracts.importCases, {
  // The journal says what came of the file; a copy of the file would outlast the people in it.
  kept: ({ file: _, mapping: __, ...input }) => input,
  prepare: async (_, { file, mapping }) =>
    readFile(fromBase64('file', file, mostBytes), mapping === undefined ? undefined : readMapping(mapping)),
  run: async (context, input, sources: SourceCase[]) => {
    const { actor, definitions, now, db } = context;
    for (const grant of ['person.write', 'case.write'] as const)
      if (!actor.role.grants.includes(grant)) throw new Problem('grant.missing');
    requireProgramme(context, input.programme);
    const standard = recordStandard();
    const form = await definitions.form(standard.form);
    if (!form) throw refuseField('programme', 'unknownCode');
    const judge: Judge = {
      standard,
      definition: form.definition,
      definitions,
      now,
      notHeld: new Map(),
      unknownColumns: new Set(),
    };
    const without = new Set(input.without);
    const cases = sources.filter(({ row }) => !without.has(row)).map((source) => judgeCase(judge, source));
    const problems: CellProblem[] = cases.flatMap((one) => one.problems);
    const duplicates: Awaited<ReturnType<typeof make>> = [];
    let created = 0;
    if (input.dryRun || problems.length === 0) {
      await sql`savepoint trial`.execute(db);
      for (const one of cases) {
        if (one.problems.length > 0 || !one.person) continue;
        try {
          duplicates.push(...(await make(context, one, input, form)));
          created++;
        } catch (error) {
          problems.push(...refusedCells(error, one.row));
        }
      }
      if (input.dryRun || problems.length > 0) await sql`rollback to savepoint trial`.execute(db);
    }
    return {
      cases: cases.length,
      created: !input.dryRun && problems.length > 0 ? 0 : created,
      problems: problems.slice(0, mostProblems),
      notHeld: [...judge.notHeld].map(([column, { cells, why }]) => ({ column, cells, why })),
      unknownColumns: [...judge.unknownColumns],
      duplicates,
    };
  },
});

async function make(
  context: Context,
  { row, person, answers }: Judged,
  { programme, consent }: { programme: string; consent: 'oral' | 'written' },
  form: Awaited<ReturnType<Context['definitions']['form']>>,
) {
  const registered = await register.run(context, person!, undefined);
  const opened = await open.run(
    context,
    { personId: registered.person.id, programme, consent: { how: consent } },
    undefined,
  );
  if (Object.keys(answers).length > 0)
    await save.run(context, { caseId: opened.id, form: form!.definition.code, answers: answers as never }, form);
  return registered.possibleDuplicates.slice(0, 3).map(({ person: { number, name }, score }) => ({
    row,
    number,
    name,
    score,
  }));
}
