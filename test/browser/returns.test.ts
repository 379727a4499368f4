/** A man, a woman and a child, from the first screening to the visit after twelve months, at the desks of two organisations. */
import { beforeAll, describe, expect, it } from 'vitest';
import { caseOperations as ops } from '../../src/core/cases/index.ts';
import { oral, type TestPerson, testPerson } from '../../src/core/cases/testing.ts';
import type { Actor, Checklist, Programme } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';

import { type Act, acts, type Player, type Returning } from '../../src/server/province/returns/plot.ts';
import { fill, suppliedForm } from './fill.ts';
import { browser, door, house, serveDesk } from './served.ts';
import { textOf, type Visitor, visit } from './visitor.ts';

serveDesk();

const code = 'trafficking-response';
const programme = suppliedDefinitions().find((one) => one.kind === 'programme' && one.code === code)?.body as Programme;
const returnSteps = suppliedDefinitions().find((one) => one.kind === 'checklist' && one.code === 'return-steps')
  ?.body as Checklist;
const languages: Record<Player, string> = { host: 'fr', hostLead: 'fr', origin: 'lo', originLead: 'lo' };

let players: Record<Player, Actor>;

beforeAll(async () => {
  const staff = async (name: string) => {
    const here = await house.organisation(name);
    const team = await house.team(here);
    return [await house.user('case-worker', here, [team]), await house.user('centre-manager', here, [team])] as const;
  };
  const [host, hostLead] = await staff('Shelter');
  const [origin, originLead] = await staff('Ministry');
  players = { host, hostLead, origin, originLead };
  for (const [player, actor] of Object.entries(players))
    await (await door.signIn(actor))('me.setLanguage', { language: languages[player as Player] });
});

const dayMs = 86_400_000;
const first = new Date('2025-08-01T03:00:00Z');
const on = (days: number): string => new Date(first.getTime() + days * dayMs).toISOString().slice(0, 10);

/** Somebody at the desk on a day; another day, or somebody else, is another session. */
class Desks {
  #open: { key: string; visitor: Visitor } | undefined;

  async at(player: Player, days: number, path: string): Promise<Visitor> {
    const key = `${player} ${days}`;
    if (this.#open?.key === key) {
      await this.#open.visitor.go(path);
      return this.#open.visitor;
    }
    await this.close();
    house.clock.now = new Date(first.getTime() + days * dayMs);
    const visitor = await visit(browser, door.origin, { language: languages[player], now: house.clock.now });
    this.#open = { key, visitor };
    await visitor.go(path);
    await visitor.signIn(`user-${players[player].userId}`);
    return visitor;
  }
  async close(): Promise<void> {
    await this.#open?.visitor.leave();
    this.#open = undefined;
  }
}

interface Way {
  /** Where the case is: the host's, until the other side took it over. */
  caseId: string;
  /** What was sent to be worked on together. */
  referralId?: string;
}

async function act(desks: Desks, way: Way, one: Act): Promise<void> {
  const { caseId } = way;
  const read = () => house.call(ops, players[one.by], 'case.read', { id: caseId });
  if ('fill' in one) {
    const visitor = await desks.at(one.by, one.day, `/desk/cases/${caseId}/forms/${one.fill}`);
    await fill(visitor, suppliedForm(one.fill), one.answers(on));
    await visitor.button(visitor.t('form.entry.save')).click();
    await visitor.heading(visitor.t('desk.stage.next')).waitFor();
    return;
  }
  if ('steps' in one) {
    const visitor = await desks.at(one.by, one.day, `/desk/referrals/${way.referralId}`);
    const done = visitor.t('referral.step.done');
    for (const code of one.steps) {
      const step = textOf(visitor.language, returnSteps.steps.find((each) => each.code === code)!.label);
      await visitor.page.getByRole('button', { name: `${done} ${step}` }).click();
      await visitor.button(done, visitor.dialog(step)).click();
      await visitor.dialog(step).waitFor({ state: 'hidden' });
    }
    return;
  }
  const visitor = await desks.at(one.by, one.day, `/desk/cases/${caseId}`);
  const { page, t } = visitor;
  if ('consents' in one) {
    for (const purpose of one.consents) {
      await visitor.button(t('desk.consent.add')).click();
      const dialog = visitor.dialog(t('desk.consent.add'));
      await visitor.field(t('desk.consent.purpose'), dialog).selectOption(purpose);
      await visitor.choose(t('desk.consent.how'), t('desk.consent.oral'), dialog);
      await visitor.button(t('desk.consent.keep'), dialog).click();
      await dialog.waitFor({ state: 'hidden' });
    }
  } else if ('goal' in one) {
    const name = t('assistance.plan.addGoal');
    await visitor.button(name).click();
    await visitor.field(t('assistance.goal.kind'), visitor.dialog(name)).selectOption(one.goal);
    await visitor.field(t('assistance.goal.wording'), visitor.dialog(name)).fill(one.wording);
    await visitor.dialog(name).locator('button[type="submit"]').click();
    await visitor.dialog(name).waitFor({ state: 'hidden' });
  } else if ('service' in one) {
    const name = t('assistance.plan.addService');
    await visitor.button(name).click();
    await visitor.field(t('assistance.service.service'), visitor.dialog(name)).selectOption(one.service);
    await visitor.field(t('assistance.service.status'), visitor.dialog(name)).selectOption(one.status);
    await visitor.dialog(name).locator('button[type="submit"]').click();
    await visitor.dialog(name).waitFor({ state: 'hidden' });
  } else if ('approved' in one) {
    await page
      .getByRole('button', { name: t('approval.ask') })
      .first()
      .click();
    const dialog = visitor.dialog(t('approval.ask'));
    await visitor.button(t('approval.ask'), dialog).click();
    await dialog.waitFor({ state: 'hidden' });
    const lead = await desks.at(one.lead, one.day, `/desk/cases/${caseId}`);
    await lead.page.getByRole('button', { name: lead.t('approval.decide') }).click();
    await lead.button(lead.t('approval.grant')).click();
    await lead.page.getByRole('dialog').waitFor({ state: 'hidden' });
  } else if ('refer' in one) {
    await visitor.button(t('desk.referral.send')).click();
    const dialog = visitor.dialog(t('desk.referral.send'));
    await visitor.field(t('desk.referral.to'), dialog).selectOption(players.origin.organisationId);
    const consent = (await read()).consents.find(({ purpose }) => purpose === one.purpose)!;
    await visitor.field(t('desk.referral.consent'), dialog).selectOption(consent.id);
    await visitor.button(t('desk.referral.go'), dialog).waitFor();
    if (one.refer === 'transfer') {
      await visitor.choose(t('referral.kindAsked'), t('referral.kind.transfer'), dialog);
      await visitor.button(t('referral.all'), dialog).click();
    }
    if (one.checklist) await visitor.field(t('referral.checklist'), dialog).selectOption(one.checklist);
    await visitor.button(t('desk.referral.go'), dialog).click();
    await dialog.waitFor({ state: 'hidden' });
    await taken(desks, way, one);
  } else if ('move' in one) {
    const { stage } = (await read()).case;
    const step = programme.transitions.find(({ from, to }) => from === stage && to === one.move)!;
    const name = textOf(visitor.language, step.label);
    await visitor.button(name).click();
    await visitor.button(t('desk.stage.move'), visitor.dialog(name)).click();
    await expect.poll(async () => (await read()).case.stage).toBe(one.move);
  } else {
    const close = t('desk.stage.close');
    await visitor.button(close).click();
    await visitor.field(t('desk.stage.reason'), visitor.dialog(close)).selectOption(one.close);
    await visitor.button(close, visitor.dialog(close)).click();
    await expect.poll(async () => (await read()).case.closedAt).toBeDefined();
  }
}

