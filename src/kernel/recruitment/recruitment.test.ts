import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Burden,
  type Clause,
  type CostLine,
  compareOffers,
  convert,
  type Limit,
  type Loan,
  licenceState,
  type Offer,
  type Rate,
  type Reckoning,
  scheduleOf,
  standing,
  sumCosts,
  weighDebt,
} from './index.ts';

const source = 'State bank';
const rates: Rate[] = [
  { currency: 'VND', base: 'USD', day: '2026-01-05', rate: 25_000, source },
  { currency: 'VND', base: 'USD', day: '2026-03-02', rate: 26_000, source },
  { currency: 'THB', base: 'USD', day: '2026-02-01', rate: 32.5, source },
  { currency: 'LAK', base: 'THB', day: '2026-02-01', rate: 640, source },
];

describe('an amount in another currency', () => {
  it.each([
    ['itself', 500, 'THB', 'THB', '2020-01-01', 500],
    ['by the rate of the day', 1_000, 'USD', 'VND', '2026-03-02', 260_000],
    ['by the last rate before it', 1_000, 'USD', 'VND', '2026-03-01', 250_000],
    ['the other way', 260_000, 'VND', 'USD', '2026-04-01', 1_000],
    ['over a base that both have', 3_250, 'THB', 'VND', '2026-03-05', 26_000],
  ])('is %s', (_, amount, from, to, day, expected) => {
    expect(convert(amount, from, to, day, rates)?.amount).toBe(expected);
  });

  it('says which rates it took and how old they are', () => {
    expect(convert(3_250, 'THB', 'VND', '2026-03-12', rates)?.used).toMatchObject([
      { currency: 'THB', base: 'USD', day: '2026-02-01', age: 39 },
      { currency: 'VND', base: 'USD', day: '2026-03-02', age: 10 },
    ]);
  });

  it('is unknown without a rate, and no later rate stands in for an earlier day', () => {
    expect(convert(1, 'USD', 'VND', '2026-01-04', rates)).toBeUndefined();
    expect(convert(1, 'USD', 'JPY', '2026-03-01', rates)).toBeUndefined();
    expect(convert(1, 'LAK', 'VND', '2026-03-01', rates)).toBeUndefined();
  });

  it('comes back as it went, and the order of the rates changes nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('USD', 'THB'),
        fc.shuffledSubarray(rates, { minLength: rates.length }),
        (amount, from, shuffled) => {
          const there = convert(amount, from, 'VND', '2026-03-02', shuffled)!;
          expect(there).toEqual(convert(amount, from, 'VND', '2026-03-02', rates));
          const back = convert(there.amount, 'VND', from, '2026-03-02', shuffled)!;
          // A đồng is worth less than half a cent or a satang.
          expect(back.amount).toBe(amount);
        },
      ),
      { seed: 2026 },
    );
  });
});

const clauses: Clause[] = [
  { code: 'pay', kind: 'money', worse: 'lower', sign: 'deception', counts: 'pay' },
  { code: 'hours', kind: 'number', worse: 'higher', sign: 'deception' },
  { code: 'living', kind: 'money', worse: 'higher' },
  { code: 'housing', kind: 'choice', worse: 'later', list: 'housing', sign: 'deception' },
  { code: 'job', kind: 'choice', worse: 'different', list: 'sector', sign: 'deception' },
];
const housing = ['free', 'deducted', 'own'];
const rank = (_: string, code: string) => (housing.includes(code) ? housing.indexOf(code) : undefined);
const offer = (version: Offer['version'], terms: Offer['terms'], currency = 'VND'): Offer => ({
  version,
  on: '2026-03-02',
  currency,
  terms,
});
const compare = (...offers: Offer[]) => compareOffers(clauses, offers, { rank, rates });

