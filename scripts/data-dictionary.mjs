/**
 * Writes docs/data-dictionary.md from the supplied definitions: every question with its type, sensitivity class and
 * mapping, every code list, role and programme. `--check` writes nothing and fails when the file is not current.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const target = fileURLToPath(new URL('../docs/data-dictionary.md', import.meta.url));
const { outputFiles } = await build({
  stdin: {
    contents: `export { suppliedDefinitions } from './src/programmes/index.ts';
      export { sensitivityClasses, sealedClasses } from './src/kernel/index.ts';`,
    resolveDir: fileURLToPath(new URL('..', import.meta.url)),
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
});
const { suppliedDefinitions, sensitivityClasses, sealedClasses } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const supplied = suppliedDefinitions();
const bodies = (kind) => supplied.filter((one) => one.kind === kind).map(({ body }) => body);
const say = (text) => text?.en ?? (text && Object.values(text)[0]) ?? '';
const cell = (value) => String(value).replaceAll('|', '\\|').replace(/\s+/g, ' ');
const code = (text) => `\`${cell(text)}\``;
const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const page = [
  '# Data dictionary',
  'Made by `node scripts/data-dictionary.mjs` from the definitions that come with the system; do not edit it. An installation may have published its own versions over them: they are read under Administration.',
  '## Sensitivity classes',
  table(
    ['class', 'at rest'],
    sensitivityClasses.map((one) => [one, sealedClasses.includes(one) ? 'sealed' : 'clear, for figures and filters']),
  ),
  '## Programmes',
  ...bodies('programme').map(programme),
  '## Deadlines',
  table(
    ['deadline', 'programme', 'from', 'until', 'stopped in', 'for', 'limit', 'source'],
    bodies('timer').flatMap(({ limits, ...timer }) =>
      limits.map(({ where = {}, amount, unit, source }) => [
        `${cell(say(timer.title))} ${code(timer.code)}`,
        code(timer.programme),
        timer.from.map(code).join(' '),
        timer.until.map(code).join(' '),
        (timer.pausedIn ?? []).map(code).join(' '),
        Object.entries(where)
          .map(([name, value]) => `${name} ${code(value)}`)
          .join(', ') || 'everybody',
        `${amount} ${unit}`,
        cell(say(source)),
      ]),
    ),
  ),
  '## Calendars',
  table(
    ['calendar', 'weekend', 'holidays', 'source'],
    bodies('calendar').map((one) => [
      `${cell(say(one.title))} ${code(one.code)}`,
      one.weekend.join(' '),
      one.holidays.length,
      cell(say(one.source)),
    ]),
  ),
  '## Forms',
  ...bodies('form').map(form),
  '## Code lists',
  ...bodies('codeList').map(codeList),
  '## Places',
  table(
    ['tree', 'title', 'places'],
    bodies('places').map((tree) => [code(tree.code), cell(say(tree.title)), tree.places.length]),
  ),
  '## Roles',
  table(
    ['role', 'reaches', 'reads', 'writes', 'grants'],
    bodies('role').map((role) => [
      `${cell(say(role.label))} ${code(role.code)}`,
      role.scope,
      role.read.join(', ') || 'nothing',
      role.write.join(', ') || 'nothing',
      role.grants.map(code).join(' '),
    ]),
  ),
]
  .join('\n\n')
  .concat('\n');

function programme({ code: name, title, stages, transitions, closingReasons, signs, reopensAt, followUps = [] }) {
  const fact = ({ form, when }) => `form ${code(form)}${when === undefined ? '' : ` with ${code(when)}`}`;
  const gate = ({ gate, waivable }) =>
    [
      ...(gate?.consents ?? []).map((one) => `consent ${code(one)}`),
      ...(gate?.entries ?? []).map((one) => `form ${code(one)}`),
      ...(gate?.facts ?? []).map(fact),
      ...(gate?.child?.facts ?? []).map((one) => `of a child: ${fact(one)}`),
      ...(gate?.adultsOnly ? ['that they are an adult'] : []),
      ...(gate?.approvals ?? []).map((one) => `approval ${code(one.code)}`),
      ...(gate?.closingReason ? ['closing reason'] : []),
      ...(waivable ? ['forms may be waived'] : []),
    ].join(', ') || 'nothing';
  const follows = ({ effects = [] }) =>
    effects
      .map(({ task, within, childOnly }) => `${code(task)} within ${within} h${childOnly ? ' for a child' : ''}`)
      .join(', ');
  return [
    `### ${say(title)} \`${name}\``,
    table(
      ['stage', 'label', 'final'],
      stages.map((one) => [code(one.code), cell(say(one.label)), one.final ? 'yes' : '']),
    ),
    table(
      ['from', 'to', 'needs', 'tasks'],
      transitions.map((one) => [code(one.from), code(one.to), gate(one), follows(one)]),
    ),
    table(
      ['sign', 'when', 'reason'],
      signs.map((one) => [code(one.code), code(one.when), cell(say(one.reason))]),
    ),
    ...followUps.map(
      ({ stage, task, afterMonths }) =>
        `On arriving at ${code(stage)}: ${code(task)} after ${afterMonths.join(', ')} months.`,
    ),
    ...(reopensAt ? [`Opens again at ${code(reopensAt)}.`] : []),
    `Closing reasons: ${closingReasons.map((one) => `${code(one.code)} ${say(one.label)}`).join('; ')}.`,
  ].join('\n\n');
}

function form(definition) {
  const rows = [];
  const walk = (items, within) => {
    for (const item of items) {
      if (item.kind === 'field') rows.push(field(item, within, definition));
      else walk(item.items, item.kind === 'repeat' ? [...within, item.name] : within);
    }
  };
  walk(definition.items, []);
  return [
    `### ${say(definition.title)} \`${definition.code}\``,
    table(['field', 'question', 'type', 'class', 'required', 'shown if', 'HTCDS'], rows),
  ].join('\n\n');
}

function field(item, within, { lists }) {
  const source = item.list && lists[item.list];
  const choices =
    source &&
    (source.codeList ? `list ${code(source.codeList)}` : source.choices.map((one) => code(one.code)).join(' '));
  return [
    code([...within, item.name].join('.')),
    cell(say(item.label)),
    choices ? `${item.type}: ${choices}` : item.type,
    item.class,
    item.requiredIf === true ? 'yes' : item.requiredIf ? code(item.requiredIf) : '',
    item.showIf ? code(item.showIf) : '',
    item.mappings?.htcds ? code(JSON.stringify(item.mappings.htcds).replaceAll('"', '')) : '',
  ];
}

/** Names of countries are the browsers' (Unicode CLDR) and change with them: their codes say enough. */
function codeList({ code: name, title, items }) {
  const shown = items.map(
    (one) =>
      `${code(one.code)}${/^[A-Z]{2}$/.test(one.code) ? '' : ` ${say(one.label)}`}${one.retired ? ' (retired)' : ''}`,
  );
  return `### ${say(title)} \`${name}\`\n\n${shown.join('; ')}.`;
}

if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8').catch(() => '')) !== page) {
    console.error('docs/data-dictionary.md is not current: node scripts/data-dictionary.mjs writes it anew.');
    process.exitCode = 1;
  }
} else await writeFile(target, page);
