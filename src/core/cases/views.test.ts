import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { operations } from '../index.ts';

let house: TestHouse;
let mine: Actor;
let mate: Actor;
let next: Actor;
let stranger: Actor;

beforeAll(async () => {
  house = await testHouse();
  const home = await house.organisation();
  const [team, other] = [await house.team(home), await house.team(home)];
  mine = await house.user('counsellor', home, [team]);
  mate = await house.user('counsellor', home, [team]);
  next = await house.user('counsellor', home, [other]);
  const away = await house.organisation();
  stranger = await house.user('centre-manager', away, [await house.team(away)]);
});
afterAll(() => house.close());

const names = async (actor: Actor) =>
  (await house.call(operations, actor, 'view.list', {})).views.map(({ name }) => name);

it('keeps a view for its owner, and shows it to whom it is shared with', async () => {
  const look = { status: 'open' as const, where: [{ field: 'topic', is: 'in' as const, values: ['fees'] }] };
  const { id, revision } = await house.call(operations, mine, 'view.save', { name: 'Fees', look });
  expect(await names(mine)).toEqual(['Fees']);
  expect(await names(mate)).toEqual([]);
  const share = (shared: 'nobody' | 'team' | 'organisation', seen: number) =>
    house.call(operations, mine, 'view.share', { id, revision: seen, shared });
  const { revision: second } = await share('team', revision);
  expect([await names(mate), await names(next), await names(stranger)]).toEqual([['Fees'], [], []]);
  expect(await refusal(share('organisation', revision))).toBe('record.changed');
  await share('organisation', second);
  expect([await names(mate), await names(next), await names(stranger)]).toEqual([['Fees'], ['Fees'], []]);
  const [seen] = (await house.call(operations, next, 'view.list', {})).views;
  expect(seen).toMatchObject({ mine: false, by: mine.name, shared: 'organisation', look, gone: [] });

  // Whoever sees it neither changes nor removes it.
  for (const other of [mate, stranger]) {
    const take = { id, revision: second + 1, shared: 'nobody' as const };
    expect(await refusal(house.call(operations, other, 'view.share', take))).toBe('record.absent');
    expect(await refusal(house.call(operations, other, 'view.remove', { id }))).toBe('record.absent');
    const save = { id, revision: second + 1, name: 'Mine now', look: {} };
    expect(await refusal(house.call(operations, other, 'view.save', save))).toBe('record.absent');
  }
  await house.call(operations, mine, 'view.remove', { id });
  expect(await names(next)).toEqual([]);
});

it('says which of its fields are gone', async () => {
  const look = {
    columns: ['nationality', 'old-form.question'],
    where: [{ field: 'gone.too', is: 'blank' as const }],
  };
  await house.call(operations, mine, 'view.save', { name: 'Old', look });
  const [view] = (await house.call(operations, mine, 'view.list', {})).views;
  expect(view?.gone).toEqual(['old-form.question', 'gone.too']);
  expect(await refusal(house.call(operations, mine, 'case.list', look))).toBe('input.invalid');
});

it('shares with a team that one is of, and no other', async () => {
  const { id, revision } = await house.call(operations, mine, 'view.save', { name: 'Own', look: {} });
  const input = { id, revision, shared: 'team' as const, teamId: next.teamIds[0]! };
  expect(await refusal(house.call(operations, mine, 'view.share', input))).toBe('input.invalid');
});
