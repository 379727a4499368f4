import { Problem } from '../../kernel/index.ts';
import { registerPage } from '../cases/index.ts';
import { requireRead } from '../checks.ts';
import { makeFile } from '../made-file.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { type StandardCase, standardCases } from './out.ts';
import { types, writeCases } from './write.ts';

/** Each case is opened with all that was written of it: more than these are a matter of figures. */
const mostCases = 5_000;
const pageRows = 500;

export const exportCases = operation(contracts.exportCases, {
  run: async (context, { format, named, reason: _, ...register }) => {
    const { actor, now } = context;
    if (named) requireRead(context, 'identity');
    const cases: StandardCase[] = [];
    let unknownCodes = 0;
    let after: string | undefined;
    do {
      const page = await registerPage(context, register, pageRows, after);
      // What was referred may be read by its recipient, not handed on.
      const own = page.rows.filter(({ organisation_id }) => organisation_id === actor.organisationId);
      const ids = own.map(({ id }) => id);
      const made = await standardCases(context, ids, named);
      cases.push(...made.cases);
      unknownCodes += made.unknownCodes;
      if (cases.length > mostCases) throw new Problem('input.tooLarge', { params: { most: mostCases } });
      after = page.next;
    } while (after !== undefined);
    const body = await writeCases(cases, format);
    const name = `cases-standard-${now.toISOString().slice(0, 10)}.${format}`;
    const file = await makeFile(context, name, types[format], body);
    const rows = cases.reduce((sum, { records }) => sum + records.length, 0);
    return { file, name, cases: cases.length, rows, size: body.length, unknownCodes };
  },
});
