import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { operations as ops } from '../index.ts';
import { ratesFor } from './index.ts';

let house: TestHouse;
let administrator: Actor;
let counsellor: Actor;

beforeAll(async () => {
  house = await testHouse();
  const here = await house.organisation('MRC');
  administrator = await house.user('administrator', here);
  counsellor = await house.user('counsellor', here, [await house.team(here)]);
});
afterAll(() => house.close());

const upload = (text: string, dryRun = false, actor = administrator) =>
  house.call(ops, actor, 'rate.upload', { file: Buffer.from(text).toString('base64'), dryRun });
const list = async () => (await house.call(ops, administrator, 'rate.list', {})).rates;
const file = `currency;base;day;rate;source
VND;USD;2026-10-01;25 900;State bank
VND;USD;2026-11-02;26000.5;State bank
LAK;USD;2026-11-02;21600;BCEL`;

describe('exchange rates', () => {
  it('come from the office’s table, tried first, and say how old they are', async () => {
    expect(await upload(file, true)).toEqual({ rows: 3, kept: 0, problems: [] });
    expect(await list()).toEqual([]);
    expect(await upload(file)).toMatchObject({ kept: 3 });
    expect(await list()).toEqual([
      { currency: 'LAK', base: 'USD', day: '2026-11-02', rate: 21_600, source: 'BCEL', age: 14, old: false, count: 1 },
      {
        currency: 'VND',
        base: 'USD',
        day: '2026-11-02',
        rate: 26_000.5,
        source: 'State bank',
        age: 14,
        old: false,
        count: 2,
      },
    ]);
    await house.call(ops, administrator, 'rate.set', {
      currency: 'LAK',
      base: 'USD',
      day: '2026-11-02',
      rate: 21_500,
      source: 'BCEL, noon',
    });
    expect((await list())[0]).toMatchObject({ rate: 21_500, source: 'BCEL, noon', count: 1 });
    house.clock.now = new Date('2026-12-04T03:00:00Z');
    expect((await list()).map(({ old }) => old)).toEqual([true, true]);
  });

  it('are refused whole when a cell cannot be', async () => {
    const wrong = `${file}\nVND;USD;2026-11-03;26,000;x\nusd;VND;yesterday;0;\nUSD;USD;2026-01-01;1;x\nVND;USD;2030-01-01;1;x`;
    const { kept, problems } = await upload(wrong);
    expect(kept).toBe(0);
    expect(problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '5 rate number',
      '6 currency wrongFormat',
      '6 day date',
      '6 source required',
      '7 base choice',
      '8 day past',
    ]);
    expect(await refusal(upload(file, false, counsellor))).toBe('grant.missing');
    expect(await refusal(upload('\0'))).toBe('input.fileType');
  });

  it('are found for sums: of each pair the last one until each day, and none for one currency alone', async () => {
    const found = (currencies: string[], days: string[]) =>
      house.ports.store.read(counsellor, (db) => ratesFor(db, currencies, days));
    const days = (await found(['VND', 'LAK'], ['2026-10-15', '2026-09-30', '2026-11-30'])).map(
      ({ currency, day }) => `${currency} ${day}`,
    );
    expect(days.sort()).toEqual(['LAK 2026-11-02', 'VND 2026-10-01', 'VND 2026-11-02']);
    expect(await found(['VND'], ['2026-11-30'])).toEqual([]);
    expect(await house.ports.store.read('nobody', (db) => ratesFor(db, ['VND', 'LAK'], ['2026-11-30']))).toEqual([]);
  });
});
