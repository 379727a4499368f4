/** What was typed is not lost: reload, ended session, a colleague, a server that is gone, an impatient hand. */
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/kernel/index.ts';
import { type HttpCaller, testPassword } from '../../src/server/testing.ts';
import { browser, door, house, openDoor, serveDesk } from './served.ts';
import { type Visitor, visit } from './visitor.ts';

serveDesk();

let counsellor: Actor;
let colleague: Actor;
let call: HttpCaller;
let caseId: string;
let personId: string;
let hoa: Visitor;
let page: Page;

beforeAll(async () => {
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  counsellor = await house.user('counsellor', organisation, [team]);
  colleague = await house.user('counsellor', organisation, [team]);
});

beforeEach(async () => {
  call = await door.signIn(counsellor);
  const person = (await call('person.register', { identity: { name: 'Khamla Phommachanh' } })).body;
  personId = (person.person as { id: string }).id;
  const opened = await call('case.open', { personId, programme: 'resource-centre', consent: { how: 'oral' } });
  caseId = opened.body.id as string;
  hoa = await visit(browser, door.origin, { now: house.clock.now });
  page = hoa.page;
  await hoa.go(`/desk/cases/${caseId}`);
  await hoa.signIn(`user-${counsellor.userId}`);
  await hoa.heading(hoa.t('desk.stage.next')).waitFor();
});

afterEach(() => hoa.leave());

const entries = async () =>
  ((await call('case.read', { id: caseId })).body.entries as { id: string; revision: number }[]).map(({ id }) => id);
const answersOf = async (id: string) => (await call('entry.read', { id })).body.answers as Record<string, unknown>;

/** A session as far as it has to be filled, not yet saved. */
async function typeSession(): Promise<void> {
  await page.getByRole('link', { name: 'Counselling session', exact: true }).click();
  await hoa.choose('What it was about', 'Contract');
  await hoa.field('Advice given').fill('Keep a copy of the contract.');
}
const kept = () =>
  page
    .getByText(/draft kept/)
    .first()
    .waitFor();
const save = () => hoa.button(hoa.t('form.entry.save'));
const atCase = () => hoa.heading(hoa.t('desk.stage.next')).waitFor();

describe('a form that is being filled', () => {
  it('is there after a reload, saved once, and gone from the browser then', async () => {
    await typeSession();
    await kept();
    await page.reload();
    await expect.poll(() => hoa.field('Advice given').inputValue()).toBe('Keep a copy of the contract.');
    await hoa.sees(hoa.t('form.entry.restored'));
    await save().click();
    await atCase();
    expect(await entries()).toHaveLength(1);
    await page.getByRole('link', { name: 'Counselling session', exact: true }).first().click();
    expect(await hoa.field('Advice given').inputValue()).toBe('');
  });

  it('is saved when the session has ended and the password was given over it', async () => {
    await typeSession();
    house.clock.now = new Date(house.clock.now.getTime() + 31 * 60_000);
    await save().click();
    const dialog = hoa.dialog(hoa.t('desk.again.title'));
    await hoa.field(hoa.t('desk.signIn.password'), dialog).fill(testPassword);
    await hoa.button(hoa.t('desk.signIn.go'), dialog).click();
    await atCase();
    call = await door.signIn(counsellor);
    expect(await answersOf((await entries())[0] ?? '')).toMatchObject({ advice: 'Keep a copy of the contract.' });
  });

  it('waits behind the door when the session has ended and the page was loaded again', async () => {
    await typeSession();
    await kept();
    house.clock.now = new Date(house.clock.now.getTime() + 31 * 60_000);
    await page.reload();
    await hoa.signIn(`user-${counsellor.userId}`);
    await expect.poll(() => hoa.field('Advice given').inputValue()).toBe('Keep a copy of the contract.');
    // A colleague who signs in at the same computer finds nothing of it.
    await page.locator('summary', { hasText: hoa.t('desk.menu.label') }).click();
    await hoa.button(hoa.t('desk.signOut')).click();
    await hoa.field(hoa.t('desk.signIn.login')).waitFor();
    await hoa.go(`/desk/cases/${caseId}/forms/counselling-session`);
    await hoa.signIn(`user-${colleague.userId}`);
    await hoa.field('Advice given').waitFor();
    expect(await hoa.field('Advice given').inputValue()).toBe('');
  });

  it('is kept while the server is gone, and saved when it is back', async () => {
    await typeSession();
    const port = Number(new URL(door.origin).port);
    await door.close();
    await save().click();
    await hoa.sees(hoa.t('desk.problem.network.away'));
    await hoa.sees(hoa.t('desk.saved.away'));
    expect(await hoa.field('Advice given').inputValue()).toBe('Keep a copy of the contract.');
    await openDoor(port);
    await save().click();
    await atCase();
    expect(await entries()).toHaveLength(1);
  });

  it('is one record when the answer was lost, and the words of the last try', async () => {
    await typeSession();
    let lost = 0;
    await page.route('**/api/entry/save', async (route) => {
      await route.fetch();
      lost += 1;
      await route.abort('connectionreset');
    });
    await save().click();
    await hoa.sees(hoa.t('desk.problem.network.away'));
    expect(lost).toBeGreaterThan(1);
    await page.unroute('**/api/entry/save');
    await hoa.field('Advice given').fill('Keep two copies.');
    await save().click();
    await atCase();
    const made = await entries();
    expect(made).toHaveLength(1);
    expect(await answersOf(made[0] ?? '')).toMatchObject({ advice: 'Keep two copies.' });
  });

  it('is one record when it is saved with a double click', async () => {
    await typeSession();
    await save().dblclick();
    await atCase();
    expect(await entries()).toHaveLength(1);
  });

  it('is brought together with what a colleague wrote, field by field', async () => {
    await typeSession();
    await save().click();
    await atCase();
    const [id = ''] = await entries();
    await page.getByRole('link', { name: 'Counselling session', exact: true }).last().click();
    await hoa.button(hoa.t('form.entry.change')).click();
    await hoa.field('Advice given').fill('Mine');
    const other = await door.signIn(colleague);
    const read = (await other('entry.read', { id })).body;
    const theirs = { ...(read.answers as object), advice: 'Theirs', account: 'They told more.' };
    const { form, version, revision } = read;
    expect((await other('entry.save', { id, caseId, form, version, revision, answers: theirs })).status).toBe(200);
    await save().click();
    const dialog = hoa.dialog(hoa.t('desk.conflict.title'));
    await dialog.getByText('Keep a copy of the contract.').waitFor();
    await hoa.choose('Advice given', `${hoa.t('desk.conflict.mine')} Mine`, dialog);
    await hoa.button(hoa.t('desk.conflict.save'), dialog).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await answersOf(id)).advice).toBe('Mine');
    expect(await answersOf(id)).toMatchObject({ account: 'They told more.' });
  });
});

