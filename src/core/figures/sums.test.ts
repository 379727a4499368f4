import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import { enquiryOperations } from '../enquiries/index.ts';
import { peopleOperations } from '../people/index.ts';
import type { Context, Db } from '../ports.ts';
import { foldFigures } from './index.ts';
import { countErased } from './span.ts';
import { type Count, counted, type Source, sourceOf, tally } from './tally.ts';

const ops = [...caseOperations, ...enquiryOperations, ...peopleOperations];

let house: TestHouse;
let manager: Actor;
let actors: Actor[];
let teams: string[];

beforeAll(async () => {
  house = await testHouse();
  const [mrc, other] = [await house.organisation('MRC'), await house.organisation('Other')];
  teams = [await house.team(mrc, 'One'), await house.team(mrc, 'Two')];
  manager = await house.user('centre-manager', mrc, [teams[0]!]);
  actors = [
    manager,
    await house.user('centre-manager', other, [await house.team(other)]),
    await house.user('supervisor', mrc, [teams[0]!]),
    await house.user('supervisor', mrc, teams),
    await house.user('case-worker', mrc, [teams[1]!]),
    await house.user('focal-point', await house.organisation('Ministry')),
  ];
});
afterAll(() => house.close());

/** Drawn by a seed: the same writes each time. */
function drawing(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    below: (limit: number) => Math.floor(next() * limit),
    of: <T>(some: readonly T[]): T => some[Math.floor(next() * some.length)]!,
  };
}

const inOrder = (counts: Count[]) =>
  counts.map(({ month, measure, key, count }) => `${month} ${measure} ${key} ${count}`).sort();

/** Sums and changes say, to everybody and of any months, what counting says. */
async function compare(): Promise<void> {
  for (const actor of actors)
    for (const span of [
      { from: '2026-01', to: '2026-12' },
      { from: '2026-03', to: '2026-04' },
    ])
      for (const teamId of [undefined, teams[0], teams[1]])
        await house.ports.store.read(actor, async (db: Db) => {
          await countErased(db);
          const context = { db, actor, now: house.clock.now } as Context;
          const source = await sourceOf(context, { programme, ...(teamId && { teamId }) });
          const rowByRow: Source = { ...source, rows: counted, people: undefined };
          const [summed, plain] = [await tally(context, source, span), await tally(context, rowByRow, span)];
          expect(inOrder(summed.counts)).toEqual(inOrder(plain.counts));
          expect({ ...summed, counts: [] }).toEqual({ ...plain, counts: [] });
        });
}

describe('the sums', () => {
  it.each([1, 2, 3])(
    'say what counting says, whatever is written (seed %i)',
    async (seed) => {
      const draw = drawing(seed);
      const people: string[] = [];
      const enquiries: string[] = [];
      const author = (): Actor => draw.of([actors[0]!, actors[2]!, actors[3]!, actors[4]!]);
      const wild = async (work: Promise<unknown>): Promise<void> => void (await work.catch(() => {}));
      for (let step = 0; step < 130; step++) {
        house.clock.now = new Date(Date.UTC(2026, draw.below(6), 1 + draw.below(28), draw.below(24)));
        const actor = author();
        const personId = draw.of(people);
        const { items } = await house.call(ops, manager, 'case.list', { limit: 50 });
        const file = draw.of(items);
        switch (draw.below(9)) {
          case 0:
          case 1:
            people.push(await testPerson(house, actor, { sex: draw.of(['female', 'male'] as const) }));
            break;
          case 2:
          case 3:
            if (personId)
              await wild(
                house.call(ops, actor, 'case.open', {
                  personId,
                  programme,
                  topic: draw.of(['fees', 'contract']),
                  consent: oral,
                }),
              );
            break;
          case 4:
            if (file)
              await wild(
                house.call(ops, manager, 'case.close', { id: file.id, revision: file.revision, reason: 'resolved' }),
              );
            break;
          case 5:
            if (file)
              await wild(
                house.call(ops, manager, 'case.assign', {
                  id: file.id,
                  revision: file.revision,
                  teamId: draw.of(teams),
                  ownerId: draw.of(actors.slice(2, 5)).userId,
                }),
              );
            break;
          case 6: {
            const { id } = await house.call(ops, actor, 'enquiry.record', {
              programme,
              channel: draw.of(['phone', 'email']),
              topic: 'fees',
              answered: draw.below(2) === 0,
            });
            enquiries.push(id);
            break;
          }
          case 7:
            if (personId && enquiries.length > 0)
              await wild(
                house.call(ops, actor, 'enquiry.openCase', { enquiryId: enquiries.pop()!, personId, consent: oral }),
              );
            break;
          default: {
            const merge = draw.of(people);
            if (personId && merge !== personId && draw.below(3) > 0)
              await wild(
                house
                  .call(ops, { ...manager, authenticatedAt: house.clock.now }, 'person.merge', {
                    keep: personId,
                    merge: merge!,
                    reason: 'x',
                  })
                  .then(async ({ mergeId }) => {
                    if (draw.below(2))
                      await house.call(ops, { ...manager, authenticatedAt: house.clock.now }, 'person.unmerge', {
                        mergeId,
                        reason: 'x',
                      });
                  }),
              );
            else if (personId)
              await wild(
                house.call(ops, { ...manager, authenticatedAt: house.clock.now }, 'person.erase', {
                  id: personId,
                  reason: 'x',
                }),
              );
          }
        }
        if (draw.below(12) === 0) await foldFigures(house.ports.store);
        if (step % 26 === 25) await compare();
      }
      const { rows } = await house.ports.store.read('system', (db) =>
        sql<{ people: string }>`select count(*) as people from case_file`.execute(db),
      );
      expect(Number(rows[0]!.people)).toBeGreaterThan(10);
      await foldFigures(house.ports.store);
      await compare();
    },
    60_000,
  );

  it('hold when two give a case to the same person at once, and while they are folded', async () => {
    house.clock.now = new Date('2026-05-05T05:00:00Z');
    for (let round = 0; round < 6; round++) {
      const personId = await testPerson(house, manager);
      await Promise.all([
        ...[1, 2, 3].map(() =>
          house.call(ops, manager, 'case.open', { personId, programme, topic: 'fees', consent: oral }),
        ),
        foldFigures(house.ports.store),
      ]);
    }
    await compare();
  });

  it('are the same when all is counted anew, and when months begin elsewhere', async () => {
    await house.owner.query('select count_figures()');
    await compare();
    await house.asSystem(`insert into setting values ('timezone', '"Pacific/Kiritimati"')`);
    await compare();
  });

  it('are read by nobody beyond his reach, and written by nobody', async () => {
    const [, stranger, supervisor] = actors;
    const seen = (actor: Actor) =>
      house.ports.store.read(actor, async (db) =>
        Number(
          (
            await sql<{
              count: string;
            }>`select count(*) as count from figure_count where team_id = ${teams[1]}::uuid`.execute(db)
          ).rows[0]!.count,
        ),
      );
    expect(await seen(manager)).toBeGreaterThan(0);
    expect(await seen(stranger!)).toBe(0);
    expect(await seen(supervisor!)).toBe(0);
    for (const statement of [
      sql`delete from figure_sum`,
      sql`update figure_sum set count = 0`,
      sql`delete from figure_change`,
    ])
      await expect(
        house.ports.store.write(manager, async (db) => ({ value: await statement.execute(db) })),
      ).rejects.toThrow();
  });
});
