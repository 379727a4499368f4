/** The board, several cases at once, and the glass, in a browser against canned answers. */
import { describe, expect, it } from 'vitest';
import type { CallOutput } from '../../../core/contracts.ts';
import { misfits, testDesk } from '../../testing/desk.ts';
import { refuse } from '../../testing/fake.ts';
import { caseRow, ids, province } from '../../testing/province.ts';
import { records } from '../../testing/records.ts';

const load = { cases: 31, flagged: 2, quiet: 4, tasks: 12, overdue: 5 };
const numbered = (n: number): CallOutput<'board.read'>['quiet']['longest'][number] => ({
  id: `01990000-0000-7000-8000-00000000090${n}`,
  number: `MR-58QX-1D7${n}`,
  revision: n,
  team: 'MRC Hà Nội',
  ...(n > 2 && { owner: 'Raden Ajeng Siti Nurhaliza Kusumaningtyas' }),
  since: '2026-08-03T02:10:00Z',
});
const board: CallOutput<'board.read'> = {
  teams: [{ id: ids.lan, name: 'Trung tâm Hỗ trợ Người di cư tỉnh Quảng Ngãi', ...load, unassigned: 2 }],
  workers: [
    { id: ids.me, name: 'Trần Thị Hoa', teams: ['MRC Hà Nội'], active: true, ...load },
    { id: ids.bounmy, name: 'ບຸນມີ ວົງສະຫວັນ', teams: ['MRC Hà Nội'], active: false, ...load },
  ],
  unassigned: { count: 22, oldest: [numbered(1), numbered(2)] },
  quiet: { count: 2, longest: [numbered(3), numbered(4)] },
};
const glass: CallOutput<'glass.waiting'>['glasses'][number] = {
  id: ids.task,
  caseId: ids.case,
  caseNumber: caseRow.number,
  by: 'Phạm Đức Bình',
  reason: 'She called from the station and the agent was with her.',
  at: '2026-11-22T02:00:00Z',
  endsAt: '2026-11-22T02:30:00Z',
  reviewBy: '2026-11-25T02:00:00Z',
  opened: [
    { operation: 'case.read', at: '2026-11-22T02:01:00Z' },
    { operation: 'person.reveal', at: '2026-11-22T02:02:00Z' },
  ],
};

const { visit, sent } = testDesk(() => ({
  ...records,
  'board.read': () => board,
  'glass.waiting': () => ({ glasses: [glass] }),
}));

describe('the board', () => {
  it('shows what somebody who left had first, and hands it over in the register', async () => {
    const { page } = await visit('/desk/board');
    const left = page.locator('.card', { hasText: 'Of somebody who left' });
    await expect
      .poll(() => left.getByRole('link', { name: /Hand over/ }).getAttribute('href'))
      .toBe(`/desk/cases?ownerId=${ids.bounmy}&status=open`);
    expect(await page.locator('table tbody tr').count()).toBe(2);
    await page.getByLabel('Without contact for').selectOption('60');
    await expect.poll(() => sent('board.read').at(-1)).toEqual({ quietDays: 60 });
  });

  it('hands several over with the keyboard alone, and says which a colleague changed meanwhile', async () => {
    const { page, faults } = await visit('/desk/board', {
      'case.assignMany': ({ cases }) => ({
        cases: cases.map(({ id, revision }, n) =>
          n === 0 ? { id, outcome: 'done', revision: revision + 1 } : { id, outcome: 'changed' },
        ),
      }),
    });
    const card = page.locator('.card', { hasText: 'Cases that nobody has' });
    await card.getByLabel('Select all that are shown').press('Space');
    await expect.poll(() => card.getByRole('status').textContent()).toBe('2 cases selected');
    await card.getByRole('button', { name: 'Hand over' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To').selectOption({ label: 'Trần Thị Hoa' });
    await dialog.getByRole('button', { name: 'Hand over' }).press('Enter');
    await expect.poll(() => dialog.getByRole('alert').textContent()).toContain('MR-58QX-1D72');
    expect(sent('case.assignMany')).toEqual([
      {
        cases: [
          { id: numbered(1).id, revision: 1 },
          { id: numbered(2).id, revision: 2 },
        ],
        ownerId: ids.me,
      },
    ]);
    expect(faults).toEqual([]);
  });

  it('hands over from the register too', async () => {
    const { page } = await visit('/desk/cases', {
      'case.assignMany': ({ cases }) => ({
        cases: cases.map(({ id, revision }) => ({ id, outcome: 'done', revision: revision + 1 })),
      }),
    });
    await page.getByLabel(`Select ${caseRow.number}`).first().check();
    await page.getByRole('button', { name: 'Hand over' }).click();
    await page.getByRole('dialog').getByLabel('To').selectOption({ index: 1 });
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(sent('case.assignMany')).toMatchObject([{ cases: [{ id: caseRow.id, revision: 3 }] }]);
  });
});

describe('the glass', () => {
  const endsAt = new Date(Date.now() + 20 * 60_000).toISOString();

  it('is offered where a case is out of reach, and says then until when one sees it', async () => {
    const read = records['case.read'] ?? province()['case.read'];
    let broken = false;
    const { page } = await visit(`/desk/cases/${ids.case}`, {
      'case.read': (input) => {
        if (!broken || !read) return refuse('record.absent');
        const answer = read(input);
        return { ...answer, may: { write: false, assign: false, close: false, refer: false, waive: false } };
      },
      'glass.break': () => {
        broken = true;
        return { id: ids.task, caseId: ids.case, endsAt, told: ['Lê Thu Hà'] };
      },
      'glass.mine': () => ({ glasses: [{ id: ids.task, caseId: ids.case, endsAt, reviewBy: endsAt }] }),
    });
    await page.getByRole('button', { name: 'Break the glass' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What makes it urgent?').fill('She called');
    await dialog.getByLabel('For how long').selectOption('10');
    await dialog.getByRole('button', { name: 'Break the glass' }).click();
    await page.getByText(/Seen behind the glass until/).waitFor();
    expect(sent('glass.break')).toEqual([{ case: ids.case, reason: 'She called', minutes: 10 }]);
    expect(await page.getByRole('button', { name: 'Hand over' }).count()).toBe(0);
  });

  it('is judged on Today and on the board, after what was opened was seen', async () => {
    const { page } = await visit('/desk/today', {
      'glass.review': () => ({ caseId: ids.case, reviewedAt: endsAt }),
    });
    const card = page.locator('.card', { hasText: 'Broken glasses to judge' });
    await card.getByText('What was opened (2)').click();
    expect(await card.getByText('Contact details uncovered').isVisible()).toBe(true);
    await card.getByRole('button', { name: /Judge/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /lock the account/ })
      .check();
    await page.getByRole('dialog').getByRole('button', { name: 'Judge' }).click();
    await expect.poll(() => sent('glass.review')).toEqual([{ id: glass.id, verdict: 'unjustified' }]);
  });
});

describe('these screens', () => {
  it.each([
    { language: 'en', width: 1280, dark: false },
    { language: 'fr', width: 360, dark: true },
    { language: 'vi', width: 360, dark: false },
    { language: 'id', width: 360, dark: false },
  ])('pass axe and fit: $language, $width, dark $dark', async (look) => {
    for (const path of ['/desk/board', '/desk/cases']) {
      const { page, faults } = await visit(path, {}, look);
      await page.locator('main input[type=checkbox]').first().waitFor();
      await page.locator('main input[type=checkbox]').last().check();
      expect(await misfits(page), path).toEqual([]);
      expect(faults).toEqual([]);
    }
  });
});
