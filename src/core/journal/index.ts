import { sql } from 'kysely';
import { absent } from '../../kernel/index.ts';
import { pageFrom, readCursor } from '../paging.ts';
import { type Operation, operation } from '../ports.ts';
import * as contracts from './contract.ts';

export { type Broken, type Checkpoint, checkpoint, publicHalf, type Verified, verifyJournal } from './verify.ts';

const history = operation(contracts.history, {
  run: async ({ db }, { subject, limit, after }) => {
    const from = readCursor(after, 'time');
    let query = db
      .selectFrom('journal as j')
      .leftJoin('app_user as u', 'u.id', 'j.actor_id')
      .select(['j.id', 'j.at', 'j.operation', 'j.outcome', 'j.hash', 'u.name as by'])
      .where('j.subject_id', '=', subject)
      .orderBy('j.at', 'desc')
      .orderBy('j.id', 'desc')
      .limit(limit + 1);
    if (from) query = query.where(sql<boolean>`(j.at, j.id) < (${from.key}::timestamptz, ${from.id}::uuid)`);
    // The journal is the organisation's; whose history it is must be seen by the caller as well.
    const [seen, found] = await Promise.all([
      sql<{ seen: boolean }>`select exists (select 1 from person where id = ${subject})
        or exists (select 1 from case_file where id = ${subject})
        or exists (select 1 from enquiry where id = ${subject}) as seen`.execute(db),
      query.execute(),
    ]);
    if (!seen.rows[0]?.seen) throw absent();
    const { rows, next } = pageFrom(found, limit, ({ at, id }) => ({ key: at.toISOString(), id }));
    return {
      items: rows.map(({ at, by, operation: name, outcome, hash }) => ({
        at: at.toISOString(),
        by: by ?? '',
        operation: name,
        outcome: outcome as 'done' | 'refused',
        seal: hash.toString('hex').slice(0, 16),
      })),
      ...(next && { next }),
    };
  },
});

export const journalOperations = [history] as Operation[];