describe('a session that nothing reaches', () => {
  const minutes = (count: number) => page.clock.fastForward(count * 60_000);

  it('goes on while somebody types, and says so before it ends when nobody does', async () => {
    await page.clock.install({ time: house.clock.now });
    await page.reload();
    await typeSession();
    // What was typed reached nothing, and counts all the same.
    const told = page.waitForResponse('**/api/session/me');
    await minutes(11);
    expect((await told).status()).toBe(200);
    await minutes(20);
    expect(await page.getByRole('alert').count()).toBe(0);
    await minutes(9);
    await page.getByRole('alert').getByText(hoa.t('desk.idle.soon')).waitFor();
    await hoa.button(hoa.t('desk.idle.stay')).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });
});

describe('what changes at once', () => {
  const enquiries = async () => ((await call('enquiry.list', { limit: 200 })).body.items as unknown[]).length;

  it('an enquiry closed with a double click is one enquiry', async () => {
    const before = await enquiries();
    await hoa.go('/desk/enquiries/new');
    await hoa.choose(hoa.t('desk.enquiry.channel'), hoa.code('channel', 'counter'));
    await hoa.choose(hoa.t('desk.enquiry.topic'), hoa.code('topic', 'fees'));
    await page.getByRole('button', { name: hoa.t('desk.enquiry.close') }).dblclick();
    await hoa.sees(hoa.t('desk.enquiry.saved'));
    expect(await enquiries()).toBe(before + 1);
  });

  it('an enquiry whose case was being opened goes on after a reload, and is recorded once', async () => {
    const before = await enquiries();
    await hoa.go('/desk/enquiries/new');
    await hoa.choose(hoa.t('desk.enquiry.channel'), hoa.code('channel', 'phone'));
    await hoa.choose(hoa.t('desk.enquiry.topic'), hoa.code('topic', 'wages'));
    await hoa.button(hoa.t('desk.enquiry.openCase')).click();
    const dialog = hoa.dialog(hoa.t('desk.openCase.title'));
    await dialog.waitFor();
    await kept();
    await page.reload();
    await hoa.button(hoa.t('desk.enquiry.openCase')).click();
    await dialog.getByRole('combobox').fill('Khamla');
    await dialog.getByRole('option', { name: 'Khamla' }).first().click();
    await hoa.choose(hoa.t('desk.consent.toRecord'), hoa.t('desk.consent.oral'), dialog);
    await hoa.button(hoa.t('desk.openCase.go'), dialog).dblclick();
    await atCase();
    expect(await enquiries()).toBe(before + 1);
  });

  it('a person whom a colleague changed meanwhile is shown field by field', async () => {
    await hoa.go(`/desk/people/${personId}`);
    await hoa.button(hoa.t('person.edit')).click();
    const form = hoa.dialog(hoa.t('person.edit'));
    await hoa.field(hoa.t('desk.register.callMe'), form).fill('Noy');
    const other = await door.signIn(colleague);
    const { revision } = (await other('person.read', { id: personId })).body;
    const identity = { name: 'Khamla Phommachanh', callMe: 'Noi' };
    await other('person.amend', { id: personId, revision, identity, facts: { sex: 'female' } });
    await form.getByRole('button', { name: hoa.t('admin.save') }).click();
    const dialog = hoa.dialog(hoa.t('desk.conflict.title'));
    await hoa.choose(hoa.t('desk.register.callMe'), `${hoa.t('desk.conflict.mine')} Noy`, dialog);
    await hoa.button(hoa.t('desk.conflict.save'), dialog).click();
    await hoa.sees(hoa.t('person.saved'));
    expect((await call('person.read', { id: personId })).body).toMatchObject({
      identity: { callMe: 'Noy' },
      facts: { sex: 'female' },
    });
  });
});
