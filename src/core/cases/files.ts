import { absent } from '../../kernel/index.ts';
import type { Context } from '../ports.ts';
import { Id } from '../shapes.ts';

/** How long a made file waits to be fetched. */
const keptMinutes = 10;

/**
 * Hands out a made file to the user who made it, once; needs a transaction that may write. What they did not fetch in
 * time goes with it.
 *
 * @returns the bytes with the media type and the name for the download.
 * @throws Problem `record.absent` for another user's, an old, a fetched and an unknown one alike.
 */
export async function readFile(
  { db, actor, vault, now }: Pick<Context, 'db' | 'actor' | 'vault' | 'now'>,
  id: string,
): Promise<{ name: string; type: string; body: Uint8Array }> {
  // It comes from an address, not through a contract.
  if (!Id.safeParse(id).success) throw absent();
  const earliest = new Date(now.getTime() - keptMinutes * 60_000);
  const gone = await db
    .deleteFrom('made_file')
    .where('user_id', '=', actor.userId)
    .where((eb) => eb.or([eb('id', '=', id), eb('made_at', '<', earliest)]))
    .returning(['id', 'name', 'type', 'body', 'made_at'])
    .execute();
  const file = gone.find((one) => one.id === id);
  if (!file || file.made_at < earliest) throw absent();
  const body = vault.unsealBytes(vault.organisationKey(actor.organisationId), `file:${id}`, file.body);
  return { name: file.name, type: file.type, body };
}
