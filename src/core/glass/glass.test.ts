import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { accessOperations } from '../access/index.ts';
import { Browser } from '../access/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testEntry, testPerson } from '../cases/testing.ts';
import { formOperations } from '../forms/index.ts';
import { peopleOperations } from '../people/index.ts';
import { referralOperations } from '../referrals/index.ts';
import { glassOperations } from './index.ts';

const ops = [
  ...glassOperations,
  ...caseOperations,
  ...peopleOperations,
  ...formOperations,
  ...referralOperations,
  ...accessOperations,
];
const minute = 60_000;
const reason = 'She called from the station';

let house: TestHouse;
let there: Actor;
let supervisor: Actor;
let manager: Actor;
let administrator: Actor;
let stranger: Actor;
let here: Actor;
let file: { id: string; number: string };
let personId: string;

beforeAll(async () => {
  house = await testHouse();
  house.clock.now = new Date();
  const organisation = await house.organisation();
  const [far, near] = [await house.team(organisation), await house.team(organisation)];
  there = await house.user('counsellor', organisation, [far]);
  supervisor = await house.user('supervisor', organisation, [far]);
  manager = await house.user('centre-manager', organisation);
  administrator = await house.user('administrator', organisation);
  stranger = await house.user('centre-manager', await house.organisation());
  nearTeam = near;
});
let nearTeam: string;
beforeEach(async () => {
  // The database's own clock ends a glass.
  house.clock.now = new Date();
  here = await house.user('counsellor', there.organisationId, [nearTeam]);
  personId = await testPerson(house, there);
  file = await call(there, 'case.open', { personId, programme, consent: oral });
});
afterAll(() => house.close());

const call: <N extends Parameters<TestHouse['call']>[2]>(
  actor: Actor,
  name: N,
  input: Parameters<typeof house.call<N>>[3],
) => ReturnType<typeof house.call<N>> = (actor, name, input) => house.call(ops, actor, name, input);
const breakIt = (actor = here, which = file.id) => call(actor, 'glass.break', { case: which, reason });
const read = (actor = here, id = file.id) => call(actor, 'case.read', { id });
/** Later, for all that goes by the house's clock; sessions of passwords are given anew. */
const later = (hours: number) => {
  house.clock.now = new Date(Date.now() + hours * 60 * minute);
};

