import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, Problem } from '../kernel/index.ts';
import { callerOf, refusal, type TestHouse, testHouse } from '../server/testing.ts';
import { Browser } from './access/testing.ts';
import { operations, perform } from './index.ts';
import { findUnkeepable } from './unkeepable.ts';

let house: TestHouse;
let counsellor: Actor;
beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  counsellor = await house.user('counsellor', organisation, [await house.team(organisation)]);
  await house.owner.query(`select set_config('app.scope', 'system', false)`);
});
afterAll(() => house?.close());

const op = (name: string) => {
  const found = operations.find(({ contract }) => contract.name === name);
  if (!found) throw new Error(`There is no operation ${name}.`);
  return found;
};
function call(name: string, input: unknown, actor = counsellor, callId: string = randomUUID()): Promise<unknown> {
  // Rows of the journal are told apart by their time.
  house.clock.now = new Date(house.clock.now.getTime() + 1);
  return perform(house.ports, op(name), callerOf(actor), callId, input);
}
async function refused(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
const enquiry = { programme: 'resource-centre', channel: 'phone', topic: 'documents', answered: true };

describe('an input that does not fit', () => {
  test.each([
    [{}, 'programme', 'required'],
    [{ ...enquiry, answered: undefined }, 'answered', 'required'],
    [{ ...enquiry, sex: undefined }, undefined, undefined],
    [{ ...enquiry, answered: 'yes' }, 'answered', 'wrongType'],
    [{ ...enquiry, programme: null }, 'programme', 'wrongType'],
    [{ ...enquiry, programme: ['resource-centre'] }, 'programme', 'wrongType'],
    [{ ...enquiry, sex: 'secret-value' }, 'sex', 'choice'],
    [{ ...enquiry, sex: 7 }, 'sex', 'wrongType'],
    [{ ...enquiry, channel: 'secret value' }, 'channel', 'wrongFormat'],
    [{ ...enquiry, note: 'x'.repeat(20_001) }, 'note', 'tooLong'],
    ['nonsense', '', 'wrongType'],
  ])('%j is told by field and reason', async (input, path, code) => {
    if (path === undefined) return expect(await call('enquiry.record', input)).toHaveProperty('id');
    const problem = await refused(call('enquiry.record', input));
    expect(problem.code).toBe('input.invalid');
    expect(problem.fields?.[0]).toMatchObject({ path, code });
    expect(JSON.stringify(problem.toBody()) + String(problem.stack)).not.toContain('secret');
  });
});

describe('what cannot be kept', () => {
  const person = (name: string) => ({ identity: { name } });
  test.each([
    ['person.register', person('Lan\u0000'), 'identity.name'],
    ['person.register', person('Lan\u001b[2J'), 'identity.name'],
    ['person.register', person('Lan\u0085'), 'identity.name'],
    ['person.register', person('Lan\ud83d'), 'identity.name'],
    ['person.search', { query: 'Lan\udc00' }, 'query'],
    ['enquiry.record', { ...enquiry, note: 'a\u0000b' }, 'note'],
    ['enquiry.list', { after: 'a\u0000' }, 'after'],
    ['entry.save', { caseId: randomUUID(), form: 'intake', answers: { 'na\u0000me': 'x' } }, 'answers'],
    ['entry.save', { caseId: randomUUID(), form: 'intake', answers: { a: [{ b: '\u0007' }] } }, 'answers.a.0.b'],
    ['definition.publish', { kind: 'codeList', code: 'topic', body: { title: { en: '\u0000' } } }, 'body.title.en'],
  ])('%s refuses it in %j', async (name, input, path) => {
    const manager = await house.user('administrator', counsellor.organisationId);
    const problem = await refused(call(name, input, name.startsWith('definition') ? manager : counsellor));
    expect(problem.toBody()).toEqual({ code: 'input.invalid', fields: [{ path, code: 'control' }] });
  });

  test('is neither a line end, nor a tab, nor a character of two halves', async () => {
    expect(findUnkeepable({ a: ['one\r\n\ttwo', '👩‍👧 ສະບາຍດີ'] })).toBeUndefined();
    const { person: made } = (await call('person.register', person('  Nguyễn\tThị\r\nLan '))) as {
      person: { name: string };
    };
    expect(made.name).toBe('Nguyễn Thị Lan');
  });

  test('is also what is nested so deep that reading it would end the process', async () => {
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    const weigh = call('enquiry.weigh', { programme: 'resource-centre', answers: { deep } });
    expect((await refused(weigh)).fields).toEqual([{ path: 'answers', code: 'wrongFormat' }]);
  });

  test.each(['0000-01-01T00:00:00.000Z', '2026-02-31T00:00:00.000Z', '-271821-04-20T00:00:00.000Z'])(
    'a cursor with the time %s is refused, not asked of the database',
    async (time) => {
      const after = Buffer.from(JSON.stringify([time, randomUUID()])).toString('base64url');
      expect((await refused(call('enquiry.list', { after }))).fields).toEqual([{ path: 'after', code: 'wrongFormat' }]);
    },
  );
});

describe('the journal of what is refused', () => {
  interface Row {
    id: string;
    operation: string;
    outcome: string;
    actor_id: string | null;
    organisation_id: string | null;
    subject_id: string | null;
    input: Buffer | null;
    answer: Buffer | null;
  }
  let before = 0;
  beforeEach(async () => {
    house.clock.now = new Date(house.clock.now.getTime() + 1_000);
    before = Number((await house.owner.query('select count(*) from journal')).rows[0].count);
  });
  const added = async () =>
    (await house.owner.query<Row>('select * from journal order by at, id')).rows.slice(before) as Row[];
  const opened = ({ id, answer }: Row) =>
    house.ports.vault.unseal(
      house.ports.vault.organisationKey(counsellor.organisationId),
      `journal.answer:${id}`,
      answer ?? Buffer.alloc(0),
    );

  test('names who tried what without the grant', async () => {
    expect(await refusal(call('user.list', {}))).toBe('grant.missing');
    const [row, ...more] = await added();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      operation: 'user.list',
      outcome: 'refused',
      actor_id: counsellor.userId,
      organisation_id: counsellor.organisationId,
      input: null,
    });
    expect(opened(row!)).toEqual({ code: 'grant.missing' });
  });

  test('names the fields that were wrong by the contract, and never what was typed', async () => {
    const input = { ...enquiry, answered: 'Nguyen Thi Lan', signs: ['!'], 'Nguyen Thi Lan': 'x\u0000' };
    await refused(call('enquiry.record', { ...input, 'Nguyen Thi Lan': undefined }));
    await refused(call('entry.save', { caseId: randomUUID(), form: 'f', answers: { 'Nguyen.Lan': '\u0000' } }));
    await refused(call('enquiry.record', input));
    const rows = await added();
    expect(rows.map(opened)).toEqual([
      { code: 'input.invalid', fields: ['answered', 'signs'] },
      { code: 'input.invalid', fields: ['answers'] },
      { code: 'input.invalid' },
    ]);
  });

  test('names whose record was asked for, in a read as in a write', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    expect(await refusal(call('person.read', { id: one }))).toBe('record.absent');
    expect(await refusal(call('case.close', { id: two, revision: 1, reason: 'resolved' }))).toBe('record.absent');
    expect((await added()).map(({ operation, outcome, subject_id }) => [operation, outcome, subject_id])).toEqual([
      ['person.read', 'refused', one],
      ['case.close', 'refused', two],
    ]);
  });

  test('keeps of strangers only their tries to get in', async () => {
    const browser = new Browser(house, '203.0.113.77');
    const stranger = (name: string, input: unknown) =>
      perform(house.ports, op(name), callerOf(undefined), randomUUID(), input);
    expect(await refusal(stranger('person.read', { id: randomUUID() }))).toBe('auth.required');
    expect(await refusal(stranger('session.signIn', { login: 'x' }))).toBe('input.invalid');
    expect(
      await refusal(stranger('setup.begin', { code: '', organisation: 'O', name: 'N', login: 'l', password: 'p' })),
    ).toBe('setup.closed');
    expect(await added()).toEqual([]);
    expect(await refusal(browser.call('session.signIn', { login: 'nobody', password: 'wrong' }))).toBe('auth.failed');
    expect(await added()).toMatchObject([{ operation: 'session.signIn', outcome: 'refused', organisation_id: null }]);
  });

  test('gives a sign-in to the user and the organisation that it was', async () => {
    const browser = new Browser(house, '203.0.113.78');
    await browser.call('session.signIn', { login: `user-${counsellor.userId}`, password: 'a good long password' });
    expect(await added()).toMatchObject([
      {
        operation: 'session.signIn',
        outcome: 'done',
        actor_id: counsellor.userId,
        organisation_id: counsellor.organisationId,
        subject_id: counsellor.userId,
      },
    ]);
  });

  test('does not stand in for the refusal when it cannot be written', async () => {
    const { store } = house.ports;
    const away = Object.assign(Object.create(store) as typeof store, {
      record: () => Promise.reject(new Problem('database.away')),
    });
    const ports = { ...house.ports, store: away };
    const answered = perform(ports, op('user.list'), callerOf(counsellor), randomUUID(), {});
    expect(await refusal(answered)).toBe('grant.missing');
  });
});

