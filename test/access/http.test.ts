/**
 * The table of access, over HTTP: every operation, by every role, about a record in every relation to the caller.
 *
 * `http.golden.csv` says what is answered, one line an operation and role: `done` or the code of the problem; for what
 * lists, `shown` or `-`; `·` where there is nothing to relate to. After a change of what somebody may do, write it anew
 * (`BANYAN_GOLDEN=write npx vitest run test/access`) and review every line that changed. The rules below hold whatever the
 * table says: they come from SECURITY.md and are not written anew.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallName } from '../../src/core/contracts.ts';
import { operations } from '../../src/core/index.ts';
import { type Actor, uuidv7 } from '../../src/kernel/index.ts';
import { type TestDoor, type TestHouse, testHouse } from '../../src/server/testing.ts';
import { type Bundle, makeBundles } from './bundle.ts';
import { expectGolden } from './golden.ts';
import { type OtherUser, recipes } from './recipes.ts';
import { type Answer, Visitor } from './visitor.ts';
import { addUser, foundTown, marks, publish, type Relation, relations, roleCodes, type Town } from './world.ts';

/** A recipe whose types no longer depend on the operation. */
interface Recipe {
  about?: (record: Bundle, town: Town) => unknown;
  ofUser?: (other: OtherUser) => unknown;
  listsUsers?: (answer: unknown, other: OtherUser) => boolean;
  lists?: (record: Bundle, town: Town) => unknown;
  files?: (record: Bundle) => unknown;
  streams?: (record: Bundle) => unknown;
  holds?: (answer: unknown, record: Bundle) => boolean;
  inFile?: (file: string, record: Bundle) => boolean;
  alone?: () => unknown;
}
const recipeOf = (name: string): Recipe | undefined => recipes[name as CallName] as Recipe | undefined;

/** What a colleague did with a record outlasts the record: it is judged, whatever became of what was seen. */
const outlasts = (name: string): boolean => name === 'glass.waiting' || name === 'glass.review';

const nobody = 'nobody';
const everybody = [...roleCodes, nobody];
const nothing = '·';
/** Figures are of people, and tell nobody of them. */
const counts = ({ operation }: { operation: string }): boolean =>
  ['figures.read', 'assistance.figures', 'recruiter.figures'].includes(operation);
const ofTheHouse = [
  ...['shelter.list', 'interpreter.list'],
  ...['profile.read', 'profile.list', 'profile.versions', 'profile.due', 'profile.print', 'profile.review'],
];
interface Row {
  operation: string;
  role: string;
  cells: Record<Relation, string>;
  /** What is answered about a record that never was. */
  unknown: string;
}

let house: TestHouse;
let door: TestDoor;
const rows: Row[] = [];
/** Whatever told a hidden, an erased and an unknown record apart. */
const told: string[] = [];

beforeAll(async () => {
  house = await testHouse();
  await publish(house);
  door = await house.serve();
  const made = await Promise.all(everybody.map(rowsOf));
  rows.push(...made.flat());
  rows.sort((a, b) => order(a) - order(b));
}, 240_000);
afterAll(() => house?.close());

const order = ({ operation, role }: Row): number =>
  operations.findIndex(({ contract }) => contract.name === operation) * 100 + everybody.indexOf(role);

