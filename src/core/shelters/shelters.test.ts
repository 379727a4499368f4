import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, type TestPerson, testPerson } from '../cases/testing.ts';
import type { CallInput } from '../contracts.ts';
import { peopleOperations } from '../people/index.ts';
import { referralOperations } from '../referrals/index.ts';
import { fits } from './fits.ts';
import { shelterOperations } from './index.ts';

const ops = [...shelterOperations, ...caseOperations, ...referralOperations];

let house: TestHouse;
let manager: Actor;
let worker: Actor;
let colleague: Actor;
let stranger: Actor;
let shelterId: string;

beforeAll(async () => {
  house = await testHouse();
  const [here, there] = [await house.organisation('MRC'), await house.organisation('Other')];
  manager = await house.user('centre-manager', here);
  worker = await house.user('counsellor', here, [await house.team(here)]);
  colleague = await house.user('counsellor', here, [await house.team(here)]);
  stranger = await house.user('centre-manager', there);
});
beforeEach(async () => {
  shelterId = (await setShelter()).id;
});
afterAll(() => house.close());

const setShelter = (more: Partial<CallInput<'shelter.set'>> = {}, actor = manager) =>
  house.call(ops, actor, 'shelter.set', {
    name: 'Lotus',
    capacity: 2,
    sexes: ['female'],
    ageFrom: 18,
    ageTo: 60,
    childrenWithMother: true,
    location: '12 Hàng Bông',
    ...more,
  });
const openCase = async (person: TestPerson = {}, actor = worker) => {
  const personId = await testPerson(house, actor, person);
  return (await house.call(ops, actor, 'case.open', { personId, programme, consent: oral })).id;
};
const begin = (caseId: string, more: Partial<CallInput<'stay.begin'>> = {}, actor = worker) =>
  house.call(ops, actor, 'stay.begin', { caseId, shelterId, ...more });
const shelter = async (actor = worker) =>
  (await house.call(ops, actor, 'shelter.list', {})).shelters.find(({ id }) => id === shelterId);
const where = (actor: Actor) => house.call(ops, actor, 'shelter.read', { id: shelterId });

