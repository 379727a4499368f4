/** Two desks that see each other's work, in a browser, on the real server. */
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { oral, programme } from '../../src/core/cases/testing.ts';
import type { Actor } from '../../src/kernel/index.ts';
import type { HttpCaller } from '../../src/server/testing.ts';
import { browser, door, house, serveDesk } from './served.ts';
import { type Visitor, visit } from './visitor.ts';

serveDesk();

let lan: Actor;
let call: HttpCaller;
let minh: Visitor;
let personId: string;
let caseId: string;

beforeAll(async () => {
  house.clock.now = new Date();
});

beforeEach(async () => {
  const here = await house.organisation();
  const team = await house.team(here);
  lan = await house.user('counsellor', here, [team]);
  call = await door.signIn(lan);
  const { person } = await done<{ person: { id: string } }>('person.register', { identity: { name: 'Trần Thị Mai' } });
  personId = person.id;
  caseId = (await done<{ id: string }>('case.open', { personId, programme, consent: oral })).id;
  minh = await visit(browser, door.origin, { viewport: { width: 1200, height: 900 } });
  await minh.go('/desk');
  const user = await house.user('counsellor', here, [team]);
  await minh.signIn(`user-${user.userId}`);
  await minh.sees(minh.t('desk.today.title'));
});
afterEach(() => minh.leave());

async function done<T>(name: string, input: object): Promise<T> {
  const { status, body } = await call(name, input);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as T;
}
/** Resolves when the page hears; start it before what opens the page. */
const heard = () => minh.page.waitForResponse((response) => response.url().includes('/api/live') && response.ok());
const task = (note: string) =>
  done<{ id: string }>('task.add', { caseId, kind: 'callBack', note, dueAt: house.clock.now.toISOString() });

it('what one records is on the other’s Today without a reload, with the field that had the focus', async () => {
  const listens = heard();
  await minh.go('/desk/today');
  await listens;
  const waiting = minh.page.getByRole('listitem').filter({ hasText: minh.t('desk.today.openEnquiries') });
  await waiting.getByText('0', { exact: true }).waitFor();
  const search = minh.page.getByRole('combobox').first();
  await search.fill('Ma');
  await done('enquiry.record', { programme, channel: 'phone', topic: 'contract', answered: false });
  await waiting.getByText('1', { exact: true }).waitFor();
  expect(await search.inputValue()).toBe('Ma');
  expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
});

it('a case that both have open shows what the other wrote; under somebody’s typing it is only said', async () => {
  const listens = heard();
  await minh.go(`/desk/cases/${caseId}`);
  await listens;
  await minh.heading('Trần Thị Mai').or(minh.page.getByText('Trần Thị Mai')).first().waitFor();
  await task('Ring the employer');
  await minh.sees('Ring the employer');

  await minh.button(minh.t('desk.task.add')).click();
  const dialog = minh.page.getByRole('dialog');
  const note = minh.field(minh.t('desk.note'), dialog);
  await note.fill('What I was about to write');
  await task('Ask the embassy');
  await minh.sees(minh.t('desk.live.record'));
  expect(await minh.page.getByText('Ask the embassy').count()).toBe(0);
  expect(await note.inputValue()).toBe('What I was about to write');
  await minh.page.keyboard.press('Escape');
  await minh.button(minh.t('desk.live.show')).click();
  await minh.sees('Ask the embassy');
  expect(await minh.page.getByText(minh.t('desk.live.record')).count()).toBe(0);
});

it('a case that went out of sight leaves the screen', async () => {
  const manager = await door.signIn(await house.user('centre-manager', lan.organisationId));
  const listens = heard();
  await minh.go(`/desk/cases/${caseId}`);
  await listens;
  await minh.page.getByText('Trần Thị Mai').first().waitFor();
  const { status } = await manager('case.assign', {
    id: caseId,
    revision: 1,
    teamId: await house.team(lan.organisationId),
  });
  expect(status).toBe(200);
  await minh.heading(minh.t('problem.record.absent')).waitFor();
  expect(await minh.page.getByText('Trần Thị Mai').count()).toBe(0);
});

it('what a colleague wrote in a form that is being changed goes beside what is typed, and both are saved', async () => {
  const date = house.clock.now.toISOString().slice(0, 10);
  const answers = { date, topics: ['wages'], advice: 'Keep every payslip.' };
  const { id } = await done<{ id: string }>('entry.save', { caseId, form: 'counselling-session', answers });
  const listens = heard();
  await minh.go(`/desk/entries/${id}`);
  await listens;
  await minh.button(minh.t('form.entry.change')).click();
  const told = minh.field('What the person told');
  await told.fill('Her wages were held back');
  const advice = minh.field('Advice given');
  const theirs = { ...answers, advice: 'Keep every payslip, and ask for a receipt.' };
  await done('entry.save', { id, revision: 1, caseId, form: 'counselling-session', answers: theirs });
  await minh.sees(minh.t('desk.live.record'));
  expect(await advice.inputValue()).toBe(answers.advice);
  await minh.button(minh.t('desk.live.show')).click();
  await expect.poll(() => advice.inputValue()).toBe(theirs.advice);
  expect(await told.inputValue()).toBe('Her wages were held back');
  await minh.button(minh.t('form.entry.save')).click();
  await minh.sees(minh.t('form.entry.saved'));
  const read = await done<{ answers: object; revision: number }>('entry.read', { id });
  expect(read).toMatchObject({ revision: 3, answers: { ...theirs, account: 'Her wages were held back' } });
});
