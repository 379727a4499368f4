import type pg from 'pg';
import { clientConfig } from './cluster.ts';
import { type LaunchOptions, launch } from './server.ts';

/** A PostgreSQL for Banyan, embedded or external. */
export interface Postgres {
  /** Owns the tables: migrations and restore. Subject to row-level security, since it is forced. */
  ownerConfig: pg.ClientConfig;
  /** The application's login: owns nothing and cannot bypass row-level security. */
  appConfig: pg.ClientConfig;
  /** The application's login without a pool in between, to listen with, and at a copy that follows; absent where there is none. */
  listenConfig?: pg.ClientConfig | undefined;
  copyConfig?: pg.ClientConfig | undefined;
  /** What `backup` reads with: embedded a read-only login past row-level security, external the owner. */
  backupConfig: pg.ClientConfig;
  /** Of the server, as `18.4`. */
  version: string;
  /** Whether the server was running before us. */
  adopted: boolean;
  /** Lets go of it; the last process to let go of an embedded server stops it. Close your pools first. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a state folder, or shares the one that already runs there, and starts it again when
 * it goes away (pools connect anew; the configurations stay valid).
 *
 * @throws PostgresRefusal with a sentence for the console when the machine or the folder does not allow it.
 */
export async function startPostgres(options: LaunchOptions = {}): Promise<Postgres> {
  const hold = await launch(options);
  const config = (login: 'owner' | 'app' | 'backup') => clientConfig(login, hold.passwords, hold.socketDir);
  return {
    ownerConfig: config('owner'),
    appConfig: config('app'),
    backupConfig: config('backup'),
    version: hold.version,
    adopted: hold.adopted,
    stop: () => hold.release(),
  };
}
