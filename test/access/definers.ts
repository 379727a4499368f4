import { indexedOf, matcher } from '../../src/core/people/index.ts';
import { uuidv7 } from '../../src/kernel/index.ts';
import type { TestHouse } from '../../src/server/testing.ts';
import type { Bundle } from './bundle.ts';
import { formCode, marks, type Town } from './world.ts';

const searchTokens = ({ ports }: TestHouse, organisation: string, name: string): string =>
  ports.vault.searchTokens(organisation, matcher.indexTokens(indexedOf({ name }, undefined))).join(',');

type Call = (
  record: Bundle,
  own: Bundle,
  town: Town,
  caller: string,
) => [sql: string, values: unknown[], ...then: string[]];
/** Functions that run as the owner, called about a record; the first column of the answer is told, shortly. */
export const functions: Record<string, Call> = {
  find_people: ({ name, organisation }, _own, { house }) => [
    `select count(*)::int from find_people($1, $1, array[1], array[10], array[10])`,
    [[`{${searchTokens(house, organisation, name)}}`]],
  ],
  find_known: ({ name, organisation }, _own, { house }) => [
    `select count(*)::int from find_known($1, '{}', '{}')`,
    [`{${searchTokens(house, organisation, name)}}`],
  ],
  undo_intake: ({ intake }) => [`select undo_intake($1, now()) ->> 'left'`, [intake]],
  forget_intakes: () => [`select 'called' from forget_intakes('-infinity', now())`, []],
  // Whether the new token finds the person, asked as their organisation.
  index_person: ({ person, organisation }) => [
    `select index_person($1, '{42}', 1)`,
    [person],
    `select set_config('app.scope', 'organisation', true), set_config('app.organisation', '${organisation}', true)`,
    `select count(*)::int from find_people(array['{42}'], array['{}'], array[1], array[10], array[10]) where person_id = '${person}'`,
  ],
  indexed_earlier: () => [`select count(*)::int from indexed_earlier(99, 10)`, []],
  // What is folded says the same as before.
  fold_figures: () => ['select 1 from fold_figures()', []],
  move_history: ({ person, spare }) => [
    `select (select count(*) from jsonb_each(m) e, jsonb_array_elements(e.value))::int from move_history($1, $2) m`,
    [person, spare],
  ],
  erase_person: ({ person }) => ['select cardinality(erase_person($1, now()))', [person]],
  // Nobody's rules: no case is kept by them, whoever's it is.
  due_for_erasure: ({ person }) => [`select 1 from due_for_erasure('[]', now(), array[$1]::uuid[])`, [person]],
  hand_over: (one, _own, { teams, neighbour }) => [
    'select hand_over($1, 1, $2, $3, now())',
    [one.case, teams.next, neighbour.userId],
  ],
  take_over: ({ offered }) => [`select take_over($1, 'closed', 'x', $2, now())::text`, [offered, uuidv7()]],
  'hand_over to': ({ team, owner }, own) => ['select hand_over($1, 1, $2, $3, now())', [own.case, team, owner]],
  journal_append: ({ person, organisation, owner }) => [
    `select 'called' from journal_append($1, now(), $2, $3, 'x', $4, 'done', null, null, null)`,
    [uuidv7(), owner, organisation, person],
  ],
  journal_append_many: ({ person, organisation, owner }) => [
    `select 'called' from journal_append_many(array[$1::uuid], array[now()], array[$2::uuid], array[$3::uuid], '{x}',
      array[$4::uuid], '{done}', array[null::bytea], array[null::bytea], array[null::bytea])`,
    [uuidv7(), owner, organisation, person],
  ],
  journal_replay: ({ journal }, _own, _town, caller) => [
    'select own::text from journal_replay($1, $2)',
    [journal, caller],
  ],
  cases_answering: (one) => [
    'select count(*)::int from unnest(cases_answering($1, 5000)) i where i = $2',
    [JSON.stringify([{ form: formCode, any: [{ operationalAnswer: marks(one.name).operational }] }]), one.case],
  ],
  shelter_taken: ({ shelter }) => [
    `select count(*)::int from shelter_taken(array['infinity'::timestamptz]) where shelter_id = $1`,
    [shelter],
  ],
  // How many there are, of the caller's organisation alone.
  message_states: ({ organisation }) => [
    `select sum(number)::int from message_states() where $1 = current_setting('app.organisation', true)`,
    [organisation],
  ],
  open_glass: (one) => [
    `select 'broken' from open_glass($1, $2, null, now(), now() + interval '30 minutes')`,
    [uuidv7(), one.case],
  ],
  account_locked: ({ glassBy }) => [`select account_locked($1, 'infinity')::text`, [glassBy]],
  unlock_account: ({ glassBy }) => ['select unlock_account($1, now())', [glassBy]],
  found_organisation: () => [
    `select found_organisation($1, 'x', 'x', '\\x00', now(), $2, $3, 'x', 'administrator', 'en', 'x')::text`,
    [uuidv7(), uuidv7(), uuidv7()],
  ],
  erase_again: ({ person }) => [`select 'called' from erase_again(array[$1]::uuid[], now())`, [person]],
};
