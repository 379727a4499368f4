import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Answers, check, compareDefinitions, type FormDefinition } from '../form/index.ts';
import { type Assessment, assess, type Indicator, type Strength, strengths } from './index.ts';

/** A reference to a question, as forms write it. */
const ref = (name: string): string => ['$', '{', name, '}'].join('');
const t = (en: string) => ({ en });

/** Two dimensions with four indicators of each weight; children have the same weights, `other` has none. */
const indicators = ['means', 'purpose'].flatMap((dimension) =>
  strengths.flatMap((strength) =>
    [1, 2, 3, 4].map((number): Indicator => {
      const field = `${dimension}_${strength}_${number}`;
      const weights = { adult: strength, child: strength, other: null };
      return { code: field, label: t(field), field, dimension, weights, themes: strength === 'strong' ? ['one'] : [] };
    }),
  ),
);
const assessment: Assessment = {
  source: t('Somewhere'),
  profiles: [
    { code: 'adult', label: t('Adult'), when: `${ref('who')} = 'adult'` },
    { code: 'child', label: t('Child'), when: `${ref('who')} = 'child' or ${ref('who')} = 'doubtful'` },
    { code: 'other', label: t('Other'), when: `${ref('who')} = 'other'` },
  ],
  dimensions: [
    { code: 'means', label: t('Means'), element: 'means' },
    { code: 'purpose', label: t('Purpose'), element: 'purpose' },
  ],
  themes: { title: t('Themes'), items: [{ code: 'one', label: t('One') }] },
  indicators,
  rules: [{ strong: 2 }, { strong: 1, mediumOrWeak: 1 }, { medium: 3 }, { medium: 2, weak: 1 }],
  outcomes: [
    {
      code: 'child',
      label: t('Child'),
      when: `${ref('who')} = 'child' or ${ref('who')} = 'doubtful'`,
      positive: [['purpose']],
      negative: [],
    },
    { code: 'both', label: t('Both'), positive: [['means'], ['purpose']], negative: [] },
    { code: 'purposeOnly', label: t('Purpose'), positive: [['purpose']], negative: ['means'] },
    { code: 'meansOnly', label: t('Means'), positive: [['means']], negative: [] },
    { code: 'none', label: t('None'), positive: [], negative: [] },
  ],
};
const definition: FormDefinition = {
  code: 'weighed',
  version: 1,
  title: t('Weighed'),
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {
    who: { choices: ['adult', 'child', 'doubtful', 'other', 'nobody'].map((code) => ({ code, label: t(code) })) },
  },
  items: [
    { kind: 'field', name: 'who', type: 'choice', list: 'who', class: 'operational', label: t('Who?') },
    ...indicators.map(({ field }) => ({
      kind: 'field' as const,
      name: field,
      type: 'yesNo' as const,
      class: 'operational' as const,
      label: t(`${field}?`),
    })),
  ],
  assessment,
};

const yes = (dimension: string, counts: Partial<Record<Strength, number>>): Answers =>
  Object.fromEntries(
    strengths.flatMap((strength) =>
      Array.from({ length: counts[strength] ?? 0 }, (_, index) => [`${dimension}_${strength}_${index + 1}`, 'yes']),
    ),
  );
const weigh = (answers: Answers) => assess(definition, answers, { now: '2026-11-22T09:00:00+07:00' })!;
const dimensionOf = (answers: Answers, code: string) =>
  weigh(answers).dimensions.find(({ dimension }) => dimension.code === code)!;

test('the form of these tests can be published', () => {
  expect(check(definition)).toEqual([]);
});