describe('a broken glass', () => {
  it('shows one case, with its person, entries, tasks and consents, until it ends', async () => {
    await testEntry(house, there, file.id, 'intake');
    await call(there, 'task.add', {
      caseId: file.id,
      kind: 'callBack',
      note: 'Ask for Noy',
      dueAt: new Date().toISOString(),
    });
    const other = await call(there, 'case.open', {
      personId: await testPerson(house, there),
      programme,
      consent: oral,
    });
    expect(await refusal(read())).toBe('record.absent');
    const { id, told, endsAt } = await call(here, 'glass.break', {
      case: ` ${file.number.toLowerCase()} `,
      reason,
      minutes: 10,
    });
    expect(endsAt).toBe(new Date(house.clock.now.getTime() + 10 * minute).toISOString());
    expect(told.toSorted()).toEqual([manager.name, supervisor.name].toSorted());
    const shown = await read();
    expect(shown.case.personName).toBe('Nguyễn Thị Lan');
    expect([shown.entries.length, shown.consents.length]).toEqual([1, 1]);
    expect(shown.tasks).toMatchObject([{ note: 'Ask for Noy' }]);
    expect(shown.may).toEqual({ write: false, assign: false, close: false, refer: false, waive: false });
    expect((await call(here, 'person.read', { id: personId })).person.name).toBe('Nguyễn Thị Lan');
    expect(await call(here, 'person.reveal', { id: personId, reason })).toEqual({ contact: {} });
    expect((await call(here, 'case.list', {})).items.map((one) => one.id)).toEqual([file.id]);
    expect(await refusal(read(here, other.id))).toBe('record.absent');
    expect((await call(here, 'glass.mine', { caseId: file.id })).glasses).toMatchObject([{ id, endsAt }]);
    const colleague = await house.user('counsellor', here.organisationId, [nearTeam]);
    expect(await refusal(read(colleague))).toBe('record.absent');
    await house.asSystem(
      `update break_glass set at = at - interval '1 hour', ends_at = ends_at - interval '1 hour' where id = $1`,
      [id],
    );
    expect(await refusal(read())).toBe('record.absent');
    expect(await refusal(call(here, 'person.read', { id: personId }))).toBe('record.absent');
  });

  it('lets nothing be written, not even in a case that nobody has', async () => {
    await call(manager, 'case.assign', { id: file.id, revision: 1, teamId: there.teamIds[0]! });
    const consents = (await read(there)).consents;
    const spare = await testPerson(house, here);
    for (const caller of [here, await house.user('supervisor', here.organisationId, [nearTeam])]) {
      await breakIt(caller);
      const dueAt = new Date().toISOString();
      const tried = [
        () => call(caller, 'case.move', { id: file.id, revision: 2, to: 'advising' }),
        () => call(caller, 'case.close', { id: file.id, revision: 2, reason: 'resolved' }),
        () => call(caller, 'task.add', { caseId: file.id, kind: 'callBack', dueAt }),
        () => call(caller, 'consent.give', { caseId: file.id, purpose: 'referral', how: 'oral' }),
        () => call(caller, 'consent.withdraw', { id: consents[0]!.id }),
        () => call(caller, 'entry.save', { caseId: file.id, form: 'intake', answers: {} }),
        () => call(caller, 'person.amend', { id: personId, revision: 1, facts: { sex: 'male' } }),
        () =>
          call(caller, 'referral.send', {
            caseId: file.id,
            toOrganisationId: stranger.organisationId,
            consentId: consents[0]!.id,
            purpose: 'referral',
            fields: ['person.name'],
          }),
        ...(caller === here
          ? []
          : [
              () => call(caller, 'case.assign', { id: file.id, revision: 2, ownerId: caller.userId }),
              () => call(caller, 'person.merge', { keep: spare, merge: personId, reason }),
            ]),
      ];
      for (const one of tried) expect(await refusal(one())).toBe('record.absent');
    }
    expect((await read(there)).case.stage).toBe('opened');
  });

  it('answers alike of a case that is hidden from it, that was erased, and that never was', async () => {
    const foreign = await house.user('counsellor', stranger.organisationId, [
      await house.team(stranger.organisationId),
    ]);
    const away = await call(foreign, 'case.open', {
      personId: await testPerson(house, foreign),
      programme,
      consent: oral,
    });
    const gone = await call(there, 'case.open', { personId, programme, consent: oral });
    await call(manager, 'person.erase', { id: personId, reason });
    for (const which of [away.id, away.number, gone.id, gone.number, 'MR-1111-1111', 'Lan', crypto.randomUUID()])
      expect(await refusal(breakIt(here, which)), which).toBe('record.absent');
  });

  it('is needless where one reaches the case, and while one stands; and three an hour are enough', async () => {
    expect(await refusal(breakIt(there))).toBe('glass.needless');
    expect(await refusal(breakIt(supervisor, file.number))).toBe('glass.needless');
    const first = await Promise.allSettled([breakIt(), breakIt()]);
    expect(first.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(breakIt())).toBe('glass.needless');
    const another = async () =>
      (await call(there, 'case.open', { personId: await testPerson(house, there), programme, consent: oral })).id;
    await breakIt(here, await another());
    await breakIt(here, await another());
    expect(await refusal(breakIt(here, await another()))).toBe('quota.reached');
  });

  it('asks for the right, a recent password, and no more than thirty minutes', async () => {
    expect(await refusal(breakIt(administrator))).toBe('grant.missing');
    expect(await refusal(breakIt({ ...here, authenticatedAt: new Date(0) }))).toBe('auth.reauthenticate');
    expect(await refusal(call(here, 'glass.break', { case: file.id, reason, minutes: 31 }))).toBe('input.invalid');
    await expect(
      house.asSystem(
        `insert into break_glass (id, organisation_id, case_id, person_id, user_id, at, ends_at)
        select gen_random_uuid(), organisation_id, id, person_id, $2, now(), now() + interval '31 minutes' from case_file where id = $1`,
        [file.id, here.userId],
      ),
    ).rejects.toThrow(/check/);
    await house.owner.query('rollback');
  });

  it('is not broken where nobody else would know', async () => {
    const alone = await house.organisation();
    const [one, two] = [await house.team(alone), await house.team(alone)];
    const keeper = await house.user('counsellor', alone, [one]);
    const { id } = await call(keeper, 'case.open', {
      personId: await testPerson(house, keeper),
      programme,
      consent: oral,
    });
    // A supervisor of another team does not reach the case, and could not judge.
    const caller = await house.user('supervisor', alone, [two]);
    expect(await refusal(breakIt(caller, id))).toBe('record.absent');
    await house.user('supervisor', alone, [one]);
    expect((await breakIt(caller, id)).told).toHaveLength(1);
  });
});

