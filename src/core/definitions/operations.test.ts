import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, CodeList, Problem, Programme, Role } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { testCase } from '../cases/testing.ts';
import type { CallInput } from '../contracts.ts';
import type { Operation } from '../ports.ts';
import { type DefinitionCache, definitionOperations, installSupplied } from './index.ts';

let house: TestHouse;
let administrator: Actor;
let counsellor: Actor;
const ops = definitionOperations as Operation[];

beforeAll(async () => {
  house = await testHouse();
  const ours = await house.organisation();
  administrator = await house.user('administrator', ours);
  counsellor = await house.user('counsellor', ours, [await house.team(ours)]);
});
afterAll(() => house.close());
beforeEach(() => (house.ports.definitions as DefinitionCache).refresh());

const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');
const preview = (input: Partial<CallInput<'definition.preview'>> & { file: string }) =>
  house.call(ops, administrator, 'definition.preview', {
    kind: 'codeList',
    fileName: 'topic.csv',
    ...input,
  } as CallInput<'definition.preview'>);
const publish = (input: CallInput<'definition.publish'>) => house.call(ops, administrator, 'definition.publish', input);
const read = async <T>(kind: 'form' | 'codeList' | 'role' | 'programme' | 'places', code: string): Promise<T> =>
  (await house.call(ops, administrator, 'definition.read', { kind, code })).body as T;
const codes = (faults: readonly { path?: string | undefined; code: string }[]) =>
  faults.map(({ path, code }) => `${path ?? ''} ${code}`);

