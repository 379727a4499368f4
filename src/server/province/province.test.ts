import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOperations } from '../../core/cases/index.ts';
import { peopleOperations } from '../../core/people/index.ts';
import { recruitmentOperations } from '../../core/recruitment/index.ts';
import { referralOperations } from '../../core/referrals/index.ts';
import { type Answers, type FormDefinition, fieldsOf, readAnswer } from '../../kernel/form/index.ts';
import type { Programme } from '../../kernel/index.ts';
import { suppliedDefinitions } from '../../programmes/index.ts';
import { type TestHouse, testHouse } from '../testing.ts';
import { demoAccounts, generateProvince, loadProvince, trueSize } from './index.ts';
import { dayOf } from './model.ts';

const supplied = suppliedDefinitions();
const programme = supplied.find(({ kind }) => kind === 'programme')!.body as Programme;
const forms = supplied.filter(({ kind }) => kind === 'form').map(({ body }) => body as FormDefinition);
const now = new Date('2026-11-16T03:00:00Z');
const generate = (people: number, seed = 'test') => generateProvince({ people, seed, now, programme });
const codesOf = (list: string) => {
  const body = supplied.find(({ kind, code }) => kind === 'codeList' && code === list)!.body as {
    items: { code: string }[];
  };
  return new Set(body.items.map(({ code }) => code));
};

describe('the generator', () => {
  const digest = (people: number, seed?: string) => {
    const { staff, bundles } = generate(people, seed);
    return createHash('sha256')
      .update(JSON.stringify([staff, ...bundles]))
      .digest('hex');
  };

  it('gives the same bytes for the same seed and size, and others for another seed', () => {
    expect(digest(200)).toBe(digest(200));
    expect(digest(200)).not.toBe(digest(200, 'another'));
  });

  it('makes exactly as many people as asked', () => {
    for (const people of [6, 7, 200, 1_001]) {
      const made = [...generate(people).bundles].flatMap((bundle) => bundle.people);
      expect(made).toHaveLength(people);
      expect(new Set(made.map(({ number }) => number)).size).toBe(people);
    }
    expect(() => generate(5)).toThrow(RangeError);
  });

  it('rises from about 60 to about 207 cases a month in two years', () => {
    const months = new Map<string, number>();
    for (const { cases } of generate(trueSize).bundles)
      for (const { openedAt } of cases) {
        const month = dayOf(openedAt).slice(0, 7);
        months.set(month, (months.get(month) ?? 0) + 1);
      }
    expect(months.size).toBe(61);
    expect(months.get('2024-11')).toBeGreaterThan(50);
    expect(months.get('2024-11')).toBeLessThan(72);
    expect(months.get('2026-10')).toBeGreaterThan(185);
    expect(months.get('2026-10')).toBeLessThan(230);
    expect(months.get('2021-11')).toBeLessThan(40);
  });

  it('keeps to the published codes, to the order of time and to what gates ask for', () => {
    const lists = {
      channel: codesOf('channel'),
      topic: codesOf('topic'),
      destination: codesOf('destination'),
      sign: codesOf('sign'),
    };
    const purposes = codesOf('consentPurpose');
    const kinds = codesOf('taskKind');
    const places = new Set(
      supplied.flatMap(({ kind, body }) => (kind === 'places' ? body.places.map(({ code }) => code) : [])),
    );
    const reasons = new Set(programme.closingReasons.map(({ code }) => code));
    for (const { people, cases, enquiries, entries, tasks, consents, referrals } of generate(400).bundles) {
      for (const { place } of people) expect(place === null || places.has(place)).toBe(true);
      for (const one of [...cases, ...enquiries]) {
        expect(lists.channel).toContain(one.channel);
        expect(lists.topic).toContain(one.topic);
        if (one.destination) expect(lists.destination).toContain(one.destination);
      }
      for (const { signs, at } of enquiries) {
        for (const sign of signs) expect(lists.sign).toContain(sign);
        expect(at).toBeLessThanOrEqual(now.getTime());
      }
      for (const { kind, createdAt, dueAt, doneAt } of tasks) {
        expect(kinds).toContain(kind);
        expect(createdAt).toBeLessThanOrEqual(now.getTime());
        expect(createdAt).toBeLessThanOrEqual(dueAt);
        if (doneAt !== null) expect(doneAt).toBeLessThanOrEqual(now.getTime());
      }
      for (const { purpose } of consents) expect(purposes).toContain(purpose);
      for (const { consentId } of referrals) expect(consents.map(({ id }) => id)).toContain(consentId);
      for (const one of cases) {
        expect(one.openedAt).toBeLessThanOrEqual(now.getTime());
        expect(one.lastContactAt).toBeGreaterThanOrEqual(one.openedAt);
        expect(one.closedAt === null).toBe(one.stage !== 'closed');
        if (one.closedAt !== null) {
          expect(one.closedAt).toBeGreaterThanOrEqual(one.openedAt);
          expect(one.closedAt).toBeLessThanOrEqual(now.getTime());
          expect(reasons).toContain(one.closingReason);
        }
        if (one.stage !== 'opened')
          expect(entries.some(({ caseId, form }) => caseId === one.id && form === 'counselling-session')).toBe(true);
        expect(consents.some(({ caseId, purpose }) => caseId === one.id && purpose === 'record')).toBe(true);
      }
    }
  });

  it('answers the forms as their fields are read', () => {
    for (const { entries } of generate(100).bundles)
      for (const { form, answers } of entries) {
        const fields = new Map(
          [...fieldsOf(forms.find(({ code }) => code === form)!)].map(({ item }) => [item.name, item]),
        );
        const check = (level: Answers): void => {
          for (const [name, answer] of Object.entries(level)) {
            const field = fields.get(name);
            if (field) expect(readAnswer(answer, field, { now: now.toISOString() }), `${form}.${name}`).toEqual(answer);
            else for (const instance of answer as Answers[]) check(instance);
          }
        };
        check(answers);
      }
  });
});

