import { describe, expect, it } from 'vitest';
import type { Programme } from '../../kernel/index.ts';
import { suppliedDefinitions } from '../../programmes/index.ts';
import { judge, World } from './judge.ts';

const world = new World(suppliedDefinitions().map(({ kind, code, body }) => ({ kind, code, version: 1, body })));
const programme = world.find('programme', 'trafficking-response')!.body as Programme;
const judged = (indicator: Record<string, unknown>): string[] => {
  const one = { code: 'x', title: { en: 'X' }, definition: { en: 'X' }, unit: 'cases', by: ['sex'], ...indicator };
  return judge('programme', { ...programme, indicators: [one] }, world).map(({ path, code }) => `${path} ${code}`);
};
const visit = (question: string, is?: string[]) => ({ form: 'follow-up-visit', question, ...(is && { is }) });

describe('indicators', () => {
  it('of every supplied programme count what is there', () => {
    for (const one of world.all<Programme>('programme')) expect(judge('programme', one, world), one.code).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a stage that is none', { of: { stage: 'gone' } }, ['indicators.x.of.stage unpublished']],
    ['a form of another programme', { of: { form: 'complaint' } }, ['indicators.x.of.form unpublished']],
    ['a question that is none', { of: visit('gone') }, ['indicators.x.of.question unpublished']],
    ['what is sealed', { of: visit('riskAccount') }, ['indicators.x.of.question sealed']],
    ['an answer that is none', { of: visit('month', ['month1', 'month2']) }, ['indicators.x.of.is unpublished']],
    ['answers to no question', { of: { form: 'follow-up-visit', is: ['yes'] } }, ['indicators.x.of.question required']],
    [
      'a consent that is none',
      { of: { stage: 'flagged' }, has: { consent: 'gone' } },
      ['indicators.x.has.consent unpublished'],
    ],
    ['a share of nothing', { unit: 'share', of: { stage: 'flagged' } }, ['indicators.x.has required']],
    ['days since nothing', { unit: 'days', of: { stage: 'flagged' } }, ['indicators.x.has required']],
    [
      'a rating without a question',
      { unit: 'rating', of: { stage: 'flagged' } },
      ['indicators.x.of.question required'],
    ],
    ['a rating that is no number', { unit: 'rating', of: visit('month') }, ['indicators.x.of.question noNumber']],
    ['a unit that is none', { unit: 'euros', of: { stage: 'flagged' } }, ['indicators.0.unit wrongFormat']],
    ['two moments in one', { of: { stage: 'flagged', form: 'screening' } }, ['indicators.0.of wrongFormat']],
    ['a dimension that is none', { of: { stage: 'flagged' }, by: ['name'] }, ['indicators.0.by.0 wrongFormat']],
  ])('do not count %s', (_, indicator, faults) => expect(judged(indicator)).toEqual(faults));

  it('may not be there twice', () => {
    const [one] = programme.indicators!;
    const body = { ...programme, indicators: [one, one] };
    expect(judge('programme', body, world)).toContainEqual({
      path: `indicators.${one!.code}`,
      code: 'twice',
      params: { name: one!.code },
    });
  });
});