describe('a dimension', () => {
  it.each<[strong: number, medium: number, weak: number, rule: number | undefined]>([
    [0, 0, 0, undefined],
    [2, 0, 0, 0],
    [3, 0, 0, 0],
    [1, 0, 0, undefined],
    [1, 1, 0, 1],
    [1, 0, 1, 1],
    [0, 3, 0, 2],
    [0, 2, 1, 3],
    [0, 2, 0, undefined],
    [0, 1, 2, undefined],
    [0, 1, 4, undefined],
    [0, 0, 4, undefined],
  ])('with %i strong, %i medium and %i weak is met by rule %s', (strong, medium, weak, rule) => {
    const found = dimensionOf({ who: 'adult', ...yes('means', { strong, medium, weak }) }, 'means');
    expect(found.counts).toEqual({ strong, medium, weak });
    expect(found.state).toBe(rule === undefined ? 'notPositive' : 'positive');
    expect(found.rule).toEqual(rule === undefined ? undefined : assessment.rules[rule]);
  });

  it('counts a yes and nothing else', () => {
    const found = dimensionOf({ who: 'adult', means_strong_1: 'no', means_strong_2: 'unknown' }, 'means');
    expect(found.counts.strong).toBe(0);
    expect(found.present).toEqual([]);
  });

  it('names the open questions that could still make it positive, and no others', () => {
    const answered = Object.fromEntries(indicators.map(({ field }) => [field, 'no']));
    const open = (more: Answers) =>
      dimensionOf({ who: 'adult', ...answered, ...more }, 'means').open.map((o) => o.field);
    expect(open({})).toEqual([]);
    expect(open({ means_strong_1: 'unknown' })).toEqual([]);
    expect(open({ means_strong_1: 'yes', means_weak_1: 'unknown' })).toEqual(['means_weak_1']);
    expect(
      open({ means_medium_1: 'yes', means_medium_2: 'yes', means_weak_1: 'unknown', means_medium_3: 'unknown' }),
    ).toEqual(['means_medium_3', 'means_weak_1']);
    // One medium is there already: it is a weak one, and one medium more, that are missing.
    expect(open({ means_medium_1: 'yes', means_medium_2: 'unknown', means_weak_1: 'yes' })).toEqual(['means_medium_2']);
  });
});

describe('the outcome', () => {
  const both = { ...yes('means', { strong: 2 }), ...yes('purpose', { strong: 2 }) };
  it.each<[string, Answers, string]>([
    ['means and purpose', { who: 'adult', ...both }, 'both'],
    ['purpose alone', { who: 'adult', ...yes('purpose', { strong: 2 }) }, 'purposeOnly'],
    ['means alone', { who: 'adult', ...yes('means', { strong: 2 }) }, 'meansOnly'],
    ['nothing positive', { who: 'adult', means_strong_1: 'yes' }, 'none'],
    ['a child needs no means', { who: 'child', ...yes('purpose', { medium: 3 }) }, 'child'],
    ['doubtful age is a child', { who: 'doubtful', ...yes('purpose', { medium: 3 }) }, 'child'],
    ['a child without exploitation', { who: 'child', ...yes('means', { strong: 2 }) }, 'meansOnly'],
  ])('of %s', (_, answers, code) => {
    expect(weigh(answers).classified?.outcome.code).toBe(code);
  });

  it('says what it rests on, by which indicators, and without what', () => {
    const { classified } = weigh({ who: 'adult', ...yes('purpose', { strong: 1, weak: 1 }) });
    expect(classified?.rests.map(({ dimension }) => dimension.code)).toEqual(['purpose']);
    expect(classified?.rests[0]?.present.map(({ indicator, strength }) => [indicator.field, strength])).toEqual([
      ['purpose_strong_1', 'strong'],
      ['purpose_weak_1', 'weak'],
    ]);
    expect(classified?.without.map(({ dimension }) => dimension.code)).toEqual(['means']);
    expect(classified?.settled).toBe(false);
  });

  it('is settled once no open question could lead elsewhere', () => {
    const no = Object.fromEntries(indicators.map(({ field }) => [field, 'no']));
    expect(weigh({ who: 'adult', ...both }).classified?.settled).toBe(true);
    expect(weigh({ who: 'adult', ...no }).classified?.settled).toBe(true);
    expect(weigh({ who: 'adult', ...no, means_strong_1: 'unknown' }).classified?.settled).toBe(true);
    expect(
      weigh({ who: 'adult', ...no, means_strong_1: 'unknown', means_strong_2: 'yes', means_weak_1: 'unknown' })
        .classified,
    ).toMatchObject({ outcome: { code: 'none' }, settled: false });
  });

  it('is not given before anything is answered, without a profile, or without weights', () => {
    expect(weigh({ who: 'adult' })).toMatchObject({ status: 'blank' });
    expect(weigh({ ...both })).toMatchObject({ status: 'noProfile' });
    expect(weigh({ who: 'nobody', ...both })).toMatchObject({ status: 'noProfile' });
    expect(weigh({ who: 'other', ...both })).toMatchObject({ status: 'unweighted', profile: { code: 'other' } });
    for (const answers of [{ who: 'adult' }, { ...both }, { who: 'nobody', ...both }, { who: 'other', ...both }])
      expect(weigh(answers).classified).toBeUndefined();
  });
});

