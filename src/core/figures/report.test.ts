import { openXlsx, readXlsx, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Problem } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { caseOperations } from '../cases/index.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import { enquiryOperations } from '../enquiries/index.ts';
import { figuresOperations } from './index.ts';

const ops = [...figuresOperations, ...caseOperations, ...enquiryOperations];

let house: TestHouse;
let manager: Actor;
let focal: Actor;
let other: Actor;
let team: string;

beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation('MRC');
  team = await house.team(organisation, 'Hà Nội');
  manager = await house.user('centre-manager', organisation, [team]);
  focal = await house.user('focal-point', await house.organisation('Ministry'));
  other = await house.user('centre-manager', await house.organisation('Other'));
  house.clock.now = new Date('2026-10-05T05:00:00Z');
  for (let n = 0; n < 14; n++) {
    const personId = await testPerson(house, manager, { sex: n < 12 ? 'female' : 'male' });
    await house.call(ops, manager, 'case.open', { personId, programme, topic: 'contract', consent: oral });
  }
  house.clock.now = new Date('2026-11-02T05:00:00Z');
});
afterAll(() => house.close());

const bookOf = async (rows: string[][]): Promise<string> =>
  Buffer.from(await writeXlsx({ sheets: [{ name: 'Form', rows }] })).toString('base64');

/** The file that a call made, as its caller would fetch it. */
async function fetched(file: string, actor: Actor): Promise<Uint8Array> {
  const row = await house.ports.store.read(actor, (db) =>
    db.selectFrom('made_file').selectAll().where('id', '=', file).executeTakeFirstOrThrow(),
  );
  return house.ports.vault.unsealBytes(
    house.ports.vault.organisationKey(actor.organisationId),
    `file:${file}`,
    row.body,
  );
}
const cells = async (file: string, actor: Actor) => (await readXlsx(await fetched(file, actor))).sheets[0]!.rows;

describe('the monthly table', () => {
  const month = '2026-10';
  const words = { hidden: '*', title: 'Monthly table' };

  it('fills the supplied form, and sets it on paper', async () => {
    const made = await house.call(ops, manager, 'report.make', { programme, month, format: 'xlsx', words });
    const rows = await cells(made.file, manager);
    expect(rows.find(([first]) => first === 'cases.opened')?.slice(1)).toEqual([14, 0, 14, 14]);
    expect(JSON.stringify(rows)).not.toContain('{{');
    const paper = await house.call(ops, manager, 'report.make', {
      programme,
      month,
      format: 'pdf',
      language: 'lo',
      words,
    });
    expect(
      Buffer.from(await fetched(paper.file, manager))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('keeps a form of the office, and fills that', async () => {
    const file = await bookOf([
      ['Cases in {{month}}', '{{cases.opened}}'],
      ['Women', '{{cases.sex.female.centre.Hà_Nội}}'],
    ]);
    const { id } = await house.call(ops, manager, 'report.save', { programme, name: 'Ours', file });
    const made = await house.call(ops, manager, 'report.make', { programme, month, format: 'xlsx', formId: id, words });
    expect(await cells(made.file, manager)).toEqual([
      ['Cases in October 2026', 14],
      ['Women', 12],
    ]);
    expect(await refusal(house.call(ops, other, 'report.make', { programme, month, format: 'xlsx', formId: id }))).toBe(
      'record.absent',
    );
    expect(
      await refusal(house.call(ops, manager, 'report.save', { programme, id, revision: 9, name: 'Ours', file })),
    ).toBe('record.changed');
    const form = await house.call(ops, manager, 'report.make', { programme, month, format: 'form', formId: id });
    expect((await openXlsx(await fetched(form.file, manager))).sheets[0]!.rows[0]![1]).toBe('{{cases.opened}}');
  });

  it('names by its cell what it does not know, and keeps nothing', async () => {
    const file = await bookOf([['{{cases.opened}}'], ['', '{{cases.topic.nonsense}}']]);
    const refused = await house
      .call(ops, manager, 'report.save', { programme, name: 'Wrong', file })
      .catch((error: unknown) => error);
    expect((refused as Problem).fields).toEqual([
      { path: 'Form!B2', code: 'placeholder', params: { name: 'cases.topic.nonsense' } },
    ]);
    expect((await house.call(ops, manager, 'report.list', { programme })).forms.map(({ name }) => name)).not.toContain(
      'Wrong',
    );
    expect(await refusal(house.call(ops, manager, 'report.save', { programme, name: 'No book', file: 'AAAA' }))).toBe(
      'input.invalid',
    );
  });

  it('hides from who sees no people what the figures hide from them', async () => {
    const made = await house.call(ops, focal, 'report.make', { programme, month, format: 'xlsx', words });
    const rows = await cells(made.file, focal);
    expect(rows.find(([first]) => first === 'cases.opened')?.[1]).toBe(14);
    expect(rows.filter(([first]) => first === 'sex.female' || first === 'sex.male').map((row) => row[1])).toEqual([
      '*',
      '*',
    ]);
  });
});

describe('the centres', () => {
  it('say what a case cost where the cost is known, and to nobody else', async () => {
    await house.call(ops, manager, 'cost.save', { teamId: team, month: '2026-10', currency: 'VND', amount: 2_800_000 });
    expect(
      await refusal(
        house.call(ops, manager, 'cost.save', { teamId: team, month: '2026-10', currency: 'VND', amount: 1 }),
      ),
    ).toBe('record.changed');
    const { centres, all } = await house.call(ops, manager, 'figures.centres', {
      programme,
      from: '2026-09',
      to: '2026-10',
    });
    expect(centres).toMatchObject([
      {
        name: 'Hà Nội',
        teamId: team,
        opened: 14,
        open: 14,
        costs: [{ currency: 'VND', amount: 2_800_000, months: 1, perCase: 200_000 }],
      },
    ]);
    expect(all.costs).toEqual(centres[0]!.costs);
    expect(
      await refusal(
        house.call(ops, focal, 'cost.save', { teamId: team, month: '2026-09', currency: 'VND', amount: 1 }),
      ),
    ).toBe('grant.missing');
    expect(
      await refusal(
        house.call(ops, other, 'cost.save', { teamId: team, month: '2026-09', currency: 'VND', amount: 1 }),
      ),
    ).toBe('record.absent');
    expect(
      (await house.call(ops, focal, 'figures.centres', { programme, from: '2026-10', to: '2026-10' })).all,
    ).toMatchObject({ opened: 14 });
  });

  it('forecast nothing from one month, and say how many it takes', async () => {
    const hours = { programme, hoursPerCase: 6, hoursPerMonth: 120, source: 'Counted in May' };
    await house.call(ops, manager, 'workload.save', hours);
    const read = await house.call(ops, manager, 'figures.forecast', { programme });
    expect(read).toMatchObject({ leastMonths: 12, workload: { hoursPerCase: 6, revision: 1 } });
    expect(read.forecast).toBeUndefined();
    expect((await house.call(ops, other, 'figures.forecast', { programme })).workload).toBeUndefined();
  });
});
