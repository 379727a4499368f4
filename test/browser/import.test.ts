/** Last year’s register of a Vietnamese centre, brought in by a manager whose desk speaks French; this month’s work in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { headings, people, person, workbook } from '../../src/core/intake/testing.ts';
import type { Actor } from '../../src/kernel/index.ts';
import { browser, door, house, serveDesk } from './served.ts';
import { type Visitor, visit } from './visitor.ts';

serveDesk();

let manager: Actor;
let claire: Visitor;

beforeAll(async () => {
  const organisation = await house.organisation();
  manager = await house.user('centre-manager', organisation, [await house.team(organisation)]);
  await house.owner.query(`select set_config('app.scope', 'system', false)`);
  await house.owner.query(`update app_user set language = 'fr' where id = $1`, [manager.userId]);
  claire = await visit(browser, door.origin, {
    language: 'fr',
    now: house.clock.now,
    viewport: { width: 360, height: 740 },
  });
});

const xlsx = (bytes: Uint8Array) => ({
  name: 'so-2025.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(bytes),
});
const table = (): Promise<number> => claire.page.getByRole('table').getByRole('row').count();

describe('a register', () => {
  it('is read, said how to read, checked, brought in, worked in and taken back', async () => {
    const { page, t } = claire;
    const strange = person(60);
    strange[8] = 'Bói toán';
    const wrong = person(61);
    wrong[2] = '31/02/1990';
    const file = await workbook(headings, ...people(20), strange, wrong);
    await claire.go('/desk/import');
    await claire.signIn(`user-${manager.userId}`);
    await claire.heading(t('intake.title')).waitFor();
    await page.locator('input[type=file]').first().setInputFiles(xlsx(file));
    await claire.field(t('intake.sender')).fill('Trung tâm Nghệ An');
    await claire.button(t('intake.read')).click();
    await claire.heading(t('intake.one')).waitFor();

    // One word nobody knows is asked; every other column maps itself.
    expect(await claire.field(t('intake.holds', { heading: 'Họ và tên' })).inputValue()).toBe('name');
    await claire.button(t('intake.check')).click();
    await claire.sees('Sổ 2025!I22');
    expect(await table()).toBe(3);
    await claire
      .field(t('intake.value', { text: 'Bói toán', count: 1 }))
      .selectOption({ label: claire.code('topic', 'other') });
    await claire.choose(t('intake.consent'), t('intake.consent.written'));
    await claire.button(t('intake.save')).click();
    await expect.poll(() => claire.field(t('intake.value', { text: 'Bói toán', count: 1 })).count()).toBe(0);
    await claire.button(t('intake.check')).click();
    await claire.sees('Sổ 2025!C23');
    expect(await table()).toBe(2);
    const saved = page.waitForEvent('download');
    await claire.button(t('intake.report')).click();
    expect((await saved).suggestedFilename()).toBe('register-2026-11-16.xlsx');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

    await claire.button(t('intake.take')).click();
    await claire.sees(t('intake.state.taken'));
    await claire.go('/desk/cases');
    await page
      .getByText(String(person(3)[1]))
      .first()
      .waitFor();

    // This month’s work in it: then it stays when the rest goes.
    const call = await door.signIn(manager);
    const { items } = (await call('case.list', { limit: 200 })).body as { items: { id: string }[] };
    expect(items).toHaveLength(21);
    const worked = items[4]!.id;
    expect((await call('task.add', { caseId: worked, kind: 'callBack', dueAt: '2026-12-01T08:00:00Z' })).status).toBe(
      200,
    );
    await claire.go('/desk/import');
    await page.getByRole('link', { name: 'Trung tâm Nghệ An' }).click();
    await claire.button(t('intake.undo')).click();
    await claire.button(t('intake.undoYes')).click();
    await claire.sees(t('intake.state.undone'));
    await claire.heading(t('intake.kept', { count: 1 })).waitFor();
    const left = (await call('case.list', { limit: 200 })).body as { items: { id: string }[] };
    expect(left.items.map(({ id }) => id)).toEqual([worked]);
    await claire.leave();
  }, 90_000);

  it('whose letters were guessed wrong is read again as somebody says, and the first reading goes', async () => {
    const ploy = await visit(browser, door.origin, { language: 'fr', now: house.clock.now });
    const { page, t } = ploy;
    await ploy.go('/desk/admin');
    await ploy.signIn(`user-${manager.userId}`);
    await page.getByRole('link', { name: t('intake.title') }).click();
    // One letter beyond ASCII tells nothing of a script.
    const buffer = Buffer.from('Name;Note\nSomchai;caf\xe9\n', 'latin1');
    await page.locator('input[type=file]').first().setInputFiles({ name: 'names.csv', mimeType: 'text/csv', buffer });
    await ploy.field(t('intake.sender')).fill('Bangkok');
    await ploy.button(t('intake.read')).click();
    const encoding = ploy.field(t('intake.encoding'));
    expect(await encoding.inputValue()).toBe('windows-1252');
    await ploy.sees('Somchai | café');
    await encoding.selectOption('windows-874');
    await ploy.button(t('intake.readAgain')).click();
    await ploy.sees('Somchai | café'.replace('é', new TextDecoder('windows-874').decode(Uint8Array.of(0xe9))));
    expect(await encoding.inputValue()).toBe('windows-874');

    // After a reload the house, which keeps no file, asks for it.
    await page.reload();
    await encoding.selectOption('windows-1258');
    expect(await ploy.button(t('intake.readAgain')).isDisabled()).toBe(true);
    await ploy.field(t('exchange.file')).setInputFiles({ name: 'names.csv', mimeType: 'text/csv', buffer });
    await ploy.button(t('intake.readAgain')).click();
    await ploy.sees('Somchai | café');
    const call = await door.signIn(manager);
    const { items } = (await call('intake.list', {})).body as { items: { sender: string; state: string }[] };
    expect(
      items
        .filter(({ sender }) => sender === 'Bangkok')
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['read', 'undone', 'undone']);
    await ploy.leave();
  }, 60_000);
});