async function rowsOf(role: string): Promise<Row[]> {
  const town = await foundTown(house);
  const found: Row[] = [];
  const add = (operation: string, cells: Row['cells'], unknown: string) =>
    found.push({ operation, role, cells, unknown });
  const known = operations.filter(({ contract }) => recipeOf(contract.name));
  // What reads changes nothing, and one set of records serves all of it: before what writes makes more of them.
  const readers = await comeIn(town, role);
  const set = await makeBundles(town, readers.actor.userId);
  const reads = known.filter(({ contract }) => contract.kind === 'read');
  for (const { contract } of [...reads, ...known.filter((op) => !reads.includes(op))]) {
    const recipe = recipeOf(contract.name)!;
    const fresh = contract.kind === 'read' ? readers : await comeIn(town, role);
    const { visitor } = fresh;
    const call = (input: unknown) => visitor.call(contract.name, input);
    if (recipe.about) {
      const bundles = fresh === readers ? set : await makeBundles(town, fresh.actor.userId);
      const answers = await each(async (relation) => call(recipe.about!(bundles[relation], town)));
      const unknown = await call(recipe.about(unknownBundle(bundles.other), town));
      for (const relation of relations)
        if (
          relation === 'other' ||
          (relation === 'erased' && !outlasts(contract.name)) ||
          answers[relation].code === unknown.code
        )
          compare(`${contract.name} ${role} ${relation}`, answers[relation], unknown);
      add(contract.name, codesOf(answers), unknown.code);
    } else if (recipe.lists || recipe.files || recipe.streams) {
      const bundles = fresh === readers ? set : await makeBundles(town, fresh.actor.userId);
      const cells = await each(async (relation) => {
        const bundle = bundles[relation];
        const input = recipe.lists?.(bundle, town) ?? (recipe.files ?? recipe.streams)!(bundle);
        const answer = await call(input);
        if (answer.code !== 'done') return answer.code;
        if (recipe.streams) return recipe.inFile!(answer.text, bundle) ? 'shown' : '-';
        const body = JSON.parse(answer.text) as { file: string };
        const held = recipe.files
          ? recipe.inFile!((await visitor.file(body.file)).text, bundle)
          : recipe.holds!(body, bundle);
        return held ? 'shown' : '-';
      });
      add(contract.name, cells, nothing);
    } else if (recipe.ofUser || recipe.listsUsers) {
      const others = await otherUsers(town, fresh.actor);
      const cells: Partial<Record<Relation, Answer>> = {};
      // The caller's own account comes last: what is done to it may end the session.
      for (const relation of [...others.keys()].reverse())
        cells[relation] = await call(recipe.ofUser ? recipe.ofUser(others.get(relation)!) : {});
      const say = (relation: Relation): string => {
        const answer = cells[relation];
        if (!answer) return nothing;
        if (!recipe.listsUsers || answer.code !== 'done') return answer.code;
        return recipe.listsUsers(JSON.parse(answer.text), others.get(relation)!) ? 'shown' : '-';
      };
      const result = Object.fromEntries(relations.map((one) => [one, say(one)])) as Row['cells'];
      if (recipe.listsUsers) add(contract.name, result, nothing);
      else {
        const again = result.own === 'done' ? (await comeIn(town, role)).visitor : visitor;
        const unknown = await again.call(
          contract.name,
          recipe.ofUser!({ user: uuidv7(), team: uuidv7(), passkey: uuidv7() }),
        );
        compare(`${contract.name} ${role} other`, cells.other!, unknown);
        add(contract.name, result, unknown.code);
      }
    } else {
      const { code } = await call(recipe.alone!());
      add(
        contract.name,
        Object.fromEntries(relations.map((one) => [one, one === 'own' ? code : nothing])) as Row['cells'],
        nothing,
      );
    }
  }
  return found;
}

/** A new user of this role, or nobody, at the door. */
async function comeIn({ home, teams }: Town, role: string): Promise<{ actor: Actor; visitor: Visitor }> {
  const visitor = new Visitor(door.origin);
  if (role === nobody) return { actor: await addUser(house, 'counsellor', home, [teams.mine]), visitor };
  const actor = await addUser(house, role, home, [teams.mine]);
  return { actor, visitor: await visitor.signIn(actor.userId) };
}

/** Users of each organisation and team; the caller comes first. */
async function otherUsers({ home, away, teams }: Town, caller: Actor): Promise<Map<Relation, OtherUser>> {
  const made: [Relation, Actor, string][] = [
    ['own', caller, teams.mine],
    ['team', await addUser(house, 'counsellor', home, [teams.mine]), teams.mine],
    ['organisation', await addUser(house, 'counsellor', home, [teams.next]), teams.next],
    ['other', await addUser(house, 'counsellor', away, [teams.far]), teams.far],
    ['unassigned', await addUser(house, 'counsellor', home, []), teams.mine],
  ];
  const keys = await house.ports.store.read('system', (db) =>
    db.selectFrom('passkey').select(['id', 'user_id']).execute(),
  );
  return new Map(
    made.map(([relation, { userId: user }, team]) => [
      relation,
      { user, team, passkey: keys.find(({ user_id }) => user_id === user)!.id },
    ]),
  );
}

/** Identifiers that nothing has. */
const unknownBundle = (like: Bundle): Bundle =>
  Object.fromEntries(
    Object.entries(like).map(([name, value]) => [name, /^[0-9a-f-]{36}$/.test(value ?? '') ? randomUUID() : value]),
  ) as unknown as Bundle;

