/**
 * Writes docs/htcds.md from the supplied definitions: each of the fields of the HTCDS 2.0 with where it is held, or why it
 * is not. `--check` writes nothing and fails when the file is not current.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const target = fileURLToPath(new URL('../docs/htcds.md', import.meta.url));
const { outputFiles } = await build({
  stdin: {
    contents: `export { suppliedDefinitions, recordStandard } from './src/programmes/index.ts';
      export { htcdsCoverage } from './src/kernel/form/index.ts';`,
    resolveDir: fileURLToPath(new URL('..', import.meta.url)),
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
});
const { suppliedDefinitions, recordStandard, htcdsCoverage } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const cell = (value) => String(value).replaceAll('|', '\\|').replace(/\s+/g, ' ');
const code = (text) => `\`${cell(text)}\``;
const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const { fields, holdings, form: recordForm } = recordStandard;
const forms = suppliedDefinitions()
  .filter(({ kind }) => kind === 'form')
  .map(({ body }) => body);
const asked = new Map(fields.map(({ name }) => [name, []]));
for (const form of forms)
  for (const { name, fields: feeding } of htcdsCoverage(form, fields))
    asked.get(name).push(...feeding.map((one) => ({ form: form.code, field: one })));

const ways = { out: 'goes out only', in: 'comes in only' };
function heldOf({ name }) {
  const questions = asked.get(name);
  const holding = holdings[name];
  if (questions.length > 0) {
    const comesIn = questions.some(({ form }) => form === recordForm);
    return {
      held: questions.map(({ form, field }) => code(`${form}.${field}`)).join(', '),
      note: comesIn ? '' : ways.out,
    };
  }
  if (!holding) throw new Error(`Nothing says where ${name} is held, or why it is not: see holdings.ts.`);
  return 'not' in holding ? { held: '', note: holding.not } : { held: code(holding.at), note: ways[holding.way] ?? '' };
}

const rows = fields.map((field) => ({ field, ...heldOf(field) }));
const mapped = rows.filter(({ held }) => held !== '');

/** The four objects of the IC-TIP as published, each with the fields of the HTCDS that say the same. */
const icTip = [
  [
    'Event',
    'What was done to somebody: act, means, purpose, where and when',
    /^(hte_|vic_(Type|Method|Location|Forced|Recruitment|Exploitation|AgeWhen))/,
  ],
  [
    'Victim',
    'Who it was done to: sex, age, citizenship, status and who decided on it',
    /^(prs_(Birthdate|Gender|Citizenship|Highest|Marital)|vic_TraffickingStatus)/,
  ],
  ['Perpetrator', 'Who did it: role, relation to the victim', /^(per_|vic_RelationshipToTrafficker)/],
  ['Reporting entity', 'Who reports it, and of which kind', /^(org_Name|org_Type|cas_Status)$/],
];

const page = [
  '# The record standard: HTCDS 2.0',
  'Made by `node scripts/htcds.mjs` from the definitions that come with the system; do not edit it.',
  'The Human Trafficking Case Data Standard is IOM’s (CC BY 4.0; see NOTICE). Cases go out in it from the register (Export, format HTCDS) and come in on the page Import, as JSON, CSV or XLSX.',
  [
    '- A table has a column `case`, a column `record`, a column `instance`, and one for each field. The record `case` is of the case itself; others are what it has several of. Several values in one cell are separated by semicolons.',
    '- JSON is `{ "standard", "cases": [{ "case", "records": [{ "record", "instance", "fields" }] }] }`. A list of flat objects with the names of the fields comes in as well.',
    '- Names, documents, telephone numbers and addresses go out only when they are asked for, and only as far as the role reads them.',
    '- A name here is one, as the person gives it. It goes out as `prs_FirstName`; first, middle and second name come in as one.',
    '- What comes in becomes open cases. A blank is not a no. A person whose row says that they did not consent is not taken.',
    `- What comes in is kept in the form ${code(recordForm)}; what a form says of a case goes out, the newest entry last.`,
  ].join('\n'),
  `## Its ${fields.length} fields`,
  `${mapped.length} are held, ${fields.length - mapped.length} are not, each for its reason. ${code('form.question')} is a question of a form; the other names are of person, contact, case and referral.`,
  table(
    ['field', 'core', 'held in', 'or why not'],
    rows.map(({ field, held, note }) => [code(field.name), field.core ? 'core' : '', held, cell(note)]),
  ),
  '## IC-TIP',
  'The UN’s International Classification for Administrative Data on Trafficking in Persons (IOM and UNODC; endorsed by the Statistical Commission in March 2025) describes four objects. Its lists of codes were not public when this was written, so what follows says which of our data belong to which object, and maps no code. When they are, a code is named at the choice it belongs to (`mappings.icTip`), and nothing else has to change.',
  table(
    ['object', 'what it says', 'fields of the HTCDS that are held'],
    icTip.map(([object, what, pattern]) => [
      object,
      what,
      mapped
        .filter(({ field }) => pattern.test(field.name))
        .map(({ field }) => code(field.name))
        .join(', '),
    ]),
  ),
  '## Files of other systems',
  'A mapping file says how another system’s columns are called in the standard. It goes with the file on the page Import.',
  [
    '```json',
    JSON.stringify(
      {
        about: 'Whose file it is',
        case: 'a column that tells which rows are of one case; without it each row is a case',
        columns: {
          name: 'prs_FirstName',
          sex: { to: 'prs_Gender', values: { male: 'Masculine', female: 'Feminine' } },
          'notes.text': 'cco_CaseComment',
        },
        ignore: ['created_at'],
      },
      null,
      2,
    ),
    '```',
  ].join('\n'),
  'Columns within others are named with dots; each record of a list within a record is one of several. A value that is not under `values` stays; one that is mapped to nothing leaves the cell out. [`examples/primero-cp.mapping.json`](examples/primero-cp.mapping.json) is for the default forms of Primero v2, with [a made-up export](examples/primero-cases.json); names and values of fields are the installation’s own there, so look it through before it is used.',
  '',
].join('\n\n');

if (process.argv.includes('--check')) {
  const kept = await readFile(target, 'utf8').catch(() => '');
  if (kept !== page) {
    console.error('docs/htcds.md is not current: node scripts/htcds.mjs writes it anew.');
    process.exit(1);
  }
} else await writeFile(target, page);