describe('a call that was made before', () => {
  test('answers its caller as then, and tells anybody else that the id is taken and no more', async () => {
    const other = await house.user('counsellor', counsellor.organisationId, counsellor.teamIds);
    const callId = randomUUID();
    const first = await call('enquiry.record', enquiry, counsellor, callId);
    expect(await call('enquiry.record', enquiry, counsellor, callId)).toEqual(first);
    expect(await refusal(call('enquiry.record', { ...enquiry, answered: false }, counsellor, callId))).toBe(
      'call.reused',
    );
    expect(await refusal(call('enquiry.record', enquiry, other, callId))).toBe('call.reused');
    const { rows } = await house.owner.query('select * from journal_replay($1, $2)', [callId, other.userId]);
    expect(rows).toEqual([
      { own: false, operation: null, subject_id: null, outcome: null, digest: null, answer: null },
    ]);
    expect(await house.ports.store.recorded(callId, counsellor.userId)).toMatchObject({ own: true, outcome: 'done' });
    expect(await house.ports.store.recorded(randomUUID(), counsellor.userId)).toBeUndefined();
  });
});

test('a number that was drawn is somebody else’s: another is drawn, and it is done once', async () => {
  const register = op('person.register');
  let tries = 0;
  const twice: typeof register = {
    ...register,
    run: async (context, input, prepared) => {
      const made = (await register.run(context, input, prepared)) as { person: { id: string } };
      if (++tries === 1)
        await sql`insert into person (id, number, organisation_id, team_id, owner_id, identity, registered_at, updated_at)
          select ${randomUUID()}::uuid, number, organisation_id, team_id, owner_id, identity, registered_at, updated_at
          from person where id = ${made.person.id}`.execute(context.db);
      return made;
    },
  };
  const { rows: before } = await house.owner.query('select from person');
  const callId = randomUUID();
  const made = await perform(house.ports, twice, callerOf(counsellor), callId, { identity: { name: 'Lan' } });
  expect([tries, (await house.owner.query('select from person')).rowCount]).toEqual([2, before.length + 1]);
  expect(await perform(house.ports, twice, callerOf(counsellor), callId, { identity: { name: 'Lan' } })).toEqual(made);
  expect((await house.owner.query('select from person')).rowCount).toBe(before.length + 1);
});