test('a form that weighs nothing has nothing to say', () => {
  const { assessment: _, ...plain } = definition;
  expect(assess(plain, { who: 'adult' })).toBeUndefined();
});

test('themes are touched whatever the profile', () => {
  expect(weigh({ who: 'other', means_strong_1: 'yes' }).themes.map(({ theme }) => theme.code)).toEqual(['one']);
  expect(weigh({ who: 'other', means_weak_1: 'yes' }).themes).toEqual([]);
});

describe('whatever is answered', () => {
  const answer = fc.constantFrom('yes', 'no', 'unknown', undefined);
  const answers = (who: fc.Arbitrary<string>) =>
    fc
      .tuple(who, ...indicators.map(() => answer))
      .map(
        ([profile, ...given]) =>
          Object.fromEntries([
            ['who', profile as string],
            ...indicators.flatMap(({ field }, index) => (given[index] ? [[field, given[index]]] : [])),
          ]) as Answers,
      );
  const options = { numRuns: 300, seed: 2026 };

  it('one more yes never makes a positive dimension negative', () => {
    fc.assert(
      fc.property(answers(fc.constantFrom('adult', 'child')), fc.constantFrom(...indicators), (given, { field }) => {
        const after = weigh({ ...given, [field]: 'yes' });
        for (const [index, before] of weigh(given).dimensions.entries())
          if (before.state === 'positive') expect(after.dimensions[index]?.state).toBe('positive');
      }),
      options,
    );
  });

  it('what is not answered or not known weighs as a no', () => {
    fc.assert(
      fc.property(answers(fc.constantFrom('adult', 'child')), (given) => {
        const said = Object.fromEntries(
          indicators.map(({ field }) => [field, given[field] === 'yes' ? 'yes' : 'no'] as const),
        );
        const states = (one: ReturnType<typeof weigh>) =>
          one.dimensions.map(({ state, counts }) => ({ state, counts }));
        expect(states(weigh(given))).toEqual(states(weigh({ who: given.who!, ...said })));
      }),
      options,
    );
  });

  it('an open question that is named can make its dimension positive, and no question that is not named can alone', () => {
    fc.assert(
      fc.property(answers(fc.constant('adult')), (given) => {
        for (const { dimension, open, state } of weigh(given).dimensions) {
          if (state === 'positive') continue;
          const all = Object.fromEntries(open.map(({ field }) => [field, 'yes']));
          const then = dimensionOf({ ...given, ...all }, dimension.code).state;
          expect(then).toBe(open.length > 0 ? 'positive' : 'notPositive');
          for (const other of indicators.filter((one) => one.dimension === dimension.code && !open.includes(one)))
            if (given[other.field] !== 'no')
              expect(dimensionOf({ ...given, [other.field]: 'yes' }, dimension.code).state).toBe('notPositive');
        }
      }),
      options,
    );
  });

  it('a settled outcome stays, however the open questions are answered', () => {
    fc.assert(
      fc.property(
        answers(fc.constantFrom('adult', 'child')),
        fc.array(fc.boolean(), { minLength: indicators.length, maxLength: indicators.length }),
        (given, later) => {
          const { classified } = weigh(given);
          if (!classified?.settled) return;
          const more = indicators.flatMap(({ field }, index) =>
            given[field] === 'yes' || given[field] === 'no' ? [] : [[field, later[index] ? 'yes' : 'no']],
          );
          const then = weigh({ ...given, ...Object.fromEntries(more) }).classified;
          expect(then?.outcome.code).toBe(classified.outcome.code);
        },
      ),
      options,
    );
  });

  it('a profile without weights is never classified, and judges no dimension', () => {
    fc.assert(
      fc.property(answers(fc.constant('other')), (given) => {
        const found = weigh(given);
        expect(found.status).toBe('unweighted');
        expect(found.classified).toBeUndefined();
        expect(found.dimensions.map(({ state }) => state)).toEqual(['notJudged', 'notJudged']);
      }),
      options,
    );
  });
});

