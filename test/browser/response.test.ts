/** The first steps of a child's case in the response, at the desk: what a step still needs, the weighing, the waiver. */
import { beforeAll, describe, expect, it } from 'vitest';
import { caseOperations as ops } from '../../src/core/cases/index.ts';
import { oral, testEntry, testPerson } from '../../src/core/cases/testing.ts';
import type { Actor, Programme, Text } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import type { MessageKey } from '../../src/words/index.ts';
import { answersFor } from '../journey/standing.ts';
import { browser, door, house, serveDesk } from './served.ts';
import { textOf, type Visitor, visit } from './visitor.ts';

serveDesk();

const code = 'trafficking-response';
const supplied = suppliedDefinitions();
const programme = supplied.find((one) => one.kind === 'programme' && one.code === code)?.body as Programme;
const way = (from: string, to: string) => programme.transitions.find((one) => one.from === from && one.to === to)!;
const language = 'fr';
const told = (text: Text | undefined): string => textOf(language, text ?? {});

let worker: Actor;
let supervisor: Actor;

beforeAll(async () => {
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  worker = await house.user('counsellor', organisation, [team]);
  supervisor = await house.user('supervisor', organisation, [team]);
});

async function at(actor: Actor, path: string, arrives: MessageKey = 'desk.stage.next'): Promise<Visitor> {
  const visitor = await visit(browser, door.origin, { language, now: house.clock.now });
  await (await door.signIn(actor))('me.setLanguage', { language });
  await visitor.go(path);
  await visitor.signIn(`user-${actor.userId}`);
  await visitor.heading(visitor.t(arrives)).waitFor();
  return visitor;
}
async function opened(): Promise<string> {
  const personId = await testPerson(house, worker, { birthYear: 2011 });
  const { id } = await house.call(ops, worker, 'case.open', { personId, programme: code, consent: oral });
  return id;
}
const read = (id: string) => house.call(ops, worker, 'case.read', { id });

describe('a case of a child', () => {
  it('is presumed after a screening and the child’s assessment, and not before', async () => {
    const id = await opened();
    await house.call(ops, worker, 'consent.give', { caseId: id, purpose: 'screening', how: 'oral' });
    const one = await at(worker, `/desk/cases/${id}`);
    const presume = way('flagged', 'presumed');
    const [screened] = presume.gate?.facts ?? [];
    const [assessed] = presume.gate?.child?.facts ?? [];
    const forChild = one.t('gate.childFact', { what: told(assessed?.missing) });
    await one.sees(forChild);
    await one.page.getByRole('link', { name: told(screened?.missing), exact: true }).click();

    await one.page.getByRole('radio', { name: 'Oui', exact: true }).first().check();
    await one.choose('Adulte ou enfant ?', 'Moins de 18 ans');
    await one.choose('De quel type d’exploitation pourrait-il s’agir ?', 'Travail ou services');
    const aid = one.page.getByRole('region', { name: one.t('assessment.title') });
    await aid.waitFor();
    const before = await aid.innerText();
    const answers = one.page.getByRole('radio', { name: 'Oui', exact: true });
    for (let nth = 1; nth < (await answers.count()); nth++) await answers.nth(nth).check();
    await expect.poll(() => aid.innerText()).not.toBe(before);
    await one.choose('Conclusion de ce dépistage', 'Victime présumée');
    await one.field('Motifs de la conclusion').fill('Ce que disent les réponses.');
    await one.button(one.t('form.entry.save')).click();
    await one.heading(one.t('desk.stage.next')).waitFor();

    // What is left is the child's, and nobody at the desk may go without it.
    await one.sees(forChild);
    expect(await one.page.getByRole('link', { name: told(screened?.missing), exact: true }).count()).toBe(0);
    expect(await one.page.getByText(one.t('desk.waive.go')).count()).toBe(0);
    await testEntry(
      house,
      worker,
      id,
      'best-interests-assessment',
      answersFor('best-interests-assessment', 'presumed'),
    );
    await one.page.reload();
    await one.button(told(presume.label)).click();
    await one.button(one.t('desk.stage.move'), one.dialog(told(presume.label))).click();
    await expect.poll(async () => (await read(id)).case.stage).toBe('presumed');
    expect((await read(id)).tasks.map(({ kind }) => kind).sort()).toEqual([
      'guardianSearch',
      'safetyPlan',
      'urgentNeeds',
    ]);
    await one.leave();
  });

  it('is ended without attempts to reach them only by whoever has the right, and the reason stays', async () => {
    const id = await opened();
    await house.ports.store.write('system', async (db) => {
      await db.updateTable('case_file').set({ stage: 'stabilised' }).where('id', '=', id).execute();
      return { value: undefined };
    });
    const lost = way('stabilised', 'closed').gate?.facts?.[0];
    const other = await at(worker, `/desk/cases/${id}`);
    await other.sees(told(lost?.missing));
    expect(await other.page.getByRole('button', { name: other.t('desk.waive.go') }).count()).toBe(0);
    await other.leave();

    const one = await at(supervisor, `/desk/cases/${id}`);
    await one.page.getByRole('button', { name: `${one.t('desk.waive.go')} ${told(lost?.missing)}` }).click();
    const dialog = one.dialog(one.t('desk.waive.title', { what: told(lost?.missing) }));
    await one.field(one.t('desk.waive.reason'), dialog).fill('Décès constaté par l’hôpital.');
    await one.button(one.t('desk.waive.go'), dialog).click();
    await one.heading(one.t('desk.waive.list')).waitFor();
    await one.sees('Décès constaté par l’hôpital.');
    await one.button(one.t('desk.stage.close')).waitFor();
    expect((await read(id)).waivers).toMatchObject([{ by: supervisor.name, code: lost?.code }]);
    await one.leave();
  });
});

