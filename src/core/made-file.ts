import { uuidv7 } from '../kernel/index.ts';
import type { Context } from './ports.ts';

/**
 * Keeps a file for the caller to fetch, sealed; only the user who had it made can. Answers the id under which
 * `/api/file/<id>` gives it out.
 *
 * @param name with its extension; used as it is for the download, so made here and never taken from input.
 */
export async function makeFile(
  { db, actor, now, vault }: Context,
  name: string,
  type: string,
  bytes: Uint8Array,
): Promise<string> {
  const id = uuidv7(now.getTime());
  const body = vault.sealBytes(vault.organisationKey(actor.organisationId), `file:${id}`, bytes);
  await db.insertInto('made_file').values({ id, user_id: actor.userId, name, type, body, made_at: now }).execute();
  return id;
}
