import { absent, Problem, type SensitivityClass } from '../../kernel/index.ts';
import { type OwnCase, ownCase } from '../cases/index.ts';
import type { Context, SubjectKey } from '../ports.ts';

/**
 * A case that may be planned with, and its key.
 *
 * @throws Problem `record.absent` when not one's own, `record.closed`.
 */
export async function openCase(context: Context, id: string): Promise<{ file: OwnCase; key: SubjectKey }> {
  const [file, key] = await Promise.all([ownCase(context, id), context.keys.of(id)]);
  if (file.closed_at) throw new Problem('record.closed');
  return { file, key };
}

/** The row as the caller read it: absent when it is not of this case, or not there; changed when it is not what it was. */
export function asRead<R extends { case_id: string; revision: number }>(
  row: R | undefined,
  caseId: string,
  revision: number,
): R {
  if (row?.case_id !== caseId) throw absent();
  if (row.revision !== revision) throw new Problem('record.changed', { params: { revision: row.revision } });
  return row;
}

export const mayRead = ({ actor }: Context, one: SensitivityClass): boolean => actor.role.read.includes(one);

/**
 * A text of an account, sealed in its place. What the role may not read it cannot have meant to blank: that stays.
 */
export function sealedText(
  context: Context,
  key: SubjectKey,
  place: string,
  text: string | undefined,
  before: Buffer | null,
): Buffer | null {
  if (text) return context.vault.seal(key, place, text);
  return mayRead(context, 'account') ? null : before;
}
