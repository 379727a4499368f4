/**
 * Whether imports run one way (rules: .dependency-cruiser.cjs). Fails on a violation, and when suspiciously few modules
 * were read: with a TypeScript that dependency-cruiser cannot use it reads none and reports success.
 */
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const FEWEST = 100;
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const options = await extractOptions('./.dependency-cruiser.cjs');
const { output } = await cruise(['src', 'test'], options, undefined, { tsConfig: extractTsConfig('./tsconfig.json') });
const { violations } = output.summary;
const read = output.modules.filter(({ source }) => /^(src|test)\/.*\.tsx?$/.test(source)).length;

for (const { rule, from, to, cycle } of violations) {
  const why = options.ruleSet.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
  console.error(`${rule.name}: ${from} → ${way}\n  ${why}`);
}
if (read < FEWEST) console.error(`Only ${read} modules were read, of at least ${FEWEST}: is TypeScript installed?`);
console.log(`${read} modules read, ${violations.length} imports against the rules`);
process.exitCode = violations.length > 0 || read < FEWEST ? 1 : 0;
