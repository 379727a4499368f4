import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(import.meta.dirname, '..');

export interface Built {
  /** `node <program> <command>` is the `banyan` command. */
  program: string;
  /** The folder of the built desk. */
  desk: string;
  remove(): Promise<void>;
}

/**
 * What `npm run build` made; where it is missing or older than its sources, a build in a temporary folder, since the
 * real one may be in use.
 */
export async function built(): Promise<Built> {
  const at = (folder: string) => ({ program: path.join(folder, 'server/banyan.js'), desk: path.join(folder, 'desk') });
  const own = at(path.join(root, 'dist'));
  if (existsSync(own.program) && statSync(own.program).mtimeMs > newestSource())
    return { ...own, remove: async () => {} };
  const base = await mkdtemp(path.join(tmpdir(), 'banyan-built-'));
  await chmod(base, 0o755);
  const dist = path.join(base, 'dist');
  await promisify(execFile)(process.execPath, [path.join(root, 'scripts/build.mjs'), '--out', dist], { cwd: root });
  // The program looks for these above its own folder.
  await symlink(path.join(root, 'node_modules'), path.join(base, 'node_modules'));
  for (const folder of ['src/platform/postgres/migrations', 'src/platform/print', 'src/words'])
    await cp(path.join(root, folder), path.join(base, folder), { recursive: true });
  return { ...at(dist), remove: () => rm(base, { recursive: true, force: true }) };
}

function newestSource(): number {
  const src = path.join(root, 'src');
  const files = readdirSync(src, { recursive: true }) as string[];
  return Math.max(
    ...files.filter((file) => !/\.test\.tsx?$/.test(file)).map((file) => statSync(path.join(src, file)).mtimeMs),
  );
}
