import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../banyan.ts';

/** Programs of an installed PostgreSQL, which those that come by npm do not have all of. */
export const binDir = process.env.BANYAN_TEST_PG15_BINDIR ?? '/usr/lib/postgresql/15/bin';
export const hasPrograms = ['initdb', 'pg_ctl', 'pg_basebackup'].every((name) => existsSync(path.join(binDir, name)));

/** PostgreSQL runs as nobody when the tests run as root. */
const uid = process.getuid?.() === 0 ? 65_534 : undefined;
const as = uid === undefined ? {} : { uid, gid: uid };
const secret = 'pw';

const run = async (program: string, args: string[], cwd: string): Promise<void> => {
  await promisify(execFile)(program, args, { cwd, ...as, env: { PATH: process.env.PATH, PGPASSWORD: secret } });
};

/** A folder that PostgreSQL may write. */
export async function folder(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if (uid !== undefined) await chown(dir, uid, uid);
  return dir;
}

/** A PostgreSQL at a loopback port, durable, whose superuser is `postgres`. */
export class Cluster {
  readonly port: number;
  readonly #dir: string;

  private constructor(dir: string, port: number) {
    this.#dir = dir;
    this.port = port;
  }

  static async create(dir: string): Promise<Cluster> {
    await folder(dir);
    const pwfile = path.join(dir, 'password');
    await writeFile(pwfile, secret);
    if (uid !== undefined) await chown(pwfile, uid, uid);
    const data = path.join(dir, 'data');
    const args = [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      '--pwfile',
      pwfile,
      '-E',
      'UTF8',
      '--locale',
      'C',
    ];
    await run(path.join(binDir, 'initdb'), args, dir);
    const one = new Cluster(dir, await freePort());
    await one.start();
    return one;
  }

  /** One that follows this one, by streaming. */
  async follower(dir: string): Promise<Cluster> {
    await folder(dir);
    const from = `host=127.0.0.1 port=${this.port} user=postgres password=${secret}`;
    const args = ['-d', from, '-D', path.join(dir, 'data'), '-R', '-X', 'stream', '-c', 'fast'];
    await run(path.join(binDir, 'pg_basebackup'), args, dir);
    const one = new Cluster(dir, await freePort());
    await one.start();
    return one;
  }

  async start(): Promise<void> {
    const options = `-c listen_addresses=127.0.0.1 -c port=${this.port} -c unix_socket_directories='' -c shared_buffers=32MB`;
    const log = path.join(this.#dir, 'log');
    await run(
      path.join(binDir, 'pg_ctl'),
      ['-D', path.join(this.#dir, 'data'), '-w', '-l', log, '-o', options, 'start'],
      this.#dir,
    );
  }

  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    await run(path.join(binDir, 'pg_ctl'), ['-D', path.join(this.#dir, 'data'), '-w', '-m', how, 'stop'], this.#dir);
  }

  url(user: string, database: string, port = this.port): string {
    return `postgres://${user}:${secret}@127.0.0.1:${port}/${database}`;
  }

  async sql(...statements: string[]): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: this.url('postgres', 'postgres') });
    await client.connect();
    try {
      let rows: unknown[] = [];
      for (const statement of statements) rows = (await client.query(statement)).rows;
      return rows;
    } finally {
      await client.end();
    }
  }
}

/** PgBouncer from 1.21 on: before, it knows no prepared statements in transaction mode. */
const bouncer = process.env.BANYAN_TEST_PGBOUNCER ?? '/usr/sbin/pgbouncer';

export async function bouncerVersion(): Promise<string | undefined> {
  if (!existsSync(bouncer)) return undefined;
  const { stdout } = await promisify(execFile)(bouncer, ['--version']);
  return /PgBouncer (\S+)/.exec(stdout)?.[1];
}

/** A pool before a cluster. Answers its port, and how to end it. */
export async function bounce(
  dir: string,
  to: Cluster,
  users: readonly string[],
  mode: 'session' | 'transaction',
): Promise<{ port: number; stop: () => Promise<void> }> {
  await folder(dir);
  const port = await freePort();
  const list = path.join(dir, 'users');
  const settings = path.join(dir, 'pgbouncer.ini');
  await writeFile(list, users.map((user) => `"${user}" "${secret}"\n`).join(''), { mode: 0o644 });
  await writeFile(
    settings,
    `[databases]
* = host=127.0.0.1 port=${to.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${list}
pool_mode = ${mode}
max_client_conn = 200
${mode === 'session' ? 'default_pool_size = 20' : 'default_pool_size = 6\nmax_prepared_statements = 500'}
`,
    { mode: 0o644 },
  );
  const child = spawn(bouncer, [settings], { ...as, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: to.url(users[0]!, 'postgres', port) });
    client.on('error', () => {});
    const error = await client.connect().then(
      () => undefined,
      (failed: Error) => failed,
    );
    if (!error) {
      await client.end();
      break;
    }
    if (tries === 50 || child.exitCode !== null)
      throw new Error(`PgBouncer does not answer: ${error.message}; ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    port,
    async stop() {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), 2_000).unref();
      await ended;
    },
  };
}
