import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type Indicator, uuidv7 } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, testEntry, testPerson } from '../cases/testing.ts';
import type { CallInput } from '../contracts.ts';
import { type DefinitionCache, definitionOperations } from '../definitions/index.ts';
import { figuresOperations } from './index.ts';

const ops = [...figuresOperations, ...caseOperations, ...definitionOperations];
const code = 'counted';

let house: TestHouse;
let manager: Actor;
let neighbour: Actor;
let focal: Actor;

const words = { title: { en: 'T' }, definition: { en: 'D' } };
const indicators: Indicator[] = [
  { code: 'arrived', ...words, unit: 'cases', of: { stage: 'second' }, by: ['sex', 'month', 'year', 'nationality'] },
  { code: 'opened', ...words, unit: 'people', of: { stage: 'first' }, by: ['sex', 'ageBand', 'place', 'destination'] },
  { code: 'men', ...words, unit: 'people', of: { stage: 'second' }, only: { sex: ['male'] }, by: [] },
  { code: 'days', ...words, unit: 'days', of: { stage: 'second' }, has: { stage: 'first' }, by: ['sex'] },
  {
    code: 'visited',
    ...words,
    unit: 'share',
    of: { stage: 'second' },
    monthsAfter: 1,
    has: { form: 'satisfaction', question: 'respected', is: ['yes'] },
    by: ['sex'],
  },
  {
    code: 'askedBefore',
    ...words,
    unit: 'cases',
    of: { stage: 'second' },
    has: { form: 'intake' },
    before: true,
    by: ['sex'],
  },
  { code: 'agreed', ...words, unit: 'share', of: { stage: 'second' }, has: { consent: 'statistics' }, by: ['sex'] },
  { code: 'rated', ...words, unit: 'rating', of: { form: 'satisfaction', question: 'helpful' }, by: [] },
];

const at = (day: string): Date => new Date(`${day}T05:00:00Z`);

beforeAll(async () => {
  house = await testHouse();
  const ours = await house.organisation('MRC');
  const administrator = await house.user('administrator', ours);
  const stage = (name: string) => ({ code: name, label: { en: name } });
  const programme = {
    code,
    title: { en: 'Counted' },
    stages: [stage('first'), stage('second')],
    firstStage: 'first',
    transitions: [{ from: 'first', to: 'second', label: { en: 'On' } }],
    forms: ['intake', 'satisfaction'],
    signs: [],
    closingReasons: [],
    indicators,
    quietAfterDays: 30,
  };
  await house.call(ops, administrator, 'definition.publish', {
    kind: 'programme',
    code,
    body: programme,
    version: 1,
  } as never);
  await (house.ports.definitions as DefinitionCache).refresh();
  const works = (actor: Actor): Actor => ({ ...actor, role: { ...actor.role, programmes: [code] } });
  manager = works(await house.user('centre-manager', ours, [await house.team(ours)]));
  const theirs = await house.organisation('Other');
  neighbour = works(await house.user('centre-manager', theirs, [await house.team(theirs)]));
  focal = works(await house.user('focal-point', await house.organisation('Ministry')));

  // Thirty cases of thirty people: opened in March, on after ten or, men, twenty days; and again a month later.
  for (let n = 0; n < 30; n++) {
    const male = n < 12;
    house.clock.now = at('2026-03-01');
    const personId = await testPerson(house, manager, {
      sex: male ? 'male' : 'female',
      birthYear: n % 2 ? 1990 : 2010,
    });
    const { id } = await house.call(ops, manager, 'case.open', {
      personId,
      programme: code,
      destination: 'TH',
      consent: oral,
    });
    if (n % 3 === 0) await testEntry(house, manager, id, 'intake');
    house.clock.now = at(male ? '2026-03-21' : '2026-03-11');
    await house.call(ops, manager, 'case.move', { id, revision: 1, to: 'second' });
    if (n < 15) await house.call(ops, manager, 'consent.give', { caseId: id, purpose: 'statistics', how: 'oral' });
    house.clock.now = at('2026-04-25');
    await testEntry(house, manager, id, 'satisfaction', { respected: n < 24 ? 'yes' : 'no', helpful: (n % 5) + 1 });
  }
  const personId = await testPerson(house, neighbour, { sex: 'male' });
  house.clock.now = at('2026-03-02');
  const { id } = await house.call(ops, neighbour, 'case.open', { personId, programme: code, consent: oral });
  await house.call(ops, neighbour, 'case.move', { id, revision: 1, to: 'second' });
  house.clock.now = at('2026-06-01');
}, 60_000);
afterAll(() => house.close());

const read = (actor: Actor, input: Partial<CallInput<'indicator.read'>> = {}) =>
  house.call(ops, actor, 'indicator.read', { programme: code, from: '2026-03', to: '2026-05', ...input });
