import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import type { Field } from '../../../kernel/form/index.ts';
import { exportXlsForm, type Imported, importXlsForm } from './index.ts';
import { read } from './testing.ts';

/** `sheet row column: value → reason, effect` */
const said = ({ unsupported }: Imported): string[] =>
  unsupported.map(
    ({ sheet, row, column = '', value, reason, effect }) =>
      `${sheet} ${row} ${column}: ${value} → ${reason}, ${effect}`,
  );

describe('what cannot be kept is named with sheet, row and reason', () => {
  test('question types', async () => {
    const imported = await read(
      [
        ['type', 'name', 'label'],
        ['deviceid', 'device'],
        ['background-audio', 'ear'],
        ['geotrace', 'way', 'Way'],
        ['csv-external', 'big'],
        ['select_one_from_file villages.csv', 'village', 'Village'],
        ['select_one ${children}', 'eldest', 'Eldest'],
        ['spell', 'magic', 'Magic'],
        ['select_one yn or_other', 'why', 'Why'],
        ['select_one yn randomly', 'how', 'How'],
        [null, 'lost', 'Lost'],
      ],
      [
        ['list_name', 'name', 'label'],
        ['yn', 'y', 'Yes'],
      ],
    );
    expect(said(imported)).toEqual([
      'survey 2 type: deviceid, device → metadata, dropped',
      'survey 3 type: background-audio, ear → background, dropped',
      'survey 4 type: geotrace, way, Way → track, dropped',
      'survey 5 type: csv-external, big → external, dropped',
      'survey 6 type: select_one_from_file villages.csv → fileList, changed',
      'survey 7 type: select_one ${children} → repeatList, changed',
      'survey 8 type: spell, magic, Magic → type, dropped',
      'survey 9 type: select_one yn or_other → orOther, changed',
      'survey 10 type: select_one yn randomly → typeWords, changed',
      'survey 11 : lost, Lost → noType, dropped',
    ]);
    const names = imported.definition.items.map(({ name }) => name);
    expect(names).toEqual(['village', 'eldest', 'why', 'why_other', 'how']);
    expect(imported.definition.lists.yn).toMatchObject({
      choices: [{ code: 'y' }, { code: 'other', label: { en: 'Other' } }],
    });
  });

  test('columns, parameters, media, settings, sheets', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Survey',
          rows: [
            [
              'type',
              'name',
              'label',
              'label',
              'media::image',
              'trigger',
              'parameters',
              'read_only',
              'body::accuracyThreshold',
              '$kuid',
              'banyan::class',
              'banyan::type',
              'disabled',
            ],
            ['text', 'a', 'A', 'twice', 'a.png', '${b}', 'rows=4', '${b} = 1', null, 'x1', 'secret', 'money'],
            ['text', 'b', 'B', null, null, null, 'nonsense', 'no', 5, 'x2', null, null],
            ['text', 'c', 'C', null, null, null, null, null, null, null, null, null, 'yes'],
          ],
        },
        {
          name: 'choices',
          rows: [
            ['list_name', 'name', 'label', 'image', 'media::audio::French (fr)', 'hint'],
            ['l', ' debt ', 'Debt', 'd.png', null, 'Hm'],
            ['l', null, 'Nobody'],
            [null, 'orphan', 'Orphan'],
          ],
        },
        {
          name: 'settings',
          rows: [
            ['form_id', 'version', 'instance_name', 'allow_choice_duplicates'],
            ['1 bad id', 'v3', "concat('x')", 'yes'],
            ['second'],
          ],
        },
        { name: 'entities', rows: [['list_name']] },
        { name: 'My notes', rows: [['hello']] },
      ],
    });
    expect(said(await importXlsForm(bytes))).toEqual([
      'entities 1 : entities → sheet, dropped',
      'My notes 1 : My notes → sheet, dropped',
      'choices 2 name: debt → trimmed, changed',
      'choices 2 image: d.png → media, dropped',
      'choices 2 hint: Hm → column, dropped',
      'choices 3 : l, Nobody → choiceRow, dropped',
      'choices 4 : orphan, Orphan → choiceRow, dropped',
      'Survey 2 label: twice → columnTwice, dropped',
      'Survey 2 banyan::type: money → banyanType, dropped',
      'Survey 2 media::image: a.png → media, dropped',
      'Survey 2 banyan::class: secret → class, changed',
      'Survey 2 read_only: ${b} = 1 → readOnlyIf, dropped',
      'Survey 2 trigger: ${b} → trigger, dropped',
      'Survey 2 parameters: rows=4 → parameter, dropped',
      'Survey 3 parameters: nonsense → parameter, dropped',
      'Survey 4 : text, c, C, yes → disabled, dropped',
      'Survey 1 body::accuracyThreshold: body::accuracyThreshold → column, dropped',
      'Survey 1 $kuid: $kuid → column, dropped',
      "settings 2 instance_name: concat('x') → setting, dropped",
      'settings 2 allow_choice_duplicates: yes → setting, dropped',
      'settings 3 : second → settingsRow, dropped',
      'settings 2 form_id: 1 bad id → formId, changed',
      'settings 2 version: v3 → version, changed',
    ]);
  });

  test('groups that do not close, open, or fit', async () => {
    const imported = await read([
      ['type', 'name', 'label', 'hint', 'required', 'repeat_count'],
      ['end group'],
      ['begin group', 'g', 'G', 'hint', 'yes', '3'],
      ['end repeat'],
      ['begin repeat', null, 'R'],
      ['text', null, 'T'],
      ['end repeat'],
      ['begin_kobomatrix', 'm', 'M'],
      ['text', 't', 'T'],
      ['end_kobomatrix'],
    ]);
    expect(said(imported)).toEqual([
      'survey 2 type: end group → unbalanced, dropped',
      'survey 3 required: yes → groupColumn, dropped',
      'survey 3 repeat_count: 3 → groupColumn, dropped',
      'survey 3 hint: hint → groupColumn, dropped',
      'survey 4 type: end repeat → unbalanced, dropped',
      'survey 5 name: repeat_5 → nameGiven, changed',
      'survey 6 name: text_6 → nameGiven, changed',
      'survey 8 type: begin_kobomatrix → container, changed',
      'survey 3 type: begin → unclosed, changed',
    ]);
    expect(imported.problems).toEqual([]);
  });

  test('formulas are read as their last value and named; curly quotes are put right', async () => {
    const cells = new Map([['2,1', { value: null, formula: '"b"&1', formulaResult: 'b1', type: 'formula' as const }]]);
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'survey',
          rows: [
            ['type', 'name', 'label', 'relevant'],
            ['text', 'a', '=HYPERLINK("x")', null],
            ['text', null, 'B', '${a} = ‘x’'],
          ],
          cells,
        },
      ],
    });
    const imported = await importXlsForm(bytes);
    expect(said(imported)).toEqual([
      'survey 3 name: ="b"&1 → formula, changed',
      'survey 3 relevant: ${a} = ‘x’ → quotes, changed',
    ]);
    expect(imported.definition.items).toMatchObject([
      { name: 'a', label: { en: '=HYPERLINK("x")' } },
      { name: 'b1', showIf: "${a} = 'x'" },
    ]);
  });

  test('languages by any of their names; an unknown one is kept under a private tag', async () => {
    const imported = await read(
      [
        ['type', 'name', 'label', 'label::français', 'label:ລາວ', 'label::Tày'],
        ['text', 'a', 'A', 'B', 'C', 'D'],
      ],
      undefined,
      [['default_language'], ['Bahasa Indonesia (id)']],
    );
    expect(imported.definition.languages).toEqual(['fr', 'lo', 'x-tay', 'id']);
    expect((imported.definition.items[0] as Field).label).toEqual({ id: 'A', fr: 'B', lo: 'C', 'x-tay': 'D' });
    expect(said(imported)).toEqual(['survey 1 label::Tày: Tày → language, changed']);
  });

  test('what only an expert would see is a problem of the definition', async () => {
    const { problems } = await read([
      ['type', 'name', 'label', 'relevant', 'calculation'],
      ['text', 'a', 'A', '${nobody} = 1'],
      ['text', 'a', 'A again', "pulldata('f', 'x', 'y', 'z')"],
      ['select_one nowhere', 'b', null, '${b} = 1'],
    ]);
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'a reference',
      'a duplicate',
      'a expression.unsupportedFunction',
      'b listUnknown',
      'b labelMissing',
      'b cycle',
    ]);
  });

  test('a code list of the installation goes out with its choices and comes back as itself', async () => {
    const { definition } = await read(
      [
        ['type', 'name', 'label'],
        ['select_one topic', 't', 'Topic'],
      ],
      [
        ['list_name', 'name', 'label', 'banyan::codeList'],
        ['topic', 'x', 'X', 'topic'],
      ],
    );
    expect(definition.lists).toEqual({ topic: { codeList: 'topic' } });
    const bytes = await exportXlsForm(definition, { codeList: () => [{ code: 'licence', label: { fr: 'Agrément' } }] });
    expect((await importXlsForm(bytes)).definition).toEqual(definition);
  });
});
