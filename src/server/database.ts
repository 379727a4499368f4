import { chmod, mkdir } from 'node:fs/promises';
import pg from 'pg';
import { externalPostgres, type Postgres, startPostgres } from '../platform/postgres/index.ts';
import { provinceSetting } from './province/index.ts';
import { Refusal } from './refusal.ts';
import type { Environment } from './settings.ts';

/** The PostgreSQL of these settings, and a state folder that exists. */
export async function openPostgres(settings: Environment, log?: (line: string) => void): Promise<Postgres> {
  const { databaseUrl, databaseAppUrl, databaseListenUrl, databaseReplicaUrl, stateDir } = settings;
  if (!databaseUrl) return startPostgres({ stateDir, log });
  try {
    const made = await mkdir(stateDir, { recursive: true, mode: 0o700 });
    if (made) await chmod(stateDir, 0o700);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    throw new Refusal(
      `Banyan cannot make its folder ${stateDir} (${reason}). Set DATA_DIR to one that this user may write.`,
    );
  }
  return externalPostgres(databaseUrl, databaseAppUrl, { listen: databaseListenUrl, replica: databaseReplicaUrl });
}

export interface Contents {
  /** Whether something is sealed in it. */
  inUse: boolean;
  /** Whether anybody can sign in. */
  users: boolean;
  /** Whether it holds the fictional province, whose passwords are public. */
  province: boolean;
}

/** What a migrated database holds. */
export async function contentsOf(owner: pg.ClientConfig): Promise<Contents> {
  return asSystem(owner, async (client) => {
    const { rows } = await client.query<Contents>(
      `select exists (select from organisation) as "inUse", exists (select from app_user) as users,
        exists (select from setting where key = $1) as province`,
      [provinceSetting],
    );
    return rows[0]!;
  });
}

/** One connection of the owner that sees all rows: forced row-level security holds for the owner as well. */
export async function asSystem<T>(owner: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...owner, application_name: 'banyan console' });
  client.on('error', () => {}); // a lost connection fails the query under way
  await client.connect();
  try {
    await client.query(`select set_config('app.scope', 'system', false)`);
    return await work(client);
  } finally {
    await client.end();
  }
}
