/**
 * `npm run demo | start | banyan | bench | pictures | rest`: installs what is missing, builds what has changed, and runs it in
 * this process, so that signals reach it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, root } from './install.mjs';

const [what, ...args] = process.argv.slice(2);
install();
buildOnce();

/** Programs that come from the tests' side and are bundled when they are wanted. */
const bundled = {
  bench: 'test/bench/bench.ts',
  export: 'test/bench/export.ts',
  recall: 'test/bench/recall.ts',
  intake: 'test/bench/intake.ts',
  work: 'test/bench/work.ts',
  pictures: 'test/pictures/pictures.ts',
  rest: 'test/bench/rest.ts',
};
if (what in bundled) {
  process.argv = [process.argv[0], what, ...args];
  await import(await bundle(bundled[what], what));
} else {
  process.argv = [process.argv[0], 'banyan', ...(what === 'banyan' ? args : [what, ...args])];
  await import(pathToFileURL(join(root, 'dist/server/banyan.js')).href);
}

/** A build while a server runs would take its files away for a moment; the same sources build the same. */
function buildOnce() {
  const stamp = join(root, 'dist/built-from');
  const sources = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const build = () =>
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, encoding: 'utf8' });
  try {
    build();
  } catch (error) {
    console.error(error.stdout, error.stderr);
    process.exit(1);
  }
  writeFileSync(stamp, sources);
}

function sourcesHash() {
  const hash = createHash('sha256');
  const add = (file) =>
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  for (const file of readdirSync(join(root, 'src'), { recursive: true }).sort()) {
    const path = join('src', file);
    if (statSync(join(root, path)).isFile() && !/\.test\.tsx?$/.test(file)) add(path);
  }
  for (const file of ['scripts/build.mjs', 'package-lock.json']) add(file);
  return hash.digest('hex');
}

async function bundle(entry, name) {
  const { build } = await import('esbuild');
  const outfile = join(root, 'dist/tools', `${name}.mjs`);
  mkdirSync(join(root, 'dist/tools'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return pathToFileURL(outfile).href;
}
