import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInput } from '../../core/contracts.ts';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { profileOperations as ops } from './index.ts';

let house: TestHouse;
let manager: Actor;
let supervisor: Actor;
let counsellor: Actor;
let abroad: Actor;

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  manager = await house.user('centre-manager', organisation);
  supervisor = await house.user('supervisor', organisation, [team]);
  counsellor = await house.user('counsellor', organisation, [team]);
  abroad = await house.user('centre-manager', await house.organisation());
});
afterAll(() => house.close());

const source = { name: 'Ministry of Labour', link: 'https://example.org/rules', date: '2026-03-01' };
const write = (more: Partial<CallInput<'profile.write'>> = {}, actor = manager) =>
  house.call(ops, actor, 'profile.write', {
    destination: 'JP',
    kind: 'costs',
    version: 0,
    text: { en: 'Nobody pays for a job.', vi: 'Không ai phải trả tiền để có việc.' },
    sources: [source],
    public: true,
    publish: true,
    ...more,
  });
const read = (actor = counsellor, more: Partial<CallInput<'profile.read'>> = {}) =>
  house.call(ops, actor, 'profile.read', { destination: 'JP', ...more });
const due = async (actor: Actor, all?: boolean) =>
  (await house.call(ops, actor, 'profile.due', all ? { all } : {})).items;
const later = (days: number) => {
  house.clock.now = new Date(house.clock.now.getTime() + days * 86_400_000);
};

