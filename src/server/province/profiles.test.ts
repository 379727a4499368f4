import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileOperations as ops } from '../../core/profiles/index.ts';
import { type TestHouse, testHouse } from '../testing.ts';
import { tellCountries } from './profiles.ts';
import { demoActor } from './returns/demo.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await house.province(300);
  await tellCountries(house.ports, house.clock.now);
});
afterAll(() => house.close());

it('leaves the demo with a few countries, one of which is to be reviewed by whoever wrote it', async () => {
  const counsellor = await demoActor(house.ports, 'counsellor@demo');
  const { profiles } = await house.call(ops, counsellor, 'profile.list', {});
  expect(profiles.map(({ destination, stale }) => [destination, stale])).toEqual([
    ['JP', 0],
    ['KR', 0],
    ['TH', 0],
    ['TW', 1],
  ]);
  const supervisor = await demoActor(house.ports, 'supervisor@demo');
  const { items } = await house.call(ops, supervisor, 'profile.due', {});
  expect(items).toMatchObject([{ destination: 'TW', kind: 'emergency', mine: true }]);
});
