/** A form that uses everything the engine has is read whole, and comes back from its own workbook. */
import type { CellValue } from 'hucre';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../../kernel/form/index.ts';
import { exportXlsForm, importXlsForm } from './index.ts';
import { read, type Table } from './testing.ts';

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => (item.kind === 'field' ? [item] : [item, ...flat(item.items)]));

const columns = [
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
] as const;
const line = (
  type: string,
  name: string | null = null,
  english: string | null = null,
  vietnamese: string | null = null,
  more: Partial<Record<(typeof columns)[number], CellValue>> = {},
): CellValue[] => [type, name, english, vietnamese, ...columns.map((column) => more[column] ?? null)];

/** In the spellings that forms in the field use. */
const wide = {
  survey: [
    ['type', 'name', 'label::English (en)', 'label::Tiếng Việt', ...columns],
    line('start', 'began'),
    line('today', 'day'),
    line('begin group', 'who', 'Who', 'Ai', { appearance: 'field-list' }),
    line('text', 'full_name', 'Name', 'Tên', {
      'hint::English (en)': 'As they say it',
      'guidance_hint::English (en)': 'Any script',
      Required: 'yes',
      'required_message::English (en)': 'We need a name',
      'banyan::class': 'identity',
      'banyan::type': 'name',
      'banyan::htcds': 'prs_FirstName',
    }),
    line('integer', 'age', 'Age', 'Tuổi', {
      Required: 'TRUE',
      constraint: '. >= 0 and . < 120',
      'constraint_message::English (en)': 'An age',
      default: 18,
    }),
    line('select one sex', 'sex', 'Sex', 'Giới tính', {
      Required: '${age} > 0',
      appearance: 'minimal',
      'banyan::class': 'statistical',
    }),
    line('end group'),
    line('select_one province', 'province', 'Province', 'Tỉnh'),
    line('select_one district', 'district', 'District', 'Huyện', {
      relevance: "${province} != ''",
      choice_filter: 'province = ${province}',
    }),
    line('select all that apply from means', 'means', 'Means', 'Thủ đoạn'),
    line('rank means', 'order', 'In order', 'Xếp hạng'),
    line('begin_repeat', 'children', 'Children', 'Con', { repeat_count: '${count}' }),
    line('text', 'child', 'Child', 'Con', { 'banyan::class': 'identity' }),
    line('calculate', 'nth', null, null, { calculation: 'position(..)' }),
    line('end_repeat'),
    line('int', 'count', 'How many', 'Mấy'),
    line('text', 'story', 'Story', 'Chuyện', { appearance: 'multiline w2' }),
    line('photo', 'signed', 'Signature', 'Chữ ký', { appearance: 'signature' }),
    line('decimal', 'fee', 'Fee', 'Phí', { 'banyan::class': 'account', 'banyan::type': 'money' }),
    line('range', 'pain', 'Pain', 'Đau', { parameters: 'start=0 end=10 step=2' }),
    line('date', 'left', 'Left', 'Đi', { default: 'today()', readonly: 'yes' }),
    line('time', 'at', 'At', 'Lúc'),
    line('datetime', 'met', 'Met', 'Gặp'),
    line('gps', 'where', 'Where', 'Ở đâu'),
    line('barcode', 'tag', 'Tag', 'Mã'),
    line('image', 'photo', 'Photo', 'Ảnh'),
    line('audio', 'voice', 'Voice', 'Giọng'),
    line('video', 'film', 'Film', 'Phim'),
    line('file', 'paper', 'Paper', 'Giấy tờ'),
    line('note', 'thanks', 'Thank you, ${full_name}', 'Cảm ơn'),
    line('trigger', 'agreed', 'Agreed', 'Đồng ý'),
    line('hidden', 'source'),
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
