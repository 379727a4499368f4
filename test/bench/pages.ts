import type { CallInput } from '../../src/core/contracts.ts';
import type { Actor } from '../../src/kernel/index.ts';
import type { Peopled } from './peopled.ts';

/** Something that is asked of a house; each round may ask it of somebody else. */
export interface Page {
  label: string;
  ask: (round: number) => Promise<unknown>;
}
type Condition = { field: string; is: 'in'; values: string[] };

/** What is asked by value: of every house the same. */
export interface Asked {
  programme: string;
  /** Of a case, the rarest in the largest house. */
  topic: string;
  destination: string;
  /** Of a form, likewise; and the most frequent answer of that question. */
  field: string;
  rarest: Condition;
  frequent: Condition;
  /** Of people whom every house has. */
  names: string[];
}

/** How many different people are asked for by turns. */
const several = 20;

/** @param houses the largest first: what is rare is rare there. */
export async function askedOf(houses: readonly [Peopled, ...Peopled[]]): Promise<Asked> {
  const [largest] = houses;
  const of = async (column: string, order: 'asc' | 'desc') =>
    (
      await largest.rows<{ value: string }>(
        `select ${column} as value from case_file where ${column} is not null group by 1 order by count(*) ${order}, 1 limit 1`,
      )
    )[0]!.value;
  return {
    programme: await of('programme', 'desc'),
    topic: await of('topic', 'asc'),
    destination: await of('destination', 'asc'),
    ...(await answersOf(largest)),
    names: await namesIn(houses),
  };
}

/** A question of choices with its rarest and its most frequent answer. */
async function answersOf(largest: Peopled): Promise<Pick<Asked, 'field' | 'rarest' | 'frequent'>> {
  const rows = await largest.rows<{ form: string; name: string; value: string }>(
    `select e.form, a.key as name, a.value #>> '{}' as value, count(*)
     from entry e tablesample system (least(100, 5e6 / (select count(*) from entry))) repeatable (1), jsonb_each(e.answers) a
     where jsonb_typeof(a.value) = 'string' and length(a.value #>> '{}') < 30 group by 1, 2, 3 order by 4, 1, 2, 3`,
  );
  for (const { form, name, value } of rows) {
    const same = rows.filter((row) => row.form === form && row.name === name);
    if (same.length < 4 || same.length > 40 || !(await largest.definitions.form(form))) continue;
    const field = `${form}.${name}`;
    const condition = (one: string): Condition => ({ field, is: 'in', values: [one] });
    return { field, rarest: condition(value), frequent: condition(same.at(-1)!.value) };
  }
  throw new Error('No question of choices was answered.');
}

/** Names of the smallest house, by the numbers of their cases, which are drawn; and of all others too. */
async function namesIn(houses: readonly Peopled[]): Promise<string[]> {
  const managers = await Promise.all(houses.map((house) => house.actorOf('centre-manager')));
  const smallest = houses.length - 1;
  const { items } = await houses[smallest]!.call(managers[smallest]!, 'case.list', { sort: 'number', limit: 100 });
  const names: string[] = [];
  for (const name of new Set(items.map(({ personName }) => personName))) {
    if (!name || names.length === several) continue;
    const answers = await Promise.all(
      houses.map((house, index) => house.call(managers[index]!, 'person.search', { query: name })),
    );
    if (answers.every(({ results }) => results.some(({ person }) => person.name === name))) names.push(name);
  }
  if (names.length === 0) throw new Error('Nobody is in all of the houses.');
  return names;
}

/** What is measured: the pages of those who work there, of this house. */
export async function pagesOf(house: Peopled, asked: Asked): Promise<Page[]> {
  const { programme, topic, destination, field, rarest, frequent, names } = asked;
  const counsellor = await house.actorOf('counsellor');
  const manager = await house.actorOf('centre-manager');
  const focal = await house.actorOf('focal-point');
  const people = await house.rows<{ id: string }>(
    'select distinct person_id as id from case_file where owner_id = $1 and erased_at is null order by 1 limit $2',
    [counsellor.userId, several],
  );
  const month = (back: number) =>
    new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - back, 1)).toISOString().slice(0, 7);
  const months = { programme, from: month(24), to: month(1) };
  const register = (label: string, input: CallInput<'case.list'>, actor: Actor = manager): Page => ({
    label,
    ask: () => house.call(actor, 'case.list', input),
  });
  const search = (label: string, actor: Actor): Page => ({
    label,
    ask: (round) => house.call(actor, 'person.search', { query: names[round % names.length]! }),
  });
  const destinations: Condition = { field: 'destination', is: 'in', values: [destination] };
  return [
    register('register, the manager’s', {}),
    register('register, a counsellor’s', {}, counsellor),
    register('by number', { sort: 'number' }),
    register('by topic', { sort: 'topic' }),
    register('by closing, a counsellor’s', { sort: 'closedAt' }, counsellor),
    register('open ones', { status: 'open' }),
    register(`a topic (${topic})`, { topic }),
    register(`the rarest destination (${destination})`, { where: [destinations] }),
    register('the same, a counsellor’s', { destination }, counsellor),
    register('both, and closed, of 2023', { destination, topic, status: 'closed', openedTo: '2023-12-31' }),
    register('a value that no case has', { where: [{ field: 'nationality', is: 'in', values: ['AQ'] }] }),
    register(`the rarest answer (${field})`, { where: [rarest] }),
    register(`a frequent answer (${field})`, { where: [frequent] }),
    register('an answer blank', { where: [{ field, is: 'blank' }] }),
    register('with a question as a column', { columns: [field] }),
    search('search by a name, the manager’s', manager),
    search('the same, a counsellor’s', counsellor),
    {
      label: 'person page',
      ask: (round) => house.call(counsellor, 'person.read', { id: people[round % people.length]!.id }),
    },
    { label: 'today', ask: () => house.call(counsellor, 'task.today', {}) },
    { label: 'figures of 24 months, the manager’s', ask: () => house.call(manager, 'figures.read', months) },
    { label: 'the same, a counsellor’s', ask: () => house.call(counsellor, 'figures.read', months) },
    { label: 'the same, the ministry’s', ask: () => house.call(focal, 'figures.read', months) },
    { label: 'the centres side by side', ask: () => house.call(manager, 'figures.centres', months) },
    { label: 'the forecast', ask: () => house.call(manager, 'figures.forecast', { programme }) },
  ];
}
