/** Nothing is dropped in silence: every cell of every kind of row is found in the definition or in the report. */
import { writeXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { importXlsForm } from './index.ts';

const types = [
  ...'text note integer decimal range date time dateTime image audio video file geopoint barcode calculate hidden acknowledge start end today'.split(
    ' ',
  ),
  ...'deviceid username audit background-audio geotrace osm spell'.split(' '),
  'select_one l',
  'select_multiple l',
  'rank l',
  'select_one l or_other',
  'select_one banyan_yes_no',
  'select_one_from_file f.csv',
  'begin_group',
  'begin_repeat',
  'end_group',
  'end_repeat',
  '',
];
const columns = [
  ...[
    'name',
    'label',
    'label::French (fr)',
    'hint',
    'hint::fr',
    'guidance_hint',
    'constraint_message',
    'required_message',
  ],
  ...[
    'relevant',
    'constraint',
    'calculation',
    'choice_filter',
    'required',
    'read_only',
    'repeat_count',
    'default',
    'appearance',
  ],
  ...[
    'parameters',
    'trigger',
    'media::image',
    'audio',
    'big-image',
    'disabled',
    'note',
    'body::esri:style',
    '$kuid',
    'bind::odk:length',
  ],
  ...['banyan::class', 'banyan::type', 'banyan::default', 'banyan::htcds', 'banyan::icTip', 'banyan::other'],
];

test('each cell of the survey is kept or named', async () => {
  const markers: { row: number; type: string; column: string; marker: string }[] = [];
  const rows = types.flatMap((type, t) => {
    const cells = columns.map((column, c) => {
      const marker = `m_${t}_${c}_z`;
      markers.push({ row: t * 2 + 2, type, column, marker });
      return marker;
    });
    // Each type once with everything, then an end for what it began.
    return [[type, ...cells], [type.startsWith('begin_') ? type.replace('begin', 'end') : null]];
  });
  const bytes = await writeXlsx({
    sheets: [
      { name: 'survey', rows: [['type', ...columns], ...rows] },
      {
        name: 'choices',
        rows: [
          ['list_name', 'name', 'label'],
          ['l', 'a', 'A'],
        ],
      },
    ],
  });
  const { definition, unsupported } = await importXlsForm(bytes);
  const kept = JSON.stringify(definition);
  const silent = markers.filter(({ row, column, marker }) => {
    const named = unsupported.some(
      (one) => (one.row === row && one.value.includes(marker)) || (one.row === 1 && one.column === column),
    );
    return !kept.includes(marker) && !named;
  });
  expect(silent.map(({ type, column }) => `${type} ${column}`)).toEqual([]);
});

test('each cell of choices and settings is kept or named', async () => {
  const choiceColumns = [
    'list_name',
    'name',
    'label',
    'label::fr',
    'hint',
    'image',
    'media::video::fr',
    'order',
    'count',
    'Value',
    'banyan::htcds',
    'banyan::icTip',
    'banyan::retired',
    'banyan::other',
    'geometry',
  ];
  const settingColumns = [
    'form_title',
    'form_id',
    'version',
    'default_language',
    'instance_name',
    'public_key',
    'submission_url',
    'style',
    'Name',
    'banyan::title::fr',
    'banyan::title::x',
  ];
  const [choice, setting] = [choiceColumns.map((_, c) => `c_${c}_z`), settingColumns.map((_, c) => `s_${c}_z`)];
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'label'],
          ['text', 'a', 'A'],
        ],
      },
      { name: 'choices', rows: [choiceColumns, choice, choice.map((marker, c) => (c === 1 ? null : `${marker}2`))] },
      { name: 'settings', rows: [settingColumns, setting] },
    ],
  });
  const { definition, unsupported } = await importXlsForm(bytes);
  const found = JSON.stringify({ definition, unsupported });
  const marked = [
    ...choiceColumns.map((column, c) => [column, choice[c]!]),
    ...settingColumns.map((column, c) => [column, setting[c]!]),
  ];
  const silent = marked.filter(
    ([column, marker]) =>
      !found.includes(marker!) && !unsupported.some((one) => one.row === 1 && one.column === column),
  );
  expect(silent).toEqual([]);
});

test('each cell of the assessment is kept or named', async () => {
  const parts = ['source', 'profile', 'dimension', 'themes', 'theme', 'indicator', 'rule', 'outcome', 'verdict', ''];
  const weighing = [
    ...['code', 'label', 'label::fr', 'hint', 'hint::fr', 'relevant', 'element', 'field', 'dimension', 'themes'],
    ...['weight::adult', 'strong', 'medium', 'weak', 'mediumOrWeak', 'positive', 'negative', 'name', 'weight', 'other'],
  ];
  const markers = parts.map((_, p) => weighing.map((_, c) => `a_${p}_${c}_z`));
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'label'],
          ['text', 'a', 'A'],
        ],
      },
      { name: 'Assessment', rows: [['part', ...weighing], ...parts.map((part, p) => [part, ...markers[p]!])] },
    ],
  });
  const { definition, unsupported } = await importXlsForm(bytes);
  const kept = JSON.stringify(definition);
  const named = (row: number, marker: string): boolean =>
    unsupported.some((one) => one.row === row && one.value.includes(marker));
  const silent = parts.flatMap((part, p) =>
    weighing
      .map((column, c) => ({ column, marker: markers[p]![c]! }))
      .filter(({ marker }) => !kept.includes(marker) && !named(p + 2, marker))
      .map(({ column }) => `${part} ${column}`),
  );
  expect(silent).toEqual([]);
});
