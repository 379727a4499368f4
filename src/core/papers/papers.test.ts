import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { Clerk, sheetOf, Words } from '../../server/papers/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { readFile } from '../cases/index.ts';
import { oral, programme, testEntry, testPerson } from '../cases/testing.ts';
import { operations as ops, type Paper } from '../index.ts';
import type { LeafletPaper } from '../paper.ts';

let house: TestHouse;
let organisation: string;
let manager: Actor;
let supervisor: Actor;
let worker: Actor;
let stranger: Actor;
/** What was put on paper, and by whom it was set. */
const papers: Exclude<Paper, { kind: 'report' | 'leaflet' }>[] = [];
const leaflets: LeafletPaper[] = [];

/** As it is set, in the words of its reader. */
function inWords(paper: Paper) {
  const say = new Words(new URL('../../words', import.meta.url).pathname).in(paper.head.language);
  return { say, ...sheetOf(paper, new Clerk(paper.head, say, house.ports.definitions)) };
}

beforeAll(async () => {
  house = await testHouse();
  const { print } = house.ports.printer;
  house.ports.printer = {
    print: (paper) => {
      if (paper.kind === 'leaflet') leaflets.push(paper);
      else if (paper.kind !== 'report') papers.push(paper);
      return print(paper);
    },
  };
  organisation = await house.organisation('Mekong House');
  const team = await house.team(organisation);
  manager = await house.user('centre-manager', organisation, [team]);
  supervisor = await house.user('supervisor', organisation, [team]);
  worker = await house.user('case-worker', organisation, [team]);
  const other = await house.organisation('Elsewhere');
  stranger = await house.user('centre-manager', other, [await house.team(other)]);
});
afterAll(() => house.close());

async function opened(actor: Actor = supervisor, name = 'ນາງ ສົມໃຈ') {
  const personId = await testPerson(house, actor, { name, birth: { value: '1998-05', known: 'stated' } });
  const { id } = await house.call(ops, actor, 'case.open', { personId, programme, consent: oral });
  return { personId, id };
}
const fetched = (actor: Actor, id: string) =>
  house.ports.store.write(actor, async (db) => ({
    value: await readFile({ db, actor, vault: house.ports.vault, now: house.clock.now }, id),
  }));
const reason = 'For the hearing';

describe('case.print', () => {
  it('makes a PDF of what the role reads, for whoever had it made, journalled with the reason', async () => {
    const { id } = await opened();
    await testEntry(house, supervisor, id, 'intake', {});
    await house.call(ops, supervisor, 'consent.give', {
      caseId: id,
      purpose: 'referral',
      recipient: 'The clinic',
      how: 'oral',
    });
    const { file, name, size } = await house.call(ops, supervisor, 'case.print', { id, language: 'lo', reason });
    const paper = papers.at(-1)!;
    expect(paper).toMatchObject({
      kind: 'case',
      head: { language: 'lo', organisation: 'Mekong House', by: supervisor.name, reason },
      person: { identity: { name: 'ນາງ ສົມໃຈ' } },
      file: {
        stages: [{ stage: 'opened' }],
        consents: [
          { purpose: 'record', how: 'oral' },
          { purpose: 'referral', recipient: 'The clinic' },
        ],
        entries: [{}],
      },
    });
    expect(paper.person.contact).toBeUndefined();
    expect(name).toMatch(/^BC-.*\.pdf$/);
    expect(await refusal(fetched(manager, file))).toBe('record.absent');
    const { body, type } = await fetched(supervisor, file);
    expect(type).toBe('application/pdf');
    expect(body.length).toBe(size);
    expect(Buffer.from(body).subarray(0, 5).toString()).toBe('%PDF-');
    const history = await house.call(ops, supervisor, 'journal.history', { subject: id });
    expect(history.items).toContainEqual(expect.objectContaining({ operation: 'case.print', outcome: 'done' }));
  });

  it('leaves out what the role does not read', async () => {
    const { id } = await opened();
    const blind = { ...supervisor, role: { ...supervisor.role, read: ['operational' as const] } };
    await house.call(ops, blind, 'case.print', { id, language: 'en', reason });
    const paper = papers.at(-1)!;
    expect(paper.person).toEqual({ number: expect.any(String), identity: undefined, facts: {} });
    const counting = { ...supervisor, role: { ...supervisor.role, read: ['statistical' as const] } };
    expect(await refusal(house.call(ops, counting, 'case.print', { id, language: 'en', reason }))).toBe(
      'class.missing',
    );
  });

  it('is refused without the grant, without the password of a moment ago, and for what is hidden or erased', async () => {
    const { id, personId } = await opened();
    const input = { id, language: 'en', reason };
    expect(await refusal(house.call(ops, worker, 'case.print', input))).toBe('grant.missing');
    expect(await refusal(house.call(ops, stranger, 'case.print', input))).toBe('record.absent');
    const stale = { ...supervisor, authenticatedAt: new Date(house.clock.now.getTime() - 3_600_000) };
    expect(await refusal(house.call(ops, stale, 'case.print', input))).toBe('auth.reauthenticate');
    await house.call(ops, manager, 'person.erase', { id: personId, reason });
    expect(await refusal(house.call(ops, supervisor, 'case.print', input))).toBe('record.absent');
  });
});

