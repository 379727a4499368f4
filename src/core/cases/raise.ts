import { uuidv7 } from '../../kernel/index.ts';
import { addFlags, type SafeFlag } from '../flags.ts';
import type { Context } from '../ports.ts';
import { type Belonging, belonging } from './row.ts';

/** A flag is looked at within a day. */
const screeningWithin = 24 * 3_600_000;

/**
 * Puts flags on a case and asks for a screening: once, when two raise the same flag at the same time. Answers those that the
 * case did not have.
 */
export async function raiseFlags(
  { db, now }: Context,
  file: Belonging,
  flags: readonly SafeFlag[],
): Promise<SafeFlag[]> {
  if (flags.length === 0) return [];
  const { flags: known } = await db
    .selectFrom('case_file')
    .select('flags')
    .where('id', '=', file.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const raised = flags.filter(({ sign }) => !known.some((one) => one.sign === sign));
  if (raised.length === 0) return raised;
  const noted = { updated_at: now, flags: JSON.stringify(addFlags(known, raised)) };
  await Promise.all([
    db.updateTable('case_file').set(noted).where('id', '=', file.id).execute(),
    db
      .insertInto('task')
      .values({
        id: uuidv7(now.getTime()),
        ...belonging(file),
        kind: 'screening',
        note: null,
        due_at: new Date(now.getTime() + screeningWithin),
        done_at: null,
        created_at: now,
      })
      .execute(),
  ]);
  return raised;
}