const one = async (actor: Actor, name: string, input: Partial<CallInput<'indicator.read'>> = {}) => {
  const [found] = (await read(actor, { ...input, code: name })).indicators;
  const table = (by: string) =>
    Object.fromEntries(
      found!.tables
        .find((each) => each.by === by)!
        .cells.map(({ key, ...cell }) => [key, cell.hidden ? 'hidden' : cell]),
    );
  return { total: found!.total, table };
};

describe('indicator.read', () => {
  it('counts the cases that arrived in a stage, each once, by what is asked', async () => {
    const { total, table } = await one(manager, 'arrived');
    expect(total).toEqual({ of: 30, value: 30 });
    expect(table('sex')).toEqual({ female: { of: 18, value: 18 }, male: { of: 12, value: 12 } });
    expect(table('month')).toEqual({ '2026-03': { of: 30, value: 30 } });
    expect(table('year')).toEqual({ '2026': { of: 30, value: 30 } });
    expect((await one(manager, 'arrived', { from: '2026-04' })).total).toEqual({ of: 0, value: 0 });
  });

  it('takes the opening as the arrival in the first stage, and people once', async () => {
    const { total, table } = await one(manager, 'opened');
    expect(total).toEqual({ of: 30, value: 30 });
    expect(table('ageBand')).toEqual({ '0-17': { of: 15, value: 15 }, '35-49': { of: 15, value: 15 } });
    expect(table('destination')).toEqual({ TH: { of: 30, value: 30 } });
    expect((await one(manager, 'men')).total).toEqual({ of: 12, value: 12 });
  });

  it('says the median of days with its quartiles', async () => {
    const { total, table } = await one(manager, 'days');
    expect(total).toEqual({ of: 30, low: 10, value: 10, high: 20 });
    expect(table('sex').male).toEqual({ of: 12, low: 20, value: 20, high: 20 });
  });

  it('asks of those who were due, and of nobody before they are', async () => {
    expect((await one(manager, 'visited')).total).toEqual({ of: 30, value: 0.8 });
    expect((await one(manager, 'visited', { to: '2026-03' })).total).toEqual({ of: 0 });
    house.clock.now = at('2026-04-15');
    expect((await one(manager, 'visited')).total).toEqual({ of: 18, value: 12 / 18 });
    house.clock.now = at('2026-06-01');
  });

  it('takes what was before only when told so, and what of it was withdrawn not at all', async () => {
    expect((await one(manager, 'askedBefore')).total).toEqual({ of: 30, value: 10 });
    expect((await one(manager, 'agreed')).total).toEqual({ of: 30, value: 0.5 });
    expect((await one(manager, 'rated')).total).toEqual({ of: 30, low: 2, value: 3, high: 4 });
  });

  it('counts for a ministry the cases of all, but no consents, and for an organisation its own', async () => {
    expect((await one(neighbour, 'arrived')).total).toEqual({ of: 1, value: 1 });
    const { total, table } = await one(focal, 'arrived');
    expect(total).toEqual({ of: 31, value: 31 });
    expect(table('sex')).toEqual({ female: { of: 18, value: 18 }, male: { of: 13, value: 13 } });
    expect((await one(focal, 'agreed')).total).toEqual({ hidden: true });
  });

  it('hides what is of few from who reads no identity, on either side of a share', async () => {
    expect((await one(focal, 'askedBefore')).total).toEqual({ hidden: true });
    // Six men less than all were visited: who they are not is told as well.
    const { total, table } = await one(focal, 'visited');
    expect(total).toEqual({ hidden: true });
    expect(table('sex')).toEqual({ female: 'hidden', male: 'hidden' });
    expect((await one(focal, 'days')).table('sex').male).toMatchObject({ of: 13, value: 20 });
  });

  it('answers all of them, or those dimensions that are asked for', async () => {
    const all = await read(manager, { by: ['sex'] });
    expect(all.indicators.map((each) => each.code)).toEqual(indicators.map((each) => each.code));
    expect(all.indicators.every(({ tables }) => tables.every(({ by }) => by === 'sex'))).toBe(true);
  });

  it('refuses a programme that the role does not work in, an indicator that is none, and who reads no statistics', async () => {
    expect(await refusal(read(manager, { programme: 'resource-centre' }))).toBe('input.invalid');
    expect(await refusal(read(manager, { code: 'none' }))).toBe('record.absent');
    expect(await refusal(read(manager, { teamId: uuidv7(), to: '2026-02' }))).toBe('input.invalid');
    const blind = { ...manager, role: { ...manager.role, read: ['identity' as const] } };
    expect(await refusal(read(blind))).toBe('class.missing');
  });

  it('counts on whoever was erased: erasing changes no figure', async () => {
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    await house.owner.query(
      `update case_file set erased_at = now() where id = (select id from case_file where sex = 'male' and organisation_id = $1 limit 1)`,
      [manager.organisationId],
    );
    expect((await one(manager, 'arrived')).total).toEqual({ of: 30, value: 30 });
  });
});
