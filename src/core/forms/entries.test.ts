import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../kernel/form/index.ts';
import { type Actor, Problem, type SensitivityClass, uuidv7 } from '../../kernel/index.ts';
import { recordStandard } from '../../programmes/index.ts';
import { htcdsFields } from '../../programmes/standards/htcds/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { testCase } from '../cases/testing.ts';
import { type DefinitionCache, definitionOperations } from '../definitions/index.ts';
import type { Operation } from '../ports.ts';
import { formOperations, keepStandard } from './index.ts';
import { importXlsForm } from './xlsform/index.ts';

let house: TestHouse;
let counsellor: Actor;
let colleague: Actor;
let supervisor: Actor;
let stranger: Actor;
let administrator: Actor;
let caseId: string;
const ops = [...formOperations, ...definitionOperations] as Operation[];

beforeAll(async () => {
  house = await testHouse();
  const ours = await house.organisation('Ours');
  const theirs = await house.organisation('Theirs');
  const team = await house.team(ours);
  const otherTeam = await house.team(theirs);
  counsellor = await house.user('counsellor', ours, [team]);
  colleague = await house.user('counsellor', ours, [team]);
  supervisor = await house.user('supervisor', ours, [team]);
  administrator = await house.user('administrator', ours);
  stranger = await house.user('counsellor', theirs, [otherTeam]);
  caseId = await testCase(house, counsellor);
  keepStandard(recordStandard);
});
afterAll(() => house.close());

const session = { date: '2026-11-15', topics: ['wages'], advice: 'Keep every payslip.' };
const fill = (actor: Actor, answers: Record<string, unknown>, more: object = {}) =>
  house.call(ops, actor, 'entry.save', { caseId, form: 'counselling-session', answers: answers as never, ...more });
const open = (actor: Actor, id: string) => house.call(ops, actor, 'entry.read', { id });
const rowOf = async (table: string, id: string) => (await query(`select * from ${table} where id = $1`, [id]))[0];

/** What the tables hold: row-level security binds their owner as well, so it looks as the system. */
async function query(sql: string, values: unknown[] = []) {
  await house.owner.query(`begin; select set_config('app.scope', 'system', true)`);
  const { rows } = await house.owner.query(sql, values);
  await house.owner.query('commit');
  return rows;
}

/** The same user with other sensitivity classes. */
const with_ = (actor: Actor, read: SensitivityClass[], write = read): Actor => ({
  ...actor,
  role: { ...actor.role, read, write },
});

async function fieldsOf(promise: Promise<unknown>): Promise<string[]> {
  const error = await promise.catch((caught: unknown) => caught);
  if (!(error instanceof Problem)) throw new Error('It was not refused.');
  return (error.fields ?? []).map(({ path, code }) => `${path} ${code}`);
}