describe('the loader', () => {
  let house: TestHouse;
  const progress: number[] = [];
  const load = (people: number) => {
    const { vault, passwords, definitions } = house.ports;
    const onProgress = (loaded: number) => progress.push(loaded);
    return loadProvince({
      owner: house.database.ownerConfig,
      vault,
      passwords,
      definitions,
      now,
      people,
      seed: 'test',
      onProgress,
      setsAside: true,
    });
  };

  beforeAll(async () => {
    house = await testHouse();
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
  });
  afterAll(() => house?.close());
  const count = async (sql: string) => Number((await house.owner.query(`select count(*) as n from ${sql}`)).rows[0].n);

  /** Indexes and constraints, whole and valid. */
  const shape = async () => {
    const { rows } = await house.owner.query(
      `select pg_get_indexdef(indexrelid) as said, indisvalid as valid from pg_index where indrelid::regclass::text !~ '^pg_'
       union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid), convalidated
       from pg_constraint where connamespace = 'public'::regnamespace order by 1`,
    );
    return rows;
  };

  it('loads what was generated, with its journal rows, and once', async () => {
    const made = [...generate(1_600).bundles];
    const before = await shape();
    const loaded = await load(1_600);
    expect(await shape()).toEqual(before);
    expect(loaded).toEqual({
      loaded: true,
      people: 1_600,
      cases: made.flatMap(({ cases }) => cases).length,
      entries: made.flatMap(({ entries }) => entries).length,
      enquiries: made.flatMap(({ enquiries }) => enquiries).length,
    });
    expect(await count('person')).toBe(1_600);
    expect(await count('case_file')).toBe(loaded.cases);
    expect(await count('entry')).toBe(loaded.entries);
    expect(await count('enquiry')).toBe(loaded.enquiries);
    expect(await count(`app_user where login = any('{${demoAccounts.map(({ login }) => login).join(',')}}')`)).toBe(
      demoAccounts.length,
    );
    expect(await count(`journal where operation = 'province.load'`)).toBe(progress.length);
    expect(progress.at(-1)).toBe(1_600);
    expect(await load(50)).toMatchObject({ loaded: false, people: 0 });
    expect(await count('person')).toBe(1_600);
  });

  it('gives the demo counsellor something that is late, and a flagged case', async () => {
    const mine = `(select id from app_user where login = 'counsellor@demo')`;
    expect(
      await count(`task where owner_id = ${mine} and done_at is null and due_at < '${now.toISOString()}'`),
    ).toBeGreaterThan(1);
    expect(await count(`case_file where owner_id = ${mine} and closed_at is null and flags <> '[]'`)).toBeGreaterThan(
      1,
    );
    expect(await count(`referral where status = 'sent'`)).toBe(1);
  });

  it('seals every value under its subject and its place', async () => {
    const open = async <T>(
      sql: string,
      value: (row: { id: string; sealed: Buffer }) => [string, Buffer],
    ): Promise<T[]> => {
      const { rows } = await house.owner.query(sql);
      expect(rows.length).toBeGreaterThan(0);
      return rows.map((row) => {
        const [place, sealed] = value(row);
        return house.ports.vault.unseal<T>(
          house.ports.vault.openKey(row.organisation_id, row.subject, row.wrapped),
          place,
          sealed,
        );
      });
    };
    const people = await open<{ name: string }>(
      `select p.id, p.id as subject, p.organisation_id, k.wrapped, p.identity as sealed from person p join data_key k on k.id = p.id`,
      (row) => [`person.identity:${row.id}`, row.sealed],
    );
    expect(people.map(({ name }) => name)).toContain('ຄຳຫຼ້າ ພົມມະຈັນ');
    for (const [table, column, subject] of [
      ['person', 'contact', 'id'],
      ['person', 'safe_contact', 'id'],
      ['enquiry', 'note', 'id'],
      ['task', 'note', 'case_id'],
      ['consent', 'witness', 'case_id'],
    ])
      await open(
        `select t.id, t.${subject} as subject, t.organisation_id, k.wrapped, t.${column} as sealed
         from ${table} t join data_key k on k.id = t.${subject} where t.${column} is not null limit 20`,
        (row) => [`${table}.${column}:${row.id}`, row.sealed],
      );
    const told = await open<{ advice: string }>(
      `select t.id, t.case_id as subject, t.organisation_id, k.wrapped, decode(t.sealed ->> 'account', 'base64') as sealed
       from entry t join data_key k on k.id = t.case_id where t.form = 'counselling-session' limit 20`,
      (row) => [`entry.account:${row.id}`, row.sealed],
    );
    for (const { advice } of told) expect(advice).toBeTruthy();
  });

  it('answers through the operations as if the core had written it', async () => {
    const actorOf = async (login: string) => {
      const { rows } = await house.owner.query(
        `select u.*, array(select team_id from team_member m where m.user_id = u.id) as teams from app_user u where login = $1`,
        [login],
      );
      const { id, name, organisation_id, teams, role, language } = rows[0];
      const found = house.ports.definitions.role(role)!;
      return {
        userId: id,
        name,
        organisationId: organisation_id,
        teamIds: teams,
        role: found,
        language,
        authenticatedAt: now,
      };
    };
    const counsellor = await actorOf('counsellor@demo');
    const ask = (query: string) => house.call(peopleOperations, counsellor, 'person.search', { query });
    for (const query of ['ຄຳຫຼ້າ', 'Khamla Phommachanh', 'kham la phomachan', 'XX2087314', '+856952087314'])
      expect((await ask(query)).results[0]?.person.romanised, query).toBe('Khamla Phommachanh');
    expect((await ask('Chen Xiaolan')).results[0]?.person.name).toBe('陈小兰');
    expect((await ask('Nguyen Thi Lan 1998')).results.map(({ person }) => person.name)).toContain('Nguyễn Thị Lan');

    const { person } = (await ask('XX2087314')).results[0]!;
    const read = await house.call(peopleOperations, counsellor, 'person.read', { id: person.id });
    expect(read.identity?.callMe).toBe('Noy');
    expect(read.safeContact?.ifSomebodyElseAnswers).toContain('lớp học may');
    expect(read.cases[0]?.flags.map(({ sign }) => sign)).toContain('documentsHeld');
    expect(read.journey.some(({ kind }) => kind === 'referralAccepted')).toBe(true);
    const caseId = read.cases[0]!.id;
    const job = await house.call(recruitmentOperations, counsellor, 'offer.read', { caseId });
    expect(job.compared.filter(({ sign }) => sign).map(({ clause }) => clause)).toEqual(
      expect.arrayContaining(['job', 'pay', 'hours', 'documents']),
    );
    const costs = await house.call(recruitmentOperations, counsellor, 'cost.read', { caseId });
    expect(costs.sums).toMatchObject({ currency: 'THB', unconverted: 0 });
    expect(costs.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['workPledged', 'neverPaid']));
    const today = await house.call(caseOperations, counsellor, 'task.today', {});
    expect(today.overdue.some(({ note }) => note?.startsWith('Gọi đúng giờ'))).toBe(true);

    // The shelter reads what it was sent of her because it accepted, nothing of who still waits, and no case.
    const shelter = await actorOf('shelter@demo');
    const { items } = await house.call(referralOperations, shelter, 'referral.list', {});
    const told = async (status: string) =>
      (
        await Promise.all(
          items
            .filter((one) => one.status === status)
            .map(({ id }) => house.call(referralOperations, shelter, 'referral.read', { id })),
        )
      ).flatMap(({ groups = [] }) => groups.flatMap((group) => group.items.map(({ value }) => value)));
    expect(await told('accepted')).toContain('Khamla Phommachanh');
    expect(await told('sent')).toEqual([]);
    await expect(house.call(peopleOperations, shelter, 'person.read', { id: person.id })).rejects.toMatchObject({
      code: 'record.absent',
    });
    expect((await house.call(caseOperations, shelter, 'task.today', {})).referrals).toHaveLength(1);
  });
});
