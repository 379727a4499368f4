/** The pages of a person, of help, the figures and the administration in a browser, against canned answers. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { misfits, testDesk } from '../testing/desk.ts';
import { type Answers, refuse } from '../testing/fake.ts';
import { ids } from '../testing/province.ts';
import { person, records } from '../testing/records.ts';

const desk = testDesk(() => records);
const { visit, sent } = desk;

describe('a person', () => {
  it('opens a dot of many with the pointer and a year with the keyboard, and lists all of it', async () => {
    const { page, faults } = await visit(`/desk/people/${ids.lan}`);
    const dots = page.locator('.journey-dot');
    expect(await dots.count()).toBeLessThanOrEqual(26);
    expect(await page.locator('.journey-list li').count()).toBe(person.journey.length);
    const whole = await page.getByRole('button', { name: 'Whole journey' }).getAttribute('aria-pressed');
    await page.locator('[data-from]').first().click();
    expect([whole, await page.getByRole('button', { name: 'Whole journey' }).getAttribute('aria-pressed')]).toEqual([
      'true',
      'false',
    ]);
    await page.getByRole('button', { name: '2023' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: '2023' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: /as a list/ }).click();
    expect(await page.locator('.journey-list a').count()).toBe(75);
    expect(faults).toEqual([]);
  });

  it('shows a conflict field by field, safe contact as a whole, and loses nothing of either', async () => {
    let tries = 0;
    const theirs = {
      ...person,
      revision: 8,
      identity: { ...person.identity!, callMe: 'Noi' },
      safeContact: { ...person.safeContact!, hours: 'Sunday' },
      facts: { ...person.facts, sex: 'other' as const },
    };
    const { page } = await visit(`/desk/people/${ids.lan}`, {
      'person.read': () => (tries === 0 ? person : theirs),
      'person.amend': () => (tries++ === 0 ? refuse('record.changed') : { revision: 9 }),
    });
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('What to call them').fill('Noy');
    await page.getByLabel('If somebody else answers').fill('Say it is the clinic.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'A colleague changed this meanwhile' });
    await dialog.waitFor();
    expect(await dialog.locator('fieldset').count()).toBe(3);
    for (const group of await dialog.locator('fieldset').all()) await group.getByRole('radio').first().check();
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    expect(sent('person.amend')[1]).toEqual({
      id: person.person.id,
      revision: 8,
      identity: { ...person.identity, callMe: 'Noy' },
      safeContact: { mayCall: 'onlyAsAgreed', hours: 'Tue, Thu 18–20', ifSomebodyElseAnswers: 'Say it is the clinic.' },
    });
  });

  it('merges with a reason only, and takes it back', async () => {
    const { page } = await visit(`/desk/people/${ids.lan}`, {
      'person.merge': () => ({ mergeId: ids.task, revision: 5 }),
      'person.unmerge': () => ({ restored: ids.bounmy }),
    });
    await page.getByRole('button', { name: 'Compare' }).click();
    const go = page.getByRole('button', { name: /merge$/ });
    expect(await go.isDisabled()).toBe(true);
    await page.getByRole('dialog').getByRole('textbox').fill('Same passport.');
    await go.click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(sent('person.merge')).toEqual([{ keep: ids.lan, merge: ids.bounmy, reason: 'Same passport.' }]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('They are sisters.');
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(sent('person.unmerge')).toEqual([{ mergeId: ids.task, reason: 'They are sisters.' }]);
  });
});

describe('the figures', () => {
  it('draw no bar for a hidden number, and keep the months in the address', async () => {
    const { page } = await visit('/desk/figures');
    const topic = page.locator('section.figure', { hasText: 'Cases by topic' });
    await topic.getByText('hidden', { exact: true }).waitFor();
    expect(await topic.locator('rect').count()).toBe(1);
    expect(await topic.locator('tfoot').count()).toBe(0);
    await page.getByRole('radio', { name: '24 months' }).check();
    await page.waitForURL(/from=\d{4}-\d\d&to=\d{4}-\d\d/);
  });
});

describe('figures of a copy of the database', () => {
  it('say section by section of when they are', async () => {
    const asOf = '2026-11-16T01:30:00.000Z';
    const later = Object.fromEntries(
      (['figures.read', 'indicator.read', 'assistance.figures'] as const).map((name) => [
        name,
        (input: never) => ({ ...records[name]!(input), asOf }),
      ]),
    ) as Answers;
    const { page } = await visit('/desk/figures', later);
    await expect.poll(() => page.getByText(/^As of \d\d:\d\d:\d\d/).count(), { timeout: 10_000 }).toBe(3);
  });
});

describe('the indicators of a programme', () => {
  it('say how many cases each number is about, draw nothing of a hidden one, and are copied as they are shown', async () => {
    const { page, faults } = await visit('/desk/figures');
    const card = page.locator('section.figure', { hasText: 'Followed up after 3 months' });
    await card.getByText('of 120 cases').waitFor();
    expect(await card.locator('.figure-total strong').textContent()).toBe('75%');
    expect(await card.locator('table').first().locator('rect').count()).toBe(1);
    expect(await card.getByRole('row', { name: 'Man hidden' }).textContent()).not.toMatch(/\d/);
    await card.getByText('What is counted?').click();
    await card.getByText('Of those who were due.').waitFor();
    await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await card.getByRole('button', { name: 'Copy' }).click();
    await card.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n').map((line) => line.split('\t').length)).toEqual([3, 3, 3, 3, 3]);
    expect(copied).toContain('hidden\t');
    expect(faults).toEqual([]);
  });
});

describe('assistance', () => {
  it('moves a service along the statuses there are, with what is known of it by then', async () => {
    const { page, faults } = await visit(`/desk/cases/${ids.case}`);
    const plan = page.locator('.card', { has: page.getByRole('heading', { name: 'Plan', exact: true }) });
    await plan.getByText('The consent it rests on has ended').waitFor();
    await plan.getByRole('button', { name: 'Change Longer-stay shelter' }).click();
    const dialog = page.getByRole('dialog');
    const status = dialog.getByLabel('Where it stands');
    expect(await status.locator('option').allTextContents()).toEqual([
      'Under way',
      'Delivered',
      'Declined by the person',
      'Cancelled',
    ]);
    expect(await dialog.getByLabel('Why it could not be had').count()).toBe(0);
    await status.selectOption('delivered');
    await dialog.getByLabel('Did it help them?').selectOption('5');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(sent('service.set')).toMatchObject([
      { revision: 1, status: 'delivered', rating: 5, cost: { amount: 2_500_000, currency: 'VND' } },
    ]);
    expect(faults).toEqual([]);
  });

  it('places nobody where there is no room, and says where a shelter is only when asked', async () => {
    let refused = 0;
    const { page } = await visit(`/desk/cases/${ids.case}`, {
      'stay.list': () => ({ stays: [], mayBegin: true, mayEnd: true }),
      'stay.begin': () => (refused++ === 0 ? refuse('shelter.unfit') : { id: ids.task }),
    });
    await page.getByRole('button', { name: 'Place in a shelter' }).click();
    const dialog = page.getByRole('dialog');
    await expect.poll(() => dialog.locator('option').count()).toBe(2);
    await dialog.getByLabel('Shelters').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Place in a shelter' }).click();
    await dialog.getByText('does not take people of this sex or age').waitFor();
    await dialog.getByLabel('A child who comes with the mother').check();
    await dialog.getByRole('button', { name: 'Place in a shelter' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(sent('stay.begin')).toMatchObject([{}, { withMother: true }]);
    expect(sent('shelter.read')).toEqual([]);
    await page.goto(`${desk.fake.url}/desk/resources`);
    await page.getByRole('button', { name: 'Show where Lotus' }).click();
    await page.getByText('12 Hàng Bông').waitFor();
  });

  it('calls nobody in who was not asked what ties them to the case', async () => {
    const { page } = await visit(`/desk/cases/${ids.case}`);
    await page.getByRole('button', { name: 'Call an interpreter in' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Interpreter', { exact: true }).selectOption({ index: 1 });
    await dialog.getByLabel('For which form').selectOption('counselling');
    const go = dialog.getByRole('button', { name: 'Note it' });
    expect(await go.isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: 'No, nobody' }).check();
    await go.click();
    await dialog.waitFor({ state: 'detached' });
    expect(sent('interpreting.record')).toMatchObject([{ form: 'counselling', conflict: 'none' }]);
  });

  it('is seen sex by sex among the figures, and what is hidden is said to be', async () => {
    const { page } = await visit('/desk/figures');
    await page.getByRole('heading', { name: 'Woman: services by kind' }).waitFor();
    const services = page.getByRole('row', { name: /^Services/ });
    expect(await services.getByRole('cell').allTextContents()).toEqual(['120', 'hidden']);
  });
});

describe('the list for a meeting', () => {
  it('says what is missing and for how long, carries no name unless asked, and prints without its filters', async () => {
    const { page, faults } = await visit('/desk/meeting');
    const row = page.getByRole('row', { name: /BC-2222-2222/ });
    await row.getByText('Have the papers issued.').waitFor();
    expect(await row.textContent()).toMatch(/41 days/);
    expect(await page.content()).not.toContain('Nguyễn Thị Lan');
    await page.getByRole('checkbox', { name: 'With names' }).check();
    await row.getByText('Nguyễn Thị Lan').waitFor();
    expect(sent('case.meeting').at(-1)).toMatchObject({ names: true });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.meeting-filters').isVisible()).toBe(false);
    expect(await row.isVisible()).toBe(true);
    expect(faults).toEqual([]);
  });
});

describe('the administration', () => {
  it('publishes a form only after what changes was seen', async () => {
    const { page } = await visit('/desk/admin/definitions/upload');
    await page
      .getByLabel('File')
      .setInputFiles({ name: 'intake.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') });
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByText('3 old entries are touched').waitFor();
    await page.getByText('survey, row 12').waitFor();
    await page.getByRole('combobox', { name: 'Work' }).waitFor();
    await page.getByRole('button', { name: 'Publish version 3' }).click();
    await page.waitForURL('**/definitions/form/intake');
    expect(sent('definition.preview')).toMatchObject([{ kind: 'form', fileName: 'intake.xlsx', file: 'UEs=' }]);
    expect(sent('definition.publish')).toMatchObject([{ kind: 'form', code: 'intake', version: 3 }]);
  });

  it('erases who is due and was chosen, and nobody who is held', async () => {
    const { page } = await visit('/desk/admin/keeping', { 'retention.carryOut': () => ({ erased: 1, left: 0 }) });
    const [lan, held] = await page.getByRole('checkbox').all();
    expect(await held!.isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Erase', exact: true }).isDisabled()).toBe(true);
    await lan!.check();
    await page.getByLabel('I know that this cannot be undone').check();
    await page.getByRole('button', { name: 'Erase one person' }).click();
    await page.getByText('One person was erased.').waitFor();
    expect(sent('retention.carryOut')).toEqual([{ ids: [ids.lan] }]);
  });

  it('gives a role no class to write that it cannot read', async () => {
    const { page } = await visit('/desk/admin/definitions/role/counsellor');
    await page.getByRole('button', { name: 'Change here' }).click();
    await page.getByRole('checkbox', { name: 'Reads Account' }).uncheck();
    expect(await page.getByRole('checkbox', { name: 'Writes Account' }).isChecked()).toBe(false);
    await page.getByRole('checkbox', { name: 'Writes Account' }).check();
    expect(await page.getByRole('checkbox', { name: 'Reads Account' }).isChecked()).toBe(true);
  });
});

