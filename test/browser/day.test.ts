/** A counsellor's day from the first enquiry to the figures of the month, in a browser, on the real server. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Text } from '../../src/kernel/index.ts';
import { type HttpCaller, type TestDoor, type TestHouse, testHouse, testPassword } from '../../src/server/testing.ts';
import { type Built, built } from '../built.ts';
import { launchBrowser } from './browser.ts';
import { choice, keyOf, move, moveName, programme, question, session } from './centre.ts';
import { literal, textOf, type Visitor, visit } from './visitor.ts';

let browser: Browser;
let desk: Built;

beforeAll(async () => {
  [desk, browser] = await Promise.all([built(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await desk?.remove();
});

const lan = 'Nguyễn Thị Lan';
const hong = 'Phạm Thị Hồng';
const number = '+84 912 345 678';
const htcds = 'src/programmes/standards/htcds/htcds_xlsform.xlsx';

describe.each(['en', 'fr', 'vi'])('the day of a counsellor, in %s', (language) => {
  let house: TestHouse;
  let door: TestDoor;
  let counsellor: Actor;
  let manager: Actor;
  let administrator: Actor;
  let call: HttpCaller;
  let hoa: Visitor;
  let page: Page;
  let path: string;
  let lanPath: string;

  beforeAll(async () => {
    house = await testHouse();
    door = await house.serve({ desk: desk.desk });
    const organisation = await house.organisation('Trung tâm Hà Nội');
    const team = await house.team(organisation, 'Hà Nội');
    counsellor = await house.user('counsellor', organisation, [team]);
    manager = await house.user('centre-manager', organisation, [team]);
    administrator = await house.user('administrator', organisation);
    call = await door.signIn(counsellor);
    await call('person.register', {
      identity: { name: lan, birth: { value: '1998', known: 'stated' } },
      facts: { sex: 'female' },
    });
    hoa = await visit(browser, door.origin, { now: house.clock.now });
    page = hoa.page;
  }, 60_000);

  afterAll(async () => {
    await hoa?.page.context().close();
    await house?.close();
  });

  const login = (actor: Actor) => `user-${actor.userId}`;
  /** A colleague at another desk, who has chosen the same language. */
  const colleague = async (actor: Actor): Promise<Visitor> => {
    const visitor = await visit(browser, door.origin, { language, now: house.clock.now });
    await (await door.signIn(actor))('me.setLanguage', { language });
    await visitor.go('/desk/');
    await visitor.signIn(login(actor));
    await visitor.heading(visitor.t('desk.today.title')).waitFor();
    return visitor;
  };

  it('signs in, in the language chosen at the door, and finds nothing due', async () => {
    await hoa.go('/desk/');
    await hoa.field(hoa.t('desk.language')).selectOption(language);
    hoa.language = language;
    await hoa.signIn(login(counsellor));
    await hoa.heading(hoa.t('desk.today.title')).waitFor();
    await hoa.sees(hoa.t('desk.today.nothing'));
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    await expect
      .poll(async () => ((await call('session.me', {})).body.me as { language: string }).language)
      .toBe(language);
  });

  it('records an anonymous enquiry with four keys', async () => {
    const keys = [
      hoa.t('desk.key.newEnquiry').toLowerCase(),
      keyOf('channel', 'counter', language),
      keyOf('topic', 'fees', language),
      'Control+Enter',
    ];
    await page.keyboard.press(keys[0]!);
    await hoa.heading(hoa.t('desk.enquiry.title')).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio');
    for (const key of keys.slice(1)) await page.keyboard.press(key);
    await hoa.sees(hoa.t('desk.enquiry.saved'));
    const { items } = (await call('enquiry.list', {})).body as { items: Record<string, unknown>[] };
    expect(items).toMatchObject([{ channel: 'counter', topic: 'fees', answered: true }]);
    expect(items[0]).not.toHaveProperty('personId');
    // The form is empty and has the focus: the next one can begin.
    expect(await page.locator('main input:checked').count()).toBe(1);
  });

  it('makes a case of an enquiry, of somebody found without tone marks, who agreed to it', async () => {
    await hoa.choose(hoa.t('desk.enquiry.channel'), hoa.code('channel', 'phone'));
    await hoa.choose(hoa.t('desk.enquiry.topic'), hoa.code('topic', 'contract'));
    await hoa.field(hoa.t('desk.enquiry.destination')).selectOption({ label: hoa.code('destination', 'JP') });
    await hoa.field(hoa.t('desk.enquiry.note')).fill('Hợp đồng viết bằng tiếng Nhật.');
    await hoa.button(hoa.t('desk.enquiry.openCase')).click();
    const dialog = hoa.dialog(hoa.t('desk.openCase.title'));
    await dialog.getByRole('combobox').fill('nguyen thi lan');
    const found = dialog.getByRole('option', { name: lan });
    await found.waitFor();
    await page.keyboard.press('Enter');
    await hoa.choose(hoa.t('desk.consent.toRecord'), hoa.t('desk.consent.oral'), dialog);
    await hoa.button(hoa.t('desk.openCase.go'), dialog).click();
    await hoa.heading(new RegExp(lan)).waitFor();
    lanPath = new URL(page.url()).pathname;
    expect(lanPath).toMatch(/^\/desk\/cases\/[0-9a-f-]{36}$/);
    await hoa.sees(hoa.code('consentPurpose', 'record'));
    // Contract and Japan came along; the enquiry leads to its case and to no second one.
    await hoa.sees(new RegExp(`${hoa.code('topic', 'contract')} · ${hoa.code('destination', 'JP')}`));
    await hoa.to('enquiries');
    await page.getByRole('link', { name: hoa.t('desk.enquiries.case'), exact: true }).waitFor();
    expect(await hoa.button(hoa.t('desk.enquiry.openCase')).count()).toBe(1);
  });

  it('registers somebody new after the search, with a Buddhist-era month and rules of calling', async () => {
    await page.keyboard.press(hoa.t('desk.key.search'));
    const box = page.getByRole('combobox', { name: hoa.t('desk.search.label') }).first();
    await box.fill(hong);
    await page.getByRole('option', { name: hoa.t('desk.search.register', { name: hong }) }).click();
    await hoa.heading(hoa.t('desk.register.title')).waitFor();
    const main = page.getByRole('main');
    expect(await hoa.field(hoa.t('desk.register.name')).inputValue()).toBe(hong);
    await hoa.field(hoa.t('desk.register.birth')).fill('5/2541');
    await hoa.sees(/1998.*2541/);
    await hoa.choose(hoa.t('desk.enquiry.sex'), hoa.t('desk.sex.female'));
    await hoa.field(hoa.t('desk.register.nationality')).selectOption({ label: hoa.code('country', 'VN') });
    await hoa.choose(hoa.t('desk.safe.mayCall'), hoa.t('desk.safe.onlyAsAgreed'));
    await hoa.field(hoa.t('desk.safe.hours')).fill('19:00–21:00');
    await hoa.field(hoa.t('desk.safe.else')).fill('Nói là lớp học may');
    await hoa.field(hoa.t('desk.reveal.phone')).fill(number);
    await hoa.button(hoa.t('desk.register.go'), main).click();
    await hoa.heading(new RegExp(hong)).waitFor();
    await hoa.sees(/1998/);
    // The rules stand there; the number does not, until somebody says what it is for.
    await hoa.sees('Nói là lớp học may');
    expect(await page.getByText(number).count()).toBe(0);
    await hoa.button(hoa.t('desk.reveal.show')).click();
    const dialog = hoa.dialog(hoa.t('desk.reveal.title'));
    await hoa.field(hoa.t('desk.reveal.reason'), dialog).fill('Gọi lại như đã hẹn');
    await hoa.button(hoa.t('desk.reveal.show'), dialog).click();
    await page.getByRole('link', { name: number }).waitFor();
    expect(await page.getByText('Nói là lớp học may').count()).toBe(1);
  });

  it('opens a case from the person, and is told what a stage still needs', async () => {
    await hoa.button(hoa.t('desk.openCase.title')).click();
    const dialog = hoa.dialog(hoa.t('desk.openCase.title'));
    await hoa.choose(hoa.t('desk.consent.toRecord'), hoa.t('desk.consent.written'), dialog);
    await hoa.field(hoa.t('desk.enquiry.topic'), dialog).selectOption({ label: hoa.code('topic', 'wages') });
    await hoa.button(hoa.t('desk.openCase.go'), dialog).click();
    await hoa.heading(hoa.t('desk.stage.next')).waitFor();
    path = new URL(page.url()).pathname;
    await move(hoa, 'opened', 'advising');
    const missing = hoa.t('gate.entry', { what: textOf(language, session.title) });
    await page.getByRole('link', { name: missing }).first().waitFor();
    expect(await hoa.button(moveName(hoa, 'advising', 'following')).count()).toBe(0);
  });

  it('writes down a session, in which answers raise a flag with its reason', async () => {
    await page
      .getByRole('link', { name: textOf(language, session.title), exact: true })
      .first()
      .click();
    await hoa.heading(textOf(language, session.title)).waitFor();
    await hoa.choose(question('topics', language), hoa.code('topic', 'wages'));
    await hoa.field(question('advice', language)).fill('Giữ bản sao hộ chiếu.');
    await hoa.choose(question('documentsHeldBy', language), choice('holder', 'agency', language));
    await hoa.button(hoa.t('form.entry.save')).click();
    await hoa.sees(hoa.t('desk.flags.title', { count: 1 }));
    await page.getByText(hoa.t('desk.why'), { exact: true }).first().click();
    const sign = programme.signs.find(({ code }) => code === 'documentsHeld')!;
    await hoa.sees(textOf(language, sign.reason));
    await page.getByRole('link', { name: hoa.t('form.entry.case'), exact: true }).click();
    await hoa.heading(hoa.t('desk.stage.next')).waitFor();
    // Somebody has to look into it: the flag made a task.
    await hoa.sees(hoa.code('taskKind', 'screening'));
    await move(hoa, 'advising', 'following');
  });

  it('promises a call-back, under the rules of calling, and finds it on Today with them', async () => {
    await hoa.button(hoa.t('desk.task.add')).click();
    const dialog = hoa.dialog(hoa.t('desk.task.add'));
    await dialog.getByText('Nói là lớp học may').waitFor();
    await hoa.field(hoa.t('desk.task.kind'), dialog).selectOption({ label: hoa.code('taskKind', 'callBack') });
    await hoa.field(hoa.t('desk.task.when'), dialog).fill('2026-11-16T19:30');
    await hoa.button(hoa.t('desk.task.add'), dialog).click();
    await hoa.sees(hoa.t('desk.task.added'));
    await hoa.to('today');
    await hoa.heading(hoa.t('desk.today.title')).waitFor();
    const row = page
      .getByRole('listitem')
      .filter({ hasText: hong })
      .filter({ hasText: hoa.code('taskKind', 'callBack') });
    await row.getByText(hoa.t('desk.safe.onlyAsAgreed')).waitFor();
    await row.getByText('19:00–21:00').waitFor();
    await row.getByRole('button', { name: hoa.t('desk.task.done') }).click();
    const done = page.getByRole('dialog');
    await done.getByRole('textbox').fill('Đã nói chuyện.');
    await hoa.button(hoa.t('desk.task.done'), done).click();
    await row.waitFor({ state: 'detached' });
  });

  it('closes the case with a reason and how satisfied the person was', async () => {
    await hoa.go(path);
    await hoa.button(hoa.t('desk.stage.close')).click();
    const dialog = hoa.dialog(hoa.t('desk.stage.close'));
    const reason = programme.closingReasons.find(({ code }) => code === 'resolved')!;
    await hoa.field(hoa.t('desk.stage.reason'), dialog).selectOption({ label: textOf(language, reason.label) });
    await hoa.choose(hoa.t('desk.stage.satisfaction'), hoa.t('desk.satisfaction.4'), dialog);
    await hoa.button(hoa.t('desk.stage.close'), dialog).click();
    await hoa.heading(hoa.t('desk.stage.closed')).waitFor();
    await hoa.sees(textOf(language, reason.label));
    await hoa.sees(hoa.t('desk.satisfaction.4'));
  });

  it('hands the register over as it is seen, and figures that count nothing twice', async () => {
    const boss = await colleague(manager);
    await boss.to('cases');
    const rows = boss.page.getByRole('table').getByRole('row');
    await expect.poll(() => rows.count()).toBe(3);
    await boss.field(boss.t('desk.cases.status')).selectOption({ label: boss.t('desk.cases.status.closed') });
    await expect.poll(() => rows.count()).toBe(2);
    const cells = await rows.nth(1).getByRole('cell').allTextContents();
    // Who hands cases over has a tick before each.
    const seen = cells[0] === '' ? cells.slice(1) : cells;
    await boss.button(boss.t('desk.export.title')).click();
    const dialog = boss.dialog(boss.t('desk.export.title'));
    await boss.field(boss.t('desk.export.reason'), dialog).fill('Báo cáo tháng');
    const waiting = boss.page.waitForEvent('download');
    await boss.button(boss.t('desk.export.go'), dialog).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('cases-2026-11-16.xlsx');
    const { sheets } = await readXlsx(await readFile(await download.path()));
    const [heads = [], ...lines] = (sheets[0]?.rows ?? []).map((row) => row.map((cell) => String(cell ?? '')));
    expect(lines).toHaveLength(1);
    const cell = (head: string) => lines[0]?.[heads.indexOf(head)];
    const shown = (text: string) => text.replaceAll('\u2060', '').replace('–', '-').trim();
    expect(cell(boss.t('desk.cases.number'))).toBe(seen[0]?.trim());
    expect(cell(boss.t('desk.cases.person'))).toBe(hong);
    expect(seen[1]?.trim()).toBe(hong);
    expect(seen[2]).toContain(cell(boss.t('desk.cases.stage')));
    expect(cell(boss.t('desk.enquiry.topic'))).toBe(seen[3]?.trim());
    expect(`${cell(boss.t('desk.enquiry.sex'))}, ${cell(boss.t('desk.enquiry.ageBand'))}`).toBe(shown(seen[5] ?? ''));
    expect(cell(boss.t('desk.cases.owner'))).toBe(seen[7]?.trim());

    await boss.to('figures');
    // Whole months are shown at first; this one still runs.
    await boss.choose(boss.t('figures.months'), boss.t('figures.span.thisMonth'));
    for (const [of, count] of [
      ['cases', '2'],
      ['enquiries', '1'],
    ] as const) {
      const figure = boss.page.getByRole('region', {
        name: boss.t('figures.table', { of: boss.t(`figures.of.${of}`), by: boss.t('figures.by.channel') }),
        exact: true,
      });
      const channel = boss.code('channel', of === 'cases' ? 'phone' : 'counter');
      await figure.getByRole('row', { name: new RegExp(`^${literal(channel)}.*1$`) }).waitFor();
      await figure.getByText(boss.t('charts.why'), { exact: true }).click();
      await figure.getByText(boss.t(`figures.definition.${of}`)).waitFor();
      const months = boss.page.getByRole('region', {
        name: boss.t('figures.table', { of: boss.t(`figures.of.${of}`), by: boss.t('figures.by.month') }),
        exact: true,
      });
      await months.getByText(boss.t('charts.table'), { exact: true }).click();
      await expect.poll(async () => (await months.getByRole('row').last().textContent()) ?? '').toContain(count);
    }
    await boss.leave();
  });

  it('takes the form of the standard in use: published from its workbook, filled, handed on, and taken out again', async () => {
    const admin = await colleague(administrator);
    await admin.to('admin');
    await admin.page.getByRole('link', { name: admin.t('admin.upload'), exact: true }).click();
    await admin.field(admin.t('admin.file')).setInputFiles(htcds);
    await admin.button(admin.t('admin.preview')).click();
    const preview = admin.page.getByRole('region', {
      name: admin.t('admin.previewOf', { code: 'htcds_xlsform', version: 1 }),
    });
    // What cannot be kept is listed with its sheet and row; the form is there to be tried.
    await preview
      .getByRole('cell', { name: /choices.*270/ })
      .first()
      .waitFor();
    await preview.getByRole('group', { name: 'Gender', exact: true }).waitFor();
    await admin.button(admin.t('admin.publish', { version: 1 }), preview).click();
    const home = textOf(language, programme.title);
    await admin.button(`${admin.t('admin.offer')} ${home}`).click();
    await admin.button(admin.t('admin.publish', { version: 2 })).click();
    await admin.page.getByText(admin.t('admin.isOffered'), { exact: true }).waitFor();

    // The counsellor has the form from now on, without doing anything.
    await hoa.go(lanPath);
    const title = await formTitle(call, 'htcds_xlsform', language);
    await page.getByRole('link', { name: title, exact: true }).click();
    await hoa.field('First Name').fill('Lan');
    await hoa.choose('Gender', 'Feminine');
    await hoa.field('Citizenship').fill('viet');
    await page.getByRole('option', { name: 'Viet Nam' }).click();
    await hoa.choose('Methods of Control', 'Debt bondage');
    await hoa.choose('Trafficking Status', 'Possible victim of trafficking');
    await hoa.button(hoa.t('form.entry.save')).click();
    await hoa.heading(hoa.t('desk.stage.next')).waitFor();
    await page.getByRole('link', { name: title, exact: true }).last().click();
    await hoa.sees('Debt bondage');

    // The manager hands the case on in the standard.
    const boss = await colleague(manager);
    await boss.go(new URL(page.url()).pathname);
    const taken = async (name: string) => {
      const waiting = boss.page.waitForEvent('download');
      await boss.button(name).click();
      return readFile(await (await waiting).path());
    };
    const json = JSON.parse((await taken('HTCDS JSON')).toString()) as {
      entries: { records: { fields: Record<string, unknown> }[] }[];
    };
    expect(json.entries[0]?.records[0]?.fields).toMatchObject({
      prs_FirstName: 'Lan',
      prs_Gender: 'Feminine',
      prs_Citizenship: ['VN'],
      vic_TraffickingStatus: 'PossibleVictimOfTrafficking',
    });
    const [line] = parse((await taken('HTCDS CSV')).toString(), { columns: true, bom: true }) as Record<
      string,
      string
    >[];
    expect(line).toMatchObject({ prs_FirstName: 'Lan', vic_MethodsOfControl: 'DebtBondage' });
    await boss.leave();

    // Taken out as a workbook it is the same form: read again, nothing changes.
    const waiting = admin.page.waitForEvent('download');
    await admin.button(admin.t('admin.format.xlsx')).click();
    const workbook = await readFile(await (await waiting).path());
    await admin.button(admin.t('admin.uploadNext')).click();
    await admin
      .field(admin.t('admin.file'))
      .setInputFiles({ name: 'again.xlsx', mimeType: 'application/octet-stream', buffer: workbook });
    await admin.button(admin.t('admin.preview')).click();
    await admin.sees(admin.t('admin.noChanges'));
    await admin.leave();
  });

  it('erases somebody for good, by whoever may, after the password', async () => {
    const boss = await colleague(manager);
    const { results } = (await call('person.search', { query: hong })).body as {
      results: { person: { id: string; number: string } }[];
    };
    const { id, number: pid } = results[0]!.person;
    await boss.go(`/desk/people/${id}`);
    house.clock.now = new Date(house.clock.now.getTime() + 11 * 60_000);
    await boss.button(boss.t('person.erase')).click();
    const dialog = boss.dialog(boss.t('person.eraseTitle', { number: pid }));
    await dialog.getByText(boss.t('person.eraseWhat', { cases: 1 })).waitFor();
    await boss.field(boss.t('person.eraseReason'), dialog).fill('Theo yêu cầu');
    await dialog.getByRole('checkbox', { name: boss.t('person.eraseSure') }).check();
    await boss.button(boss.t('person.eraseGo'), dialog).click();
    const password = boss.dialog(boss.t('desk.password.title'));
    await boss.field(boss.t('desk.signIn.password'), password).fill(testPassword);
    await boss.button(boss.t('desk.password.go'), password).click();
    await boss.heading(boss.t('desk.people.title')).waitFor();
    expect((await call('person.read', { id })).body).toMatchObject({ code: 'record.absent' });
    await boss.leave();
  });

  it('leaves no fault behind', async () => {
    await hoa.leave();
  });
});

async function formTitle(call: HttpCaller, code: string, language: string): Promise<string> {
  const { forms } = (await call('definition.bundle', {})).body as unknown as { forms: { code: string; title: Text }[] };
  return textOf(language, forms.find((one) => one.code === code)?.title ?? {});
}
