import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type SensitivityClass, uuidv7 } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import type { CallInput } from '../contracts.ts';
import { operations } from '../index.ts';
import { columnOf } from './columns.ts';
import type { Condition } from './register-contract.ts';
import { programme } from './testing.ts';

let house: TestHouse;
let manager: Actor;
let counsellor: Actor;
/** What the model knows of each case. */
interface Known {
  id: string;
  number: string;
  topic: string | null;
  nationality: string | null;
  satisfaction: number | null;
  openedAt: Date;
  choice: string | undefined;
}
const known: Known[] = [];
const topics = [null, 'fees', 'contract', 'agency'];
const nations = [null, 'VN', 'LA'];
const form = 'intake';
let question: { code: string; name: string; values: string[] };

/** Cases with every value and blank, five at each moment, so that only the identifier tells them apart. */
beforeAll(async () => {
  house = await testHouse();
  const organisation = await house.organisation();
  const team = await house.team(organisation);
  manager = await house.user('centre-manager', organisation, [team]);
  counsellor = await house.user('counsellor', organisation, [team]);
  const definition = (await house.ports.definitions.form(form))!.definition;
  const columns = await Promise.all(
    definition.items
      .flatMap((item) => (item.kind === 'group' ? item.items : [item]))
      .map((item) => columnOf(house.ports.definitions, `${form}.${item.name}`)),
  );
  const found = columns.find(
    (one) => one?.question?.field.type === 'choice' && (one.question.choices?.length ?? 0) > 1,
  )!;
  question = {
    code: found.code,
    name: found.question!.field.name,
    values: found.question!.choices!.slice(0, 2).map(({ code }) => code),
  };
  await house.owner.query(`select set_config('app.scope', 'system', false)`);
  for (let n = 0; n < 60; n++) await addCase(n, organisation, team);
}, 60_000);
afterAll(() => house.close());

async function addCase(n: number, organisation: string, team: string) {
  const openedAt = new Date(Date.UTC(2026, 0, 1 + Math.floor(n / 5), 5));
  const one: Known = {
    id: uuidv7(openedAt.getTime()),
    number: `BC-${String(n).padStart(4, '0')}`,
    topic: topics[n % 4]!,
    nationality: nations[n % 3]!,
    satisfaction: n % 7 === 0 ? null : n % 5,
    openedAt,
    choice: [undefined, ...question.values][n % 3],
  };
  known.push(one);
  const person = uuidv7();
  await house.owner.query(
    `insert into person (id, number, organisation_id, team_id, owner_id, identity, registered_at, updated_at)
     values ($1, $2, $3, $4, null, '', $5, $5)`,
    [person, `BN-${n}-${person.slice(-6)}`, organisation, team, openedAt],
  );
  await house.owner.query(
    `insert into case_file (id, number, organisation_id, team_id, person_id, programme, stage, topic, nationality, satisfaction,
       opened_at, last_contact_at, updated_at) values ($1, $2, $3, $4, $5, $6, 'opened', $7, $8, $9, $10, $10, $10)`,
    [one.id, one.number, organisation, team, person, programme, one.topic, one.nationality, one.satisfaction, openedAt],
  );
  // An older entry says something else: only the newest counts.
  for (const [days, value] of [[1, question.values[0]] as const, [2, one.choice] as const])
    await house.owner.query(
      `insert into entry (id, organisation_id, team_id, programme, case_id, person_id, form, version, answers, at, updated_at, by_user)
       values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $9, $10)`,
      [
        uuidv7(),
        organisation,
        team,
        programme,
        one.id,
        person,
        form,
        value === undefined ? {} : { [question.name]: value },
        new Date(openedAt.getTime() + days * 86_400_000),
        manager.userId,
      ],
    );
}

const answerIn = (one: Known, field: string): string | number | null | undefined =>
  field === 'topic'
    ? one.topic
    : field === 'nationality'
      ? one.nationality
      : field === 'satisfaction'
        ? one.satisfaction
        : field === 'openedAt'
          ? one.openedAt.toISOString().slice(0, 10)
          : one.choice;

/** What a condition means, said once more and plainly. */
function fits(one: Known, { field, is, values }: Condition): boolean {
  const value = answerIn(one, field) ?? undefined;
  const number = (text: string) => (field === 'satisfaction' ? Number(text) : text);
  switch (is) {
    case 'in':
      return value !== undefined && values.includes(String(value));
    case 'notIn':
      return value === undefined || !values.includes(String(value));
    case 'from':
      return value !== undefined && value >= number(values[0]!);
    case 'to':
      return value !== undefined && value <= number(values[0]!);
    case 'blank':
      return value === undefined;
    default:
      return value !== undefined;
  }
}

