import { absent, Problem, type SensitivityClass } from '../../kernel/index.ts';
import { type OwnCase, ownCase } from '../cases/index.ts';
import type { Context, SubjectKey } from '../ports.ts';

/** What was told beside the figures: names and notes, sealed together. */
export type Told = Record<string, string | undefined>;

export const mayRead = ({ actor }: Context, one: SensitivityClass): boolean => actor.role.read.includes(one);

/**
 * A case whose job may be told of, and its key.
 *
 * @throws Problem `record.absent` when not one's own, `record.closed`.
 */
export async function openCase(context: Context, id: string): Promise<{ file: OwnCase; key: SubjectKey }> {
  const [file, key] = await Promise.all([ownCase(context, id), context.keys.of(id)]);
  if (file.closed_at) throw new Problem('record.closed');
  return { file, key };
}

/** A case to be read, with its key; through a referral or a glass as well. */
export async function seenCase({ db, keys }: Context, id: string) {
  const [file, key] = await Promise.all([
    db
      .selectFrom('case_file')
      .select(['organisation_id', 'closed_at', 'nationality', 'destination'])
      .where('id', '=', id)
      .executeTakeFirst(),
    keys.find(id),
  ]);
  if (!file || !key) throw absent();
  return { file, key };
}

/** The row as the caller read it: absent when it is not of this case, or not there; changed when it is not what it was. */
export function asRead<R extends { case_id: string; revision: number; ended_at?: Date | null }>(
  row: R | undefined,
  caseId: string,
  revision: number,
): R {
  if (row?.case_id !== caseId || row.ended_at) throw absent();
  if (row.revision !== revision) throw new Problem('record.changed', { params: { revision: row.revision } });
  return row;
}

/** Names and notes, sealed. What the role may not read it cannot have meant to blank: that stays. */
export function sealTold(
  context: Context,
  key: SubjectKey,
  place: string,
  told: Told,
  before: Buffer | null,
): Buffer | null {
  const old = before && !mayRead(context, 'account') ? context.vault.unseal<Told>(key, place, before) : {};
  const said = Object.entries(told).filter(([, text]) => text !== undefined && text !== '');
  const all: Told = { ...old, ...Object.fromEntries(said) };
  return Object.keys(all).length > 0 ? context.vault.seal(key, place, all) : null;
}

export const openTold = (context: Context, key: SubjectKey, place: string, sealed: Buffer | null): Told =>
  sealed && mayRead(context, 'account') ? context.vault.unseal<Told>(key, place, sealed) : {};
