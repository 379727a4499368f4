/** A case of the response on a telephone, in Lao: every form reads in Lao, and nothing hangs over the edge. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseOperations as ops } from '../../src/core/cases/index.ts';
import { oral, testEntry, testPerson } from '../../src/core/cases/testing.ts';
import type { Actor, Programme } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import { languages } from '../../src/words/index.ts';
import { answersFor } from '../journey/standing.ts';
import { browser, door, house, serveDesk } from './served.ts';
import { type Visitor, visit } from './visitor.ts';

serveDesk();

const code = 'trafficking-response';
const programme = suppliedDefinitions().find((one) => one.kind === 'programme' && one.code === code)?.body as Programme;
const language = 'lo';
/** What stands in Latin letters by right: standards and products, numbers, names of people and of languages. */
const latin =
  /Banyan|HTCDS|ILO|UNODC|Operational Indicators of Trafficking in Human Beings|Delphi|JPEG|PNG|Facebook(?:Messenger)?|Instagram|WhatsApp|Telegram|Viber|SnapChat|Line|Sale|WeChat|QZone|TikTok|Twitter|PDF|WebP|B[CN]-[\w-]+|Nguyễn Thị Lan|User \S+/gi;

let worker: Actor;
let id: string;

beforeAll(async () => {
  const organisation = await house.organisation();
  worker = await house.user('counsellor', organisation, [await house.team(organisation, 'ສູນ')]);
  const personId = await testPerson(house, worker, { birthYear: 2011 });
  ({ id } = await house.call(ops, worker, 'case.open', { personId, programme: code, consent: oral }));
  await testEntry(house, worker, id, 'best-interests-assessment', answersFor('best-interests-assessment', 'presumed'));
});

async function opened(): Promise<Visitor> {
  const visitor = await visit(browser, door.origin, {
    language,
    // A device in English: what the browser has no Lao for, the house must say itself.
    locale: 'en-US',
    now: house.clock.now,
    viewport: { width: 360, height: 740 },
  });
  await (await door.signIn(worker))('me.setLanguage', { language });
  await visitor.go(`/desk/cases/${id}`);
  await visitor.page.locator('select').selectOption(language);
  await visitor.signIn(`user-${worker.userId}`);
  await visitor.heading(visitor.t('desk.stage.next')).waitFor();
  return visitor;
}

async function look(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  let said = (await page.locator('main').innerText()).replaceAll(latin, '');
  for (const { name: own } of languages) said = said.replaceAll(own, '');
  expect([...new Set(said.match(/[A-Za-z]{3,}/g))], `${name} says in Latin letters`).toEqual([]);
}

describe('a case of the response at 360 pixels', () => {
  it('reads in Lao, and so does each of its forms', async () => {
    const one = await opened();
    expect(await one.page.evaluate(() => document.fonts.load('16px "Noto Sans Lao Variable"', 'ກ'))).toHaveLength(1);
    await look(one.page, 'the case');
    for (const form of programme.forms) {
      await one.go(`/desk/cases/${id}/forms/${form}`);
      await one.button(one.t('form.entry.save')).waitFor();
      await look(one.page, form);
    }
    await one.leave();
  });
});
