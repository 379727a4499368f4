import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suppliedDefinitions } from '../../programmes/index.ts';
import { type TestHouse, testHouse } from '../../server/testing.ts';
import { DefinitionCache, installSupplied } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

describe('supplied definitions', () => {
  it('are installed once', async () => {
    const { store } = house.ports;
    expect(await installSupplied(store, house.clock.now, suppliedDefinitions())).toBe(0);
    const { rows } = await house.owner.query('select count(*)::int as n, max(version) as most from definition');
    expect(rows).toEqual([{ n: suppliedDefinitions().length, most: 1 }]);
  });

  it('are all in the cache', () => {
    const { definitions } = house.ports;
    expect(definitions.programme('resource-centre')?.firstStage).toBe('opened');
    expect(definitions.role('counsellor')?.scope).toBe('team');
    expect(definitions.codeList('channel')?.items).toHaveLength(6);
    expect(definitions.place('VN-22')?.parent).toBe('VN');
    expect(definitions.forms().map(({ code }) => code)).toContain('counselling-session');
    expect(definitions.etag).not.toBe('');
  });
});

describe('a version published elsewhere', () => {
  it('is found when it is asked for, and is the newest after a refresh; the old one stays', async () => {
    const cache = new DefinitionCache(house.ports.store);
    await cache.refresh();
    const { etag } = cache;
    const first = await cache.form('intake');
    const body = { ...first!.definition, version: 2 };
    await house.owner.query(`insert into definition values ('form', 'intake', 2, $1, now(), null)`, [
      JSON.stringify(body),
    ]);
    expect((await cache.form('intake'))?.version).toBe(1);
    expect((await cache.form('intake', 2))?.definition.version).toBe(2);
    await Promise.all([cache.refresh(), cache.refresh()]);
    expect((await cache.form('intake'))?.version).toBe(2);
    expect((await cache.form('intake', 1))?.definition).toEqual(first?.definition);
    expect(await cache.form('intake', 3)).toBeUndefined();
    expect(cache.etag).not.toBe(etag);
  });

  it('is found under a code that was not known, before anybody announces it', async () => {
    const cache = new DefinitionCache(house.ports.store);
    await cache.refresh();
    const { definition } = (await cache.form('intake', 1))!;
    expect(await cache.form('fresh')).toBeUndefined();
    await house.owner.query(`insert into definition values ('form', 'fresh', 1, $1, now(), null)`, [
      JSON.stringify({ ...definition, code: 'fresh' }),
    ]);
    expect((await cache.form('fresh'))?.version).toBe(1);
  });
});
