import { sql } from 'kysely';
import { requireProgramme, requireRead } from '../checks.ts';
import { personNames } from '../people/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { isFinal, missingFor, standing, transitionsFrom } from './gates.ts';
import { caseRows, toCaseRow } from './row.ts';

/** More are no list that a meeting goes through. */
const most = 100;
const dayMs = 86_400_000;

/** Those who wait longest come first: it is for them that two sides meet. */
export const meeting = operation(contracts.meeting, {
  run: async (context, { programme: code, nationality, destination, stage, names: named }) => {
    requireRead(context, 'operational');
    // What is covered is not asked for either.
    if (nationality) requireRead(context, 'statistical');
    const programme = requireProgramme(context, code);
    const since = sql<Date>`coalesce((select max(s.at) from case_stage s where s.case_id = c.id), c.opened_at)`;
    let query = caseRows(context.db)
      .select(['c.waivers', 'c.last_contact_at', since.as('since')])
      .where('c.programme', '=', code)
      .where('c.closed_at', 'is', null)
      .orderBy(since)
      .orderBy('c.id')
      .limit(most + 1);
    if (nationality) query = query.where('c.nationality', '=', nationality);
    if (destination) query = query.where('c.destination', '=', destination);
    if (stage) query = query.where('c.stage', '=', stage);
    const found = await query.execute();
    const rows = found.slice(0, most);
    const names: Awaited<ReturnType<typeof personNames>> = named
      ? await personNames(context, [...new Set(rows.map((row) => row.person_id))])
      : new Map();
    const items = await Promise.all(
      rows.map(async (row) => {
        const ways = transitionsFrom(programme, row.stage);
        const onward = ways.filter(({ to }) => !isFinal(programme, to));
        const steps = onward.length > 0 ? onward : ways;
        const has = { ...(await standing(context, row, steps)), closingReason: true };
        const { id, number, sex, ageBand, personName } = toCaseRow(context, row, names);
        return {
          id,
          number,
          ...(personName !== undefined && { personName }),
          sex,
          ageBand,
          stage: row.stage,
          days: Math.max(0, Math.floor((context.now.getTime() - row.since.getTime()) / dayMs)),
          lastContactAt: row.last_contact_at.toISOString(),
          next: steps.map((one) => ({ to: one.to, label: one.label, missing: missingFor(one, has) })),
        };
      }),
    );
    return { items, beyond: found.length > most };
  },
});
