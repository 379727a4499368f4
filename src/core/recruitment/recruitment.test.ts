import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { oral, testPerson } from '../cases/testing.ts';
import type { CallInput } from '../contracts.ts';
import { operations as ops } from '../index.ts';

const programme = 'safe-migration';

let house: TestHouse;
let ours: Actor;
let manager: Actor;
let theirs: Actor;
let personId: string;
let caseId: string;

beforeAll(async () => {
  house = await testHouse();
  const [here, there] = [await house.organisation('MRC'), await house.organisation('Elsewhere')];
  ours = await house.user('counsellor', here, [await house.team(here)]);
  manager = await house.user('centre-manager', here);
  theirs = await house.user('counsellor', there, [await house.team(there)]);
  const rate = { base: 'USD', source: 'State bank' };
  await house.call(ops, manager, 'rate.set', { ...rate, currency: 'VND', day: '2026-08-03', rate: 26_000 });
  await house.call(ops, manager, 'rate.set', { ...rate, currency: 'TWD', day: '2026-11-10', rate: 32.5 });
  await house.call(ops, manager, 'rate.set', { ...rate, currency: 'VND', day: '2026-11-10', rate: 26_000 });
});
beforeEach(async () => {
  personId = await testPerson(house, ours);
  caseId = (await house.call(ops, ours, 'case.open', { personId, programme, consent: oral })).id;
});
afterAll(() => house.close());

const setOffer = (more: Partial<CallInput<'offer.set'>> = {}, actor = ours) =>
  house.call(ops, actor, 'offer.set', {
    caseId,
    version: 'offered',
    on: '2026-08-03',
    currency: 'VND',
    terms: { job: 'manufacturing', pay: 20_000_000, hours: 48, housing: 'free', documents: 'self', term: 36 },
    ...more,
  });
const setCost = (more: Partial<CallInput<'cost.set'>> = {}, actor = ours) =>
  house.call(ops, actor, 'cost.set', {
    caseId,
    cost: 'matching',
    payer: 'worker',
    amount: 10_000_000,
    currency: 'VND',
    on: '2026-08-10',
    ...more,
  });
const setLoan = (more: Partial<CallInput<'loan.set'>> = {}, actor = ours) =>
  house.call(ops, actor, 'loan.set', {
    caseId,
    lender: 'moneylender',
    principal: 34_000_000,
    currency: 'VND',
    rate: 7,
    per: 'month',
    payment: 2_000_000,
    ...more,
  });
const offers = (actor = ours) => house.call(ops, actor, 'offer.read', { caseId });
const costs = (actor = ours) => house.call(ops, actor, 'cost.read', { caseId });
const blind = (actor: Actor): Actor => ({
  ...actor,
  role: { ...actor.role, read: ['operational'], write: ['operational'] },
});