const screens: Record<string, (page: Page) => Promise<unknown>> = {
  [`/desk/people/${ids.lan}`]: (page) => page.locator('.journey-switch').click(),
  [`/desk/cases/${ids.case}/forms/intake`]: (page) => page.locator('.form-actions .go').click(),
  [`/desk/cases/${ids.case}/forms/screening`]: async (page) => {
    for (const name of ['ageKnown', 'exploitationKind']) await page.locator(`[name="${name}"]`).first().check();
    for (const name of ['papersTaken', 'confined']) await page.locator(`[name="${name}"][value=yes]`).check();
    await page.locator('.weighed .chip.calm').waitFor();
    for (const more of await page.locator('.weighed summary').all()) await more.click();
  },
  [`/desk/entries/${ids.enquiry}`]: (page) => page.locator('.answers').waitFor(),
  [`/desk/cases/${ids.case}`]: async (page) => {
    await page.getByText('12 Hàng Bông').waitFor({ state: 'detached' });
    await page.locator('.card', { hasText: 'Một căn phòng' }).locator('.rows li').nth(1).getByRole('button').click();
    await page.locator('dialog select').first().waitFor();
  },
  '/desk/profiles/JP': (page) => page.locator('.profile-section summary').first().click(),
  '/desk/admin/messages': (page) => page.locator('.two').waitFor(),
  '/desk/resources': (page) => page.locator('.card header .bare').last().click(),
  '/desk/figures': (page) => page.locator('.tiles').waitFor(),
  '/desk/meeting': (page) => page.locator('.meeting tbody tr').waitFor(),
  '/desk/admin': (page) => page.locator('.table').waitFor(),
  '/desk/admin/definitions/role/counsellor': (page) => page.locator('.card .go').first().click(),
  '/desk/admin/users': (page) => page.locator('.table .btn').first().click(),
  '/desk/admin/teams': (page) => page.locator('.two').waitFor(),
  '/desk/admin/configuration': (page) => page.locator('.two').waitFor(),
  '/desk/admin/keeping': (page) => page.locator('.rows').first().waitFor(),
};

describe('every one of these screens', () => {
  it.each([
    { language: 'en', width: 1280, dark: false },
    { language: 'fr', width: 360, dark: true },
    { language: 'vi', width: 360, dark: false },
    { language: 'id', width: 820, dark: true },
  ])(
    'passes axe and fits: $language, $width, dark $dark',
    async (look) => {
      const { page, faults } = await visit('/desk/figures', {}, look);
      const found: string[] = [];
      for (const [path, ready] of Object.entries(screens)) {
        await page.goto(desk.fake.url + path);
        await page.locator('main h1').waitFor();
        await ready(page);
        await page.waitForFunction(() => !document.querySelector('.loading, .stale'));
        const keys = /\b(assessment|assistance|desk|admin|keeping|person|figures|charts|journey|form)\.[a-z]+\b/;
        found.push(...(await misfits(page, keys)).map((one) => `${path}: ${one}`));
      }
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
    },
    90_000,
  );
});
