/** Forms in a browser against canned answers: filled, weighed, kept and refused. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { screening } from '../../../programmes/trafficking-response/forms/screening.ts';
import { testDesk } from '../../testing/desk.ts';
import { type Answers, refuse } from '../../testing/fake.ts';
import { ids } from '../../testing/province.ts';
import { records } from '../../testing/records.ts';

const { visit, sent } = testDesk(() => records);

describe('a form', () => {
  it('says what is missing, where, and once it is put right no more; sends cleaned answers', async () => {
    const { page, faults } = await visit(`/desk/cases/${ids.case}/forms/intake`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('Name').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('form-full');
    expect(sent('entry.save')).toEqual([]);
    await page.keyboard.type('Nguyễn Thị Lan');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Work' }).click();
    await page.keyboard.type('dong goi 3');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('combobox', { name: 'Work' }).inputValue()).toBe('Đóng gói 3');
    expect(await page.getByLabel('Why not?').count()).toBe(0);
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await page.getByLabel('Why not?').fill('The boss kept it.');
    await page.getByLabel('Born').fill('๑๗/๕/๒๕๔๔');
    await page.getByText('2544 in the Buddhist era').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(`**/desk/cases/${ids.case}`);
    expect(sent('entry.save')).toEqual([
      {
        id: expect.any(String),
        caseId: ids.case,
        form: 'intake',
        version: 2,
        answers: {
          full: { full: 'Nguyễn Thị Lan' },
          job: 'Đ3',
          paid: 'no',
          why: 'The boss kept it.',
          born: { value: '2001-05-17', known: 'stated' },
        },
      },
    ]);
    expect(faults).toEqual([]);
  });

  it('keeps what was typed over a reload, and covers what the role may not read', async () => {
    const { page } = await visit(`/desk/entries/${ids.enquiry}`);
    await page.getByText('covered: not for your role').waitFor();
    await page.getByRole('button', { name: 'Change the answers' }).click();
    await page.getByLabel('Full name, as the person gives it').fill('Nguyễn Thị Lan Anh');
    await page
      .getByText(/draft kept/)
      .first()
      .waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Change the answers' }).click();
    await page.getByText('What you had typed is here again.').waitFor();
    expect(await page.getByLabel('Full name, as the person gives it').inputValue()).toBe('Nguyễn Thị Lan Anh');
    expect(await page.locator('#form-secret').textContent()).toContain('Covered');
  });

  it('shows what the server refused beside its field', async () => {
    const { page, faults } = await visit(`/desk/cases/${ids.case}/forms/intake`, {
      'entry.save': () =>
        refuse('input.invalid', { fields: [{ path: 'answers.full', code: 'tooLong', params: { most: 5 } }] }),
    });
    await page.getByLabel('Full name, as the person gives it').fill('Nguyễn Thị Lan');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('#form-full-error').getByText('at most 5').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a form that weighs its answers', () => {
  const path = `/desk/cases/${ids.case}/forms/screening`;
  const answer = (page: Page, question: RegExp, choice: string) =>
    page.getByRole('group', { name: question }).getByRole('radio', { name: choice, exact: true }).check();
  const weighed = (page: Page) => page.locator('.weighed');
  const said = (page: Page) => weighed(page).locator('[aria-live]');

  it('says while it is filled what the answers point to, why, and what could still change it', async () => {
    const { page, faults } = await visit(path);
    await said(page).getByText('Nothing is classified').waitFor();
    await page.getByRole('radio', { name: 'Under 18' }).check();
    await page.getByRole('radio', { name: 'Work or services' }).check();
    await said(page).getByText('Nothing is answered yet.').waitFor();
    await answer(page, /far too many hours/, 'Yes');
    await said(page).getByText('No dimension is positive').waitFor();
    await said(page).getByText('could still change this').waitFor();
    const exploitation = weighed(page).locator('li', { hasText: 'Exploitation (purpose)' });
    await exploitation.getByText('1 strong, 0 medium, 0 weak').waitFor();
    await exploitation.getByText(/could still make it positive/).click();
    await exploitation.getByText('Are you paid very little or nothing?').waitFor();
    await answer(page, /paid very little or nothing/, 'Yes');
    await said(page).getByText('Points to trafficking of a child').waitFor();
    await weighed(page).getByText('no means is needed').waitFor();
    await weighed(page).getByText('Exploitation: Excessive days or hours; Low or no pay').waitFor();
    await exploitation.getByText('Positive because 1 strong + 1 medium or weak suffices.').waitFor();
    await weighed(page).getByText('An aid, not a finding.').waitFor();
    await weighed(page).locator('li', { hasText: 'Excessive overtime' }).waitFor();
    await page.getByRole('radio', { name: 'Adult, known for certain' }).check();
    await said(page).getByText('a labour rights case').waitFor();
    await page.getByRole('radio', { name: 'Sexual exploitation', exact: true }).check();
    await said(page).getByText('no weights are known').waitFor();
    expect(await weighed(page).getByText('Not judged').count()).toBe(6);
    expect(faults).toEqual([]);
  });

  it('says it of a kept entry too, and weighs nothing when an answer is covered', async () => {
    const kept = (covered: string[]): Answers => ({
      'entry.read': () => ({
        id: ids.enquiry,
        caseId: ids.case,
        form: screening.code,
        version: screening.version,
        revision: 1,
        at: '2026-05-01T03:00:00Z',
        by: 'Trần Thị Hoa',
        answers: { ageKnown: 'adult', exploitationKind: 'labour', papersTaken: 'yes', confined: 'yes' },
        covered,
        definition: screening as never,
      }),
    });
    const { page } = await visit(`/desk/entries/${ids.enquiry}`, kept(['account', 'reasons']));
    await said(page).getByText('exploitation is not shown').waitFor();
    await weighed(page).getByText('Coercion at destination: Documents taken; Isolated, confined or watched').waitFor();
    const other = await visit(`/desk/entries/${ids.enquiry}`, kept(['papersTaken']));
    await weighed(other.page).getByText('Without them nothing is classified').waitFor();
    expect(await said(other.page).count()).toBe(0);
  });

  it('is asked one part at a time where one likes it so, and finds what is missing in another part', async () => {
    const { page } = await visit(path);
    await page.getByLabel(/^Show/).selectOption('part');
    await page.getByText('Part 1 of 9').waitFor();
    expect(await page.getByRole('group', { name: /far too many hours/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Part 2 of 9').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Part 2 of 9');
    await page
      .getByRole('navigation', { name: 'Sections of the form' })
      .getByText('The work and the life there')
      .click();
    await answer(page, /far too many hours/, 'Yes');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Part 1 of 9').waitFor();
    await page.waitForFunction(() => document.activeElement?.id.startsWith('form-safeNow'));
    await page.getByLabel(/^Show/).selectOption('whole');
    expect(
      await page
        .getByRole('group', { name: /far too many hours/ })
        .getByRole('radio', { name: 'Yes' })
        .isChecked(),
    ).toBe(true);
  });

  it('is asked one question a screen, which may branch, and goes to the question that is missing', async () => {
    const { page } = await visit(path);
    await page.getByLabel(/^Show/).selectOption('question');
    await page.getByText(/^Question 1 of/).waitFor();
    expect(await page.locator('.form-items fieldset, .form-items .field').count()).toBe(1);
    // Whether it is safe to talk comes first; a no says what to do before anything else is asked.
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.locator('.form-note').first().waitFor();
    const links = page.getByRole('navigation', { name: 'Sections of the form' }).getByRole('link');
    await links.nth(3).click();
    const reached = await page.getByText(/^Question \d+ of/).innerText();
    expect(Number(/\d+/.exec(reached)?.[0])).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('group', { name: /Adult or child/ }).waitFor();
    expect(await page.locator('.form-items fieldset').count()).toBe(1);
  });
});
