/** A man, a woman and a child, from the first screening to the visit after twelve months, at the desks of two organisations. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOperations as ops } from '../../src/core/cases/index.ts';
import { oral, testPerson } from '../../src/core/cases/testing.ts';
import type { Actor, Programme } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import { type Act, acts, type Player, type Returning } from '../../src/server/province/returns/plot.ts';
import { type TestDoor, type TestHouse, testHouse } from '../../src/server/testing.ts';
import { type Built, built } from '../built.ts';
import { launchBrowser } from './browser.ts';
import { fill, suppliedForm } from './fill.ts';
import { textOf, type Visitor, visit } from './visitor.ts';

const code = 'trafficking-response';
const programme = suppliedDefinitions().find((one) => one.kind === 'programme' && one.code === code)?.body as Programme;
const languages: Record<Player, string> = { host: 'fr', hostLead: 'fr', origin: 'fr', originLead: 'fr' };

let browser: Browser;
let desk: Built;
let house: TestHouse;
let door: TestDoor;
let players: Record<Player, Actor>;

beforeAll(async () => {
  [desk, browser, house] = await Promise.all([built(), launchBrowser(), testHouse()]);
  door = await house.serve({ desk: desk.desk });
  const here = await house.organisation('Shelter');
  const team = await house.team(here);
  const host = await house.user('case-worker', here, [team]);
  players = { host, hostLead: await house.user('centre-manager', here, [team]), origin: host, originLead: host };
  for (const [player, actor] of Object.entries(players))
    await (await door.signIn(actor))('me.setLanguage', { language: languages[player as Player] });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
  await desk?.remove();
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

async function act(desks: Desks, caseId: string, one: Act): Promise<void> {
  const read = () => house.call(ops, players[one.by], 'case.read', { id: caseId });
  if ('fill' in one) {
    const visitor = await desks.at(one.by, one.day, `/desk/cases/${caseId}/forms/${one.fill}`);
    await fill(visitor, suppliedForm(one.fill), one.answers(on));
    await visitor.button(visitor.t('form.entry.save')).click();
    await visitor.heading(visitor.t('desk.stage.next')).waitFor();
    return;
  }
  const visitor = await desks.at(one.by, one.day, `/desk/cases/${caseId}`);
  if ('consents' in one) {
    for (const purpose of one.consents) {
      await visitor.button(visitor.t('desk.consent.add')).click();
      const dialog = visitor.dialog(visitor.t('desk.consent.add'));
      await visitor.field(visitor.t('desk.consent.purpose'), dialog).selectOption(purpose);
      await visitor.choose(visitor.t('desk.consent.how'), visitor.t('desk.consent.oral'), dialog);
      await visitor.button(visitor.t('desk.consent.keep'), dialog).click();
      await dialog.waitFor({ state: 'hidden' });
    }
    return;
  }
  if ('move' in one) {
    const { stage } = (await read()).case;
    const way = programme.transitions.find(({ from, to }) => from === stage && to === one.move)!;
    const name = textOf(visitor.language, way.label);
    await visitor.button(name).click();
    await visitor.button(visitor.t('desk.stage.move'), visitor.dialog(name)).click();
    await expect.poll(async () => (await read()).case.stage).toBe(one.move);
    return;
  }
  const close = visitor.t('desk.stage.close');
  await visitor.button(close).click();
  await visitor.field(visitor.t('desk.stage.reason'), visitor.dialog(close)).selectOption(one.close);
  await visitor.button(close, visitor.dialog(close)).click();
  await expect.poll(async () => (await read()).case.closedAt).toBeDefined();
}

const told = {
  screening: 'ຂ້ອຍບໍ່ໄດ້ຮັບຄ່າຈ້າງ ແລະ ອອກໄປບໍ່ໄດ້.',
  advice: 'ຂ້ອຍຢາກກັບບ້ານ.',
  plan: 'ຂ້ອຍຢາກຮຽນຕັດຫຍິບ.',
  goal: 'ຮຽນຕັດຫຍິບ',
  visit: 'ສະບາຍດີ.',
};

describe('the way back', () => {
  it.each<[string, Returning, { sex: string; birthYear: number }]>([
    ['a woman', { kind: 'labour', told, relative: 'ຄຳໝັ້ນ' }, { sex: 'female', birthYear: 2000 }],
  ])(
    'is walked by %s at the desks of both',
    async (_, who, { sex, birthYear }) => {
      house.clock.now = first;
      const personId = await testPerson(house, players.host, { sex, birthYear, nationalities: ['LA'] });
      const { id } = await house.call(ops, players.host, 'case.open', { personId, programme: code, consent: oral });
      const desks = new Desks();
      for (const one of acts(who)) {
        try {
          await act(desks, id, one);
        } catch (error) {
          throw new Error(`Day ${one.day}: ${JSON.stringify(one)}`, { cause: error });
        }
      }
      await desks.close();
      const { case: found } = await house.call(ops, players.origin, 'case.read', { id });
      expect(found).toMatchObject({ stage: 'closed', closingReason: 'completed' });
    },
    300_000,
  );
});
