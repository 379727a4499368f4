import { spawn } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { open, readFile, rename, stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { type Binaries, findBinaries, programEnvironment } from './binaries.ts';
import { clientConfig, ensureCluster, type Passwords, readPasswords, settings } from './cluster.ts';
import { withStartLock } from './lock.ts';
import { clearAway, endServer } from './processes.ts';
import { PostgresRefusal } from './refusal.ts';
import { errorCode, type Home, makeSocketDir, openHome, socketDirOf } from './state.ts';

const READY_WITHIN_MS = 60_000;
const POLL_MS = 10;
const LOG_KEPT_BYTES = 10_000_000;
/** Shared by every process that uses the server, held by its open connection: the last one to let go may stop it. */
const IN_USE = 7_306_001;

export interface LaunchOptions {
  /** Default: `DATA_DIR`, else /var/lib/banyan for root and .data for others. */
  stateDir?: string | undefined;
  /** Told of what the launcher does, in whole sentences. */
  log?: ((line: string) => void) | undefined;
  /** False for throw-away data only: nothing is synced to the disk. */
  durable?: boolean | undefined;
}

/** The connection that holds a server. A process that does nothing else may end: the socket does not keep it. */
interface Lease {
  client: pg.Client;
  socket: net.Socket;
  version: string;
}

/** A server that answers, and our hold on it. */
export interface Hold {
  home: Home;
  passwords: Passwords;
  socketDir: string;
  version: string;
  /** Whether the server was already running. */
  adopted: boolean;
  /** Lets go, and stops the server when nobody else holds it. */
  release(): Promise<void>;
}

/** Starts the server of this folder, or adopts the one that answers; starts it again whenever it goes away. */
export async function launch(options: LaunchOptions = {}): Promise<Hold> {
  const { log = () => {}, durable = true } = options;
  const home = await openHome(options.stateDir);
  const prepare = async () => {
    const binaries = await findBinaries(home, { durable });
    await ensureCluster(home, binaries, { durable });
    return binaries;
  };
  // The lock only spares the others of several first starters the work; who makes it without one is safe, too.
  const binaries = existsSync(home.clusterDir) ? await prepare() : await withStartLock(home, prepare);
  const server = new Server(home, binaries, await readPasswords(home), log, durable);
  await makeSocketDir(server.socketDir, home);
  const { version, adopted } = await server.hold();
  const { passwords, socketDir } = server;
  return { home, passwords, socketDir, version, adopted, release: () => server.release() };
}

class Server {
  readonly passwords: Passwords;
  readonly socketDir: string;
  private readonly home: Home;
  private readonly binaries: Binaries;
  private readonly log: (line: string) => void;
  private readonly durable: boolean;
  private lease: Lease | undefined;
  private lastAnswer = '';
  private recovery: Promise<void> | undefined;
  private released: Promise<void> | undefined;

  constructor(home: Home, binaries: Binaries, passwords: Passwords, log: (line: string) => void, durable: boolean) {
    this.home = home;
    this.binaries = binaries;
    this.passwords = passwords;
    this.log = log;
    this.durable = durable;
    this.socketDir = socketDirOf(home);
  }

  /** Connects to the server, starting it first when nothing answers. */
  async hold(): Promise<{ version: string; adopted: boolean }> {
    let adopted = true;
    const began = performance.now();
    for (;;) {
      const found = await this.probe();
      if (typeof found === 'object') {
        this.lease = found;
        return { version: found.version, adopted };
      }
      // What we have started is held even when nobody wants it any more: who lets go of it then also stops it.
      if (this.released && (adopted || found === 'away'))
        throw new Error('The hold on PostgreSQL was released while it was being taken.');
      if (performance.now() - began > READY_WITHIN_MS) throw this.silent();
      if (found === 'away' && (await this.start())) adopted = false;
      else await pause();
    }
  }

  /**
   * A connection that holds the server; `away` when nothing listens; `busy` when it starts, stops or recovers. The
   * connection is the hold: it is an advisory lock, and the kernel closes it with the process.
   */
  private async probe(): Promise<Lease | 'away' | 'busy'> {
    const socket = new net.Socket();
    const client = new pg.Client({
      stream: () => socket,
      ...clientConfig('super', this.passwords, this.socketDir),
      application_name: `banyan launcher ${process.pid}`,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => {}); // its end is what we listen for
    client.once('end', () => this.onGone(client));
    try {
      await client.connect();
      await client.query('select pg_advisory_lock_shared($1)', [IN_USE]);
      const { rows } = await client.query<{ version: string }>(`select split_part(version(), ' ', 2) as version`);
      socket.unref();
      return { client, socket, version: rows[0]!.version };
    } catch (error) {
      client.end().catch(() => {});
      this.lastAnswer = error instanceof Error ? error.message : String(error);
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'away';
      if (code === '28P01' || code === '28000')
        throw new PostgresRefusal(
          `The server in ${this.home.clusterDir} does not accept the password of ${this.home.passwordFile}: one of the two was replaced. Put back the file that belongs to the data.`,
        );
      if (code === 'EACCES')
        throw new PostgresRefusal(
          `This user may not enter ${this.socketDir}: start Banyan as the user who owns the data.`,
        );
      return 'busy';
    }
  }

  /** Returns whether we started it; false when another process did so meanwhile or its postmaster still lives. */
  private async start(): Promise<boolean> {
    return withStartLock(this.home, async (locked) => {
      const found = await this.probe();
      if (typeof found === 'object') await found.client.end();
      if (found !== 'away') return false;
      await makeSocketDir(this.socketDir, this.home);
      if (locked && !(await clearAway(this.home, this.socketDir))) return false;
      return this.spawn();
    });
  }

  private async spawn(): Promise<boolean> {
    await this.turnLog();
    const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
    const out = await open(this.home.logFile, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
    const from = (await out.stat()).size;
    const { uid } = this.home;
    const parameters = Object.entries(settings(this.socketDir, { durable: this.durable })).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const child = spawn(path.join(this.binaries.binDir, 'postgres'), ['-D', this.home.dataDir, ...parameters], {
      ...(uid === undefined ? {} : { uid, gid: uid }),
      cwd: '/',
      detached: true, // a Ctrl-C at our console is for us: we stop it in order
      env: programEnvironment,
      stdio: ['ignore', out.fd, out.fd], // a file, not a pipe: the server outlives us
    });
    await out.close();
    child.unref();
    let ended = false;
    child.once('exit', () => {
      ended = true;
    });
    child.once('error', () => {
      ended = true;
    });
    this.log(`Starting PostgreSQL ${this.binaries.version} in ${this.home.dataDir}.`);
    // The start lock is kept until it answers, so that nobody takes a starting server for a dead one.
    for (const began = performance.now(); performance.now() - began < READY_WITHIN_MS; await pause()) {
      const found = await this.probe();
      if (typeof found === 'object') {
        await found.client.end();
        return true;
      }
      if (!ended) continue;
      const said = (await readFile(this.home.logFile, 'utf8')).slice(from).trim();
      if (/lock file ".*" already exists/.test(said)) return false;
      throw new PostgresRefusal(
        `PostgreSQL did not start in ${this.home.dataDir}. It said: ${said.slice(-2000) || 'nothing'}`,
      );
    }
    throw this.silent();
  }

  private onGone(client: pg.Client): void {
    if (this.lease?.client !== client) return;
    this.lease = undefined;
    if (this.released) return;
    this.log('PostgreSQL went away; looking for it or starting it again.');
    this.recovery = this.recover();
  }

  private async recover(): Promise<void> {
    for (let wait = 100; !this.released; wait = Math.min(wait * 2, 15_000)) {
      try {
        await this.hold();
        return this.log('PostgreSQL is back.');
      } catch (error) {
        if (this.released) return;
        this.log(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`);
        await pause(wait);
      }
    }
  }

  release(): Promise<void> {
    this.released ??= this.letGo();
    return this.released;
  }

  private async letGo(): Promise<void> {
    await Promise.resolve(); // `released` is set from here on: a recovery sees it and gives up
    await this.recovery;
    const lease = this.lease;
    this.lease = undefined;
    if (!lease) return;
    lease.socket.ref();
    // Still connected, and so still holding the lock: a process that comes now waits for it, is cut off and starts anew.
    if (await this.isAlone(lease.client).catch(() => false)) {
      this.log('Stopping PostgreSQL.');
      await endServer(this.home);
    }
    await lease.client.end().catch(() => {});
  }

  /** The last user, by trying for the lock alone. Every leaver first gives up its own share, so two never wait for each other. */
  private async isAlone(lease: pg.Client): Promise<boolean> {
    await lease.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
    const { rows } = await lease.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [IN_USE]);
    return rows[0]!.alone;
  }

  private async turnLog(): Promise<void> {
    const size = (await stat(this.home.logFile).catch(() => undefined))?.size ?? 0;
    if (size > LOG_KEPT_BYTES) await rename(this.home.logFile, `${this.home.logFile}.1`);
  }

  private silent(): PostgresRefusal {
    return new PostgresRefusal(
      `PostgreSQL in ${this.home.dataDir} does not answer within ${READY_WITHIN_MS / 1000} s (${this.lastAnswer}). Its log: ${this.home.logFile}`,
    );
  }
}

const pause = (ms = POLL_MS) => new Promise<void>((resolve) => setTimeout(resolve, ms));
