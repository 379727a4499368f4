/** A job side by side, its costs and debts, recruiters and rates, in a browser against canned answers. */
import { describe, expect, it } from 'vitest';
import type { CallOutput } from '../../../core/contracts.ts';
import { standards } from '../../../programmes/standards/index.ts';
import { misfits, testDesk } from '../../testing/desk.ts';
import { ids, province } from '../../testing/province.ts';
import { records } from '../../testing/records.ts';

type Recruiter = CallOutput<'recruiter.list'>['recruiters'][number];
const recruiter: Recruiter = {
  id: ids.task,
  revision: 1,
  name: 'Công ty Cổ phần Phát triển Nhân lực Hướng Dương Quốc tế',
  otherNames: ['Sunflower'],
  kind: 'agency',
  country: 'VN',
  website: 'https://example.org/sunflower',
  licences: [
    {
      number: '123/LĐTBXH-GP',
      issuer: 'DOLAB',
      to: '2026-05-31',
      destinations: ['JP', 'TW'],
      status: 'valid',
      state: 'expired',
      source: 'The ministry’s list of May',
      checkedOn: '2026-05-02',
    },
  ],
  state: 'expired',
  until: '2026-05-31',
};
const offer: CallOutput<'offer.read'> = {
  offers: [
    {
      revision: 1,
      version: 'offered',
      on: '2026-03-02',
      currency: 'VND',
      terms: { job: 'manufacturing', pay: 22_000_000, documents: 'self' },
      recruiter: { id: recruiter.id, name: recruiter.name, onThatDay: 'valid', state: 'expired', until: '2026-05-31' },
      employer: 'Golden Sea Precision Works',
    },
    { revision: 2, version: 'signed', on: '2026-04-02', currency: 'VND', terms: { pay: 22_000_000 } },
    {
      revision: 1,
      version: 'actual',
      on: '2026-11-02',
      currency: 'TWD',
      terms: { job: 'fishing', pay: 1_700_000, documents: 'employer' },
    },
  ],
  compared: [
    {
      clause: 'job',
      judgement: 'worse',
      from: 'offered',
      to: 'actual',
      why: { code: 'different', params: {} },
      sign: 'deception',
    },
    {
      clause: 'pay',
      judgement: 'worse',
      from: 'offered',
      to: 'actual',
      why: { code: 'less', params: { by: 8_000_000, percent: 36.4 } },
      sign: 'deception',
      used: [{ currency: 'VND', base: 'TWD', day: '2026-03-01', rate: 800, source: 'State bank', age: 1 }],
    },
    { clause: 'documents', judgement: 'unclear', from: 'offered', why: { code: 'notOnList', params: {} } },
  ],
  mayWrite: true,
};
const loanId = ids.enquiry;
const costs: CallOutput<'cost.read'> = {
  lines: [
    {
      id: ids.case,
      revision: 3,
      cost: 'matching',
      payer: 'worker',
      on: '2026-03-10',
      amount: 250_000,
      currency: 'USD',
      deducted: false,
      receipt: false,
      paidTo: 'Ông Bảy',
      converted: 65_000_000,
      used: [{ currency: 'VND', base: 'USD', day: '2026-01-31', rate: 26_000, source: 'State bank', age: 38 }],
      charge: 'notToBeCharged',
    },
    {
      id: ids.lan,
      revision: 1,
      cost: 'bond',
      payer: 'worker',
      amount: 40_000,
      currency: 'JPY',
      deducted: true,
      used: [],
      charge: 'notToBeCharged',
    },
  ],
  loans: [
    {
      id: loanId,
      revision: 1,
      lender: 'moneylender',
      principal: 34_000_000,
      currency: 'VND',
      rate: 7,
      per: 'month',
      payment: 2_000_000,
      schedule: { owed: 34_000_000, interest: 2_380_000, payment: 2_000_000, months: 'never', yearly: 125.2 },
    },
  ],
  sums: {
    currency: 'VND',
    byPayer: [{ payer: 'worker', amount: 65_000_000 }],
    byGroup: [{ group: 'fee', amount: 65_000_000 }],
    worker: 65_000_000,
    refunded: 0,
    open: 65_000_000,
    months: 3,
    unconverted: 1,
  },
  reasons: [
    {
      code: 'neverPaid',
      loan: loanId,
      currency: 'VND',
      numbers: { owed: 34_000_000, payment: 2_000_000, interest: 2_380_000 },
      sign: 'debt',
    },
  ],
  missing: ['pledged', 'exchange'],
  mayWrite: true,
};

