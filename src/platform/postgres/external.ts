import pg from 'pg';
import { logins } from './cluster.ts';
import type { Postgres } from './postgres.ts';
import { PostgresRefusal } from './refusal.ts';
import { errorCode } from './state.ts';

const OLDEST_MAJOR = 15;
const ROLE = logins.app;
const ONE_AT_A_TIME = 7_306_004;

/**
 * A PostgreSQL that somebody else runs. `databaseUrl` is the login that makes and owns the tables. The application works
 * as the role `banyan_app`: with `appUrl` by a login of its own, which is the stronger way; without it the same login
 * steps down into the role at each connection, and a statement that said `reset role` would step up again. `listen` and
 * `replica` name other servers for the same login, whose power is refused once for all of them.
 *
 * @throws PostgresRefusal when the server is too old or does not answer, or the application's login could do too much.
 */
export async function externalPostgres(
  databaseUrl: string,
  appUrl?: string,
  { listen, replica }: { listen?: string | undefined; replica?: string | undefined } = {},
): Promise<Postgres> {
  const ownerConfig: pg.ClientConfig = { connectionString: parsed(databaseUrl, 'DATABASE_URL').href };
  const appConfig: pg.ClientConfig = {
    connectionString: (appUrl ? parsed(appUrl, 'DATABASE_APP_URL') : steppedDown(databaseUrl)).href,
  };
  const appLogin = appUrl ? await withClient(appConfig, 'DATABASE_APP_URL', currentUser) : undefined;
  const version = await withClient(ownerConfig, 'DATABASE_URL', async (client) => {
    const version = await supportedVersion(client);
    await ensureAppRole(client, appLogin ?? (await currentUser(client)), Number.parseInt(version, 10));
    return version;
  });
  await withClient(appConfig, appUrl ? 'DATABASE_APP_URL' : 'DATABASE_URL', refusePower);
  const elsewhere = (url: string | undefined, variable: string) =>
    url ? sameLogin(url, variable, appUrl ?? databaseUrl, appUrl !== undefined) : undefined;
  return {
    ownerConfig,
    appConfig,
    listenConfig: elsewhere(listen, 'DATABASE_LISTEN_URL'),
    copyConfig: elsewhere(replica, 'DATABASE_REPLICA_URL'),
    backupConfig: ownerConfig,
    version,
    adopted: true,
    stop: async () => {},
  };
}

function parsed(url: string, variable: string): URL {
  if (!URL.canParse(url))
    throw new PostgresRefusal(`${variable} must look like postgres://user:password@host:5432/database.`);
  return new URL(url);
}

/** A server that may be away now cannot be asked what a login may do there: so it must be the login that was asked about. */
function sameLogin(given: string, variable: string, than: string, own: boolean): pg.ClientConfig {
  if (parsed(given, variable).username !== new URL(than).username)
    throw new PostgresRefusal(
      `${variable} must sign in as ${own ? 'DATABASE_APP_URL' : 'DATABASE_URL'} does, with the same name.`,
    );
  return { connectionString: (own ? new URL(given) : steppedDown(given)).href };
}

function steppedDown(databaseUrl: string): URL {
  const url = parsed(databaseUrl, 'DATABASE_URL');
  url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c role=${ROLE}`.trim());
  return url;
}

/** `variable` names the setting at fault; its value holds a password and is never shown. */
async function withClient<T>(
  config: pg.ClientConfig,
  variable: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...config, application_name: 'banyan start', connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // a lost connection fails the query under way
  try {
    await client.connect();
  } catch (error) {
    const reason = errorCode(error) ?? (error instanceof Error ? error.message : String(error));
    throw new PostgresRefusal(
      `The PostgreSQL of ${variable} lets nobody in (${reason}). Check that it runs, and the host, the user and the password.`,
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function currentUser(client: pg.Client): Promise<string> {
  return (await client.query<{ name: string }>('select current_user as name')).rows[0]!.name;
}

async function supportedVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
    `select split_part(version(), ' ', 2) as version, current_setting('server_version_num')::int as number,
            current_setting('server_encoding') as encoding`,
  );
  const { version, number, encoding } = rows[0]!;
  if (number < OLDEST_MAJOR * 10_000)
    throw new PostgresRefusal(
      `The server of DATABASE_URL is PostgreSQL ${version}; Banyan needs ${OLDEST_MAJOR} or newer. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
    );
  if (encoding !== 'UTF8')
    throw new PostgresRefusal(
      `The database of DATABASE_URL is encoded in ${encoding}, which cannot hold every script. Make one with: create database banyan encoding 'UTF8' template template0`,
    );
  return version;
}

/** Makes the role and gives it to the application's login, as far as that is not done. */
async function ensureAppRole(client: pg.Client, login: string, major: number): Promise<void> {
  // From 16 on, being a member and being allowed to become the role are two things.
  const membership = major >= 16 && login === (await currentUser(client)) ? 'set' : 'member';
  const isReady = async () => {
    const role = await client.query('select from pg_roles where rolname = $1', [ROLE]);
    if (role.rowCount === 0) return { exists: false, granted: false };
    const grant = await client.query<{ granted: boolean }>('select pg_has_role($1, $2, $3) as granted', [
      login,
      ROLE,
      membership,
    ]);
    return { exists: true, granted: grant.rows[0]!.granted };
  };
  await client.query('select pg_advisory_lock($1)', [ONE_AT_A_TIME]); // until the connection ends
  const { exists, granted } = await isReady();
  try {
    if (!exists) await client.query(`create role ${ROLE} nologin`);
    if (!granted) await client.query(`grant ${ROLE} to ${client.escapeIdentifier(login)}`);
  } catch (error) {
    throw new PostgresRefusal(
      `The login of DATABASE_URL may not set up the application's role (${error instanceof Error ? error.message : error}). Let an administrator of that server run: ` +
        `create role ${ROLE} nologin; grant ${ROLE} to ${client.escapeIdentifier(login)};`,
    );
  }
}

/** As the application will connect: what it must not be able to do. */
async function refusePower(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; powerful: boolean; member: boolean; owner: boolean }>(
    `select current_user as name, rolsuper or rolbypassrls as powerful, pg_has_role(current_user, $1, 'usage') as member,
            exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public'
                    and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'usage')) as owner
     from pg_roles where rolname = current_user`,
    [ROLE],
  );
  const { name, powerful, member, owner } = rows[0]!;
  if (powerful || owner)
    throw new PostgresRefusal(
      `The application's login ${name} ${owner ? 'owns tables' : 'passes row-level security'}: it could see everybody's records. Set DATABASE_APP_URL to an ordinary login.`,
    );
  if (!member)
    throw new PostgresRefusal(
      `The application's login ${name} does not have the role ${ROLE}. Run: grant ${ROLE} to ${client.escapeIdentifier(name)}`,
    );
}
