import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Problem } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import type { CallInput, CallName, CallOutput } from '../contracts.ts';
import { accessOperations } from './index.ts';
import { Browser } from './testing.ts';

const password = 'a good long password';
let house: TestHouse;
let ours: string;
let theirs: string;
let admin: Actor;
let team: string;
let theirTeam: string;

beforeAll(async () => {
  house = await testHouse();
  ours = await house.organisation('Ours');
  theirs = await house.organisation('Theirs');
  team = await house.team(ours);
  theirTeam = await house.team(theirs);
  admin = await house.user('administrator', ours);
});
afterAll(() => house.close());

const as = <N extends CallName>(actor: Actor | undefined, name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
  house.call(accessOperations, actor, name, input);
const add = (more: Partial<CallInput<'user.add'>> = {}) =>
  as(admin, 'user.add', {
    name: 'Lê Thị Mai',
    login: `mai-${randomUUID()}`,
    role: 'counsellor',
    teamIds: [team],
    ...more,
  });
const fieldsOf = (promise: Promise<unknown>) => promise.catch((error) => (error as Problem).fields);

describe('users', () => {
  it('are added with a password to be changed, and can sign in with it', async () => {
    const login = `mai-${randomUUID()}`;
    const { id, password } = await add({ login });
    expect(password).toMatch(/^[a-hj-km-np-z2-9]{5}(-[a-hj-km-np-z2-9]{5}){2}$/);
    const { me } = await new Browser(house, '203.0.113.1').call('session.signIn', { login, password });
    expect(me).toMatchObject({
      passwordGiven: true,
      id,
      name: 'Lê Thị Mai',
      teams: [{ id: team }],
      organisation: { name: 'Ours' },
    });
    const { users } = await as(admin, 'user.list', {});
    expect(users.find((user) => user.id === id)).toEqual({
      id,
      name: 'Lê Thị Mai',
      login,
      role: 'counsellor',
      teamIds: [team],
      active: true,
      locked: false,
      totp: false,
      passkeys: 0,
      lastSeenAt: house.clock.now.toISOString(),
    });
    expect(await refusal(add({ login: login.toUpperCase() }))).toBe('user.exists');
  });

  it('need a role that is defined and teams of this organisation', async () => {
    expect(await fieldsOf(add({ role: 'king' }))).toEqual([{ path: 'role', code: 'choice' }]);
    expect(await fieldsOf(add({ teamIds: [team, theirTeam] }))).toEqual([{ path: 'teamIds.1', code: 'choice' }]);
    expect(await fieldsOf(add({ teamIds: [randomUUID()] }))).toEqual([{ path: 'teamIds.0', code: 'choice' }]);
  });

  it('of another organisation are absent', async () => {
    const other = await house.user('counsellor', theirs, [theirTeam]);
    for (const id of [other.userId, randomUUID()]) {
      expect(await refusal(as(admin, 'user.change', { id, active: false }))).toBe('record.absent');
      expect(await refusal(as(admin, 'user.reset', { id }))).toBe('record.absent');
    }
    const { users } = await as(admin, 'user.list', {});
    expect(users.map(({ id }) => id)).not.toContain(other.userId);
    const seen = await as(other, 'user.colleagues', {});
    expect(seen.users).toEqual([{ id: other.userId, name: other.name, teamIds: [theirTeam] }]);
    expect(seen.teams.map(({ id }) => id)).toEqual([theirTeam]);
    expect(seen.organisations.map(({ name }) => name)).toEqual(['Ours', 'Theirs']);
  });

  it('are managed by those only who may', async () => {
    const supervisor = await house.user('counsellor', ours, [team]);
    expect(await refusal(as(supervisor, 'user.list', {}))).toBe('grant.missing');
    expect(await refusal(as(undefined, 'user.list', {}))).toBe('auth.required');
    const stale = { ...admin, authenticatedAt: new Date(house.clock.now.getTime() - 11 * 60_000) };
    expect(await refusal(as(stale, 'user.reset', { id: supervisor.userId }))).toBe('auth.reauthenticate');
  });

  it('lose their sessions when their rights shrink, not when they are renamed', async () => {
    const user = await house.user('counsellor', ours, [team]);
    const browser = new Browser(house, '203.0.113.2');
    const signIn = () => browser.call('session.signIn', { login: `user-${user.userId}`, password });
    await signIn();
    await as(admin, 'user.change', { id: user.userId, name: 'Another Name' });
    expect((await browser.call('session.me', {})).me.name).toBe('Another Name');
    for (const change of [{ role: 'statistician' }, { teamIds: [] }, { active: false }]) {
      await as(admin, 'user.change', { id: user.userId, ...change });
      expect(await refusal(browser.call('session.me', {}))).toBe('auth.required');
      if (!('active' in change)) await signIn();
    }
    expect(await refusal(signIn())).toBe('auth.failed');
    await as(admin, 'user.change', { id: user.userId, active: true });
    await signIn();
  });

  it('get a new password, and keep neither session nor second factor', async () => {
    const user = await house.user('counsellor', ours, [team]);
    const login = `user-${user.userId}`;
    const browser = new Browser(house, '203.0.113.3');
    await browser.call('session.signIn', { login, password });
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    await house.owner.query(`update app_user set totp_sealed = 'x' where id = $1`, [user.userId]);
    const reset = await as(admin, 'user.reset', { id: user.userId });
    expect(await refusal(browser.call('session.me', {}))).toBe('auth.required');
    expect(await refusal(browser.call('session.signIn', { login, password }))).toBe('auth.failed');
    expect((await browser.call('session.signIn', { login, password: reset.password })).me.totp).toBe(false);
  });

  it('always have an administrator left', async () => {
    for (let round = 0; round < 6; round++) {
      const place = await house.organisation('Small');
      const [one, two] = [await house.user('administrator', place), await house.user('administrator', place)];
      // Each removes the other at the same time: one of them is refused.
      const results = await Promise.allSettled([
        as(one, 'user.change', { id: two.userId, active: false }),
        as(two, 'user.change', { id: one.userId, role: 'counsellor' }),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const left = results[0]?.status === 'fulfilled' ? one : two;
      const refused = (path: string) => [{ path, code: 'lastAdministrator' }];
      expect(await fieldsOf(as(left, 'user.change', { id: left.userId, active: false }))).toEqual(refused('active'));
      expect(await fieldsOf(as(left, 'user.change', { id: left.userId, role: 'counsellor' }))).toEqual(refused('role'));
      await as(left, 'user.change', { id: left.userId, name: 'Still Here' });
    }
  });
});

describe('teams and organisations', () => {
  it('are added, and an organisation has a key of its own', async () => {
    const { id } = await as(admin, 'team.add', { name: 'Thái Bình' });
    expect((await as(admin, 'user.colleagues', {})).teams).toContainEqual({ id, name: 'Thái Bình' });
    expect(await fieldsOf(as(admin, 'team.add', { name: 'Nowhere', place: 'no-such-place' }))).toEqual([
      { path: 'place', code: 'place' },
    ]);
  });

  it('begin with an administrator, who is told to take a password of their own', async () => {
    const login = `union-${randomUUID()}`;
    const input = { name: 'A union', kind: 'union', administrator: { name: 'Phan Thị Hạnh', login, language: 'vi' } };
    const added = await as(admin, 'organisation.add', input);
    expect(house.ports.vault.knows(added.id)).toBe(true);
    const browser = new Browser(house, '203.0.113.9');
    const { me } = await browser.call('session.signIn', { login, password: added.password });
    expect(me).toMatchObject({
      name: 'Phan Thị Hạnh',
      language: 'vi',
      organisation: { id: added.id, name: 'A union' },
      role: { code: 'administrator' },
      passwordGiven: true,
    });
    await browser.call('me.changePassword', { current: added.password, next: 'nine quiet herons wade' });
    expect((await browser.call('session.me', {})).me.passwordGiven).toBe(false);
    expect((await browser.call('user.list', {})).users).toHaveLength(1);
    expect((await as(admin, 'user.list', {})).users.map((user) => user.login)).not.toContain(login);
  });

  it('of a login that is taken are not added at all', async () => {
    const before = (await as(admin, 'user.colleagues', {})).organisations.length;
    const administrator = { name: 'Another', login: `USER-${admin.userId}` };
    const attempt = as(admin, 'organisation.add', { name: 'Never', kind: 'union', administrator });
    expect(await refusal(attempt)).toBe('user.exists');
    expect((await as(admin, 'user.colleagues', {})).organisations).toHaveLength(before);
    const stale = { ...admin, authenticatedAt: new Date(house.clock.now.getTime() - 11 * 60_000) };
    expect(await refusal(as(stale, 'organisation.add', { name: 'Never', kind: 'union', administrator }))).toBe(
      'auth.reauthenticate',
    );
  });
});

describe('setting up', () => {
  it('happens once, with the code of the console', async () => {
    const fresh = await testHouse();
    try {
      const browser = new Browser(fresh);
      const begin = (more: Partial<CallInput<'setup.begin'>> = {}) =>
        browser.call('setup.begin', {
          code: 'abcd-efgh',
          organisation: 'Department of Labour',
          name: 'Trần Văn Nam',
          login: 'nam',
          password: 'seven tall kapok trees',
          ...more,
        });
      expect(await browser.call('setup.state', {})).toEqual({ open: true, demo: false });
      expect(await refusal(begin({ code: 'ABCD-EFGX' }))).toBe('setup.code');
      expect(await refusal(begin({ password: 'short' }))).toBe('auth.weakPassword');
      // Connections that are open already, so that the four below really meet.
      await Promise.all(Array.from({ length: 6 }, () => browser.call('setup.state', {})));
      const logins = ['one', 'two', 'three', 'four'];
      const begun = await Promise.allSettled(logins.map((login) => begin({ login })));
      expect(begun.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
      expect(await refusal(begin({ login: 'five' }))).toBe('setup.closed');
      expect(await browser.call('setup.state', {})).toEqual({ open: false, demo: false });
      const login = logins[begun.findIndex(({ status }) => status === 'fulfilled')] ?? '';
      const { me } = await browser.call('session.signIn', { login, password: 'seven tall kapok trees' });
      expect(me.role.grants).toContain('user.manage');
      expect(me.organisation.name).toBe('Department of Labour');
    } finally {
      await fresh.close();
    }
  });

  it('does not let the code be guessed', async () => {
    const fresh = await testHouse();
    try {
      const browser = new Browser(fresh);
      const input = { organisation: 'O', name: 'N', login: 'l', password: 'seven tall kapok trees' };
      const codes: string[] = [];
      for (let i = 0; i < 51; i++) codes.push(await refusal(browser.call('setup.begin', { ...input, code: `A${i}` })));
      expect(codes.slice(0, 50)).toEqual(Array(50).fill('setup.code'));
      expect(codes[50]).toBe('rate.limited');
    } finally {
      await fresh.close();
    }
  });
});
