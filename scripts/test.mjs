/**
 * `npm test`: installs what is missing, then types, lint and every test; `npm test -- <vitest arguments>` for some.
 * The last line says how many passed and how many failed; the one before it, how many were not run, if any. A check that
 * finds something counts as one that failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, root } from './install.mjs';

install();
const args = process.argv.slice(2);
const bin = (name) => join(root, 'node_modules/.bin', name);
const run = (title, program, ...rest) => {
  console.log(`\n── ${title}`);
  return spawnSync(program, rest, { cwd: root, stdio: 'inherit' }).status === 0;
};

let passed = 0;
let failed = 0;
let skipped = 0;
const count = (well) => {
  if (well) passed += 1;
  else failed += 1;
};
if (args.length === 0) {
  count(run('types', bin('tsc'), '-p', 'tsconfig.json', '--noEmit'));
  count(run('lint', bin('biome'), 'check', '--error-on-warnings', '.'));
}
count(run('build', process.execPath, 'scripts/build.mjs'));

const folder = mkdtempSync(join(tmpdir(), 'banyan-test-'));
const report = join(folder, 'report.json');
const well = run(
  'tests',
  bin('vitest'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...args,
);
try {
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  passed += numPassedTests;
  skipped = numPendingTests;
  // A file that did not even load has no tests to count.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  failed += numFailedTests + unloaded.length;
  if (!well && numFailedTests + unloaded.length + numFailedTestSuites === 0) failed += 1;
} catch {
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });
if (skipped > 0) console.log(`\n${skipped} not run`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