async function each<T>(ask: (relation: Relation) => Promise<T>): Promise<Record<Relation, T>> {
  const answers: [Relation, T][] = [];
  for (const relation of relations) answers.push([relation, await ask(relation)]);
  return Object.fromEntries(answers) as Record<Relation, T>;
}

const codesOf = (answers: Record<Relation, Answer>): Row['cells'] =>
  Object.fromEntries(relations.map((relation) => [relation, answers[relation].code])) as Row['cells'];

function compare(where: string, one: Answer, unknown: Answer): void {
  for (const part of ['status', 'headers', 'text'] as const)
    if (one[part] !== unknown[part]) told.push(`${where}: ${part} ${one[part]} ≠ ${unknown[part]}`);
}

const find = (operation: string, role: string): Row =>
  rows.find((row) => row.operation === operation && row.role === role)!;
const may = (row: Row): Relation[] => relations.filter((one) => ['done', 'shown'].includes(row.cells[one]));
/** Operations about a record of somebody, and what lists them. */
const aboutPeople = (operation: string): boolean => {
  const recipe = recipeOf(operation)!;
  return Boolean(recipe.about ?? recipe.lists ?? recipe.files);
};

describe('access over HTTP', () => {
  it('has a row for every operation', () => {
    expect(operations.map(({ contract }) => contract.name).filter((name) => !recipeOf(name))).toEqual([]);
    expect(rows).toHaveLength(operations.length * everybody.length);
  });

  it('is as the table says', () => {
    expectGolden('http', [
      ['operation', 'role', ...relations, 'unknown'].join(','),
      ...rows.map(({ operation, role, cells, unknown }) =>
        [operation, role, ...relations.map((one) => cells[one]), unknown].join(','),
      ),
    ]);
  });

  it('answers alike for what is hidden, erased and absent, byte for byte', () => {
    expect(told).toEqual([]);
  });

  it('tells what was sent while a referral is accepted, and of the case nothing', async () => {
    const town = await foundTown(house);
    const { actor, visitor } = await comeIn(town, 'centre-manager');
    const ends: [status: string, end: string | null][] = [
      ['accepted', null],
      ['sent', null],
      ['refused', null],
      ['recalled', null],
      ['accepted', '2000-01-01'],
    ];
    for (const [status, end] of ends) {
      const { referred } = await makeBundles(town, actor.userId);
      // The application may not change when a referral ends; the owner may.
      await house.asSystem('update referral set status = $1, expires_at = $2 where id = $3', [
        status,
        end,
        referred.accepted,
      ]);
      const { text } = await visitor.call('referral.read', { id: referred.accepted });
      const told = Object.values(marks(referred.name)).filter((mark) => text.includes(mark));
      expect(told.length, `${status} ${end}`).toBe(
        status === 'accepted' && !end ? 5 : status === 'accepted' || status === 'recalled' ? 0 : 1,
      );
      expect((await visitor.call('case.read', { id: referred.case })).code).toBe('record.absent');
    }
  });

  it('gives a made file to who had it made, once, and to others as if it never was', async () => {
    const town = await foundTown(house);
    const [one, other] = [await comeIn(town, 'centre-manager'), await comeIn(town, 'centre-manager')];
    const made = await one.visitor.call('case.exportStandard', { format: 'csv', reason: 'A report' });
    const { file } = JSON.parse(made.text) as { file: string };
    const unknown = await one.visitor.file(uuidv7());
    expect(unknown.code).toBe('record.absent');
    expect(await other.visitor.file(file)).toEqual(unknown);
    expect((await new Visitor(door.origin).file(file)).code).toBe('auth.required');
    expect((await one.visitor.file(file)).code).toBe('done');
    expect(await one.visitor.file(file)).toEqual(unknown);
  });

  it('never fails', () => {
    const failed = rows.filter(({ cells }) =>
      relations.some((one) => /^(server\.failed|database\.away|input\.invalid|undefined|call\.)/.test(cells[one])),
    );
    // Of a team, and so of what is typed, it is said that it is no choice: for a hidden one as for one that never was.
    expect(failed.filter(({ operation }) => operation !== 'user.add')).toEqual([]);
  });

  it('lets nobody in who is not signed in', () => {
    for (const row of rows.filter(({ role }) => role === nobody)) {
      const { grant } = operations.find(({ contract }) => contract.name === row.operation)!.contract;
      if (grant === 'public') expect(aboutPeople(row.operation)).toBe(false);
      else expect([...new Set(Object.values(row.cells))].filter((cell) => cell !== nothing)).toEqual(['auth.required']);
    }
  });

  it('shows no record to who manages users, counts or is at the ministry', () => {
    for (const role of ['administrator', 'statistician', 'focal-point'])
      for (const row of rows.filter((one) => one.role === role && aboutPeople(one.operation)))
        if (!counts(row)) expect(may(row), `${row.operation} ${role}`).toEqual([]);
    expect(may(find('figures.read', 'administrator'))).toEqual([]);
  });

  it('keeps users to who manages users, and each organisation’s to itself', () => {
    for (const operation of [
      'user.list',
      'user.add',
      'user.change',
      'user.reset',
      'user.unlock',
      'team.add',
      'organisation.add',
    ])
      for (const role of roleCodes.filter((one) => one !== 'administrator'))
        expect(may(find(operation, role)), `${operation} ${role}`).toEqual([]);
    for (const row of rows.filter(({ operation }) => recipeOf(operation)!.ofUser ?? recipeOf(operation)!.listsUsers))
      expect(may(row), `${row.operation} ${row.role}`).not.toContain('other');
  });

  it('reaches as far as the scope, and no further', () => {
    const reach: Record<string, Relation[]> = {
      counsellor: ['own', 'team', 'unassigned', 'referred'],
      'case-worker': ['own', 'referred'],
      supervisor: ['own', 'team', 'unassigned', 'referred'],
      'centre-manager': ['own', 'team', 'organisation', 'unassigned', 'referred'],
      'focal-point': [],
      statistician: [],
      administrator: [],
      [nobody]: [],
    };
    for (const row of rows.filter(({ operation }) => aboutPeople(operation) && !counts({ operation }))) {
      if (row.operation === 'glass.break') continue;
      // What an organisation offers is known to whoever works in it, and to nobody else.
      const worksHere = ofTheHouse.includes(row.operation) && reach[row.role]!.includes('own');
      const near = worksHere ? reach['centre-manager']! : reach[row.role]!;
      const within: Relation[] = [...near, ...(outlasts(row.operation) ? (['erased'] as const) : [])];
      const beyond = may(row).filter((relation) => !within.includes(relation));
      expect(beyond, `${row.operation} ${row.role}`).toEqual([]);
    }
  });

  it('breaks a glass in one’s own organisation alone, and not where one reaches anyhow', () => {
    for (const row of rows.filter(({ operation }) => operation === 'glass.break')) {
      const beyond: Relation[] = row.role === 'case-worker' ? ['team', 'organisation', 'unassigned'] : ['organisation'];
      const breaks = ['case-worker', 'counsellor', 'supervisor'].includes(row.role);
      expect(may(row), row.role).toEqual(breaks ? beyond : []);
    }
  });

  it('lets nobody write what they do not read, nor of what was referred to them anything but the referral', () => {
    for (const { contract } of operations.filter(
      (op) =>
        op.contract.kind === 'write' &&
        op.contract.name !== 'glass.break' &&
        !ofTheHouse.includes(op.contract.name) &&
        recipeOf(op.contract.name)?.about,
    ))
      for (const role of everybody) {
        const seen = contract.name.startsWith('referral.')
          ? may(find('referral.read', role))
          : may(find('case.read', role)).filter((one) => may(find('person.read', role)).includes(one));
        const written = may(find(contract.name, role));
        expect(
          written.filter((one) => !seen.includes(one) && !(one === 'erased' && outlasts(contract.name))),
          `${contract.name} ${role}`,
        ).toEqual([]);
        if (!contract.name.startsWith('referral.')) expect(written).not.toContain('referred');
      }
  });

  it('asks for nothing but the grant before it answers about a record', () => {
    for (const row of rows.filter(({ operation }) => recipeOf(operation)!.about)) {
      const { grant } = operations.find(({ contract }) => contract.name === row.operation)!.contract;
      const given = house.ports.definitions.role(row.role)?.grants.some((one) => one === grant) ?? false;
      if (row.role !== nobody)
        expect(new Set(Object.values(row.cells)).has('grant.missing'), `${row.operation} ${row.role}`).toBe(!given);
    }
  });
});