async function bytesOf(actor: Actor, id: string): Promise<Buffer> {
  const { store, vault } = house.ports;
  const { body } = await store.read(actor, (db) =>
    db.selectFrom('made_file').select('body').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  return vault.unsealBytes(vault.organisationKey(actor.organisationId), `file:${id}`, body);
}

describe('an entry', () => {
  it('keeps what may be counted in clear and seals the rest under the case', async () => {
    const { id, revision } = await fill(counsellor, { ...session, account: 'He keeps her passport.', debtMonths: 1 });
    expect(revision).toBe(1);
    const row = await rowOf('entry', id);
    expect(row.answers).toEqual({ date: '2026-11-15', topics: ['wages'], debtMonths: 1 });
    expect(Object.keys(row.sealed)).toEqual(['account']);
    expect(JSON.stringify(row)).not.toContain('passport');
    expect(row).toMatchObject({
      organisation_id: counsellor.organisationId,
      owner_id: counsellor.userId,
      programme: 'resource-centre',
      version: 1,
    });
    expect((await open(colleague, id)).answers).toEqual({
      ...session,
      account: 'He keeps her passport.',
      debtMonths: 1,
    });
  });

  it('is covered where the role may not read', async () => {
    const { id } = await fill(counsellor, { ...session, account: 'Secret.' });
    const entry = await open(with_(counsellor, ['operational', 'statistical']), id);
    expect(entry.answers).toEqual({ date: '2026-11-15', topics: ['wages'] });
    expect(entry.covered.sort()).toEqual(['account', 'advice', 'agreed']);
  });

  it('loses nothing when somebody changes it who sees a part only', async () => {
    const { id } = await fill(counsellor, { ...session, account: 'Secret.' });
    const partly = with_(counsellor, ['operational', 'statistical']);
    const saved = await fill(partly, { date: '2026-11-15', topics: ['wages', 'health'] }, { id, revision: 1 });
    expect(saved.revision).toBe(2);
    expect((await open(counsellor, id)).answers).toEqual({
      ...session,
      topics: ['wages', 'health'],
      account: 'Secret.',
    });
  });

  it('takes no answer in a class that the role may not write', async () => {
    const reader = with_(counsellor, ['account', 'operational', 'statistical'], ['operational', 'statistical']);
    const { id } = await fill(counsellor, session);
    expect(await refusal(fill(reader, { ...session, advice: 'Another.' }, { id, revision: 1 }))).toBe('class.missing');
    // What was read may come back as it was.
    expect((await fill(reader, { ...session, answered: 'yes' }, { id, revision: 1 })).revision).toBe(2);
  });

  it('says every field that is wrong, and keeps nothing then', async () => {
    const before = (await query('select count(*)::int as n from entry'))[0].n;
    expect(
      await fieldsOf(fill(counsellor, { date: '2027-01-01', topics: ['nonsense'], account: {}, more: 'x' })),
    ).toEqual([
      'answers.date constraint',
      'answers.topics choice',
      'answers.account text',
      'answers.advice required',
      'answers.more unknown',
    ]);
    expect(
      await fieldsOf(
        house.call(ops, counsellor, 'entry.save', {
          caseId,
          form: 'intake',
          answers: { date: '2026-11-15', situation: 'returned', homePlace: 'XX-1' },
        }),
      ),
    ).toEqual(['answers.homePlace place']);
    expect((await query('select count(*)::int as n from entry'))[0].n).toBe(before);
  });

  it('counts days where the centre is: after midnight there, today is tomorrow in Greenwich', async () => {
    const { now } = house.clock;
    house.clock.now = new Date('2026-11-16T18:00:00Z');
    expect(
      (await fill({ ...counsellor, authenticatedAt: house.clock.now }, { ...session, date: '2026-11-17' })).revision,
    ).toBe(1);
    house.clock.now = now;
  });

  it('is not overwritten by who read it before somebody else changed it', async () => {
    const { id } = await fill(counsellor, session);
    await fill(colleague, { ...session, answered: 'no' }, { id, revision: 1 });
    expect(await refusal(fill(counsellor, session, { id, revision: 1 }))).toBe('record.changed');
    expect(await refusal(fill(counsellor, session, { id }))).toBe('record.changed');
  });

  it('made without network keeps its id, and is made once', async () => {
    const id = uuidv7();
    const callId = '01990000-0000-4000-8000-000000000001';
    const input = { id, caseId, form: 'counselling-session', answers: session };
    expect(await house.call(ops, counsellor, 'entry.save', input, callId)).toEqual(
      await house.call(ops, counsellor, 'entry.save', input, callId),
    );
    expect((await rowOf('entry', id)).revision).toBe(1);
  });

  it('is changed by one of two at once, and the other is told which revision stands', async () => {
    const { id } = await fill(counsellor, session);
    const change = (advice: string) => fill(counsellor, { ...session, advice }, { id, revision: 1 });
    const both = await Promise.allSettled([change('One.'), change('Another.'), change('A third.')]);
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as Problem] : []));
    expect(refused.map(({ code, params }) => [code, params])).toEqual([
      ['record.changed', { revision: 2 }],
      ['record.changed', { revision: 2 }],
    ]);
    expect((await rowOf('entry', id)).revision).toBe(2);
  });

  it('is not made by an id that is taken, visibly or not, and leaves nothing of the try', async () => {
    const { id } = await fill(counsellor, session);
    const other = await testCase(house, counsellor);
    const before = await rowOf('case_file', other);
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    const again = (answers: object) => fill(counsellor, { ...session, ...answers }, { id, caseId: other });
    expect(await refusal(again({}))).toBe('record.changed');
    await query('update entry set erased_at = now() where id = $1', [id]);
    expect(await refusal(again({}))).toBe('record.changed');
    expect(await rowOf('case_file', other)).toEqual(before);
    expect((await rowOf('entry', id)).case_id).toBe(caseId);
  });

  it('is as absent to a stranger as one that never was', async () => {
    const { id } = await fill(counsellor, session);
    expect(await refusal(open(stranger, id))).toBe('record.absent');
    expect(await refusal(open(stranger, uuidv7()))).toBe('record.absent');
    expect(await refusal(fill(stranger, session))).toBe('record.absent');
    const other = await testCase(house, counsellor);
    expect(
      await refusal(
        house.call(ops, counsellor, 'entry.save', {
          id,
          caseId: other,
          form: 'counselling-session',
          revision: 1,
          answers: session,
        }),
      ),
    ).toBe('record.absent');
  });
});

