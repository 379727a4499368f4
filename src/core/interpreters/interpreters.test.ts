import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import type { CallInput } from '../contracts.ts';
import { interpreterOperations } from './index.ts';

const ops = [...interpreterOperations, ...caseOperations];

let house: TestHouse;
let manager: Actor;
let worker: Actor;
let stranger: Actor;
let caseId: string;

beforeAll(async () => {
  house = await testHouse();
  const [here, there] = [await house.organisation('MRC'), await house.organisation('Other')];
  manager = await house.user('centre-manager', here);
  worker = await house.user('counsellor', here, [await house.team(here)]);
  stranger = await house.user('centre-manager', there);
  const personId = await testPerson(house, worker);
  caseId = (await house.call(ops, worker, 'case.open', { personId, programme, consent: oral })).id;
});
afterAll(() => house.close());

const set = (more: Partial<CallInput<'interpreter.set'>> = {}, actor = manager) =>
  house.call(ops, actor, 'interpreter.set', {
    name: 'Souksavanh',
    contact: '+856 20 555',
    languages: ['lo', 'th'],
    gender: 'female',
    vettedOn: '2026-01-10',
    vettedUntil: '2027-01-09',
    ...more,
  });
const list = async (input: CallInput<'interpreter.list'> = {}, actor = worker) =>
  (await house.call(ops, actor, 'interpreter.list', input)).interpreters;
const record = (interpreterId: string, more: Partial<CallInput<'interpreting.record'>> = {}, actor = worker) =>
  house.call(ops, actor, 'interpreting.record', {
    caseId,
    interpreterId,
    form: 'screening',
    conflict: 'none',
    ...more,
  });

describe('the register of interpreters', () => {
  it('offers who is vetted today, by language and gender, and the whole of it to whoever keeps it', async () => {
    const { id } = await set();
    await set({ name: 'Not yet', vettedOn: undefined, vettedUntil: undefined });
    await set({ name: 'No longer', vettedUntil: '2026-11-15' });
    await set({ name: 'Gone', active: false });
    await set({ name: 'Dara', languages: ['km'], gender: 'male', vettedUntil: '2026-11-16' });
    expect((await list()).map(({ name }) => name)).toEqual(['Dara', 'Souksavanh']);
    expect((await list({ language: 'lo' })).map(({ name }) => name)).toEqual(['Souksavanh']);
    expect(await list({ language: 'lo', gender: 'male' })).toEqual([]);
    expect((await list({ all: true })).length).toBe(2);
    expect((await list({ all: true }, manager)).length).toBe(5);
    expect(await list({ all: true }, stranger)).toEqual([]);
    expect((await list({ language: 'lo' }))[0]).toMatchObject({ id, contact: '+856 20 555', vettedBy: manager.name });
    const blind = { ...worker, role: { ...worker.role, read: ['operational' as const] } };
    expect(JSON.stringify(await list({}, blind))).not.toMatch(/Souk|555/);
  });

  it('is written with the right alone; who corrects a number does not vouch anew', async () => {
    expect(await refusal(set({}, worker))).toBe('grant.missing');
    const { id } = await set({ name: 'Noy' });
    const other = await house.user('centre-manager', manager.organisationId);
    await set({ id, revision: 1, name: 'Noy', contact: 'none' }, other);
    const read = async () => (await list({ all: true }, manager)).find((one) => one.id === id);
    expect(await read()).toMatchObject({ revision: 2, contact: 'none', vettedBy: manager.name });
    await set({ id, revision: 2, name: 'Noy', vettedUntil: '2028-01-01' }, other);
    expect(await read()).toMatchObject({ vettedBy: other.name });
    expect(await refusal(set({ id, revision: 2 }))).toBe('record.changed');
    expect(await refusal(set({ id, revision: 3 }, stranger))).toBe('record.absent');
    expect(await refusal(set({ vettedUntil: undefined }))).toBe('input.invalid');
    expect(await refusal(set({ vettedOn: '2027-01-01', vettedUntil: '2026-01-01' }))).toBe('input.invalid');
  });
});

describe('interpreting', () => {
  it('is noted for a case, and not of whoever declares an interest or is not vetted', async () => {
    const { id } = await set({ name: 'Keo' });
    expect(await refusal(record(id, { conflict: 'declared' }))).toBe('interpreter.conflict');
    const { id: expired } = await set({ vettedUntil: '2026-02-01' });
    expect(await refusal(record(expired))).toBe('input.invalid');
    expect(await refusal(record(id, { form: 'no-form' }))).toBe('input.invalid');
    expect(await refusal(record(id, {}, stranger))).toBe('record.absent');
    await record(id);
    const read = (actor: Actor) => house.call(ops, actor, 'interpreting.list', { caseId });
    expect(await read(worker)).toMatchObject({
      items: [{ interpreterId: id, name: 'Keo', form: 'screening' }],
      mayWrite: true,
    });
    expect(await refusal(read(stranger))).toBe('record.absent');
  });
});