const { visit, sent } = testDesk((language) => {
  const base = province(language);
  const lists = standards.flatMap((one) => (one.kind === 'codeList' ? [one.body] : []));
  return {
    ...records,
    'definition.bundle': (input) => {
      const bundle = base['definition.bundle']!(input);
      const own = (bundle.codeLists ?? []) as unknown as typeof lists;
      return {
        ...bundle,
        codeLists: [...own, ...lists.filter(({ code }) => !own.some((one) => one.code === code))] as never,
      };
    },
    'offer.read': () => offer,
    'cost.read': () => costs,
    'recruiter.list': ({ query }) => ({ recruiters: query === 'nobody' ? [] : [recruiter], more: false }),
    'recruiter.figures': () => ({
      recruiters: [
        { id: ids.lan, name: 'Lotus Manpower', hidden: true },
        { id: recruiter.id, name: recruiter.name, cases: 14 },
      ],
      threshold: 11,
    }),
    'rate.list': () => ({
      rates: [
        {
          currency: 'VND',
          base: 'USD',
          day: '2026-01-31',
          rate: 26_000,
          source: 'Bank',
          age: 295,
          old: true,
          count: 4,
        },
      ],
    }),
  };
});
const casePath = `/desk/cases/${ids.case}`;

describe('a job on a case', () => {
  it('says in a sentence what is worse than promised, and that it is no finding', async () => {
    const { page, faults } = await visit(casePath);
    const card = page.locator('.card', { hasText: 'Job offer and contract' });
    await card
      .getByText('Worse than promised: Work (something else than before), Pay in a month (36.4 % less)')
      .waitFor();
    expect(await card.getByText('no finding').isVisible()).toBe(true);
    expect(await card.locator('tbody tr', { hasText: 'Pay in a month' }).locator('td').allInnerTexts()).toEqual([
      '₫22,000,000',
      '₫22,000,000',
      expect.stringMatching(/17,000/),
    ]);
    expect(await card.getByText('Licence ran out').first().isVisible()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('is written clause by clause, and the recruiter found in the register', async () => {
    const { page } = await visit(casePath, {
      'offer.read': () => ({ offers: [], compared: [], mayWrite: true }),
      'offer.set': () => ({ revision: 1, flags: [] }),
    });
    const card = page.locator('.card', { hasText: 'Job offer and contract' });
    await card.getByRole('button', { name: 'As offered' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Day', { exact: true }).fill('2026-11-02');
    await dialog.getByLabel('Currency of the amounts').fill('usd');
    await dialog.getByLabel('Pay in a month').fill('812.5');
    await dialog.getByLabel('Work', { exact: false }).first().selectOption({ label: 'Fishing' });
    await dialog.getByLabel('Name or licence number').fill('huong');
    await dialog.getByRole('button', { name: /Choose/ }).click();
    await dialog.getByLabel('Employer', { exact: false }).first().fill('Golden Sea');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => sent('offer.set'))
      .toEqual([
        {
          caseId: ids.case,
          version: 'offered',
          on: '2026-11-02',
          recruiterId: recruiter.id,
          currency: 'USD',
          employer: 'Golden Sea',
          terms: { pay: 81_250, job: 'fishing' },
        },
      ]);
  });

  it('shows the reasoning of the warning open, the rates that were used, and what is in no sum', async () => {
    const { page } = await visit(casePath);
    const card = page.locator('.card', { hasText: 'Costs and debts' });
    await card.getByText('interest alone is ₫2,380,000. It is never paid off.').waitFor();
    expect(await card.getByText('never a finding').isVisible()).toBe(true);
    expect(await card.getByText('To say more, ask: whether they must work for it').isVisible()).toBe(true);
    expect(await card.getByText('1 USD = 26,000 VND').innerText()).toContain('38 days old');
    expect(await card.getByText('not in the sums').isVisible()).toBe(true);
    expect(await card.getByText('Not the worker’s to pay').count()).toBe(2);
  });

  it('takes a cost, a loan and what was noted by mistake', async () => {
    const { page } = await visit(casePath, {
      'cost.set': () => ({ id: ids.case, revision: 1, flags: [] }),
      'loan.set': () => ({ id: loanId, revision: 1, flags: [] }),
      'cost.remove': () => ({}),
    });
    const card = page.locator('.card', { hasText: 'Costs and debts' });
    const dialog = page.getByRole('dialog');
    await card.getByRole('button', { name: 'Add a cost' }).click();
    await dialog.getByLabel('For what').selectOption('bribe');
    await dialog.getByLabel('Amount').fill('1500000');
    await dialog.getByLabel('Currency').fill('vnd');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => sent('cost.set'))
      .toEqual([
        { caseId: ids.case, cost: 'bribe', payer: 'worker', currency: 'VND', amount: 1_500_000, deducted: false },
      ]);
    await card.getByRole('button', { name: 'Add a loan' }).click();
    await dialog.getByLabel('Who lent').selectOption('employer');
    await dialog.getByLabel('Amount borrowed').fill('300');
    await dialog.getByLabel('Currency').fill('USD');
    await dialog.getByLabel('Must they work for it?').selectOption('yes');
    await dialog.getByLabel('Is that work counted').selectOption('no');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(() => sent('loan.set'))
      .toEqual([
        { caseId: ids.case, lender: 'employer', currency: 'USD', principal: 30_000, pledged: true, applied: false },
      ]);
    await card.getByRole('button', { name: /Change.*Finding the job/ }).click();
    await dialog.getByRole('button', { name: /by mistake/ }).click();
    await expect.poll(() => sent('cost.remove')).toEqual([{ id: ids.case, caseId: ids.case, revision: 3 }]);
  });
});

describe('the register of recruiters', () => {
  it('tells not being in it from having no licence, also beside an enquiry, where Enter sends nothing', async () => {
    const { page } = await visit('/desk/enquiries/new');
    await page.getByText('Check a recruiter').press('Enter');
    const find = page.getByLabel('Name or licence number');
    await find.fill('nobody');
    await find.press('Enter');
    await page.getByText('That does not say that they have no licence.').waitFor();
    await find.fill('huong duong');
    await page.getByText('Licence ran out on 31 May 2026', { exact: true }).waitFor();
    expect(sent('enquiry.record')).toEqual([]);
  });
});

describe('how many cases name a recruiter', () => {
  it('is asked programme by programme, and a small number is not shown', async () => {
    const { page } = await visit('/desk/resources');
    const card = page.locator('section.figure', { hasText: 'Cases that name a recruiter' });
    await card.getByRole('row', { name: /Hướng Dương.*14/ }).waitFor();
    expect(await card.getByRole('row', { name: /Lotus/ }).textContent()).toMatch(/^Lotus Manpower\s*hidden/);
    expect(sent('recruiter.figures')).toEqual([{ programme: expect.any(String) }]);
  });
});

describe('these screens', () => {
  it.each([
    { language: 'en', width: 1280, dark: false },
    { language: 'fr', width: 360, dark: true },
    { language: 'lo', width: 360, dark: false },
  ])('pass axe and fit: $language, $width, dark $dark', async (look) => {
    for (const path of [casePath, '/desk/resources', '/desk/admin/rates']) {
      const { page, faults } = await visit(path, {}, look);
      await page
        .getByText(/26[\s.,]?000|DOLAB|Sunflower/)
        .first()
        .waitFor();
      await page.waitForFunction(() => !document.querySelector('.loading, .stale'));
      expect(await misfits(page), path).toEqual([]);
      expect(faults).toEqual([]);
    }
  });
});
