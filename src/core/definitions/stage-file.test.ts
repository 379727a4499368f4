import { describe, expect, it } from 'vitest';
import type { Programme } from '../../kernel/index.ts';
import { suppliedDefinitions } from '../../programmes/index.ts';
import { writeWorkbook } from '../forms/xlsform/index.ts';
import { readStageFile, writeStageFile } from './stage-file.ts';

const programmes = suppliedDefinitions().flatMap((one) => (one.kind === 'programme' ? [one.body] : []));
const back = async (body: unknown) => readStageFile(await writeStageFile(body));

type Rows = Record<string, string>[];
/** A workbook as somebody types it: the heads are those that any row has. */
const typed = (sheets: Record<string, Rows>) =>
  writeWorkbook(
    Object.entries(sheets).map(([name, rows]) => ({
      name,
      headers: [...new Set(rows.flatMap((row) => Object.keys(row)))],
      rows,
    })),
  ).then(readStageFile);

const least: Record<string, Rows> = {
  programme: [{ code: 'crews', 'title::English (en)': 'Crews', firstStage: 'a', quietAfterDays: '30' }],
  stages: [
    { code: 'a', label: 'A', final: '' },
    { code: 'b', label: 'B', final: 'yes' },
  ],
  transitions: [{ from: 'a', to: 'b', label: 'On', consents: 'record service', closingReason: 'yes' }],
};

describe('a stage file', () => {
  it.each(programmes.map((one) => [one.code, one] as const))(
    'of %s comes back as it went out',
    async (_, programme) => {
      const { body, faults, unsupported } = await back(programme);
      expect(faults).toEqual([]);
      expect(unsupported).toEqual([]);
      expect(body).toEqual(JSON.parse(JSON.stringify(programme)));
    },
  );

  it('keeps what has no column, wherever it stands', async () => {
    const [{ transitions, ...programme }] = programmes as [Programme];
    const [first, ...others] = transitions;
    const unknown = {
      ...programme,
      timers: [{ code: 'reflection', days: 30, source: { en: 'Decree 1' } }],
      stages: programme.stages.map((stage) => ({ ...stage, keepFor: 5 })),
      transitions: [
        {
          ...first,
          gate: {
            consents: ['record'],
            approvals: ['supervisor'],
            facts: [{ code: 'x', form: 'intake', missing: { en: ' blank ' } }],
          },
        },
        // The same way a second time: its gate is not the first one's.
        { ...first, gate: { facts: [{ code: 'y', form: 'intake', missing: { en: 'Y' } }] } },
        ...others,
      ],
      signs: [{ code: 's', when: "${a} = 'b c'", reason: { en: 'First line\nsecond line' }, weight: 3 }],
      indicators: [
        {
          code: 'i',
          title: { en: 'I' },
          definition: { en: 'I' },
          unit: 'cases',
          of: { form: 'intake', question: 'a', is: ['b c'] },
          by: [],
        },
      ],
    };
    expect((await back(unknown)).body).toEqual({
      ...unknown,
      indicators: [{ ...unknown.indicators[0], by: undefined }],
    });
  });

  it('is read as people type it: heads in any case, a text without a language, yes or x', async () => {
    const { body, faults, unsupported } = await typed({
      ...least,
      Gates: [{ From: 'a', to: 'b', CODE: 'asked', form: 'safety', 'missing:fr': 'Demander.', for: 'child' }],
      effects: [{ from: 'a', to: 'b', task: 'call', within: '24', childOnly: 'x' }],
      forms: [{ form: 'safety' }, { form: 'crew' }],
    });
    expect([faults, unsupported]).toEqual([[], []]);
    expect(body).toEqual({
      code: 'crews',
      title: { en: 'Crews' },
      firstStage: 'a',
      quietAfterDays: 30,
      stages: [
        { code: 'a', label: { en: 'A' } },
        { code: 'b', label: { en: 'B' }, final: true },
      ],
      transitions: [
        {
          from: 'a',
          to: 'b',
          label: { en: 'On' },
          gate: {
            consents: ['record', 'service'],
            closingReason: true,
            child: { facts: [{ code: 'asked', form: 'safety', missing: { fr: 'Demander.' } }] },
          },
          effects: [{ task: 'call', within: 24, childOnly: true }],
        },
      ],
      forms: ['safety', 'crew'],
      signs: [],
      closingReasons: [],
    });
  });

  it('says by sheet and row what it does not understand, and what it does not read', async () => {
    const { faults, unsupported } = await typed({
      programme: [{ ...least.programme![0]!, quietAfterDays: 'a month' }],
      stages: [{ code: 'a', label: 'A', final: 'perhaps', colour: 'red', 'label::Klingon': 'A' }],
      transitions: [{ from: 'a', to: 'b', label: 'On', other: '[1' }],
      gates: [
        { from: 'a', to: 'c', code: 'x', form: 'f' },
        { from: 'a', to: 'b', code: 'x', form: 'f', for: 'men' },
      ],
      notes: [{ a: 'b' }],
    });
    expect(faults).toEqual([
      { sheet: 'programme', row: 2, path: 'quietAfterDays', code: 'wrongFormat' },
      { sheet: 'stages', row: 2, path: 'final', code: 'wrongFormat' },
      { sheet: 'transitions', row: 2, path: 'other', code: 'json' },
      { sheet: 'gates', row: 2, code: 'unpublished', params: { name: 'a → c' } },
      { sheet: 'gates', row: 3, path: 'for', code: 'wrongFormat' },
    ]);
    expect(unsupported.map(({ sheet, path, code }) => `${sheet} ${path ?? ''} ${code}`)).toEqual([
      'notes  otherSheet',
      'stages colour tableColumn',
      'stages label::Klingon reason.language',
    ]);
    expect((await typed({ forms: [{ form: 'a' }] })).faults).toEqual([{ code: 'noStages' }]);
  });

  it('knows the row of what is judged', async () => {
    const { at } = await typed({ ...least, gates: [{ from: 'a', to: 'b', code: 'asked', form: 'f', for: 'child' }] });
    expect(at('stages.1.code')).toEqual({ sheet: 'stages', row: 3 });
    expect(at('stages.b')).toEqual({ sheet: 'stages', row: 3 });
    expect(at('transitions.0.gate.consents')).toEqual({ sheet: 'transitions', row: 2 });
    expect(at('transitions.0.gate.facts.asked.form')).toEqual({ sheet: 'gates', row: 2 });
    expect(at('firstStage')).toEqual({ sheet: 'programme', row: 2 });
  });

  it('lets nothing of the column for the rest reach beyond the programme', async () => {
    const other = '{"__proto__": {"polluted": true}}';
    const { faults } = await typed({ ...least, stages: [{ code: 'a', label: 'A', other }] });
    expect(faults).toEqual([{ sheet: 'stages', row: 2, path: 'other', code: 'json' }]);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    const deep = `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`;
    expect((await typed({ ...least, stages: [{ code: 'a', label: 'A', other: deep }] })).faults).toHaveLength(1);
  });
});