describe('person.copy', () => {
  it('says all that is held, what was done by which role, and names no staff in that', async () => {
    const { personId, id } = await opened();
    await house.call(ops, worker, 'person.read', { id: personId }).catch(() => {});
    await house.call(ops, supervisor, 'case.read', { id });
    await house.call(ops, supervisor, 'case.read', { id });
    const made = await house.call(ops, manager, 'person.copy', { id: personId, language: 'vi', reason });
    expect(made.name).toMatch(/^BN-.*\.pdf$/);
    const paper = papers.at(-1)!;
    if (paper.kind !== 'person') throw new Error('another paper');
    expect(paper.files).toHaveLength(1);
    expect(paper.doings).toContainEqual({
      operation: 'case.read',
      role: 'supervisor',
      times: 2,
      last: expect.any(Date),
    });
    const { head, ...told } = paper;
    expect(JSON.stringify(told)).not.toContain(supervisor.name);
  });

  it('says what the job was to be, what it cost and what is owed, in the words of its reader', async () => {
    const { personId, id: caseId } = await opened();
    const job = { caseId, currency: 'VND' };
    const terms = { job: 'manufacturing', pay: 20_000_000, hours: 48 };
    await house.call(ops, supervisor, 'offer.set', {
      ...job,
      version: 'offered',
      on: '2026-08-03',
      terms,
      employer: 'Sun Rise Co.',
    });
    await house.call(ops, supervisor, 'offer.set', {
      ...job,
      version: 'actual',
      on: '2026-11-01',
      terms: { hours: 72 },
    });
    const line = { ...job, cost: 'matching', payer: 'worker', amount: 10_000_000 };
    await house.call(ops, supervisor, 'cost.set', { ...line, receipt: false, paidTo: 'Chị Ba' });
    const wrong = await house.call(ops, supervisor, 'cost.set', line);
    await house.call(ops, supervisor, 'cost.remove', { caseId, ...wrong });
    const loan = { ...job, lender: 'moneylender', principal: 34_000_000, rate: 7, per: 'month' as const };
    await house.call(ops, supervisor, 'loan.set', { ...loan, pledged: true, note: 'Twice a month' });
    await house.call(ops, manager, 'person.copy', { id: personId, language: 'vi', reason });
    const paper = papers.at(-1)!;
    if (paper.kind !== 'person') throw new Error('another paper');
    const [file] = paper.files;
    expect(file).toMatchObject({
      costs: [{ cost: 'matching', paidTo: 'Chị Ba', receipt: false, deducted: false }],
      loans: [{ lender: 'moneylender', note: 'Twice a month' }],
    });
    expect(file?.costs).toHaveLength(1);
    const { say, sections } = inWords(paper);
    const parts = (title: string) => sections.find((one) => one.title === title)?.parts;
    expect(parts(say('recruitment.offer.title'))).toEqual([
      {
        kind: 'table',
        heads: [
          say('recruitment.offer.clause'),
          `${say('recruitment.offer.version.offered')}, 3 thg 8, 2026`,
          `${say('recruitment.offer.version.actual')}, 1 thg 11, 2026`,
        ],
        rows: expect.arrayContaining([
          [expect.any(String), '48', '72'],
          [expect.any(String), expect.stringMatching(/^20\.000\.000.₫$/), ''],
          [say('recruitment.offer.employer'), 'Sun Rise Co.', ''],
        ]),
      },
    ]);
    const spent = JSON.stringify(parts(say('recruitment.cost.title')));
    for (const told of [
      '10.000.000',
      'Chị Ba',
      '34.000.000',
      `7 ${say('recruitment.loan.per.month')}`,
      'Twice a month',
    ])
      expect(spent).toContain(told);
  });

  it('is whole or not made: a role that does not reach everything is refused', async () => {
    const { personId: id } = await opened();
    const input = { id, language: 'en', reason };
    expect(await refusal(house.call(ops, supervisor, 'person.copy', input))).toBe('grant.missing');
    const teamWide = { ...manager, role: { ...manager.role, scope: 'team' as const } };
    expect(await refusal(house.call(ops, teamWide, 'person.copy', input))).toBe('grant.missing');
    const half = { ...manager, role: { ...manager.role, read: ['identity' as const, 'operational' as const] } };
    expect(await refusal(house.call(ops, half, 'person.copy', input))).toBe('class.missing');
    expect(await refusal(house.call(ops, stranger, 'person.copy', input))).toBe('record.absent');
  });
});