async function fileOf(id: string): Promise<Buffer> {
  const { store, vault } = house.ports;
  const { body } = await store.read(administrator, (db) =>
    db.selectFrom('made_file').select('body').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  return vault.unsealBytes(vault.organisationKey(administrator.organisationId), `file:${id}`, body);
}

describe('a code list', () => {
  it('goes out as a table, is changed there, and comes in again with what went away as retired', async () => {
    const { file } = await house.call(ops, administrator, 'definition.download', {
      kind: 'codeList',
      code: 'topic',
      format: 'csv',
    });
    const csv = (await fileOf(file)).toString();
    expect(await preview({ file: base64(csv), code: 'topic' })).toMatchObject({
      changes: [],
      faults: [],
      publishable: false,
    });

    const lines = csv.split('\r\n').filter((line) => !line.includes('family,'));
    lines[1] = lines[1]!.replace('Job offer', 'Offer of a job');
    const shown = await preview({ file: base64(`${lines.join('\r\n')}`), code: 'topic' });
    expect(shown).toMatchObject({ version: 2, faults: [], unsupported: [], entriesTouched: 0, publishable: true });
    expect(shown.changes).toContainEqual({
      kind: 'changed',
      path: 'items.jobOffer.label.en',
      before: 'Job offer',
      after: 'Offer of a job',
    });
    expect(shown.changes).toContainEqual({ kind: 'added', path: 'items.family.retired', after: true });

    await publish({ kind: 'codeList', code: 'topic', body: shown.body, version: 2 });
    await (house.ports.definitions as DefinitionCache).refresh();
    expect(house.ports.definitions.codeList('topic')?.items.find(({ code }) => code === 'family')?.retired).toBe(true);
  });

  it('is published once in the version that was seen, and not when nothing changed', async () => {
    const body = await read<CodeList>('codeList', 'sector');
    const changed = { ...body, items: body.items.slice(1) } as never;
    expect(await refusal(publish({ kind: 'codeList', code: 'sector', body: body as never, version: 2 }))).toBe(
      'definition.unchanged',
    );
    const answers = await Promise.all(
      [1, 2].map(() =>
        publish({ kind: 'codeList', code: 'sector', body: changed, version: 2 }).catch((error: Problem) => error.code),
      ),
    );
    expect(answers).toContainEqual({ version: 2 });
    expect(answers).toContain('record.changed');
  });

  it('is refused with what is wrong where', async () => {
    const faulty = {
      code: 'topic',
      title: { en: 'T' },
      items: [
        { code: 'a', label: { en: 'A' } },
        { code: 'a', label: { en: 'B' } },
      ],
    };
    const shown = await preview({ file: base64(faulty), code: 'fresh' });
    expect(codes(shown.faults)).toEqual(['items.a twice']);
    expect(shown.publishable).toBe(false);
    expect(
      codes((await preview({ file: base64({ items: [{ code: 'a b', label: {} }] }), code: 'fresh' })).faults),
    ).toEqual(['title required', 'items.0.code wrongFormat', 'items.0.label wrongFormat']);
    expect(await refusal(publish({ kind: 'codeList', code: 'fresh', body: faulty, version: 1 }))).toBe(
      'definition.invalid',
    );
    expect(codes((await preview({ file: base64('{"a":'), code: 'fresh' })).faults)).toEqual([' json']);
    expect(codes((await preview({ file: base64('code,label:en,nonsense\na,A,1'), code: 'fresh' })).faults)).toEqual([
      'nonsense tableColumn',
    ]);
    expect(codes((await preview({ file: base64('code,label:en\na,"A'), code: 'fresh' })).faults)[0]).toContain(
      'tableRow',
    );
  });
});

describe('an upload', () => {
  it('is what its content says, and no larger than it may be', async () => {
    const zip = Buffer.from('PK\u0003\u0004 not a workbook').toString('base64');
    expect(await refusal(preview({ file: zip }))).toBe('input.fileType');
    expect(codes((await preview({ file: zip, kind: 'form', fileName: 'a.xlsx' })).faults)).toEqual([
      ' refused.notXlsx',
    ]);
    expect(await refusal(preview({ file: base64('code,label\n1,2'), kind: 'role' }))).toBe('input.fileType');
    expect(await refusal(preview({ file: Buffer.from([0xff, 0xfe, 0x00]).toString('base64') }))).toBe('input.fileType');
    expect(await refusal(preview({ file: 'not base64!' }))).toBe('input.invalid');
    expect(await refusal(preview({ file: Buffer.alloc(10_000_001, 'a').toString('base64') }))).toBe('input.tooLarge');
    expect(codes((await preview({ file: base64('['.repeat(50_000)) })).faults)).toEqual([' json']);
  });

  it('names a definition by its content before its file', async () => {
    expect(
      (
        await preview({
          file: base64({ code: 'mine', title: { en: 'M' }, items: [] }),
          fileName: '../../etc/pass wd.json',
        })
      ).code,
    ).toBe('mine');
    expect((await preview({ file: base64('code,label:en\na,A'), fileName: '../../etc/pass wd.csv' })).code).toBe(
      'pass-wd',
    );
  });
});

describe('a role', () => {
  it('does not give away the last grant to undo it', async () => {
    const role = await read<Role>('role', 'administrator');
    const body = { ...role, grants: role.grants.filter((grant) => grant !== 'user.manage') } as never;
    const shown = await preview({ kind: 'role', file: base64(body), fileName: 'role.json' });
    expect(shown.faults).toEqual([{ path: 'grants', code: 'nobodyLeft', params: { name: 'user.manage' } }]);
    expect(await refusal(publish({ kind: 'role', code: 'administrator', body, version: shown.version }))).toBe(
      'definition.invalid',
    );
  });

  it('names programmes that exist, and grants that are known', async () => {
    const role = await read<Role>('role', 'counsellor');
    const shown = await preview({
      kind: 'role',
      file: base64({ ...role, programmes: ['nowhere'] }),
      fileName: 'role.json',
    });
    expect(codes(shown.faults)).toEqual(['programmes unpublished']);
    expect(
      codes(
        (await preview({ kind: 'role', file: base64({ ...role, grants: ['everything'] }), fileName: 'r.json' })).faults,
      ),
    ).toEqual(['grants.0 wrongFormat']);
  });
});

describe('a programme', () => {
  it('refers to what exists, in expressions that parse', async () => {
    const programme = await read<Programme>('programme', 'resource-centre');
    const body = {
      ...programme,
      firstStage: 'nowhere',
      forms: [...programme.forms, 'unknown'],
      signs: [{ code: 'x', when: 'selected(', reason: { en: 'x' } }],
      transitions: [
        { from: 'opened', to: 'gone', label: { en: 'x' }, gate: { consents: ['none'], entries: ['intakes'] } },
      ],
    };
    expect(codes((await preview({ kind: 'programme', file: base64(body), fileName: 'p.json' })).faults)).toEqual([
      'firstStage unpublished',
      'forms unpublished',
      'transitions.0.to unpublished',
      'transitions.0.gate.entries unpublished',
      'transitions.0.gate.consents unpublished',
      expect.stringMatching(/^signs\.x\.when expression\./),
    ]);
  });

  it('keeps the stages in which cases stand, of any organisation', async () => {
    await testCase(house, await house.user('counsellor', await house.organisation()), { stage: 'advising' });
    const programme = await read<Programme>('programme', 'resource-centre');
    const without = (stage: string) => ({
      ...programme,
      stages: programme.stages.filter(({ code }) => code !== stage),
      transitions: programme.transitions.filter(({ from, to }) => from !== stage && to !== stage),
    });
    const shown = await preview({ kind: 'programme', file: base64(without('advising')), fileName: 'p.json' });
    expect(shown.faults).toEqual([
      { path: 'stages.advising', code: 'stageInUse', params: { name: 'advising', count: 1 } },
    ]);
    expect(
      (await preview({ kind: 'programme', file: base64(without('following')), fileName: 'p.json' })).faults,
    ).toEqual([]);
    expect(
      await refusal(
        publish({ kind: 'programme', code: 'resource-centre', body: without('advising') as never, version: 2 }),
      ),
    ).toBe('definition.invalid');
  });
});

describe('places', () => {
  it('come as a table, hang under other trees, and never within themselves', async () => {
    const table = (rows: string) => base64(`code;parent;level;name:en\n${rows}`);
    const good = await preview({
      kind: 'places',
      file: table('LA-VTE-1;LA-VT;district;Chanthabouly'),
      code: 'vientiane',
    });
    expect(good).toMatchObject({ faults: [], publishable: true, version: 1 });
    await publish({ kind: 'places', code: 'vientiane', body: good.body, version: 1 });
    await (house.ports.definitions as DefinitionCache).refresh();
    expect(house.ports.definitions.place('LA-VTE-1')?.name.en).toBe('Chanthabouly');
    const bad = await preview({
      kind: 'places',
      file: table('LA;;country;Lao\nA;B;x;A\nB;A;x;B\nC;none;x;C'),
      code: 'other',
    });
    expect(codes(bad.faults)).toEqual([
      'places.LA twice',
      'places.A.parent circle',
      'places.B.parent circle',
      'places.C.parent unpublished',
    ]);
  });
});

describe('the desk', () => {
  it('gets everything once, and a short answer while nothing changes', async () => {
    const bundle = await house.call(ops, counsellor, 'definition.bundle', {});
    expect(bundle.programmes?.[0]).toMatchObject({ code: 'resource-centre' });
    expect(bundle.forms?.length).toBeGreaterThan(3);
    expect(await house.call(ops, counsellor, 'definition.bundle', { etag: bundle.etag })).toEqual({
      etag: bundle.etag,
    });
  });

  it('sees at once what was published a moment ago', async () => {
    const { etag } = await house.call(ops, counsellor, 'definition.bundle', {});
    const body = await read<CodeList>('codeList', 'sector');
    const changed = { ...body, title: { ...body.title, en: 'Branch of work' } };
    await publish({ kind: 'codeList', code: 'sector', body: changed as never, version: 3 });
    const { codeLists } = await house.call(ops, counsellor, 'definition.bundle', { etag });
    expect(codeLists).toContainEqual(changed);
  });

  it('lists what is published, with the entries for who may change it', async () => {
    const { items } = await house.call(ops, administrator, 'definition.list', {});
    expect(items.find(({ code }) => code === 'intake')).toMatchObject({
      kind: 'form',
      version: 1,
      entries: 0,
      title: { vi: 'Tiếp nhận ban đầu' },
    });
    expect(items.find(({ code }) => code === 'counsellor')?.title.fr).toContain('Conseill');
    const seen = await house.call(ops, counsellor, 'definition.list', { kind: 'form' });
    expect(seen.items.every(({ kind, entries }) => kind === 'form' && entries === undefined)).toBe(true);
    expect(
      await refusal(house.call(ops, counsellor, 'definition.read', { kind: 'form', code: 'intake', version: 9 })),
    ).toBe('record.absent');
    expect(await refusal(house.call(ops, counsellor, 'configuration.export', {}))).toBe('grant.missing');
  });
});

describe('the configuration', () => {
  it('moves to another installation in one step, and says there what is new', async () => {
    const made = await house.call(ops, administrator, 'configuration.export', {});
    const bytes = await fileOf(made.file);
    const file = bytes.toString('base64');
    const other = await testHouse();
    try {
      const keeper = await other.user('administrator', await other.organisation());
      const take = (input: CallInput<'configuration.import'>) => other.call(ops, keeper, 'configuration.import', input);
      const shown = await take({ file, publish: false });
      const changed = shown.items
        .filter(({ change }) => change !== 'same')
        .map(({ code, change }) => `${code} ${change}`);
      expect(changed.sort()).toEqual(['sector changed', 'topic changed', 'vientiane new']);
      expect(shown).toMatchObject({ faults: [], published: false });
      expect(shown.items).toHaveLength(made.definitions);
      expect(await take({ file, publish: true })).toMatchObject({ published: true });
      await (other.ports.definitions as DefinitionCache).refresh();
      expect(other.ports.definitions.place('LA-VTE-1')).toBeDefined();
      expect(await refusal(take({ file, publish: true }))).toBe('definition.unchanged');
      // Starting anew does not bring back what was supplied.
      expect(
        await installSupplied(other.ports.store, other.clock.now, [{ kind: 'codeList', code: 'topic', body: {} }]),
      ).toBe(0);

      const damaged = Buffer.from(bytes.toString().replace('Vientiane', 'Vientianne')).toString('base64');
      expect(codes((await take({ file: damaged, publish: false })).faults)).toEqual(['places lao-pdr damaged']);
      expect(await refusal(take({ file: damaged, publish: true }))).toBe('definition.invalid');
      expect(await refusal(take({ file: base64('{}'), publish: false }))).toBe('input.fileType');
    } finally {
      await other.close();
    }
  });
});
