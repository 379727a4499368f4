import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, Problem } from '../../kernel/index.ts';
import { refusal, type TestDoor, type TestHouse, testHouse, testPassword } from '../../server/testing.ts';
import type { CallInput } from '../contracts.ts';
import { operations } from '../index.ts';
import { Streamed } from '../perform.ts';
import { oral, programme, testPerson } from './testing.ts';

let house: TestHouse;
let supervisor: Actor;
let worker: Actor;
let door: TestDoor;
const names = ['=1+1_x000D_', 'Nguyễn Thị Lan', 'ສົມໃຈ', 'สมหญิง', 'សុភា', 'မောင်မောင်', '王小明', 'O’Neil, "Nan"', 'Dewi'];

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  const teams = [await house.team(organisation)];
  supervisor = await house.user('supervisor', organisation, teams);
  worker = await house.user('case-worker', organisation, teams);
  for (const [n, name] of names.entries()) {
    house.clock.now = new Date(Date.UTC(2026, 9, 30, 1, n));
    const personId = await testPerson(house, supervisor, { name, sex: n % 2 ? 'male' : 'female' });
    const topic = ['contract', 'fees', 'agency'][n % 3]!;
    await house.call(operations, supervisor, 'case.open', { personId, programme, topic, consent: oral });
  }
  door = await house.serve();
}, 60_000);
afterAll(() => house.close());

/** As it is asked for by who gives no reason. */
const bare = { reason: undefined };
const start = async (input: Partial<CallInput<'case.export'>> = {}, actor = supervisor, callId?: string) => {
  const answered: unknown = await house.call(
    operations,
    actor,
    'case.export',
    { format: 'csv', language: 'vi', reason: 'A report', ...input } as CallInput<'case.export'>,
    callId,
  );
  if (!(answered instanceof Streamed)) throw new Error('It answered no stream.');
  return answered;
};
const make = async (input: Partial<CallInput<'case.export'>> = {}, actor = supervisor) => {
  const { head, bytes } = await start(input, actor);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return { head, body: Buffer.concat(chunks) };
};
const rowsOf = (body: Buffer) => parse(body, { bom: true, record_delimiter: '\r\n' }) as string[][];
const journalled = async () => {
  const { rows } = await house.owner.query<{ id: string; input: Buffer; answer: Buffer; outcome: string }>(
    `select set_config('app.scope', 'system', false), id, input, answer, outcome from journal
     where operation = 'case.export' and outcome = 'done'`,
  );
  const key = house.ports.vault.organisationKey(supervisor.organisationId);
  return rows.map(({ id, input, answer }) => ({
    id,
    input: house.ports.vault.unseal<Record<string, unknown>>(key, `journal.input:${id}`, input),
    answer: house.ports.vault.unseal<Record<string, unknown>>(key, `journal.answer:${id}`, answer),
  }));
};

