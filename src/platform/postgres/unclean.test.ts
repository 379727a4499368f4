import { spawn } from 'node:child_process';
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from './index.ts';
import { runningIn } from './processes.ts';
import { openHome } from './state.ts';
import { asRoot, base, Child, launchIn, lockFile, note, notes, postmaster, state, using } from './testing/launched.ts';

launchIn();
beforeAll(() => using((postgres) => note(postgres, 'first')));

describe.runIf(process.platform === 'linux')('what an unclean end leaves behind', () => {
  test('kill -9 of everything, and its pid now a stranger of the same user', async () => {
    const stranger = spawn('sleep', ['600'], asRoot ? { uid: 54321, gid: 54321 } : {});
    try {
      const child = new Child(state);
      await child.started();
      await note(await adoptOnly(), 'before the crash');
      await killAll(child);
      const text = await readFile(lockFile(), 'utf8');
      await writeFile(lockFile(), text.replace(/^\d+/, String(stranger.pid)));
      await using(async (postgres) => {
        expect(postgres.adopted).toBe(false);
        expect(await notes(postgres)).toContain('before the crash');
      });
      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  test('an empty postmaster.pid', async () => {
    const child = new Child(state);
    await child.started();
    await killAll(child);
    await writeFile(lockFile(), '');
    await using(async (postgres) => expect(await notes(postgres)).toContain('first'));
  });

  test('a zombie postmaster, whose parent does not heed its end', async () => {
    const child = new Child(state);
    await child.started();
    const pid = (await postmaster())!;
    child.process.kill('SIGSTOP');
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await readFile(`/proc/${pid}/stat`, 'utf8')).includes(') Z ')).toBe(true);
    await using(async (postgres) => {
      expect(postgres.adopted).toBe(false);
      expect(await notes(postgres)).toContain('first');
    });
  });

  test('a backend that outlives its postmaster', async () => {
    const child = new Child(state);
    await child.started();
    const { ownerConfig } = await adoptOnly();
    const client = new pg.Client(ownerConfig);
    client.on('error', () => {});
    await client.connect();
    const backend = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
    const pid = (await postmaster())!;
    process.kill(backend, 'SIGSTOP'); // too busy to notice
    await child.kill();
    process.kill(pid, 'SIGKILL');
    await using(async (postgres) => {
      expect(postgres.adopted).toBe(false);
      expect(await notes(postgres)).toContain('first');
    });
    await client.end().catch(() => {});
    await expect(readlink(`/proc/${backend}/cwd`)).rejects.toThrow(/ENOENT/); // gone, or a zombie that nobody reaped
  });

  test('a starter that was killed while it made the cluster', async () => {
    const stateDir = path.join(base, 'state-broken');
    const child = new Child(stateDir);
    await expect
      .poll(async () => (await readdir(stateDir).catch(() => [])).some((name) => name.startsWith('.postgres-')), {
        timeout: 20_000,
      })
      .toBe(true);
    await child.kill();
    await using(async ({ adopted }) => expect(adopted).toBe(false), stateDir);
  });

  /** The configurations of a server that a child holds, without a hold of our own. */
  async function adoptOnly(): Promise<Postgres> {
    const postgres = await startPostgres({ stateDir: state });
    await postgres.stop();
    return postgres;
  }

  async function killAll(child: Child): Promise<void> {
    const pid = (await postmaster())!;
    await child.kill();
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await postmaster()) ?? runningIn(await openHome(state))?.orphans.length).toBe(0);
  }
});