test('a new version that weighs otherwise says so, and touches no entry', () => {
  const other = structuredClone(definition);
  other.assessment!.indicators[0]!.weights.adult = 'weak';
  expect(compareDefinitions(definition, other)).toMatchObject([{ property: 'assessment', touches: false }]);
  expect(compareDefinitions(definition, structuredClone(definition))).toEqual([]);
});

describe('the check before publishing', () => {
  const problems = (change: (copy: FormDefinition & { assessment: Assessment }) => void) => {
    const copy = structuredClone(definition) as FormDefinition & { assessment: Assessment };
    change(copy);
    return check(copy).map(({ path, property, code }) => `${path}.${property} ${code}`);
  };
  it.each<[string, (copy: FormDefinition & { assessment: Assessment }) => void, string]>([
    [
      'an unknown question',
      ({ assessment: a }) => {
        a.indicators[0]!.field = 'gone';
      },
      'means_strong_1.assessment assessment.field',
    ],
    [
      'a question of another type',
      ({ assessment: a }) => {
        a.indicators[0]!.field = 'who';
      },
      'means_strong_1.assessment assessment.field',
    ],
    [
      'one question twice',
      ({ assessment: a }) => {
        a.indicators[0]!.field = 'means_strong_2';
      },
      'means_strong_2.assessment assessment.twice',
    ],
    [
      'a code twice',
      ({ assessment: a }) => {
        a.outcomes[1]!.code = 'child';
      },
      'child.assessment assessment.twice',
    ],
    [
      'a code with a blank',
      ({ assessment: a }) => {
        a.outcomes[1]!.code = 'a b';
      },
      'a b.assessment assessment.code',
    ],
    [
      'an unknown dimension',
      ({ assessment: a }) => {
        a.indicators[0]!.dimension = 'gone';
      },
      'means_strong_1.assessment assessment.dimension',
    ],
    [
      'an outcome of an unknown dimension',
      ({ assessment: a }) => {
        a.outcomes[2]!.negative = ['gone'];
      },
      'purposeOnly.assessment assessment.dimension',
    ],
    [
      'an empty group',
      ({ assessment: a }) => {
        a.outcomes[0]!.positive = [[]];
      },
      'child.assessment assessment.group',
    ],
    [
      'an unknown theme',
      ({ assessment: a }) => {
        a.indicators[0]!.themes = ['gone'];
      },
      'means_strong_1.assessment assessment.theme',
    ],
    [
      'a missing weight',
      ({ assessment: a }) => {
        a.indicators[0]!.weights = { adult: null, child: null };
      },
      'means_strong_1.assessment assessment.weightMissing',
    ],
    [
      'a weight for nobody',
      ({ assessment: a }) => {
        a.indicators[0]!.weights.gone = null;
      },
      'means_strong_1.assessment assessment.profile',
    ],
    [
      'a rule that asks nothing',
      ({ assessment: a }) => {
        a.rules[0] = {};
      },
      '.assessment assessment.rule',
    ],
    [
      'a rule that asks for none',
      ({ assessment: a }) => {
        a.rules[0] = { strong: 0 };
      },
      '.assessment assessment.rule',
    ],
    [
      'no outcome',
      ({ assessment: a }) => {
        a.outcomes = [];
      },
      '.assessment assessment.empty',
    ],
    [
      'a broken expression',
      ({ assessment: a }) => {
        a.profiles[0]!.when = 'who =';
      },
      'adult.assessment expression.bareName',
    ],
    [
      'an expression over nothing',
      ({ assessment: a }) => {
        a.outcomes[0]!.when = ref('gone');
      },
      'child.assessment reference',
    ],
    [
      'a language the form does not have',
      ({ assessment: a }) => {
        a.source = { fr: 'Ici' };
      },
      '.assessment language',
    ],
  ])('finds %s', (_, change, problem) => {
    expect(problems(change)).toContain(problem);
  });

  it('finds a question that is asked once in each instance of a repeat', () => {
    const found = problems((copy) => {
      copy.items = [copy.items[0]!, { kind: 'repeat', name: 'again', label: t('Again'), items: copy.items.slice(1) }];
    });
    expect(found.filter((one) => one.endsWith('assessment.field'))).toHaveLength(indicators.length);
  });
});