describe('case.export', () => {
  it('is exactly what is seen: the same cases in the same order, in the words of the definitions', async () => {
    const asked = { topic: 'contract', descending: false } as const;
    const { head, body } = await make({ ...asked, columns: ['number', 'topic', 'personName'] });
    expect(head).toMatchObject({ name: 'cases-2026-10-30.csv', rows: 3 });
    const seen = await house.call(operations, supervisor, 'case.list', asked);
    const [heads, ...lines] = rowsOf(body);
    expect(heads).toEqual(['number', 'Chủ đề', 'personName']);
    expect(lines.map(([number]) => number)).toEqual(seen.items.map(({ number }) => number));
    expect(lines.map(([, topic]) => topic)).toEqual(['Hợp đồng', 'Hợp đồng', 'Hợp đồng']);
  });

  it('says names of every script in every format, and computes nothing', async () => {
    const columns = ['personName', 'sex'];
    const words = { personName: 'Name', 'sex.female': 'Nữ' };
    const tame = (name: string) => (name.startsWith('=') ? `'${name}` : name);
    const csv = rowsOf((await make({ columns, words, descending: false })).body);
    expect(csv[0]).toEqual(['Name', 'sex']);
    expect(csv.slice(1).map(([name]) => name)).toEqual(names.map(tame));
    expect(csv[1]![1]).toBe('Nữ');
    const { sheets } = await readXlsx((await make({ format: 'xlsx', columns, words, descending: false })).body);
    expect(sheets[0]!.rows.slice(1).map(([name]) => String(name).replace('_x005F_', '_'))).toEqual(names.map(tame));
    const json = JSON.parse((await make({ format: 'json', columns, descending: false })).body.toString());
    expect(json.map((row: Record<string, string>) => row.personName)).toEqual(names);
  });

  it('has a row of HXL tags and codes beside words when they are asked for', async () => {
    const { body } = await make({ columns: ['number', 'topic'], hxl: true, codes: true, topic: 'fees' });
    const [heads, tags, first] = rowsOf(body);
    expect(heads).toEqual(['number', 'Chủ đề', 'Chủ đề (code)']);
    expect(tags).toEqual(['#meta+id+case', '#need+topic', '#need+topic+code']);
    expect(first![2]).toBe('fees');
    const all = rowsOf((await make({ hxl: true })).body)[1]!;
    expect(all.every((tag) => /^#[a-z]+(\+[a-z][a-z0-9_]*)*$/.test(tag))).toBe(true);
  });

  it('asks for the password and a reason above a thousand people, and not below', async () => {
    const stale = { ...supervisor, authenticatedAt: new Date(house.clock.now.getTime() - 3_600_000) };
    expect((await make(bare as object, stale)).head).toMatchObject({ rows: 9 });
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    await house.owner.query('begin');
    await house.owner.query(
      `insert into person select (jsonb_populate_record(null::person,
         to_jsonb(p) || jsonb_build_object('id', gen_random_uuid(), 'number', 'BN-' || n))).*
       from (select * from person where organisation_id = $1 limit 1) p, generate_series(1, 1000) n`,
      [supervisor.organisationId],
    );
    await house.owner.query(
      `insert into case_file select (jsonb_populate_record(null::case_file,
         to_jsonb(c) || jsonb_build_object('id', gen_random_uuid(), 'person_id', p.id, 'topic', 'many', 'number', 'BC-' || p.number))).*
       from (select * from case_file where organisation_id = $1 limit 1) c, person p
       where p.organisation_id = $1 and p.number like 'BN-____' or p.number ~ '^BN-[0-9]{1,4}$' and p.organisation_id = $1`,
      [supervisor.organisationId],
    );
    await house.owner.query('commit');
    const fresh = { ...supervisor, authenticatedAt: house.clock.now };
    expect(await refusal(start({ reason: 'A report' }, stale))).toBe('auth.reauthenticate');
    const without = await start(bare as object, fresh).catch((error: unknown) => error);
    expect(without).toMatchObject({ code: 'input.invalid', fields: [{ path: 'reason', code: 'required' }] });
    const columns = ['number', 'topic'];
    const { head, body } = await make({ columns, reason: 'A report' }, fresh);
    expect(rowsOf(body)).toHaveLength(1 + Number((head as unknown as { rows: number }).rows));
    const many = rowsOf((await make({ columns, topic: 'many', reason: 'A report', sort: 'number' }, fresh)).body);
    expect(new Set(many.slice(1).map(([number]) => number)).size).toBe(1_000);
    expect((await make({ topic: 'fees', ...(bare as object) }, stale)).head).toMatchObject({ rows: 3 });
  });

  it('is journalled before the first byte, with what was asked, and after the last, with how it ended', async () => {
    const before = new Set((await journalled()).map(({ id }) => id));
    const since = async () => (await journalled()).filter(({ id }) => !before.has(id));
    const callId = crypto.randomUUID();
    const { bytes } = await start({ topic: 'fees', reason: 'Monthly check' }, supervisor, callId);
    const [begun, ...others] = await since();
    expect(others).toEqual([]);
    expect(begun).toMatchObject({ id: callId, input: { topic: 'fees', reason: 'Monthly check' }, answer: { rows: 3 } });
    let size = 0;
    for await (const chunk of bytes) size += chunk.length;
    const ended = (await since()).find(({ id }) => id !== callId);
    expect(ended).toMatchObject({ input: { of: callId }, answer: { how: 'complete', rows: 3, bytes: size } });
    expect(await refusal(start({ topic: 'fees' }, supervisor, callId))).toBe('call.reused');
    expect(await since()).toHaveLength(2);
  });

  it('leaves no transaction behind, whether nobody began to take it or somebody stopped', async () => {
    // Of another role's sessions the owner sees no more than their locks.
    const open = async () =>
      (
        await house.owner.query(
          `select l.pid from pg_locks l join pg_stat_activity a using (pid)
           where l.locktype = 'virtualxid' and a.application_name = 'banyan' and a.datname = current_database()`,
        )
      ).rowCount;
    const untaken = await start();
    expect(await open()).toBe(1);
    await untaken.bytes.return(undefined);
    expect(await open()).toBe(0);
    const stopped = await start();
    await stopped.bytes.next();
    await stopped.bytes.return(undefined);
    expect(await open()).toBe(0);
    expect((await journalled()).filter(({ answer }) => answer.how === 'stopped')).toHaveLength(2);
    // Three at a time; the fourth is told to wait, and may come once another has ended.
    const three = await Promise.all([start(), start(), start()]);
    expect(await refusal(start())).toBe('rate.limited');
    for (const { bytes } of three) await bytes.return(undefined);
    await make({ topic: 'fees' });
  });

  it('is refused without the grant, to who only counts, and for a column of another class', async () => {
    expect(await refusal(start({}, worker))).toBe('grant.missing');
    const counting = { ...supervisor, role: { ...supervisor.role, scope: 'programme' as const } };
    expect(await refusal(start({}, counting))).toBe('grant.missing');
    const nameless = { ...supervisor, role: { ...supervisor.role, read: ['operational' as const] } };
    expect(await refusal(start({ columns: ['personName'] }, nameless))).toBe('class.missing');
    expect(await refusal(start({ columns: ['nothing'] }))).toBe('input.invalid');
    const { body } = await make({}, nameless);
    expect(rowsOf(body)[0]).not.toContain('personName');
    expect(body.includes('Dewi')).toBe(false);
  });

  it('streams over HTTP, and ends when whoever asked goes away', async () => {
    const caller = await door.signIn(supervisor);
    const cookie = await sessionOf(door.origin, supervisor);
    const ask = (signal?: AbortSignal) =>
      fetch(`${door.origin}/api/case/export`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'banyan-desk': '1',
          'banyan-call': crypto.randomUUID(),
          cookie,
        },
        body: JSON.stringify({ format: 'csv', reason: 'A report' }),
        ...(signal && { signal }),
      });
    expect(caller).toBeDefined();
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('cases-');
    const { rows } = JSON.parse(decodeURIComponent(response.headers.get('banyan-answer')!));
    expect(rowsOf(Buffer.from(await response.arrayBuffer()))).toHaveLength(rows + 1);
    const before = (await journalled()).length;
    const gone = new AbortController();
    await ask(gone.signal);
    gone.abort();
    await expect.poll(async () => (await journalled()).length, { timeout: 5_000 }).toBe(before + 2);
  });
});

async function sessionOf(origin: string, actor: Actor): Promise<string> {
  const response = await fetch(`${origin}/api/session/signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'banyan-desk': '1', 'banyan-call': crypto.randomUUID() },
    body: JSON.stringify({ login: `user-${actor.userId}`, password: testPassword }),
  });
  if (!response.ok) throw new Problem('auth.failed');
  return response.headers.getSetCookie()[0]!.split(';')[0]!;
}
