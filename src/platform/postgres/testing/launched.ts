/** Servers that PostgreSQL's launcher starts, held by this process and by others, for the tests of one file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Postgres, startPostgres } from '../index.ts';
import { endServer, runningIn } from '../processes.ts';
import { openHome } from '../state.ts';

export const asRoot = process.getuid?.() === 0;
const NODE_MODULES = path.join(import.meta.dirname, '../../../../node_modules');

export let base: string;
let script: string;
/** One folder for most tests: each leaves its server stopped. */
export let state: string;
const children: Child[] = [];

/** Another Node.js process that holds a server. */
export class Child {
  readonly process: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  constructor(stateDir: string, { uid, env = {} }: { uid?: number; env?: Record<string, string> } = {}) {
    this.process = spawn(process.execPath, [script, stateDir], {
      cwd: '/',
      env: { PATH: process.env.PATH, NODE_PATH: NODE_MODULES, TMPDIR: tmpdir(), ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    this.lines = createInterface({ input: this.process.stdout! })[Symbol.asyncIterator]();
    children.push(this);
  }

  /** What it said of its start: `{ adopted, version }` or `{ refused }`. */
  async started(): Promise<{ adopted?: boolean; version?: string; refused?: string }> {
    return JSON.parse((await this.lines.next()).value);
  }

  async stop(): Promise<void> {
    this.process.stdin!.end();
    if (this.process.exitCode === null) await once(this.process, 'exit');
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
  }
}

/** A folder for this file; after each test nothing runs in it any more. */
export function launchIn(): void {
  beforeAll(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'banyan-launcher-'));
    await chmod(base, 0o755);
    state = path.join(base, 'state');
    script = path.join(base, 'hold.mjs');
    await build({
      stdin: {
        contents: `
          import { startPostgres } from './index.ts';
          const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
          try {
            const { adopted, version, stop } = await startPostgres({ stateDir: process.argv[2] });
            say({ adopted, version });
            process.stdin.resume().on('end', stop);
          } catch (error) {
            say({ refused: error.message, name: error.name });
          }`,
        resolveDir: path.dirname(import.meta.dirname),
      },
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['pg-native'],
      banner: {
        js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`,
      },
      logLevel: 'error',
    });
  });

  afterEach(async () => {
    for (const child of children.splice(0)) await child.kill();
    for (const name of await readdir(base))
      if ((await stat(path.join(base, name))).isDirectory() && name.startsWith('state'))
        await endServer(await openHome(path.join(base, name)));
  });

  afterAll(async () => {
    await rm(base, { recursive: true });
  });
}

export async function query<T extends object>(
  config: pg.ClientConfig,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  await client.connect();
  return client
    .query<T>(sql, values)
    .then(({ rows }) => rows)
    .finally(() => client.end().catch(() => {}));
}

export async function using<T>(work: (postgres: Postgres) => Promise<T>, stateDir = state): Promise<T> {
  const postgres = await startPostgres({ stateDir });
  return work(postgres).finally(() => postgres.stop());
}

export async function postmaster(stateDir = state): Promise<number | undefined> {
  return runningIn(await openHome(stateDir))?.postmaster;
}

export const lockFile = () => path.join(state, 'postgres/data/postmaster.pid');

/** A row that was acknowledged must be there afterwards. */
export const note = (postgres: Postgres, text: string) =>
  query(postgres.ownerConfig, 'create table if not exists note (text text)').then(() =>
    query(postgres.ownerConfig, 'insert into note values ($1)', [text]),
  );
export const notes = async (postgres: Postgres) =>
  (await query<{ text: string }>(postgres.ownerConfig, 'select text from note')).map(({ text }) => text);