describe('versions of a contract', () => {
  const one = (clause: string, ...values: (number | string | undefined)[]) =>
    compare(
      ...values.flatMap((value, index) =>
        value === undefined
          ? []
          : [offer((['offered', 'signed', 'actual'] as const)[index]!, value === '' ? {} : { [clause]: value })],
      ),
    )[0];
  it.each<[string, string, (number | string | undefined)[], string, string]>([
    ['pay that stayed', 'pay', [900, 900, 900], 'same', 'equal'],
    ['lower pay', 'pay', [1_000, 1_000, 800], 'worse', 'less'],
    ['higher pay', 'pay', [1_000, 1_100], 'better', 'more'],
    ['pay that was worse in between and is not any more', 'pay', [1_000, 900, 1_000], 'worse', 'less'],
    ['longer hours', 'hours', [48, 48, 72], 'worse', 'more'],
    ['costs where there were none', 'living', [0, undefined, 500], 'worse', 'new'],
    ['worse housing', 'housing', ['free', 'own'], 'worse', 'lessGood'],
    ['better housing', 'housing', ['own', 'free'], 'better', 'moreGood'],
    ['housing that nobody knows', 'housing', ['free', 'castle'], 'unclear', 'notOnList'],
    ['another job', 'job', ['care', 'care', 'fishing'], 'worse', 'different'],
    ['a contract that is silent', 'pay', [900, ''], 'missing', 'notSaidLater'],
    ['one version alone', 'pay', [900], 'unclear', 'onlyOneVersion'],
  ])('judges %s', (_, clause, values, judgement, code) => {
    expect(one(clause, ...values)).toMatchObject({ judgement, why: { code } });
  });

  it('says by how much, between which two, and that it is a sign only where it matters', () => {
    expect(one('pay', 1_000, 1_000, 800)).toEqual({
      clause: 'pay',
      judgement: 'worse',
      from: 'offered',
      to: 'actual',
      why: { code: 'less', params: { by: 200, percent: 20 } },
      sign: 'deception',
    });
    expect(one('living', 100, 200)?.sign).toBeUndefined();
    expect(one('pay', 100, 200)?.sign).toBeUndefined();
  });

  it('compares pay in two currencies at the rate of the day of the first, and does not guess', () => {
    const inDollars = offer('signed', { pay: 1_000 }, 'USD');
    expect(compare(offer('offered', { pay: 260_000 }), inDollars)[0]).toMatchObject({ judgement: 'same' });
    expect(compare(offer('offered', { pay: 300_000 }), inDollars)[0]).toMatchObject({
      judgement: 'worse',
      why: { params: { by: 40_000 } },
    });
    expect(compare(offer('offered', { pay: 1 }, 'JPY'), inDollars)[0]).toMatchObject({
      judgement: 'unclear',
      why: { code: 'noRate' },
    });
  });
});

const how: Reckoning = {
  currency: 'VND',
  today: '2026-03-20',
  rates,
  workers: ['worker'],
  groupOf: (cost) => (cost === 'bribe' ? 'illegitimate' : 'fee'),
  limits: [],
};
const line = (id: string, more: Partial<CostLine> = {}): CostLine => ({
  id,
  cost: 'matching',
  payer: 'worker',
  amount: 1_000_000,
  currency: 'VND',
  on: '2026-03-02',
  ...more,
});

describe('costs', () => {
  it('are summed by payer and group, with what came back, in months of pay', () => {
    const sums = sumCosts(
      [
        line('a'),
        line('b', { currency: 'USD', amount: 10_000, refunded: 5_000 }),
        line('c', { payer: 'employer' }),
        line('d', { cost: 'bribe', currency: 'JPY' }),
      ],
      { ...how, pay: 1_200_000 },
    );
    expect(sums).toMatchObject({
      byPayer: [
        { payer: 'employer', amount: 1_000_000 },
        { payer: 'worker', amount: 3_600_000 },
      ],
      byGroup: [
        { group: 'fee', amount: 3_600_000 },
        { group: 'illegitimate', amount: 0 },
      ],
      worker: 3_600_000,
      refunded: 1_300_000,
      open: 2_300_000,
      months: 3,
      unconverted: 1,
    });
    expect(sums.lines.map(({ charge }) => charge)).toEqual([
      'notToBeCharged',
      'notToBeCharged',
      'notWorker',
      'notToBeCharged',
    ]);
    expect(sums.aboveLimits).toBeUndefined();
  });

  const limit: Limit = { code: 'one', costs: ['matching'], origin: 'VN', months: 1, source: 'A law' };
  it.each<[string, Partial<Limit>, Partial<Reckoning>, string, number | undefined]>([
    ['within months of pay', {}, { pay: 2_000_000 }, 'withinLimit', 0],
    ['above months of pay', {}, { pay: 400_000 }, 'aboveLimit', 600_000],
    [
      'above what a year of the contract allows',
      { months: undefined, monthsPerYear: 1 },
      { pay: 400_000, term: 24 },
      'aboveLimit',
      200_000,
    ],
    [
      'above an amount in another currency',
      { months: undefined, amount: 20, currency: 'USD' },
      {},
      'aboveLimit',
      480_000,
    ],
    ['of another country', { origin: 'LA' }, { pay: 400_000 }, 'notToBeCharged', undefined],
    ['not yet in force', { from: '2026-03-03' }, { pay: 400_000 }, 'notToBeCharged', undefined],
    ['not in force any more', { until: '2026-03-01' }, { pay: 400_000 }, 'notToBeCharged', undefined],
    ['that nothing is known to measure by', {}, {}, 'notToBeCharged', undefined],
  ])('know a limit %s', (_, more, reckoning, charge, above) => {
    const sums = sumCosts([line('a')], { ...how, origin: 'VN', ...reckoning, limits: [{ ...limit, ...more }] });
    expect(sums.lines[0]?.charge).toBe(charge);
    expect(sums.aboveLimits).toBe(above);
  });
});