describe('a job as offered, signed and real', () => {
  it('is laid side by side, raises a sign for what is worse, and asks for a screening once', async () => {
    expect(await setOffer({ employer: 'Sun Rise Co.', note: 'A cousin of the agent' })).toEqual({
      revision: 1,
      flags: [],
    });
    const { flags } = await setOffer({
      version: 'actual',
      on: '2026-11-01',
      currency: 'TWD',
      terms: { job: 'manufacturing', pay: 1_500_000, hours: 72, housing: 'free', documents: 'employer' },
    });
    expect(flags.map(({ sign }) => sign)).toEqual(['documentsHeld', 'deception']);
    const read = await offers();
    expect(read.compared.map(({ clause, judgement }) => [clause, judgement])).toEqual([
      ['job', 'same'],
      // There was no rate of that currency on the day of the offer.
      ['pay', 'unclear'],
      ['hours', 'worse'],
      ['housing', 'same'],
      ['documents', 'worse'],
      ['term', 'missing'],
    ]);
    expect(read.offers.find(({ version }) => version === 'offered')).toMatchObject({
      employer: 'Sun Rise Co.',
      note: 'A cousin of the agent',
      terms: { pay: 20_000_000 },
    });
    const file = await house.call(ops, ours, 'case.read', { id: caseId });
    expect(file.case.flags.map(({ sign }) => sign)).toEqual(['documentsHeld', 'deception']);
    expect(file.tasks.filter(({ kind }) => kind === 'screening')).toHaveLength(1);
    expect((await setOffer({ version: 'signed', terms: { pay: 1 } })).flags).toEqual([]);
  });

  it('keeps what was told sealed, and shows and blanks it only for who may read it', async () => {
    await setOffer({ employer: 'Sun Rise Co.', note: 'Paid at night' });
    const { rows } = await house.asSystem('select * from job_offer where case_id = $1', [caseId]);
    expect(JSON.stringify(rows)).not.toMatch(/Sun Rise|night/);
    expect(rows[0]!.told.toString('latin1')).not.toMatch(/Sun Rise|night/);
    expect(JSON.stringify(await offers(blind(ours)))).not.toMatch(/Sun Rise|night/);
    expect(await refusal(setOffer({ revision: 1, employer: 'x' }, blind(ours)))).toBe('class.missing');
    await setOffer({ revision: 1, terms: { pay: 21_000_000 } }, blind(ours));
    expect((await offers()).offers[0]).toMatchObject({ employer: 'Sun Rise Co.', terms: { pay: 21_000_000 } });
    await setOffer({ revision: 2, terms: {} });
    expect((await offers()).offers[0]).toMatchObject({ terms: {}, revision: 3 });
    expect((await offers()).offers[0]?.employer).toBeUndefined();
  });

  it.each<[Partial<CallInput<'offer.set'>>, string, string]>([
    [{ terms: { wings: 2 } }, 'terms.wings', 'unknownCode'],
    [{ terms: { pay: 'much' } }, 'terms.pay', 'number'],
    [{ terms: { pay: 1.5 } }, 'terms.pay', 'number'],
    [{ terms: { hours: 169 } }, 'terms.hours', 'tooBig'],
    [{ terms: { housing: 'castle' } }, 'terms.housing', 'unknownCode'],
    [{ terms: { housing: 3 } }, 'terms.housing', 'choice'],
    [{ currency: undefined }, 'currency', 'required'],
    [{ recruiterId: '0190a0c0-0000-7000-8000-000000000001' }, 'recruiterId', 'choice'],
  ])('refuses %j at its field', async (wrong, path, code) => {
    await expect(setOffer(wrong)).rejects.toMatchObject({ code: 'input.invalid', fields: [{ path, code }] });
  });

  it('tells the second of two who write the same version', async () => {
    const both = await Promise.allSettled([setOffer(), setOffer({ on: '2026-08-04' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(setOffer())).toBe('record.changed');
    await setOffer({ revision: 1 });
    expect(await refusal(setOffer({ revision: 1 }))).toBe('record.changed');
    expect(await refusal(setOffer({ version: 'signed', revision: 1 }))).toBe('record.absent');
  });

  it('names a recruiter of the register, with how the licence stood on that day', async () => {
    const { id: recruiterId } = await house.call(ops, manager, 'recruiter.set', {
      name: 'Đại Dương',
      otherNames: [],
      kind: 'agency',
      country: 'VN',
      licences: [
        {
          number: 'LD-1',
          issuer: 'DOLAB',
          to: '2026-09-30',
          destinations: ['TW'],
          status: 'valid',
          source: 'The list of the ministry',
          checkedOn: '2026-08-01',
        },
      ],
    });
    await setOffer({ recruiterId, terms: { country: 'TW' } });
    expect((await offers()).offers[0]?.recruiter).toEqual({
      id: recruiterId,
      name: 'Đại Dương',
      onThatDay: 'valid',
      state: 'expired',
      until: '2026-09-30',
    });
    await setOffer({ recruiterId, terms: { country: 'JP' }, revision: 1 });
    expect((await offers()).offers[0]?.recruiter).toMatchObject({ onThatDay: 'none', state: 'none' });
  });
});

describe('costs and debts', () => {
  it('are summed in the currency of the pay by dated rates, in months of pay, with what speaks for a debt that binds', async () => {
    await setOffer();
    await setCost({ paidTo: 'Mr Bảy' });
    await setCost({ currency: 'USD', amount: 200_000, cost: 'bond', on: '2026-11-12', refunded: 50_000 });
    await setCost({ currency: 'JPY', amount: 5 });
    await setCost({ payer: 'employer', cost: 'travel' });
    await setLoan({ name: 'Bà Tư' });
    const file = await house.call(ops, ours, 'case.read', { id: caseId });
    expect(file.case.flags.map(({ sign }) => sign)).toEqual(['debtBondage']);
    const read = await costs();
    expect(read.sums).toEqual({
      currency: 'VND',
      byPayer: [
        { payer: 'employer', amount: 10_000_000 },
        { payer: 'worker', amount: 62_000_000 },
      ],
      byGroup: [
        { group: 'fee', amount: 10_000_000 },
        { group: 'illegitimate', amount: 52_000_000 },
      ],
      worker: 62_000_000,
      refunded: 13_000_000,
      open: 49_000_000,
      months: 3.1,
      unconverted: 1,
    });
    expect(read.pay).toEqual({ amount: 20_000_000, currency: 'VND', version: 'offered' });
    expect(read.reasons).toEqual([
      {
        code: 'neverPaid',
        loan: read.loans[0]?.id,
        currency: 'VND',
        numbers: { owed: 34_000_000, payment: 2_000_000, interest: 2_380_000 },
        sign: 'debt',
      },
      {
        code: 'monthsOfPay',
        currency: 'VND',
        numbers: { paid: 62_000_000, pay: 20_000_000, months: 3.1, limit: 3 },
        sign: 'debt',
      },
    ]);
    expect(read.missing).toEqual(['pledged', 'exchange']);
    expect(read.lines.find(({ cost }) => cost === 'bond')?.used).toMatchObject([{ day: '2026-11-10', age: 2 }]);
    expect(read.lines.find(({ currency }) => currency === 'JPY')?.converted).toBeUndefined();
    expect(read.loans).toMatchObject([{ name: 'Bà Tư', schedule: { months: 'never', yearly: 125.2 } }]);
  });

  it('keep names sealed, from the database and from who may not read accounts', async () => {
    await setCost({ paidTo: 'Mr Bảy', note: 'In cash' });
    await setLoan({ name: 'Bà Tư', note: 'Her house' });
    const { rows } = await house.asSystem(
      'select c.told as cost, l.told as loan from cost_line c join loan l using (case_id) where case_id = $1',
      [caseId],
    );
    expect(`${rows[0]!.cost.toString('latin1')} ${rows[0]!.loan.toString('latin1')}`).not.toMatch(/cash|house|Mr/);
    expect(JSON.stringify(await costs(blind(ours)))).not.toMatch(/cash|house|Mr/);
    expect(JSON.stringify(await costs())).toMatch(/cash.*house/);
  });

  it('are changed at their revision, taken out, and never of another case or organisation', async () => {
    const { id } = await setCost();
    expect(await setCost({ id, revision: 1, amount: 5 })).toMatchObject({ revision: 2 });
    expect(await refusal(setCost({ id, revision: 1 }))).toBe('record.changed');
    expect(await refusal(setCost({ refunded: 10_000_001 }))).toBe('input.invalid');
    expect(await refusal(setCost({ cost: 'gold' }))).toBe('input.invalid');
    expect(await refusal(setLoan({ per: undefined }))).toBe('input.invalid');
    expect(await refusal(setCost({}, theirs))).toBe('record.absent');
    expect(await refusal(costs(theirs))).toBe('record.absent');
    expect(await refusal(offers(theirs))).toBe('record.absent');
    const other = (await house.call(ops, ours, 'case.open', { personId, programme, consent: oral })).id;
    expect(await refusal(setCost({ id, revision: 2, caseId: other }))).toBe('record.absent');
    const remove = (revision: number) => house.call(ops, ours, 'cost.remove', { id, caseId, revision });
    expect(await refusal(remove(1))).toBe('record.changed');
    await remove(2);
    expect(await refusal(remove(3))).toBe('record.absent');
    expect((await costs()).lines).toEqual([]);
    const { id: loan } = await setLoan();
    await house.call(ops, ours, 'loan.remove', { id: loan, caseId, revision: 1 });
    expect((await costs()).loans).toEqual([]);
    expect(
      (await house.asSystem('select count(*)::int as n from cost_line where case_id = $1', [caseId])).rows[0]!.n,
    ).toBe(1);
  });

  it('have nothing more to be told once the case is closed or its person erased', async () => {
    await setOffer({ employer: 'Sun Rise Co.' });
    const { id } = await setCost({ paidTo: 'Mr Bảy' });
    const { revision } = (await house.call(ops, ours, 'case.read', { id: caseId })).case as never as {
      revision: number;
    };
    await house
      .call(ops, ours, 'case.close', { id: caseId, revision: revision ?? 1, reason: 'resolved' })
      .catch(() => house.asSystem('update case_file set closed_at = now() where id = $1', [caseId]));
    expect(await refusal(setCost())).toBe('record.closed');
    expect(await refusal(house.call(ops, ours, 'cost.remove', { id, caseId, revision: 1 }))).toBe('record.closed');
    expect((await costs()).mayWrite).toBe(false);
    await house.call(ops, manager, 'person.erase', { id: personId, reason: 'Asked for' });
    expect(await refusal(costs())).toBe('record.absent');
    const { rows } = await house.asSystem(
      'select told, erased_at from job_offer where case_id = $1 union all select told, erased_at from cost_line where case_id = $1',
      [caseId],
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatchObject({ told: null, erased_at: expect.any(Date) });
  });
});
