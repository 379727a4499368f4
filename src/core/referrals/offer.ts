/** What of a case may be told to another organisation: gathered here, whatever the sender asks for. */
import { type Answers, attachmentTypes, type FormDefinition, fieldsOf } from '../../kernel/form/index.ts';
import type { SensitivityClass, Sharing } from '../../kernel/index.ts';
import { openParts } from '../forms/index.ts';
import { personParts } from '../people/index.ts';
import type { Context } from '../ports.ts';

export interface Told {
  path: string;
  class: SensitivityClass;
  value: unknown;
}
export interface Group {
  /** `person`, `case`, or the id of an entry. */
  key: string;
  form?: string;
  version?: number;
  at?: string;
  items: Told[];
}

/** Without it nobody on the other side could say what it is about. */
export const always = 'case.programme';
/** How somebody is reached goes with the rules of calling, and is not shown to who sends it: that takes a reason. */
export const reached: readonly string[] = ['person.phones', 'person.email', 'person.address'];
export const rules = 'person.safeContact';

const ofIdentity = ['name', 'romanised', 'callMe', 'aliases', 'birth', 'documents'] as const;
const ofContact = ['phones', 'email', 'address'] as const;
const ofFacts = ['sex', 'nationalities', 'place'] as const;
const ofCase = ['programme', 'stage', 'channel', 'topic', 'destination', 'flags'] as const;

/** Everything that this purpose and the sender's role let go out, group by group. Never a file. */
export async function offerOf(
  context: Context,
  file: { id: string; person_id: string },
  sharing: Sharing,
): Promise<Group[]> {
  const { db, actor, definitions, keys, vault } = context;
  const classes = sharing.classes.filter((one) => actor.role.read.includes(one));
  const [person, row, entries, key] = await Promise.all([
    personParts(context, file.person_id),
    db
      .selectFrom('case_file')
      .select([...ofCase])
      .where('id', '=', file.id)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('entry')
      .select(['id', 'form', 'version', 'answers', 'sealed', 'at'])
      .where('case_id', '=', file.id)
      .where('erased_at', 'is', null)
      .$if(sharing.forms !== undefined, (query) => query.where('form', 'in', [...(sharing.forms ?? []), '']))
      .orderBy('at')
      .orderBy('id')
      .execute(),
    keys.of(file.id),
  ]);
  const part = (of: string, names: readonly string[], from: object | undefined, one: SensitivityClass): Told[] =>
    names
      .map((name) => ({
        path: `${of}.${name}`,
        class: one,
        value: (from as Record<string, unknown> | undefined)?.[name],
      }))
      .filter(({ value }) => isSaid(value));
  const groups: Group[] = [
    {
      key: 'person',
      items: [
        ...part('person', ofIdentity, person.identity, 'identity'),
        ...(person.safeContact ? [{ path: rules, class: 'contact' as const, value: person.safeContact }] : []),
        ...part('person', ofContact, person.contact, 'contact'),
        ...part('person', ofFacts, person.facts, 'statistical'),
      ],
    },
    { key: 'case', items: part('case', ofCase, row, 'operational') },
  ];
  for (const entry of entries) {
    const form = await definitions.form(entry.form, entry.version);
    if (!form) continue;
    const hidden = neverSent(form.definition, sharing);
    const parts = openParts(vault, key, form.definition, entry, classes);
    groups.push({
      key: entry.id,
      form: entry.form,
      version: entry.version,
      at: entry.at.toISOString(),
      items: Object.entries(parts).flatMap(([one, answers]) =>
        Object.entries(without(answers, hidden))
          .filter(([, value]) => isSaid(value))
          .map(([name, value]) => ({
            path: `entry.${entry.id}.${one}.${name}`,
            class: one as SensitivityClass,
            value,
          })),
      ),
    });
  }
  return groups
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => classes.includes(item.class) || item.path === always),
    }))
    .filter(({ items }) => items.length > 0);
}

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** Files, and questions that the purpose keeps back. */
function neverSent(definition: FormDefinition, { never = [] }: Sharing): Set<string> {
  return new Set(
    [...fieldsOf(definition)]
      .filter(({ item }) => attachmentTypes.includes(item.type) || never.includes(`${definition.code}.${item.name}`))
      .map(({ item }) => item.name),
  );
}

/** At every depth: a repeat may hold what is kept back. */
function without(answers: Answers, names: ReadonlySet<string>): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, answer]) => {
      if (names.has(name)) return [];
      const inner = Array.isArray(answer) && answer.every((one) => typeof one === 'object');
      return [[name, inner ? (answer as Answers[]).map((one) => without(one, names)) : answer]];
    }),
  );
}

/** The definitions of the forms that groups name, each once. */
export async function formsOf({ definitions }: Context, groups: readonly Group[]) {
  const named = new Map(
    groups.flatMap(({ form, version }) => (form && version ? [[`${form} ${version}`, { form, version }]] : [])),
  );
  const found = await Promise.all(
    [...named.values()].map(async ({ form, version }) => {
      const known = await definitions.form(form, version);
      return known ? [{ form, version, definition: { ...known.definition } as Record<string, unknown> }] : [];
    }),
  );
  return found.flat();
}