describe('signs', () => {
  it('raise a flag with its reason and a task for tomorrow, once', async () => {
    const id = await testCase(house, counsellor);
    const told = { ...session, situation: 'abroad', documentsHeldBy: 'employer', debtMonths: 5 };
    const first = await house.call(ops, counsellor, 'entry.save', {
      caseId: id,
      form: 'counselling-session',
      answers: told,
    });
    expect(first.flags.map(({ sign }) => sign)).toEqual(['documentsHeld', 'debtBondage']);
    expect(first.flags[0]?.reason.vi).toContain('Giấy tờ');
    const again = await house.call(ops, counsellor, 'entry.save', {
      caseId: id,
      form: 'counselling-session',
      answers: { ...told, threatened: 'yes' },
    });
    expect(again.flags.map(({ sign }) => sign)).toEqual(['threats']);
    expect((await rowOf('case_file', id)).flags.map(({ sign }: { sign: string }) => sign)).toEqual([
      'documentsHeld',
      'debtBondage',
      'threats',
    ]);
    const tasks = await query('select kind, due_at, owner_id from task where case_id = $1', [id]);
    expect(tasks).toHaveLength(2);
    expect(tasks[0]).toMatchObject({ kind: 'screening', owner_id: counsellor.userId });
    expect(tasks[0].due_at.getTime() - house.clock.now.getTime()).toBe(24 * 3_600_000);
  });

  it('see the facts of the case beneath the answers', async () => {
    const id = await testCase(house, counsellor, { topic: 'jobOffer', age_band: '0-17' });
    const { flags } = await house.call(ops, counsellor, 'entry.save', {
      caseId: id,
      form: 'counselling-session',
      answers: session,
    });
    expect(flags.map(({ sign }) => sign)).toEqual(['childRecruited']);
  });
});

