/** Whether whoever holds a record is told of each call that changes it, by the recipes of the table. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { operations } from '../../src/core/index.ts';
import { type Actor, Problem } from '../../src/kernel/index.ts';
import { type TestHouse, testHouse } from '../../src/server/testing.ts';
import { type Bundle, makeBundles } from './bundle.ts';
import { recipes } from './recipes.ts';
import { addUser, everything, foundTown, publish, type Town } from './world.ts';

/** Of no person, case, enquiry or referral; or nothing was there to undo and nobody to be erased. */
const ofNobody = [
  'intake.map',
  'intake.report',
  'intake.undo',
  'interpreter.set',
  'profile.print',
  'profile.review',
  'retention.carryOut',
  'shelter.set',
];

let house: TestHouse;
let town: Town;
let actor: Actor;
beforeAll(async () => {
  house = await testHouse();
  await publish(house, [everything]);
  town = await foundTown(house);
  actor = await addUser(house, everything.code, town.home, [town.teams.mine]);
}, 60_000);
afterAll(() => house.close());

it('holders are told of every call that writes about their record', async () => {
  const told: string[] = [];
  vi.spyOn(house.ports.store, 'tell').mockImplementation(async (_topic, lines) => void told.push(...lines));
  const [silent, refused]: [string[], string[]] = [[], []];
  let heard = 0;
  for (const { contract } of operations.filter((op) => op.contract.kind === 'write')) {
    const recipe = recipes[contract.name as keyof typeof recipes] as { about?: (record: Bundle, at: Town) => object };
    if (!recipe.about) continue;
    const { own, referred } = await makeBundles(town, actor.userId);
    told.length = 0;
    const attempt = async (record: Bundle) =>
      house.call(operations, actor, contract.name as never, recipe.about!(record, town) as never);
    // What a receiver does with a referral is about one of another organisation's.
    const outcome = await attempt(own).catch(() => attempt(referred).catch((error: unknown) => error));
    await house.live.announce();
    const keys = told.flatMap((line) => line.split(' ')).map((item) => item.split('=')[0]);
    if (outcome instanceof Problem) refused.push(`${contract.name} ${outcome.code}`);
    else if (keys.some((key) => key === `o${town.home}` || key === `w${town.home}`)) heard++;
    else silent.push(contract.name);
  }
  // One more has a subject that `core/live` does not know, or changes others as well and says so by `context.touch`.
  expect(silent.sort()).toEqual(ofNobody);
  expect(heard).toBeGreaterThan(40);
  console.info(`told of ${heard} calls; refused here: ${refused.join(', ')}`);
}, 120_000);