const rules: Burden['rules'] = [
  { code: 'monthsOfPay', limit: 3 },
  ...['neverPaid', 'nothingLeft', 'longerThanContract', 'owedToEmployer', 'workPledged'].map((code) => ({ code })),
];
const loan: Loan = { id: 'l', lender: 'moneylender', currency: 'VND', principal: 34_000_000, rate: 7, per: 'month' };
const burden = (more: Partial<Burden> = {}): Burden => ({
  rules,
  loans: [],
  paid: 0,
  currency: 'VND',
  leftIn: () => undefined,
  holders: ['employer'],
  unconverted: 0,
  ...more,
});
const codes = (more: Partial<Burden>) => weighDebt(burden(more)).reasons.map(({ code }) => code);

describe('a loan', () => {
  it.each<[string, Partial<Loan>, number | undefined, number | 'never' | undefined, number]>([
    ['that its payments never cover', { payment: 2_000_000 }, undefined, 'never', 2_380_000],
    ['paid as fast as its interest', { payment: 2_380_000 }, undefined, 'never', 2_380_000],
    ['without interest', { rate: undefined, payment: 2_000_000 }, undefined, 17, 0],
    ['dear once, for the whole', { rate: 50, per: 'whole', payment: 3_000_000 }, undefined, 17, 0],
    ['by the year', { rate: 12, per: 'year', payment: 34_000_000 }, undefined, 2, 340_000],
    ['paid out of what is left of the pay', { rate: undefined }, 3_400_000, 10, 0],
    ['when nothing is left', { rate: undefined }, -5, 'never', 0],
    ['of which nothing is known', {}, undefined, undefined, 2_380_000],
    ['paid off', { owed: 0, payment: 0 }, undefined, 0, 0],
  ])('%s', (_, more, left, months, interest) => {
    expect(scheduleOf({ ...loan, ...more }, left)).toMatchObject({ interest, ...(months !== undefined && { months }) });
  });

  it('pays off in the months that a schedule drawn by hand takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000, max: 1e8 }),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 1, max: 1e8 }),
        (principal, tenths, payment) => {
          const rate = tenths / 10;
          const { months } = scheduleOf({ ...loan, principal, rate, payment });
          let [owed, count] = [principal, 0];
          while (owed > 1e-6 && count < 2_000 && owed <= principal) {
            owed = owed * (1 + rate / 100) - payment;
            count++;
          }
          if (months === 'never') expect(payment).toBeLessThanOrEqual(principal * (rate / 100));
          else if (months! < 2_000) expect(Math.abs(months! - count)).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 2026 },
    );
  });
});