interface Drawn {
  field: string;
  is: string;
  values: string[];
}
const fields = fc.constantFrom('topic', 'nationality', 'satisfaction', 'openedAt', 'question');
const conditions = fields.chain((which): fc.Arbitrary<Drawn> => {
  const field = which;
  if (which === 'satisfaction' || which === 'openedAt')
    return fc.record({
      field: fc.constant(field),
      is: fc.constantFrom<string>('from', 'to', ...(which === 'satisfaction' ? ['blank', 'notBlank'] : [])),
      values: (which === 'satisfaction'
        ? fc.constantFrom('0', '2', '4.5')
        : fc.constantFrom('2026-01-03', '2026-01-09')
      ).map((one) => [one]),
    });
  const pool =
    which === 'topic' ? ['fees', 'agency', 'none'] : which === 'nationality' ? ['VN', 'LA'] : ['0', '1', 'none'];
  return fc.record({
    field: fc.constant(field),
    is: fc.constantFrom<string>('in', 'notIn', 'blank', 'notBlank'),
    values: fc.subarray(pool, { minLength: 1 }),
  });
});
/** The question and its answers are known only once the house is there. */
const real = ({ field, is, values }: Drawn): Condition => ({
  field: field === 'question' ? question.code : field,
  is: is as Condition['is'],
  values:
    is === 'blank' || is === 'notBlank'
      ? []
      : field === 'question'
        ? values.map((one) => question.values[Number(one)] ?? one)
        : values,
});

/** All pages, and what the first says of how many there are. */
async function listed(input: CallInput<'case.list'>, actor: Actor) {
  const numbers: string[] = [];
  let after: string | undefined;
  let counted: { total?: number | undefined; beyond?: boolean | undefined } = {};
  do {
    const page = await house.call(operations, actor, 'case.list', { ...input, ...(after && { after }) });
    if (after === undefined) counted = { total: page.total, beyond: page.beyond };
    numbers.push(...page.items.map(({ number }) => number));
    after = page.next;
  } while (after);
  return { numbers, ...counted };
}

describe('filters', () => {
  it('mean what they say, in every sort, page by page, for whoever reaches a team or all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(conditions, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('openedAt', 'number', 'stage', 'topic', 'closedAt', 'destination'),
        fc.boolean(),
        fc.boolean(),
        async (drawn, sort, descending, whole) => {
          const where = drawn.map(real);
          const actor = whole ? manager : counsellor;
          const { numbers: found, ...counted } = await listed({ where, sort, descending, limit: 7 }, actor);
          const expected = known.filter((one) => where.every((condition) => fits(one, condition)));
          expect(counted).toEqual({ total: expected.length, beyond: undefined });
          expect(found.toSorted()).toEqual(expected.map(({ number }) => number).toSorted());
          if (sort === 'number') expect(found).toEqual(descending ? found.toSorted().reverse() : found.toSorted());
        },
      ),
      { numRuns: 60, seed: 26 },
    );
  }, 120_000);

  it('show what was asked for besides', async () => {
    const { items } = await house.call(operations, manager, 'case.list', {
      columns: ['nationality', question.code],
      limit: 200,
    });
    for (const { number, more } of items) {
      const one = known.find((other) => other.number === number)!;
      expect(more?.nationality).toBe(one.nationality ?? undefined);
      expect(more?.[question.code]).toBe(one.choice);
    }
  });

  it('show each case once, whatever is opened between the pages', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    let added = 100;
    do {
      const page = await house.call(operations, manager, 'case.list', { limit: 9, ...(after && { after }) });
      seen.push(...page.items.map(({ number }) => number));
      after = page.next;
      if (added < 103) await addCase(added++, manager.organisationId, manager.teamIds[0]!);
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(known.slice(0, 60).every(({ number }) => seen.includes(number))).toBe(true);
  });

  it('are refused on what the role does not read, what nobody published, and what a field is not asked', async () => {
    const asked = (where: Condition[], read?: SensitivityClass[]) =>
      refusal(
        house.call(operations, read ? { ...manager, role: { ...manager.role, read } } : manager, 'case.list', {
          where,
        }),
      );
    const blank = { is: 'blank' as const, values: [] };
    expect(await asked([{ field: 'nationality', ...blank }], ['operational'])).toBe('class.missing');
    expect(await asked([{ field: 'personName', ...blank }])).toBe('input.invalid');
    expect(await asked([{ field: 'nothing.at-all', ...blank }])).toBe('input.invalid');
    expect(await asked([{ field: 'topic', is: 'from', values: ['a'] }])).toBe('input.invalid');
    expect(await asked([{ field: 'openedAt', is: 'from', values: ['2026-06-31'] }])).toBe('input.invalid');
    expect(await asked([{ field: 'satisfaction', is: 'from', values: ["1' or 1=1"] }])).toBe('input.invalid');
    expect(await asked([{ field: 'topic', is: 'in', values: [] }])).toBe('input.invalid');
  });
});