describe('a decision on an adult, handled from Thailand', () => {
  it('runs against a limit with its source, and is recorded once a second person has agreed', async () => {
    const personId = await testPerson(house, worker, { birthYear: 1990 });
    const about = { personId, programme: code, destination: 'TH', consent: oral };
    const { id } = await house.call(ops, worker, 'case.open', about);
    await house.ports.store.write('system', async (db) => {
      await db.updateTable('case_file').set({ stage: 'presumed' }).where('id', '=', id).execute();
      return { value: undefined };
    });
    for (const purpose of ['referral', 'service', 'authorities'])
      await house.call(ops, worker, 'consent.give', { caseId: id, purpose, how: 'oral' });
    await testEntry(house, worker, id, 'safety-plan', answersFor('safety-plan', 'stabilised'));
    const { revision } = await read(id);
    await house.call(ops, worker, 'case.move', { id, revision, to: 'stabilised' });
    await testEntry(house, worker, id, 'formal-identification', answersFor('formal-identification', 'identified'));

    const step = way('stabilised', 'identified');
    const [approval] = step.gate?.approvals ?? [];
    const one = await at(worker, `/desk/cases/${id}`);
    await one.heading(one.t('deadline.title')).waitFor();
    await one.sees(/Mécanisme national d’orientation de la Thaïlande/);
    expect(await one.page.getByText(one.t('deadline.stop')).count()).toBe(0);
    await one.page
      .getByRole('button', { name: `${one.t('approval.ask')} ${told(approval?.label)}` })
      .first()
      .click();
    await one.button(one.t('approval.ask'), one.dialog(one.t('approval.ask'))).click();
    await one.heading(one.t('approval.title')).waitFor();
    await one.sees(one.t('approval.state.waiting'));

    const other = await at(supervisor, '/desk', 'approval.waiting');
    await other.page
      .getByRole('button', { name: `${other.t('approval.decide')} ${told(approval?.label)}` })
      .first()
      .click();
    const dialog = other.dialog(told(step.label));
    expect(await other.button(other.t('approval.refuse'), dialog).isDisabled()).toBe(true);
    await other.button(other.t('approval.grant'), dialog).click();
    await other.heading(other.t('approval.waiting')).waitFor({ state: 'detached' });
    await other.go(`/desk/cases/${id}`);
    await other.page.getByRole('button', { name: other.t('deadline.stop') }).click();
    const stop = other.dialog(other.t('deadline.stop'));
    await other.field(other.t('deadline.reason'), stop).fill('Hospitalisée.');
    await other.button(other.t('deadline.stop'), stop).click();
    await other.sees('Hospitalisée.');
    await other.sees(other.t('deadline.left.days', { count: 15 }));
    await other.leave();

    await one.page.reload();
    await one.button(told(step.label)).click();
    await one.button(one.t('desk.stage.move'), one.dialog(told(step.label))).click();
    await expect.poll(async () => (await read(id)).case.stage).toBe('identified');
    await one.sees(one.t('approval.past'));
    await one.sees(one.t('deadline.none'));
    await one.leave();
  });
});