describe('whoever reaches the case', () => {
  const waiting = async (actor: Actor) =>
    (await call(actor, 'glass.waiting', {})).glasses.filter((one) => one.caseId === file.id);

  it('is told at once, by whom and why, and what was opened', async () => {
    const { id } = await breakIt();
    await read();
    await call(here, 'person.read', { id: personId });
    for (const judge of [supervisor, manager])
      expect(await waiting(judge)).toMatchObject([
        {
          id,
          by: here.name,
          reason,
          caseNumber: file.number,
          opened: [{ operation: 'case.read' }, { operation: 'person.read' }],
        },
      ]);
    expect(await waiting(stranger)).toEqual([]);
    expect(await waiting(await house.user('supervisor', here.organisationId, [nearTeam]))).toEqual([]);
    expect(await refusal(call(there, 'glass.waiting', {}))).toBe('grant.missing');
  });

  it('judges once, never their own, nor what they do not reach', async () => {
    const { id } = await breakIt();
    const judge = (actor: Actor) => call(actor, 'glass.review', { id, verdict: 'justified', note: 'She was at risk' });
    expect(await refusal(judge({ ...manager, userId: here.userId }))).toBe('record.absent');
    expect(await refusal(judge(stranger))).toBe('record.absent');
    expect(await refusal(judge(await house.user('supervisor', here.organisationId, [nearTeam])))).toBe('record.absent');
    expect(await judge(supervisor)).toMatchObject({ caseId: file.id });
    expect(await refusal(judge(manager))).toBe('record.changed');
    expect(await waiting(manager)).toEqual([]);
    await expect(house.asSystem(`update break_glass set reviewed_by = user_id where id = $1`, [id])).rejects.toThrow(
      /check/,
    );
    await house.owner.query('rollback');
  });

  it('goes along with the case, its person and its erasure', async () => {
    const { id } = await breakIt();
    const third = await house.team(here.organisationId);
    const keeper = await house.user('supervisor', here.organisationId, [third]);
    await call(manager, 'case.assign', { id: file.id, revision: 1, teamId: third });
    expect(await waiting(supervisor)).toEqual([]);
    expect(await waiting(keeper)).toMatchObject([{ id }]);
    const kept = await testPerson(house, there);
    await call(manager, 'person.merge', { keep: kept, merge: personId, reason });
    expect((await house.asSystem('select person_id from break_glass where id = $1', [id])).rows).toEqual([
      { person_id: kept },
    ]);
    await call(manager, 'person.erase', { id: kept, reason });
    const [left] = await waiting(keeper);
    expect(left).toMatchObject({ id, by: here.name, opened: [] });
    expect([left?.reason, left?.caseNumber]).toEqual([undefined, undefined]);
    await call(keeper, 'glass.review', { id, verdict: 'justified', note: 'It was erased since' });
    expect((await house.asSystem('select note from break_glass where id = $1', [id])).rows).toEqual([{ note: null }]);
  });
});

describe('an account that broke a glass', () => {
  const enter = async (browser = new Browser(house)) => {
    await browser.call('session.signIn', { login: `user-${here.userId}`, password: 'a good long password' });
    return browser;
  };
  const locked = async () =>
    (await call(administrator, 'user.list', {})).users.find(({ id }) => id === here.userId)?.locked;

  it('locks after 72 hours without a judgement, signed in or not, until there is one', async () => {
    const { id } = await breakIt();
    later(71.9);
    const browser = await enter();
    expect((await browser.call('session.me', {})).me.id).toBe(here.userId);
    later(72.1);
    expect(await refusal(browser.call('session.me', {}))).toBe('account.locked');
    expect(await refusal(enter())).toBe('account.locked');
    expect(
      await refusal(new Browser(house).call('session.signIn', { login: `user-${here.userId}`, password: 'wrong' })),
    ).toBe('auth.failed');
    expect(await locked()).toBe(true);
    // Only a judgement opens what nobody has judged.
    expect(
      await refusal(call({ ...administrator, authenticatedAt: house.clock.now }, 'user.unlock', { id: here.userId })),
    ).toBe('record.absent');
    await call(supervisor, 'glass.review', { id, verdict: 'justified' });
    expect((await browser.call('session.me', {})).me.id).toBe(here.userId);
    expect(await locked()).toBe(false);
  });

  it('locks at once when there was no cause, until an administrator of its organisation unlocks it', async () => {
    const { id } = await breakIt();
    const browser = await enter();
    await call(supervisor, 'glass.review', { id, verdict: 'unjustified' });
    expect(await refusal(browser.call('session.me', {}))).toBe('account.locked');
    expect(await refusal(enter())).toBe('account.locked');
    const elsewhere = await house.user('administrator', stranger.organisationId);
    const unlock = (actor: Actor) => call(actor, 'user.unlock', { id: here.userId });
    expect(await refusal(unlock(elsewhere))).toBe('record.absent');
    expect(await refusal(unlock(manager))).toBe('grant.missing');
    expect(await refusal(unlock({ ...administrator, userId: here.userId }))).toBe('record.absent');
    await unlock(administrator);
    expect((await browser.call('session.me', {})).me.id).toBe(here.userId);
    expect(await refusal(unlock(administrator))).toBe('record.absent');
  });
});
