import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../kernel/form/index.ts';
import { AssessmentView, type AssessmentViewProps } from './index.ts';

/** A reference to a question, as forms write it. */
const ref = (name: string): string => ['$', '{', name, '}'].join('');
const en = (text: string) => ({ en: text });
const question = (name: string) =>
  ({ kind: 'field', name, type: 'yesNo', class: 'operational', label: en(`Question ${name}?`) }) as const;

const definition: FormDefinition = {
  code: 'weighed',
  version: 1,
  title: en('Weighed'),
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {},
  items: [question('known'), question('papers'), question('debt'), question('hours'), question('extra')],
  assessment: {
    source: en('A published table'),
    profiles: [
      { code: 'weighed', label: en('With weights'), when: `${ref('known')} = 'yes'` },
      { code: 'bare', label: en('Without weights'), when: `${ref('known')} = 'no'` },
    ],
    dimensions: [
      { code: 'hold', label: en('Hold'), element: 'means' },
      { code: 'use', label: en('Use'), element: 'purpose' },
    ],
    themes: { title: en('Eleven'), items: [{ code: 'RD', label: en('Papers kept') }] },
    indicators: [
      {
        code: 'A',
        label: en('Papers taken'),
        field: 'papers',
        dimension: 'hold',
        weights: { weighed: 'strong', bare: null },
        themes: ['RD'],
      },
      {
        code: 'B',
        label: en('Debt'),
        field: 'debt',
        dimension: 'hold',
        weights: { weighed: 'weak', bare: null },
        themes: [],
      },
      {
        code: 'C',
        label: en('Hours'),
        field: 'hours',
        dimension: 'use',
        weights: { weighed: 'strong', bare: null },
        themes: [],
      },
      {
        code: 'D',
        label: en('Extra'),
        field: 'extra',
        dimension: 'use',
        weights: { weighed: null, bare: null },
        themes: [],
      },
    ],
    rules: [{ strong: 2 }, { strong: 1, mediumOrWeak: 1 }],
    outcomes: [
      {
        code: 'held',
        label: en('Held there'),
        hint: en('Ask what keeps them.'),
        positive: [['hold']],
        negative: ['use'],
      },
      { code: 'none', label: en('Nothing reached'), positive: [], negative: [] },
    ],
  },
};

const draw = (answers: Record<string, unknown>, more: Partial<AssessmentViewProps> = {}): string =>
  render(
    <AssessmentView
      definition={definition}
      answers={answers}
      context={{ now: '2026-11-22T09:30:00+07:00' }}
      t={(key, params) => (params ? `${key} ${Object.values(params).join(' | ')}` : key)}
      language="en"
      {...more}
    />,
  );
const live = (html: string): string => /<div aria-live="polite">(.*?)<\/div>/.exec(html)?.[1] ?? '';

describe('AssessmentView', () => {
  it('says the outcome aloud, what it rests on, by which rule, and that it is an aid', () => {
    const html = draw({ known: 'yes', papers: 'yes', debt: 'yes', hours: 'no' });
    expect(html).toContain('assessment.aid');
    expect(live(html)).toContain('Held there');
    expect(live(html)).toContain('assessment.settled');
    expect(html).toContain('Ask what keeps them.');
    expect(html).toContain('assessment.pair Hold | Papers taken; Debt');
    expect(html).toContain('assessment.rule.strong');
    expect(html).toContain('assessment.strength.weak');
    expect(html).toContain('A published table');
  });

  it('says each state in a word and a shape, and names what is still to be asked', () => {
    const html = draw({ known: 'yes', papers: 'yes', hours: 'yes' });
    expect(live(html)).toContain('Nothing reached');
    expect(live(html)).toContain('assessment.unsettled');
    expect(html.match(/assessment\.state\.notPositive/g)).toHaveLength(2);
    expect(html).toContain('Question debt?');
    expect(html).not.toContain('Question extra?');
  });

  it('names the themes that are touched', () => {
    expect(draw({ known: 'yes', papers: 'yes' })).toContain('assessment.pair Papers kept | Papers taken');
    expect(draw({ known: 'yes' })).toContain('assessment.themesNone');
  });

  it('lists without judging where no weights are known', () => {
    const html = draw({ known: 'no', papers: 'yes', debt: 'yes' });
    expect(live(html)).toContain('assessment.unweighted Without weights');
    expect(html).not.toContain('Held there');
    expect(html).toContain('assessment.state.notJudged');
    expect(html).not.toContain('assessment.state.positive');
    expect(html).toContain('Papers taken <span class="soft">(assessment.strength.none)');
  });

  it('says so before a profile is chosen, and before anything is answered', () => {
    expect(live(draw({ papers: 'yes', debt: 'yes' }))).toContain('assessment.noProfile');
    expect(live(draw({ known: 'yes' }))).toContain('assessment.blank');
  });

  it('weighs nothing while an answer is covered, and draws nothing for a form that weighs nothing', () => {
    const html = draw({ known: 'yes', papers: 'yes', debt: 'yes' }, { covered: ['hours'] });
    expect(html).toContain('assessment.covered');
    expect(html).not.toContain('Held there');
    expect(draw({ known: 'yes', papers: 'yes' }, { covered: ['elsewhere'] })).not.toContain('assessment.covered');
    const { assessment: _, ...plain } = definition;
    expect(draw({}, { definition: plain })).toBe('');
  });
});
