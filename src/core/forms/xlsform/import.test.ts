import { type CellValue, writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import type { Field, Item } from '../../../kernel/form/index.ts';
import { exportXlsForm, type Imported, importXlsForm } from './index.ts';

type Table = CellValue[][];
const workbook = (survey: Table, choices?: Table, settings?: Table): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      { name: 'survey', rows: survey },
      ...(choices ? [{ name: 'choices', rows: choices }] : []),
      ...(settings ? [{ name: 'settings', rows: settings }] : []),
    ],
  });
const read = async (survey: Table, choices?: Table, settings?: Table): Promise<Imported> =>
  importXlsForm(await workbook(survey, choices, settings));
/** `sheet row column: value → reason, effect` */
const said = ({ unsupported }: Imported): string[] =>
  unsupported.map(
    ({ sheet, row, column = '', value, reason, effect }) =>
      `${sheet} ${row} ${column}: ${value} → ${reason}, ${effect}`,
  );
const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => (item.kind === 'field' ? [item] : [item, ...flat(item.items)]));

/** A form that uses everything the engine has, in the spellings that forms in the field use. */
const wide = {
  survey: [
    [
      'type',
      'name',
      'label::English (en)',
      'label::Tiếng Việt',
      'hint::English (en)',
      'guidance_hint::English (en)',
      'Required',
      'required_message::English (en)',
      'relevance',
      'constraint',
      'constraint_message::English (en)',
      'calculation',
      'choice_filter',
      'repeat_count',
      'appearance',
      'default',
      'readonly',
      'parameters',
      'banyan::class',
      'banyan::type',
      'banyan::htcds',
    ],
    ['start', 'began'],
    ['today', 'day'],
    ['begin group', 'who', 'Who', 'Ai', null, null, null, null, null, null, null, null, null, null, 'field-list'],
    [
      'text',
      'full_name',
      'Name',
      'Tên',
      'As they say it',
      'Any script',
      'yes',
      'We need a name',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'identity',
      'name',
      'prs_FirstName',
    ],
    [
      'integer',
      'age',
      'Age',
      'Tuổi',
      null,
      null,
      'TRUE',
      null,
      null,
      '. >= 0 and . < 120',
      'An age',
      null,
      null,
      null,
      null,
      18,
    ],
    [
      'select one sex',
      'sex',
      'Sex',
      'Giới tính',
      null,
      null,
      '${age} > 0',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'minimal',
      null,
      null,
      null,
      'statistical',
    ],
    ['end group'],
    ['select_one province', 'province', 'Province', 'Tỉnh'],
    [
      'select_one district',
      'district',
      'District',
      'Huyện',
      null,
      null,
      null,
      null,
      "${province} != ''",
      null,
      null,
      null,
      'province = ${province}',
    ],
    ['select all that apply from means', 'means', 'Means', 'Thủ đoạn'],
    ['rank means', 'order', 'In order', 'Xếp hạng'],
    ['begin_repeat', 'children', 'Children', 'Con', null, null, null, null, null, null, null, null, null, '${count}'],
    [
      'text',
      'child',
      'Child',
      'Con',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'identity',
    ],
    ['calculate', 'nth', null, null, null, null, null, null, null, null, null, 'position(..)'],
    ['end_repeat'],
    ['int', 'count', 'How many', 'Mấy'],
    ['text', 'story', 'Story', 'Chuyện', null, null, null, null, null, null, null, null, null, null, 'multiline w2'],
    ['photo', 'signed', 'Signature', 'Chữ ký', null, null, null, null, null, null, null, null, null, null, 'signature'],
    [
      'decimal',
      'fee',
      'Fee',
      'Phí',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'account',
      'money',
    ],
    [
      'range',
      'pain',
      'Pain',
      'Đau',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'start=0 end=10 step=2',
    ],
    ['date', 'left', 'Left', 'Đi', null, null, null, null, null, null, null, null, null, null, null, 'today()', 'yes'],
    ['time', 'at', 'At', 'Lúc'],
    ['datetime', 'met', 'Met', 'Gặp'],
    ['gps', 'where', 'Where', 'Ở đâu'],
    ['barcode', 'tag', 'Tag', 'Mã'],
    ['image', 'photo', 'Photo', 'Ảnh'],
    ['audio', 'voice', 'Voice', 'Giọng'],
    ['video', 'film', 'Film', 'Phim'],
    ['file', 'paper', 'Paper', 'Giấy tờ'],
    ['note', 'thanks', 'Thank you, ${full_name}', 'Cảm ơn'],
    ['trigger', 'agreed', 'Agreed', 'Đồng ý'],
    ['hidden', 'source'],
  ] as Table,
  choices: [
    ['list name', 'value', 'label::English (en)', 'label::Tiếng Việt', 'province', 'banyan::htcds'],
    ['sex', 'f', 'Female', 'Nữ', null, 'Feminine'],
    ['sex', 'm', 'Male', 'Nam'],
    ['province', '01', 'Hanoi', 'Hà Nội'],
    ['district', 1, 'Ba Dinh', 'Ba Đình', '01'],
    ['means', 'debt', 'Debt', 'Nợ'],
    ['means', 'threat', 'Threat', 'Đe dọa'],
  ] as Table,
  settings: [
    ['form_title', 'form_id', 'version', 'default_language'],
    ['Wide form', 'wide', 2_026_030_101, 'English (en)'],
  ] as Table,
};

