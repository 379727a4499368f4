import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { oral, testPerson } from '../cases/testing.ts';
import type { CallInput } from '../contracts.ts';
import { writeWorkbook } from '../forms/xlsform/index.ts';
import { operations as ops } from '../index.ts';

let house: TestHouse;
let keeper: Actor;
let worker: Actor;
let elsewhere: Actor;
let administrator: Actor;

beforeAll(async () => {
  house = await testHouse();
  const [here, there] = [await house.organisation('MRC'), await house.organisation('Elsewhere')];
  keeper = await house.user('supervisor', here, [await house.team(here)]);
  worker = await house.user('counsellor', here, keeper.teamIds);
  elsewhere = await house.user('case-worker', there, [await house.team(there)]);
  administrator = await house.user('administrator', here);
});
afterAll(() => house.close());

const licence = {
  number: '123/LĐTBXH-GP',
  issuer: 'DOLAB',
  from: '2022-01-01',
  to: '2027-01-01',
  origin: 'VN',
  destinations: ['JP', 'TW'],
  status: 'valid' as const,
  source: 'dolab.gov.vn',
  checkedOn: '2026-11-01',
};
const set = (more: Partial<CallInput<'recruiter.set'>> = {}, actor = keeper) =>
  house.call(ops, actor, 'recruiter.set', {
    name: 'Công ty Cổ phần Nhân lực Hướng Dương',
    otherNames: ['Sunflower Manpower'],
    kind: 'agency',
    country: 'VN',
    licences: [licence],
    ...more,
  });
const list = async (input: Partial<CallInput<'recruiter.list'>> = {}, actor = worker) =>
  (await house.call(ops, actor, 'recruiter.list', input)).recruiters;
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64');
const upload = (file: string | Uint8Array, dryRun = false, actor = keeper) =>
  house.call(ops, actor, 'recruiter.upload', { file: base64(file), dryRun });

