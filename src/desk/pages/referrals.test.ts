/** Referrals in a browser, against canned answers: what is chosen is what is sent, and what arrives is read. */
import { expect, it } from 'vitest';
import type { CallOutput } from '../../core/contracts.ts';
import { counsellingSession } from '../../programmes/resource-centre/forms/counselling-session.ts';
import { misfits, testDesk } from '../testing/desk.ts';
import type { Answers } from '../testing/fake.ts';
import { bundle, ids, province } from '../testing/province.ts';

type Referral = CallOutput<'referral.read'>['referral'];
const referral: Referral = {
  id: ids.enquiry,
  incoming: true,
  organisation: 'Hotline 111',
  kind: 'referral',
  purpose: 'referral',
  status: 'sent',
  sentAt: '2026-11-21T03:00:00Z',
  answerBy: '2026-11-24T03:00:00Z',
  why: 'answer',
};
const forms = [{ form: 'counselling-session', version: 1, definition: { ...counsellingSession } }];
const groups: CallOutput<'referral.preview'>['groups'] = [
  {
    key: 'person',
    items: [
      { path: 'person.name', class: 'identity', value: 'Nguyễn Thị Lan', suggested: true },
      { path: 'person.phones', class: 'contact', withheld: true, suggested: true },
    ],
  },
  {
    key: 'case',
    items: [
      { path: 'case.programme', class: 'operational', value: 'resource-centre', suggested: true, required: true },
      { path: 'case.stage', class: 'operational', value: 'opened', suggested: true },
    ],
  },
  {
    key: ids.me,
    form: 'counselling-session',
    version: 1,
    at: '2026-11-10T03:00:00Z',
    items: [
      { path: `entry.${ids.me}.operational.topics`, class: 'operational', value: ['wages'], suggested: true },
      { path: `entry.${ids.me}.account.advice`, class: 'account', value: 'Keep every payslip.', suggested: false },
    ],
  },
];
const no = {
  answer: false,
  take: false,
  say: false,
  report: false,
  open: false,
  mark: false,
  recall: false,
  confirm: false,
};
const answers: Answers = {
  'definition.bundle': () => ({
    ...bundle,
    codeLists: bundle.codeLists!.map((list) => {
      const { code, items } = list as { code: string; items: { code: string }[] };
      if (code !== 'consentPurpose') return list;
      const sharing = { classes: ['identity'], suggested: [], answerWithin: 1 };
      return { ...(list as object), items: items.map((one) => (one.code === 'referral' ? { ...one, sharing } : one)) };
    }) as never,
    checklists: [{ code: 'steps', title: { en: 'Shared steps' }, steps: [] }],
  }),
  'case.read': (input) => {
    const read = province()['case.read']!(input);
    const given = {
      id: ids.consent,
      purpose: 'referral',
      how: 'oral' as const,
      givenBy: 'self' as const,
      givenAt: '2026-11-03T02:10:00Z',
    };
    return { ...read, consents: [given] };
  },
  'referral.list': () => ({ items: [referral, { ...referral, id: ids.case, incoming: false, status: 'accepted' }] }),
  'referral.preview': () => ({ groups, forms, mayTransfer: true }),
  'referral.send': () => ({ id: ids.enquiry }),
  'referral.answer': () => ({ status: 'accepted' }),
  'referral.mark': () => ({ doneAt: '2026-11-22T03:00:00Z' }),
  'referral.read': () => ({
    referral: { ...referral, status: 'accepted', why: undefined },
    groups,
    forms,
    covered: [{ class: 'account', count: 2 }],
    notes: [{ id: ids.lan, kind: 'said', ours: false, at: referral.sentAt, text: 'Does she need an interpreter?' }],
    checklist: {
      title: { en: 'Shared steps' },
      steps: [
        { code: 'one', label: { en: 'Met at the border' }, ours: true },
        { code: 'two', label: { en: 'Travel home' }, ours: false, doneAt: referral.sentAt, note: 'By bus' },
      ],
    },
    may: { ...no, take: true, say: true, report: true, open: true, mark: true },
  }),
};

const desk = testDesk(() => answers);
const { visit, sent } = desk;

it('sends what is ticked and nothing else; what was told is ticked by hand', async () => {
  const { page } = await visit(`/desk/cases/${ids.case}`);
  await page.getByRole('button', { name: 'Refer', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('To', { exact: true }).selectOption({ label: 'Legal aid centre' });
  const told = dialog.getByRole('checkbox', { name: /advice/i });
  expect(await told.isChecked()).toBe(false);
  expect(await dialog.getByRole('checkbox', { name: /Programme/ }).isDisabled()).toBe(true);
  expect(await dialog.getByText('sent, not shown here').count()).toBe(1);
  await dialog.getByRole('checkbox', { name: /^Telephone/ }).uncheck();
  await told.check();
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const [input] = sent('referral.send') as { fields: string[]; kind: string }[];
  expect(input?.kind).toBe('referral');
  expect(input?.fields.sort()).toEqual(
    [
      'case.programme',
      'case.stage',
      `entry.${ids.me}.account.advice`,
      `entry.${ids.me}.operational.topics`,
      'person.name',
    ].sort(),
  );
}, 60_000);

it('reads what was sent, marks a step of one’s own, and leads there from the list', async () => {
  const { page } = await visit('/desk/referrals');
  await page.getByRole('link', { name: 'From Hotline 111' }).click();
  await page.getByText('Nguyễn Thị Lan').waitFor();
  expect(await page.getByText('Does she need an interpreter?').count()).toBe(1);
  expect(await page.getByText('Keep every payslip.').count()).toBe(1);
  expect(await page.getByText('2 fields more are covered for your role (Account).').count()).toBe(1);
  await page.getByRole('button', { name: /Done Met at the border/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(sent('referral.mark')).toEqual([{ id: ids.enquiry, step: 'one' }]);
}, 60_000);

it.each([
  { width: 360, dark: true },
  { width: 1280, dark: false },
])(
  'passes axe and fits: $width',
  async (look) => {
    const { page, faults } = await visit('/desk/referrals', {}, look);
    const found: string[] = [];
    for (const path of ['/desk/referrals', `/desk/referrals/${ids.enquiry}`, `/desk/cases/${ids.case}`]) {
      await page.goto(desk.fake.url + path);
      await page.locator('main h1').waitFor();
      await page.waitForFunction(() => !document.querySelector('.loading, .stale'));
      if (path.startsWith('/desk/cases')) {
        await page.getByRole('button', { name: 'Refer', exact: true }).click();
        await page.getByLabel('To', { exact: true }).selectOption({ label: 'Legal aid centre' });
        await page.locator('.told-group').first().waitFor();
      }
      const keys = /\b(desk|referral|admin|form)\.[a-z]+\b/;
      found.push(...(await misfits(page, keys)).map((one) => `${path}: ${one}`));
    }
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  },
  60_000,
);