describe('a form that uses everything', () => {
  test('is read whole', async () => {
    const imported = await read(wide.survey, wide.choices, wide.settings);
    expect(imported.unsupported).toEqual([]);
    expect(imported.problems).toEqual([]);
    const { definition } = imported;
    expect(definition).toMatchObject({
      code: 'wide',
      version: 2_026_030_101,
      title: { en: 'Wide form' },
      languages: ['en', 'vi'],
      defaultLanguage: 'en',
    });
    const fields = new Map(flat(definition.items).map((item) => [item.name, item]));
    const types = flat(definition.items).map((item) => (item.kind === 'field' ? item.type : item.kind));
    expect(types).toEqual(
      'stamp stamp group name integer choice choice choice choices rank repeat text calculated integer longText signature money range date time dateTime geopoint barcode photo audio video file note acknowledge hidden'.split(
        ' ',
      ),
    );
    expect(fields.get('full_name')).toEqual({
      kind: 'field',
      name: 'full_name',
      type: 'name',
      class: 'identity',
      label: { en: 'Name', vi: 'Tên' },
      hint: { en: 'As they say it' },
      guidance: { en: 'Any script' },
      requiredIf: true,
      requiredMessage: { en: 'We need a name' },
      mappings: { htcds: 'prs_FirstName' },
    });
    expect(fields.get('age')).toMatchObject({
      requiredIf: true,
      constraint: '. >= 0 and . < 120',
      constraintMessage: { en: 'An age' },
      default: { text: '18' },
      class: 'account',
    });
    expect(fields.get('sex')).toMatchObject({ requiredIf: '${age} > 0', appearance: 'minimal', class: 'statistical' });
    expect(fields.get('district')).toMatchObject({
      showIf: "${province} != ''",
      choiceFilter: 'province = ${province}',
    });
    expect(fields.get('children')).toMatchObject({ count: '${count}' });
    expect(fields.get('story')).toMatchObject({ appearance: 'w2' });
    expect(fields.get('signed')).not.toHaveProperty('appearance');
    expect(fields.get('pain')).toMatchObject({ range: { start: 0, end: 10, step: 2 } });
    expect(fields.get('left')).toMatchObject({ default: { expression: 'today()' }, readOnly: true });
    expect(definition.lists.district).toEqual({
      choices: [{ code: '1', label: { en: 'Ba Dinh', vi: 'Ba Đình' }, columns: { province: '01' } }],
    });
  });

  test('comes back from its own workbook', async () => {
    const { definition } = await read(wide.survey, wide.choices, wide.settings);
    const again = await importXlsForm(await exportXlsForm(definition));
    expect(again).toEqual({ definition, unsupported: [], problems: [] });
  });
});

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