describe('the register of recruiters', () => {
  it('is everybody’s of the house to read, by a name however it is spelt or by the licence', async () => {
    const { id } = await set();
    await set({ name: 'Bình Minh Travel', otherNames: [], kind: 'subAgent', licences: [] });
    const names = async (query: string, actor = worker) => (await list({ query }, actor)).map(({ name }) => name);
    const name = 'Công ty Cổ phần Nhân lực Hướng Dương';
    for (const query of ['huong duong', 'nhan luc huong duong', 'Sunflower', '123/LDTBXH'.slice(0, 4)])
      expect(await names(query)).toContain(name);
    expect(await names('huong duong', elsewhere)).toContain(name);
    expect(await names('huong duong')).not.toContain('Bình Minh Travel');
    expect((await list({ query: 'huong duong' }))[0]).toMatchObject({ id, state: 'valid', until: '2027-01-01' });
    expect((await list({ query: 'huong duong', destination: 'KR' }))[0]).toMatchObject({ state: 'none' });
    expect((await list({ query: 'binh minh' }))[0]).toMatchObject({ state: 'none', licences: [] });
    expect(await list({ country: 'LA' })).toEqual([]);
    expect(await refusal(list({}, administrator))).toBe('grant.missing');
  });

  it('says that a licence is suspended or has run out, and since when', async () => {
    const about = { name: 'Old Star', otherNames: [] };
    const { id } = await set({ ...about, licences: [{ ...licence, number: '9', to: '2026-05-31' }] });
    expect((await list({ query: 'old star' }))[0]).toMatchObject({ state: 'expired', until: '2026-05-31' });
    await set({ ...about, id, revision: 1, licences: [{ ...licence, number: '9', status: 'suspended' }] });
    expect((await list({ query: 'old star' }))[0]).toMatchObject({ state: 'suspended', revision: 2 });
  });

  it('is written with the right alone, at the revision that was read, and with what can be', async () => {
    expect(await refusal(set({}, worker))).toBe('grant.missing');
    const { id } = await set({ name: 'Twice' });
    const both = await Promise.allSettled([set({ id, revision: 1 }), set({ id, revision: 1, name: 'Other' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(set({ id: crypto.randomUUID(), revision: 1 }))).toBe('record.absent');
    expect(await refusal(set({ kind: 'wizard' }))).toBe('input.invalid');
    expect(await refusal(set({ website: 'javascript:alert(1)' }))).toBe('input.invalid');
    expect(await refusal(set({ licences: [{ ...licence, to: '2021-01-01' }] }))).toBe('input.invalid');
    expect(await refusal(set({ licences: [licence, licence] }))).toBe('input.invalid');
  });
});

describe('a ministry’s list', () => {
  const header = 'Name,Country,Licence,Issuer,From,To,Origin,Destinations,Status,Source,Checked on,Other names';
  const rows = [
    'Ban Mai,VN,77/GP,DOLAB,01/02/2024,2029-01-31,VN,JP; KR,valid,List of May,2026-05-01,Dawn;BM Corp',
    'Ban Mai,VN,78/GP,DOLAB,,,VN,TW,Suspended,List of May,2026-05-01,',
    '"=Lotus",LA,5,MoLSW,,,LA,TH,,List of May,,',
  ];
  it('comes in whole: one recruiter with its licences, tried first, and again without a second one', async () => {
    const file = [header, ...rows].join('\r\n');
    expect(await upload(file, true)).toEqual({ rows: 3, added: 2, changed: 0, problems: [] });
    expect(await list({ query: 'ban mai' })).toEqual([]);
    expect(await upload(file)).toMatchObject({ added: 2, changed: 0 });
    expect((await list({ query: 'ban mai' }))[0]).toMatchObject({
      otherNames: ['Dawn', 'BM Corp'],
      state: 'valid',
      licences: [
        { number: '77/GP', from: '2024-02-01', destinations: ['JP', 'KR'] },
        { number: '78/GP', state: 'suspended' },
      ],
    });
    expect(await upload(file)).toMatchObject({ added: 0, changed: 0 });
    const next = [header, rows[1]!.replace('Suspended', 'revoked').replace('Ban Mai', 'Ban Mai JSC')].join('\n');
    expect(await upload(next)).toMatchObject({ added: 0, changed: 1 });
    expect((await list({ query: 'ban mai' }))[0]).toMatchObject({
      name: 'Ban Mai',
      otherNames: ['Dawn', 'BM Corp', 'Ban Mai JSC'],
      licences: [{ number: '77/GP' }, { number: '78/GP', state: 'revoked' }],
    });
  });

  it('is read from a workbook too', async () => {
    const columns = header.split(',');
    const cells = ['Xlsx House', 'VN', 'X-1', 'DOLAB', '', '', 'VN', '', 'valid', 'A sheet', '2026-01-01', ''];
    const bytes = await writeWorkbook([
      { name: 'Sheet', headers: columns, rows: [Object.fromEntries(columns.map((c, i) => [c, cells[i]!]))] },
    ] as never);
    expect(await upload(bytes)).toMatchObject({ rows: 1, added: 1, problems: [] });
  });

  it('is refused whole, cell by cell, when something in it cannot be', async () => {
    const file = `${header}\nNo Country,Vietnam,1,DOLAB,32/13/2024,,VN,Japan,maybe,S,,\n,VN,,DOLAB,,,,,,,,`;
    const { added, problems } = await upload(file);
    expect(added).toBe(0);
    expect(problems.map(({ row, column, code }) => `${row} ${column} ${code}`).sort()).toEqual([
      '2 country wrongFormat',
      '2 destinations country',
      '2 from date',
      '2 status unknownCode',
      '3 licence required',
      '3 name required',
      '3 source required',
    ]);
    expect(await refusal(upload(Buffer.from([0xff, 0xfe, 0])))).toBe('input.fileType');
    expect(await refusal(upload(file, false, worker))).toBe('grant.missing');
  });
});

describe('how many cases name a recruiter', () => {
  it('is said to who sees figures, and hidden while it is few', async () => {
    const programme = 'resource-centre';
    const { id: recruiterId } = await set({ name: 'Counted' });
    const open = async () => {
      const personId = await testPerson(house, worker);
      const { id: caseId } = await house.call(ops, worker, 'case.open', { personId, programme, consent: oral });
      await house.call(ops, worker, 'offer.set', {
        caseId,
        version: 'offered',
        on: '2026-11-01',
        recruiterId,
        terms: {},
      });
    };
    const figures = async (actor: Actor) =>
      (await house.call(ops, actor, 'recruiter.figures', { programme })).recruiters.find(
        ({ id }) => id === recruiterId,
      );
    await open();
    expect(await figures(worker)).toEqual({ id: recruiterId, name: 'Counted', hidden: true });
    expect(await figures(elsewhere)).toBeUndefined();
    const focal = await house.user('focal-point', elsewhere.organisationId);
    expect(await figures(focal)).toMatchObject({ hidden: true });
    for (let n = 1; n < 11; n++) await open();
    expect(await figures(worker)).toMatchObject({ cases: 11 });
    expect(await figures(focal)).toMatchObject({ cases: 11 });
    expect(await refusal(figures(administrator))).toBe('grant.missing');
  });
});