describe('the warning of debt bondage', () => {
  it('shows its numbers', () => {
    expect(weighDebt(burden({ loans: [{ ...loan, payment: 2_000_000 }] })).reasons).toEqual([
      {
        code: 'neverPaid',
        loan: 'l',
        currency: 'VND',
        numbers: { owed: 34_000_000, payment: 2_000_000, interest: 2_380_000 },
      },
    ]);
  });

  it.each<[string, Partial<Burden>, string[]]>([
    ['nothing', {}, []],
    ['three months of pay', { paid: 300, pay: 100 }, []],
    ['more than three', { paid: 301, pay: 100 }, ['monthsOfPay']],
    ['longer than the contract', { loans: [{ ...loan, rate: 0, payment: 1e6 }], term: 33 }, ['longerThanContract']],
    ['as long as the contract', { loans: [{ ...loan, rate: 0, payment: 1e6 }], term: 34 }, []],
    ['nothing left', { loans: [{ ...loan, payment: 1e7 }], left: 0 }, ['nothingLeft']],
    ['owed to the employer', { loans: [{ ...loan, lender: 'employer', payment: 1e7 }] }, ['owedToEmployer']],
    [
      'work pledged and counted',
      { loans: [{ ...loan, payment: 1e7, pledged: true, applied: true, limited: true }] },
      [],
    ],
    [
      'work that is not counted',
      { loans: [{ ...loan, payment: 1e7, pledged: true, applied: false }] },
      ['workPledged'],
    ],
    ['a debt paid off', { loans: [{ ...loan, owed: 0, lender: 'employer', pledged: true, applied: false }] }, []],
  ])('%s', (_, more, expected) => {
    expect(codes(more)).toEqual(expected);
  });

  it('says what would have to be asked', () => {
    expect(weighDebt(burden({ loans: [{ ...loan, rate: undefined }], unconverted: 1 })).missing).toEqual([
      'pay',
      'rate',
      'payment',
      'pledged',
      'term',
      'exchange',
    ]);
    expect(weighDebt(burden()).missing).toEqual([]);
  });

  it('is never lowered by paying more, owing more or dearer interest; and the order of lines changes nothing', () => {
    const anyLine = fc.record({
      payer: fc.constantFrom('worker', 'employer'),
      amount: fc.integer({ min: 0, max: 1e7 }),
      currency: fc.constantFrom('VND', 'USD'),
    });
    const total = (lines: readonly CostLine[], more: Partial<Burden>) =>
      codes({ ...more, paid: sumCosts(lines, how).worker, pay: 5_000_000, term: 24 });
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 6 }),
        fc.integer({ min: 0, max: 1e8 }),
        fc.integer({ min: 1, max: 1e8 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 1e7 }),
        fc.integer({ min: 0, max: 1e8 }),
        (some, extra, principal, rate, payment, more) => {
          const lines = some.map((one, index) => line(String(index), one));
          const loans = [{ ...loan, principal, rate, payment }];
          const before = total(lines, { loans });
          expect(total(lines.toReversed(), { loans })).toEqual(before);
          expect(total([...lines, line('more', { amount: extra })], { loans })).toEqual(expect.arrayContaining(before));
          const worse = [
            { ...loans[0]!, principal: principal + more },
            { ...loans[0]!, rate: rate + (more % 50) },
          ];
          for (const one of worse) expect(total(lines, { loans: [one] }).length).toBeGreaterThanOrEqual(before.length);
        },
      ),
      { seed: 2026 },
    );
  });
});

describe('a licence', () => {
  const licence = {
    number: '1',
    issuer: 'Ministry',
    from: '2025-01-01',
    to: '2026-06-30',
    destinations: ['JP'],
    status: 'valid' as const,
    source: 'The ministry’s site',
    checkedOn: '2026-01-01',
  };
  it.each([
    ['2024-12-31', 'notYet'],
    ['2025-01-01', 'valid'],
    ['2026-06-30', 'valid'],
    ['2026-07-01', 'expired'],
  ])('is on %s %s', (today, state) => {
    expect(licenceState(licence, today)).toBe(state);
    expect(licenceState({ ...licence, status: 'suspended' }, today)).toBe('suspended');
  });

  it('counts for the country it is for, and the best of them says how a recruiter stands', () => {
    const anywhere = { ...licence, destinations: [], to: '2025-12-31' };
    expect(standing([licence], '2026-02-01', 'TH')).toEqual({ state: 'none' });
    expect(standing([anywhere, licence], '2026-02-01').state).toBe('valid');
    expect(standing([anywhere, licence], '2026-02-01', 'TH').state).toBe('expired');
    expect(standing([], '2026-02-01').state).toBe('none');
  });
});
