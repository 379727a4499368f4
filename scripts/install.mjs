/** Installs what package-lock.json names and is not there yet. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** npm keeps a list of what it has installed; compared with the lock, it says what is missing or of another version. */
function missing() {
  const kept = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(kept)) return true;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packages(kept);
  return Object.entries(packages(join(root, 'package-lock.json'))).some(
    ([path, { version, optional }]) => path !== '' && !optional && installed[path]?.version !== version,
  );
}

export function install() {
  if (!missing()) return;
  // npm would empty the folder that it points to, under whoever works there.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      'node_modules is a link, and what it points to is not what package-lock.json asks for. Run npm ci there, or remove the link.',
    );
    process.exit(1);
  }
  console.log('Installing what is missing …');
  const npm = process.env.npm_execpath;
  const [program, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const args = [...before, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    console.error('The installation failed. Is there a way to the npm registry? npm ci says more.');
    process.exit(1);
  }
}