describe('profile.print', () => {
  const about = { destination: 'JP', version: 0, sources: [{ name: 'Ministry of Labour', date: '2026-03-01' }] };
  const write = (kind: string, text: Record<string, string>, more: { origin?: string; public?: boolean } = {}) =>
    house.call(ops, manager, 'profile.write', { ...about, kind, text, public: true, publish: true, ...more });

  it('says what is for everybody, with its source and the day it was checked, and names no staff', async () => {
    await write('costs', { en: 'Nobody pays.', vi: 'Không ai phải trả tiền.\n\n- Xem https://example.org/a' });
    await write('permits', { en: 'Ask at <the> counter.' });
    await write('permits', { vi: 'Từ Việt Nam' }, { origin: 'VN' });
    await write('permits', { id: 'Dari Indonesia' }, { origin: 'ID' });
    await write('risks', { en: 'The house at 12 Elm Street' }, { public: false });
    const input = { destination: 'JP', origin: 'VN', language: 'vi' };
    const { name, file } = await house.call(ops, worker, 'profile.print', input);
    expect(name).toBe('JP.pdf');
    expect(
      Buffer.from((await fetched(worker, file)).body)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const paper = leaflets.at(-1)!;
    const { say, ...sheet } = inWords(paper);
    const [permits, ours, costs, ...more] = sheet.sections;
    expect(more).toEqual([]);
    expect(costs?.parts).toEqual(
      [
        'Không ai phải trả tiền.',
        '• Xem https://example.org/a',
        `${say('profile.sources')}: Ministry of Labour, 1 thg 3, 2026`,
        say('profile.leafletChecked', { date: '16 thg 11, 2026' }),
      ].map((text) => ({ kind: 'text', text })),
    );
    expect(permits?.parts[0]).toEqual({ kind: 'text', text: say('profile.onlyIn', { language: 'Tiếng Anh' }) });
    expect(ours?.title).toContain('Việt Nam');
    expect(JSON.stringify(sheet)).not.toContain(manager.name);
    expect(JSON.stringify(sheet)).not.toContain('Elm Street');
  });

  it('says of a section that nobody checked in time that it may not hold', async () => {
    const before = house.clock.now;
    house.clock.now = new Date(before.getTime() + 200 * 86_400_000);
    await house.call(ops, { ...worker, authenticatedAt: house.clock.now }, 'profile.print', {
      destination: 'JP',
      language: 'en',
    });
    house.clock.now = before;
    const { say, sections } = inWords(leaflets.at(-1)!);
    expect(sections[0]?.parts[0]).toEqual({
      kind: 'heading',
      text: say('profile.leafletStale', { date: '16 May 2027' }),
    });
  });

  it('is not made where nothing is for everybody, in another house, or of a country that is none', async () => {
    const print = (destination: string, actor = worker) =>
      refusal(house.call(ops, actor, 'profile.print', { destination, language: 'en' }));
    const only = { ...about, destination: 'KR', kind: 'risks', text: { en: 'For us alone' }, publish: true };
    await house.call(ops, manager, 'profile.write', { ...only, public: false });
    expect(await print('KR')).toBe('record.absent');
    expect(await print('JP', stranger)).toBe('record.absent');
    expect(await print('XX')).toBe('record.absent');
    expect(await print('../../etc')).toBe('input.invalid');
  });
});