describe('a section', () => {
  it('is read beside a case with its source and when it was reviewed, and by nobody outside', async () => {
    await write();
    const { profile, sections } = await read();
    expect(profile).toMatchObject({ ownerId: manager.userId, revision: 1 });
    expect(sections).toMatchObject([
      {
        kind: 'costs',
        stale: false,
        published: {
          version: 1,
          text: { en: 'Nobody pays for a job.' },
          sources: [source],
          public: true,
          reviewedOn: '2026-11-16',
          reviewDue: '2027-05-16',
        },
      },
    ]);
    expect(await read(abroad)).toEqual({ sections: [] });
    expect(await refusal(write({ version: 1 }, counsellor))).toBe('grant.missing');
  });

  it('keeps the version before; a draft is shown to who writes, beside what stands', async () => {
    await write({ destination: 'KR', kind: 'permits', text: { en: 'First.' } });
    await write({
      destination: 'KR',
      kind: 'permits',
      version: 1,
      text: { en: 'Second.' },
      publish: false,
      sources: [],
    });
    const mine = await read(manager, { destination: 'KR' });
    expect(mine.sections).toMatchObject([
      { published: { text: { en: 'First.' } }, draft: { text: { en: 'Second.' } } },
    ]);
    const theirs = await read(counsellor, { destination: 'KR' });
    expect(theirs.sections[0]?.draft).toBeUndefined();
    await write({ destination: 'KR', kind: 'permits', version: 2, text: { en: 'Third.' } });
    expect((await read(counsellor, { destination: 'KR' })).sections[0]?.published?.text).toEqual({ en: 'Third.' });
    const { versions } = await house.call(ops, manager, 'profile.versions', { destination: 'KR', kind: 'permits' });
    expect(versions.map(({ version, text }) => [version, text.en])).toEqual([
      [3, 'Third.'],
      [2, 'Second.'],
      [1, 'First.'],
    ]);
    const { versions: none } = await house.call(ops, abroad, 'profile.versions', {
      destination: 'KR',
      kind: 'permits',
    });
    expect(none).toEqual([]);
  });

  it('of two who write it at once is one; the other is told', async () => {
    const both = await Promise.allSettled([
      write({ destination: 'TH', text: { en: 'One' } }),
      write({ destination: 'TH', text: { en: 'Other' } }, supervisor),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(write({ destination: 'TH', version: 0 })).rejects.toMatchObject({
      code: 'record.changed',
      params: { revision: 1 },
    });
  });

  it('for who comes from one country is told to them beside what all are told', async () => {
    await write({ destination: 'TW', kind: 'return', text: { en: 'All' } });
    await write({ destination: 'TW', kind: 'return', origin: 'VN', text: { en: 'From Viet Nam' } });
    await write({ destination: 'TW', kind: 'return', origin: 'ID', text: { en: 'From Indonesia' } });
    const { sections } = await read(counsellor, { destination: 'TW', origin: 'VN' });
    expect(sections.map(({ origin }) => origin)).toEqual([undefined, 'VN']);
  });

  it('that was taken out is gone, and its versions are not', async () => {
    await write({ destination: 'MY', kind: 'risks', text: { en: 'Something that was not so' } });
    await write({ destination: 'MY', kind: 'risks', version: 1, text: { en: ' ' }, sources: [] });
    expect((await read(counsellor, { destination: 'MY' })).sections).toEqual([]);
    const { versions } = await house.call(ops, manager, 'profile.versions', { destination: 'MY', kind: 'risks' });
    expect(versions).toHaveLength(2);
  });

  it.each([
    [{ destination: 'XX' }, 'destination'],
    [{ kind: 'gossip' }, 'kind'],
    [{ origin: 'XX' }, 'origin'],
    [{ sources: [] }, 'sources'],
    [{ sources: [{ name: 'X', link: 'javascript:alert(1)' }] }, 'sources.0.link'],
    [{ text: { 'not a language': 'x' } }, 'text.not a language'],
  ])('is refused with %j', async (wrong, path) => {
    await expect(write({ destination: 'SG', ...wrong })).rejects.toMatchObject({
      code: 'input.invalid',
      fields: [{ path }],
    });
  });
});

describe('what is to be reviewed', () => {
  it('stands with whoever answers for it until it is reviewed, by one press', async () => {
    await write({ destination: 'LA', kind: 'contacts' });
    await house.call(ops, manager, 'profile.set', { destination: 'LA', revision: 1, ownerId: supervisor.userId });
    later(93);
    const [one] = (await due(supervisor)).filter(({ destination }) => destination === 'LA');
    expect(one).toMatchObject({ kind: 'contacts', reviewDue: '2027-02-16', mine: true });
    expect((await due(manager)).some(({ destination }) => destination === 'LA')).toBe(false);
    expect((await due(manager, true)).find(({ destination }) => destination === 'LA')).toMatchObject({ mine: false });
    expect(await due(abroad, true)).toEqual([]);
    expect((await read(counsellor, { destination: 'LA' })).sections[0]?.stale).toBe(true);
    expect(await refusal(house.call(ops, counsellor, 'profile.due', {}))).toBe('grant.missing');
    expect(await refusal(house.call(ops, abroad, 'profile.review', { id: one!.id }))).toBe('record.absent');

    const reviewed = await house.call(ops, supervisor, 'profile.review', { id: one!.id });
    expect(reviewed).toEqual({ reviewedOn: '2027-02-17', reviewDue: '2027-05-17' });
    expect((await due(supervisor)).some(({ destination }) => destination === 'LA')).toBe(false);
    const { sections } = await read(counsellor, { destination: 'LA' });
    expect(sections[0]).toMatchObject({ stale: false, published: { version: 1, reviewedBy: supervisor.name } });
  });

  it('is everybody’s who may write once its owner has gone, and nobody’s who may not becomes its owner', async () => {
    await write({ destination: 'KH', kind: 'emergency' });
    const set = (ownerId: string | null) =>
      house.call(ops, manager, 'profile.set', { destination: 'KH', revision: 1, ownerId });
    expect(await refusal(set(counsellor.userId))).toBe('input.invalid');
    expect(await refusal(set(abroad.userId))).toBe('input.invalid');
    await set(null);
    expect(await refusal(set(null))).toBe('record.changed');
    later(190);
    expect((await due(supervisor)).find(({ destination }) => destination === 'KH')).toMatchObject({ mine: true });
  });

  it('is not reviewed in a version that another one has replaced', async () => {
    const { id } = await write({ destination: 'PH', kind: 'health' });
    await write({ destination: 'PH', kind: 'health', version: 1, text: { en: 'New' } });
    expect(await refusal(house.call(ops, manager, 'profile.review', { id }))).toBe('record.changed');
  });
});

describe('profile.list', () => {
  it('counts what is there and finds words without their accents, in what stands alone', async () => {
    await write({ destination: 'DE', kind: 'money', text: { vi: 'Chuyển tiền qua ngân hàng.\n- Đừng đưa tiền mặt.' } });
    await write({ destination: 'DE', kind: 'money', version: 1, text: { vi: 'nháp' }, publish: false });
    const list = (query?: string, actor = counsellor) =>
      house.call(ops, actor, 'profile.list', query === undefined ? {} : { query });
    expect((await list()).profiles.find(({ destination }) => destination === 'DE')).toMatchObject({
      sections: 1,
      stale: 0,
    });
    expect((await list('dung dua tien')).found).toEqual([
      { destination: 'DE', kind: 'money', language: 'vi', excerpt: '- Đừng đưa tiền mặt.' },
    ]);
    expect((await list('nhap')).found).toEqual([]);
    expect(await list('tien', abroad)).toEqual({ profiles: [], found: [] });
  });
});