/** The other side finds what was sent, and accepts it or takes the case over. */
async function taken(desks: Desks, way: Way, { refer, day }: Act & { refer: string }): Promise<void> {
  const visitor = await desks.at('origin', day, '/desk/referrals');
  const { page, t } = visitor;
  await page.getByRole('main').getByRole('link').first().click();
  await page.waitForURL(/referrals\/./);
  if (refer === 'referral') {
    way.referralId = page.url().split('/').at(-1)!;
    // Nothing of it is read before it is accepted.
    await visitor.sees(t('referral.notYet'));
    await visitor.button(t('referral.accept')).click();
    await visitor.button(t('referral.accept')).waitFor({ state: 'detached' });
    return;
  }
  const name = t('referral.acceptTransfer');
  await visitor.button(name).click();
  await visitor.field(t('referral.programme'), visitor.dialog(name)).selectOption(code);
  await visitor.button(name, visitor.dialog(name)).click();
  await page.waitForURL(/cases\//);
  way.caseId = page.url().split('/').at(-1)!;
}

const told = {
  screening: 'ຂ້ອຍບໍ່ໄດ້ຮັບຄ່າຈ້າງ ແລະ ອອກໄປບໍ່ໄດ້.',
  advice: 'ຂ້ອຍຢາກກັບບ້ານ.',
  plan: 'ຂ້ອຍຢາກຮຽນຕັດຫຍິບ.',
  goal: 'ຮຽນຕັດຫຍິບ',
  visit: 'ສະບາຍດີ.',
};

const born = (value: string) => ({ value, known: 'stated' as const });

describe('the way back', () => {
  it.each<[string, Returning, TestPerson]>([
    ['a woman', { kind: 'labour', told, relative: 'ຄຳໝັ້ນ' }, { sex: 'female', birth: born('2000') }],
    ['a man', { kind: 'crime', told, relative: 'ບົວໄລ' }, { sex: 'male', birth: born('1996') }],
    ['a child', { kind: 'labour', child: true, told, relative: 'ສີດາ' }, { sex: 'female', birth: born('2012') }],
  ])(
    'is walked by %s at the desks of both',
    async (_, who, person) => {
      house.clock.now = first;
      const personId = await testPerson(house, players.host, { ...person, nationalities: ['LA'] });
      const { id } = await house.call(ops, players.host, 'case.open', { personId, programme: code, consent: oral });
      const desks = new Desks();
      const way: Way = { caseId: id };
      for (const one of acts(who)) {
        try {
          await act(desks, way, one);
        } catch (error) {
          throw new Error(`Day ${one.day}: ${JSON.stringify(one)}`, { cause: error });
        }
      }
      await desks.close();
      const { case: found } = await house.call(ops, players.origin, 'case.read', { id: way.caseId });
      expect(found).toMatchObject({ stage: 'closed', closingReason: 'completed' });
      const { case: left } = await house.call(ops, players.host, 'case.read', { id });
      expect(left).toMatchObject({ closingReason: 'transferred' });
    },
    600_000,
  );
});