describe('the official HTCDS workbook', () => {
  const workbook = readFileSync(new URL('../../programmes/standards/htcds/htcds_xlsform.xlsx', import.meta.url));

  it('is previewed, published, filled, and comes out as JSON, CSV and an XLSForm that says the same', async () => {
    const shown = await house.call(ops, administrator, 'definition.preview', {
      kind: 'form',
      file: workbook.toString('base64'),
      fileName: 'htcds_xlsform.xlsx',
      code: 'htcds',
    });
    expect(shown.faults).toEqual([]);
    expect(shown.publishable).toBe(true);
    expect(shown.unsupported.length).toBeGreaterThan(0);
    for (const one of shown.unsupported)
      expect(one).toMatchObject({ sheet: expect.any(String), row: expect.any(Number), code: expect.any(String) });
    const { version } = await house.call(ops, administrator, 'definition.publish', {
      kind: 'form',
      code: 'htcds',
      body: shown.body,
      version: shown.version,
    });
    expect(version).toBe(1);
    await (house.ports.definitions as DefinitionCache).refresh();

    const known = {
      prs_First_Name: 'Lan',
      vic_Methods_of_Control: ['DebtBondage', 'TakesEarnings'],
      vic_LocationOfRecruitment: '=HYPERLINK("http://x")',
    };
    const id = await testCase(house, counsellor);
    const saved = await house.call(ops, counsellor, 'entry.save', { caseId: id, form: 'htcds', answers: known });
    expect((await open(counsellor, saved.id)).answers).toMatchObject(known);

    const json = await house.call(ops, supervisor, 'entry.export', { caseId: id, format: 'json' });
    const parsed = JSON.parse((await bytesOf(supervisor, json.file)).toString()) as {
      standard: string;
      entries: { records: unknown[] }[];
    };
    expect(parsed.standard).toBe('HTCDS-2.0');
    expect(parsed.entries).toHaveLength(1);
    expect(parsed.entries[0]?.records).toMatchObject([
      {
        record: 'case',
        fields: {
          prs_FirstName: 'Lan',
          vic_MethodsOfControl: ['DebtBondage', 'TakesEarnings'],
          vic_LocationOfRecruitment: '=HYPERLINK("http://x")',
        },
      },
    ]);
    const csv = await house.call(ops, supervisor, 'entry.export', { caseId: id, format: 'csv' });
    const lines = (await bytesOf(supervisor, csv.file)).toString().trim().split('\r\n');
    expect(lines[0]?.split(',')).toHaveLength(3 + htcdsFields.length);
    expect(lines).toHaveLength(1 + csv.rows);
    expect(lines[1]).toContain('DebtBondage;TakesEarnings');
    // Nothing that a spreadsheet would compute.
    expect(lines[1]).toContain(`"'=HYPERLINK`);
    expect(await refusal(house.call(ops, counsellor, 'entry.export', { caseId: id, format: 'csv' }))).toBe(
      'grant.missing',
    );

    const made = await house.call(ops, administrator, 'definition.download', {
      kind: 'form',
      code: 'htcds',
      format: 'xlsx',
    });
    const again = await importXlsForm(await bytesOf(administrator, made.file));
    expect({ ...again.definition, version: 1 }).toEqual(shown.body as unknown as FormDefinition);
    // Uploaded again it changes nothing.
    const same = await house.call(ops, administrator, 'definition.preview', {
      kind: 'form',
      file: (await bytesOf(administrator, made.file)).toString('base64'),
      fileName: 'x.xlsx',
      code: 'htcds',
    });
    expect(same).toMatchObject({ changes: [], faults: [], publishable: false, version: 2 });
  });

  it('leaves old entries in their version when the form changes', async () => {
    const { definition } = (await house.ports.definitions.form('counselling-session'))!;
    const { id } = await fill(counsellor, { ...session, debtMonths: 2 });
    const items = definition.items.filter((item) => item.name !== 'sector');
    const body = { ...definition, items } as never;
    const { entriesTouched, version, changes } = await house.call(ops, administrator, 'definition.preview', {
      kind: 'form',
      code: 'counselling-session',
      file: Buffer.from(JSON.stringify(body)).toString('base64'),
      fileName: 'counselling.json',
    });
    expect(entriesTouched).toBeGreaterThan(5);
    expect(changes).toContainEqual({ kind: 'removed', path: 'sector' });
    await house.call(ops, administrator, 'definition.publish', {
      kind: 'form',
      code: 'counselling-session',
      body,
      version,
    });
    await (house.ports.definitions as DefinitionCache).refresh();
    await fill(counsellor, { ...session, sector: 'fishing' }, { id, revision: 1 });
    expect(await open(counsellor, id)).toMatchObject({ version: 1, revision: 2, answers: { sector: 'fishing' } });
    expect(await fieldsOf(fill(counsellor, { ...session, sector: 'fishing' }))).toEqual(['answers.sector unknown']);
  });
});
