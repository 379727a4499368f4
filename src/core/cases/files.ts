import { randomUUID } from 'node:crypto';
import { absent } from '../../kernel/index.ts';
import type { Context } from '../ports.ts';

/** How long a made file waits to be fetched. */
const keptMinutes = 10;

export interface MadeFile {
  name: string;
  type: string;
  body: Uint8Array;
}

type Keeping = Pick<Context, 'db' | 'actor' | 'vault' | 'now'>;

/** Keeps a file, sealed, for whoever made it; answers its id. What they did not fetch in time goes at once. */
export async function keepFile({ db, actor, vault, now }: Keeping, { name, type, body }: MadeFile): Promise<string> {
  const id = randomUUID();
  const key = vault.organisationKey(actor.organisationId);
  await db
    .with('late', (one) => one.deleteFrom('made_file').where('made_at', '<', earliest(now)))
    .insertInto('made_file')
    .values({ id, user_id: actor.userId, name, type, body: vault.sealBytes(key, `file:${id}`, body), made_at: now })
    .execute();
  return id;
}

/**
 * Hands out a made file to the user who made it, once; needs a transaction that may write.
 *
 * @throws Problem `record.absent` for another user's, an old, a fetched and an unknown one alike.
 */
export async function readFile({ db, actor, vault, now }: Keeping, id: string): Promise<MadeFile> {
  const file = await db
    .deleteFrom('made_file')
    .where('id', '=', id)
    .where('user_id', '=', actor.userId)
    .returning(['name', 'type', 'body', 'made_at'])
    .executeTakeFirst();
  if (!file || file.made_at < earliest(now)) throw absent();
  const body = vault.unsealBytes(vault.organisationKey(actor.organisationId), `file:${id}`, file.body);
  return { name: file.name, type: file.type, body };
}

const earliest = (now: Date): Date => new Date(now.getTime() - keptMinutes * 60_000);
