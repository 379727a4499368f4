import { sql } from 'kysely';
import { Problem } from '../../kernel/index.ts';
import { operation } from '../ports.ts';
import * as contracts from './contract.ts';
import { contactOf, mayRead, safeContactOf, seenPerson } from './row.ts';

export const reveal = operation(contracts.reveal, {
  subject: ({ id }) => id,
  run: async (context, { id }) => {
    const { db, actor, now, ports } = context;
    if (!mayRead(context, 'contact')) throw new Problem('class.missing', { params: { class: 'contact' } });
    // Changes no record: a glass that the caller broke shows this person as well.
    await sql`select set_config('app.looks', 'on', true)`.execute(db);
    // The journal is what counts. One's own calls wait for one another, or the last of the quota would be given twice.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`person.reveal ${actor.userId}`}, 0))`.execute(db);
    const [row, { rows }] = await Promise.all([
      seenPerson(context, id),
      sql<{ count: string }>`select count(*) from journal where operation = 'person.reveal' and outcome = 'done'
        and actor_id = ${actor.userId} and at > ${new Date(now.getTime() - 3_600_000)}`.execute(db),
    ]);
    const most = ports.settings.limits.revealsPerHour;
    if (Number(rows[0]?.count) >= most) throw new Problem('quota.reached', { params: { most } });
    return { safeContact: safeContactOf(context, row), contact: contactOf(context, row) ?? {} };
  },
});