describe('a stay', () => {
  it('takes a place and gives it back, counted for all of the organisation', async () => {
    const { id } = await begin(await openCase());
    await begin(await openCase({}, colleague), {}, colleague);
    expect(await shelter()).toMatchObject({ capacity: 2, free: 0 });
    expect(await refusal(begin(await openCase()))).toBe('shelter.full');
    const ended = await house.call(ops, worker, 'stay.end', { id });
    expect(await house.call(ops, worker, 'stay.end', { id })).toEqual(ended);
    expect(await shelter()).toMatchObject({ free: 1 });
    expect(await shelter(stranger)).toBeUndefined();
  });

  it('of two for the last place is one', async () => {
    await begin(await openCase());
    const cases = [await openCase(), await openCase({}, colleague)] as const;
    const both = await Promise.allSettled([begin(cases[0]), begin(cases[1], {}, colleague)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await shelter()).toMatchObject({ free: 0 });
  });

  it('is one at a time, even when begun twice at once', async () => {
    const caseId = await openCase();
    const other = (await setShelter({ name: 'Reed' })).id;
    const both = await Promise.allSettled([begin(caseId), begin(caseId, { shelterId: other })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(begin(caseId))).toBe('input.invalid');
  });

  it('is refused to whom the shelter does not take, to a child in doubt and to a closed house', async () => {
    expect(await refusal(begin(await openCase({ sex: 'male' })))).toBe('shelter.unfit');
    expect(await refusal(begin(await openCase({ birthYear: null })))).toBe('shelter.unfit');
    expect(await refusal(begin(await openCase({ birth: { value: '2007', known: 'estimated' } })))).toBe(
      'shelter.unfit',
    );
    const child = await openCase({ sex: 'male', birthYear: 2020 });
    expect(await refusal(begin(child))).toBe('shelter.unfit');
    await begin(child, { withMother: true });
    await setShelter({ active: false, location: undefined, ...(await asRead()) });
    expect(await refusal(begin(await openCase()))).toBe('input.invalid');
    expect(await refusal(begin(await openCase({}, colleague)))).toBe('record.absent');
  });

  it('ends in a closed case as well, and is not counted once the person is erased', async () => {
    const [caseId, other] = [await openCase(), await openCase()];
    const { id } = await begin(caseId);
    await begin(other);
    await house.asSystem('update case_file set closed_at = now() where id = any ($1)', [[caseId, other]]);
    const { mayBegin, mayEnd } = await house.call(ops, worker, 'stay.list', { caseId });
    expect({ mayBegin, mayEnd }).toEqual({ mayBegin: false, mayEnd: true });
    await house.call(ops, worker, 'stay.end', { id });
    expect(await refusal(begin(caseId))).toBe('record.closed');
    const { rows } = await house.asSystem('select person_id from case_file where id = $1', [other]);
    const erase = { id: (rows[0] as { person_id: string }).person_id, reason: 'Asked for' };
    await house.call([...ops, ...peopleOperations], manager, 'person.erase', erase);
    expect(await shelter()).toMatchObject({ free: 2 });
  });

  it('is not shown by a referral', async () => {
    const caseId = await openCase();
    await begin(caseId);
    const { id: consentId } = await house.call(ops, worker, 'consent.give', {
      caseId,
      purpose: 'referral',
      how: 'oral',
    });
    const to = { toOrganisationId: stranger.organisationId, consentId, purpose: 'referral' };
    const { groups } = await house.call(ops, worker, 'referral.preview', { caseId, ...to });
    expect(JSON.stringify(groups)).not.toMatch(/Lotus|stay|shelter/i);
    const fields = groups.flatMap(({ items }) => items.map(({ path }) => path));
    const { id } = await house.call(ops, worker, 'referral.send', { caseId, ...to, fields });
    await house.call(ops, stranger, 'referral.answer', { id, accept: true });
    expect(JSON.stringify(await house.call(ops, stranger, 'referral.read', { id }))).not.toContain('Lotus');
    expect(await refusal(house.call(ops, stranger, 'stay.list', { caseId }))).toBe('record.absent');
    expect(await refusal(where(stranger))).toBe('record.absent');
    expect((await house.call(ops, worker, 'stay.list', { caseId })).stays).toMatchObject([
      { shelter: 'Lotus', shelterId },
    ]);
  });
});

/** The shelter's number and revision, to change it. */
const asRead = async () => {
  const { id, revision } = (await shelter(manager))!;
  return { id, revision };
};

describe('where a shelter is', () => {
  it('is told to whoever runs it, and to others while somebody of theirs stays there', async () => {
    expect(await where(manager)).toEqual({ location: '12 Hàng Bông' });
    expect(await refusal(where(worker))).toBe('record.absent');
    const { id } = await begin(await openCase());
    expect(await where(worker)).toEqual({ location: '12 Hàng Bông' });
    expect(await refusal(where(colleague))).toBe('record.absent');
    await house.call(ops, worker, 'stay.end', { id });
    expect(await refusal(where(worker))).toBe('record.absent');
    const { rows } = await house.asSystem('select * from shelter where id = $1', [shelterId]);
    expect(JSON.stringify(rows[0])).not.toContain('Bông');
  });

  it('is changed with the right alone, at the revision that was read', async () => {
    expect(await refusal(setShelter({}, worker))).toBe('grant.missing');
    expect(await setShelter({ id: shelterId, revision: 1, capacity: 5, location: undefined })).toEqual({
      id: shelterId,
      revision: 2,
    });
    expect(await refusal(setShelter({ id: shelterId, revision: 1 }))).toBe('record.changed');
    expect(await refusal(setShelter({ id: shelterId, revision: 2 }, stranger))).toBe('record.absent');
    expect(await where(manager)).toEqual({ location: '12 Hàng Bông' });
    expect(await refusal(setShelter({ location: undefined }))).toBe('input.invalid');
    expect(await refusal(setShelter({ ageFrom: 30, ageTo: 20 }))).toBe('input.invalid');
  });
});

describe('fits', () => {
  const everybody = { sexes: ['female', 'male', 'other'], age_from: 0, age_to: 120, children_with_mother: false };
  const adult = { least: 30, most: 30, mayBeChild: false };
  const inDoubt = { least: 17, most: 19, mayBeChild: true };
  const boys = { ...everybody, sexes: ['male'], age_to: 17 };
  it.each([
    [
      'nobody without a sex among one sex',
      { ...everybody, sexes: ['female', 'male'] },
      { sex: null, age: adult },
      false,
    ],
    ['somebody without a sex among all', everybody, { sex: null, age: adult }, true],
    ['an adult among children', boys, { sex: 'male', age: adult }, false],
    ['a doubtful age among children', boys, { sex: 'male', age: inDoubt }, true],
    ['a doubtful age among adults', { ...everybody, age_from: 18 }, { sex: 'male', age: inDoubt }, false],
    [
      'an adult as a child of a mother',
      { ...boys, children_with_mother: true },
      { sex: 'male', age: adult, withMother: true },
      false,
    ],
    ['a child with the mother where none is taken', everybody, { sex: 'male', age: inDoubt, withMother: true }, false],
  ])('%s', (_, takes, comer, expected) => {
    expect(fits(takes, { withMother: false, ...comer })).toBe(expected);
  });
});

describe('shelter.figures', () => {
  it('counts the nights that passed, hides few, and is nothing to who works elsewhere', async () => {
    const here = await house.organisation('Nights');
    const runs = await house.user('centre-manager', here);
    shelterId = (await setShelter({ capacity: 4 }, runs)).id;
    house.clock.now = new Date('2026-11-04T05:00:00Z');
    const { id } = await begin(await openCase({}, runs), {}, runs);
    await begin(await openCase({}, runs), {}, runs);
    house.clock.now = new Date('2026-11-10T05:00:00Z');
    await house.call(ops, runs, 'stay.end', { id });
    house.clock.now = new Date('2026-11-16T03:00:00Z');
    const figures = (actor: Actor) => house.call(ops, actor, 'shelter.figures', { from: '2026-10', to: '2026-12' });
    // Six nights of one and twelve of the other, of sixty.
    expect(await figures(runs)).toEqual({
      places: 4,
      months: [
        { month: '2026-10', nights: 0, share: 0 },
        { month: '2026-11', nights: 18, share: 18 / (15 * 4) },
      ],
    });
    const counts = { ...runs, role: { ...runs.role, read: ['operational' as const] } };
    expect(await figures(counts)).toMatchObject({ threshold: 11, months: [{ hidden: true }, { hidden: true }] });
    expect((await figures(stranger)).places).toBe(0);
  });
});
