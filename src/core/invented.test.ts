/** A programme that nobody of us has seen comes from three workbooks, as an administrator uploads them, and is worked in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, Problem, type Role } from '../kernel/index.ts';
import { type TestHouse, testHouse } from '../server/testing.ts';
import { oral, testPerson } from './cases/testing.ts';
import type { CallInput } from './contracts.ts';
import type { DefinitionCache } from './definitions/index.ts';
import { writeWorkbook } from './forms/xlsform/index.ts';
import { operations } from './index.ts';

type Rows = Record<string, string>[];
const workbook = (sheets: Record<string, Rows>) =>
  writeWorkbook(
    Object.entries(sheets).map(([name, rows]) => ({
      name,
      headers: [...new Set(rows.flatMap((row) => Object.keys(row)))],
      rows,
    })),
  );

const yesNo = ['yes', 'no', 'unknown'].map((name) => ({ list_name: 'yn', name, label: name }));
const boarding = {
  survey: [
    {
      type: 'select_one yn',
      name: 'papersKept',
      label: 'Does the captain keep the papers?',
      'banyan::class': 'operational',
    },
    { type: 'text', name: 'told', label: 'What was told', 'banyan::class': 'account' },
  ],
  choices: yesNo,
  settings: [{ form_title: 'Boarding', form_id: 'boarding-check', version: '1' }],
};
const landing = {
  survey: [{ type: 'integer', name: 'monthsAtSea', label: 'Months at sea', 'banyan::class': 'statistical' }],
  settings: [{ form_title: 'Landing', form_id: 'landing-check', version: '1' }],
};
const stages = {
  programme: [
    {
      code: 'fishing-crews',
      title: 'Fishing crews',
      'title::French (fr)': 'Équipages',
      firstStage: 'reported',
      quietAfterDays: '10',
    },
  ],
  stages: [
    { code: 'reported', label: 'Reported' },
    { code: 'boarded', label: 'Boarded' },
    { code: 'ended', label: 'Ended', final: 'yes' },
  ],
  transitions: [
    { from: 'reported', to: 'boarded', label: 'Board', consents: 'record', waivable: 'yes' },
    { from: 'boarded', to: 'ended', label: 'End', forms: 'landing-check', closingReason: 'yes' },
  ],
  gates: [
    {
      from: 'reported',
      to: 'boarded',
      code: 'papers',
      form: 'boarding-check',
      when: "${papersKept} = 'yes' or ${papersKept} = 'no'",
      missing: 'Ask who keeps the papers.',
    },
  ],
  effects: [{ from: 'reported', to: 'boarded', task: 'callBack', within: '48' }],
  forms: [{ form: 'boarding-check' }, { form: 'landing-check' }],
  signs: [{ code: 'papers', when: "${papersKept} = 'yes'", reason: 'The captain keeps the papers.' }],
  closingReasons: [{ code: 'landed', label: 'Landed' }],
  indicators: [
    {
      code: 'boarded',
      title: 'Boarded',
      definition: 'Cases that were boarded.',
      unit: 'cases',
      'of.stage': 'boarded',
      by: 'sex month',
    },
    {
      code: 'monthsAtSea',
      title: 'Months at sea',
      definition: 'Median.',
      unit: 'rating',
      'of.form': 'landing-check',
      'of.question': 'monthsAtSea',
      by: 'sex',
    },
  ],
};

let house: TestHouse;
let administrator: Actor;
let worker: Actor;

const upload = async (kind: 'form' | 'programme', fileName: string, sheets: Record<string, Rows>) => {
  const file = Buffer.from(await workbook(sheets)).toString('base64');
  return house.call(operations, administrator, 'definition.preview', { kind, file, fileName });
};
const publish = async (
  shown: { code: string; version: number; body: unknown },
  kind: 'form' | 'programme' | 'role',
) => {
  const { code, version, body } = shown;
  const input = { kind, code, version, body } as CallInput<'definition.publish'>;
  await house.call(operations, administrator, 'definition.publish', input);
  await (house.ports.definitions as DefinitionCache).refresh();
};
const missing = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Problem ? error.params?.missing : error),
  );

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation('Port');
  administrator = await house.user('administrator', organisation);
  const team = await house.team(organisation);

  // The forms first: a stage file that comes before them says by sheet and row what it wants.
  const early = await upload('programme', 'stage file.xlsx', stages);
  expect(early.publishable).toBe(false);
  expect(early.faults.map(({ sheet, row, code, params }) => `${sheet} ${row ?? ''} ${code} ${params?.name}`)).toEqual([
    'forms  unpublished boarding-check',
    'forms  unpublished landing-check',
    'indicators 3 unpublished landing-check',
  ]);
  for (const form of [boarding, landing]) {
    const shown = await upload('form', 'form.xlsx', form);
    expect([shown.faults, shown.publishable]).toEqual([[], true]);
    await publish(shown, 'form');
  }
  const shown = await upload('programme', 'stage file.xlsx', stages);
  expect([shown.code, shown.faults, shown.unsupported, shown.publishable]).toEqual(['fishing-crews', [], [], true]);
  await publish(shown, 'programme');
  const role = house.ports.definitions.role('centre-manager') as Role;
  await publish({ code: role.code, version: 2, body: { ...role, programmes: ['fishing-crews'] } }, 'role');
  worker = await house.user('centre-manager', organisation, [team]);
});
afterAll(() => house.close());

describe('a programme from files', () => {
  it('opens a case, refuses by its gate in its own words, goes on, closes, and is counted', async () => {
    const personId = await testPerson(house, worker, { sex: 'male' });
    const { id } = await house.call(operations, worker, 'case.open', {
      personId,
      programme: 'fishing-crews',
      consent: oral,
    });
    const move = (revision: number) => house.call(operations, worker, 'case.move', { id, revision, to: 'boarded' });
    expect(await missing(move(1))).toEqual([
      { kind: 'fact', code: 'papers', what: { en: 'Ask who keeps the papers.' }, waivable: true },
    ]);

    const answers = { papersKept: 'yes', told: 'He said so.' };
    const saved = await house.call(operations, worker, 'entry.save', { caseId: id, form: 'boarding-check', answers });
    expect(saved).toMatchObject({ flags: [{ sign: 'papers' }] });
    const { revision } = await house.call(operations, worker, 'case.read', { id });
    const moved = await move(revision);
    expect(moved.stage).toBe('boarded');
    const { tasks } = await house.call(operations, worker, 'case.read', { id });
    expect(tasks.map(({ kind }) => kind)).toContain('callBack');

    const close = () =>
      house.call(operations, worker, 'case.close', { id, revision: moved.revision, reason: 'landed' });
    expect(await missing(close())).toEqual([{ kind: 'entry', code: 'landing-check' }]);
    await house.call(operations, worker, 'entry.save', {
      caseId: id,
      form: 'landing-check',
      answers: { monthsAtSea: 7 },
    });
    expect((await close()).stage).toBe('ended');

    const span = { programme: 'fishing-crews', from: '2026-11', to: '2026-11' };
    const { totals } = await house.call(operations, worker, 'figures.read', span);
    expect(totals).toMatchObject({ casesOpened: 1, casesClosed: 1, flagged: 1 });
    const { indicators } = await house.call(operations, worker, 'indicator.read', span);
    expect(indicators.map(({ code, total }) => [code, total.value, total.of])).toEqual([
      ['boarded', 1, 1],
      ['monthsAtSea', 7, 1],
    ]);
  });

  it('goes out as the stage file that came in, to be changed and read again', async () => {
    const { name, file } = await house.call(operations, administrator, 'definition.download', {
      kind: 'programme',
      code: 'fishing-crews',
      format: 'xlsx',
    });
    expect(name).toBe('fishing-crews-1.xlsx');
    const { store, vault } = house.ports;
    const { body } = await store.read(administrator, (db) =>
      db.selectFrom('made_file').select('body').where('id', '=', file).executeTakeFirstOrThrow(),
    );
    const bytes = vault.unsealBytes(vault.organisationKey(administrator.organisationId), `file:${file}`, body);
    const again = await house.call(operations, administrator, 'definition.preview', {
      kind: 'programme',
      file: bytes.toString('base64'),
      fileName: name,
    });
    expect(again).toMatchObject({
      code: 'fishing-crews',
      changes: [],
      faults: [],
      unsupported: [],
      publishable: false,
    });

    const gone = await upload('programme', 'x.xlsx', {
      ...stages,
      stages: stages.stages.filter(({ code }) => code !== 'boarded'),
    });
    expect(gone.faults).toContainEqual({
      sheet: 'transitions',
      row: 2,
      path: 'transitions.0.to',
      code: 'unpublished',
      params: { name: 'boarded' },
    });
  });
});
