import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { absent, ageBand, ageRange, Problem, type SensitivityClass } from '../../kernel/index.ts';
import { among } from '../among.ts';
import type { Context, Db } from '../ports.ts';
import { prepared } from '../prepared.ts';
import type { Facts as RowFacts } from '../rows.ts';
import type { Contact, Facts, Identity, PersonSummary, SafeContact } from './contract.ts';

export type Identified = z.output<typeof Identity>;
export type Reached = z.output<typeof Contact>;
export type Safely = z.output<typeof SafeContact>;
export type Summary = z.output<typeof PersonSummary>;

/** People with the key that opens them: a row and its key in one query. */
export const personRows = (db: Db) =>
  db
    .selectFrom('person as p')
    .leftJoin('data_key as k', 'k.id', 'p.id')
    .select([
      'p.id',
      'p.number',
      'p.organisation_id',
      'p.revision',
      'p.identity',
      'p.contact',
      'p.safe_contact',
      'p.sex',
      'p.birth_year',
      'p.nationalities',
      'p.place',
      'p.merged_into',
      'p.registered_at',
      'k.wrapped',
    ]);
/** The same without what reaches them, which is half of a row. */
export const nameRows = (db: Db) =>
  db
    .selectFrom('person as p')
    .leftJoin('data_key as k', 'k.id', 'p.id')
    .select([
      'p.id',
      'p.number',
      'p.organisation_id',
      'p.revision',
      'p.identity',
      sql<Buffer | null>`null`.as('contact'),
      sql<Buffer | null>`null`.as('safe_contact'),
      'p.sex',
      'p.birth_year',
      'p.nationalities',
      'p.place',
      'p.merged_into',
      'p.registered_at',
      'k.wrapped',
    ]);
export type PersonRow = Awaited<ReturnType<ReturnType<typeof personRows>['execute']>>[number];

export const mayRead = ({ actor }: Context, one: SensitivityClass): boolean => actor.role.read.includes(one);

/** @throws Problem `class.missing` when the role may not write what is about to be written. */
export function requireWrite({ actor }: Context, given: Partial<Record<SensitivityClass, unknown>>): void {
  for (const [one, value] of Object.entries(given))
    if (value !== undefined && !actor.role.write.includes(one as SensitivityClass))
      throw new Problem('class.missing', { params: { class: one } });
}

/**
 * One person to be read.
 *
 * @throws Problem `record.absent` when hidden, erased or not there; `person.merged` with `into` when merged away.
 */
export async function seenPerson({ db }: Context, id: string): Promise<PersonRow> {
  const row = await personRows(db).where('p.id', '=', id).executeTakeFirst();
  if (!row?.wrapped) throw absent();
  if (row.merged_into) throw new Problem('person.merged', { params: { into: row.merged_into } });
  return row;
}

/** One person of one's own organisation, to be changed; one that is only shown is read, not written. */
export async function ownPerson(context: Context, id: string): Promise<PersonRow> {
  const row = await seenPerson(context, id);
  if (row.organisation_id !== context.actor.organisationId) throw absent();
  return row;
}

/** These records for this transaction alone, in one order whoever asks: two merges crosswise do not make a ring. */
export const lockPeople = ({ db }: Pick<Context, 'db'>, ids: readonly string[]) =>
  db.selectFrom('person').select('id').where(among('id', ids)).orderBy('id').forUpdate().execute();

type Opening = Pick<Context, 'keys' | 'vault'>;
function open<T>({ keys, vault }: Opening, row: PersonRow, place: string, sealed: Buffer | null): T | undefined {
  if (!sealed || !row.wrapped) return undefined;
  return vault.unseal<T>(keys.learn(row.organisation_id, row.id, row.wrapped), `person.${place}:${row.id}`, sealed);
}
// What a role may not read is not even opened.
export const identityOf = (context: Context, row: PersonRow): Identified | undefined =>
  mayRead(context, 'identity') ? open(context, row, 'identity', row.identity) : undefined;
export const contactOf = (context: Context, row: PersonRow): Reached | undefined =>
  mayRead(context, 'contact') ? open(context, row, 'contact', row.contact) : undefined;
export const safeContactOf = (context: Context, row: PersonRow): Safely | undefined =>
  mayRead(context, 'contact') ? open(context, row, 'safe_contact', row.safe_contact) : undefined;

/**
 * All that the caller's role reads of somebody of its own organisation, by class: to hand it on, never to show it.
 *
 * @throws Problem `record.absent`, `person.merged`.
 */
export async function personParts(context: Context, id: string) {
  const row = await ownPerson(context, id);
  return {
    identity: identityOf(context, row),
    contact: contactOf(context, row),
    safeContact: safeContactOf(context, row),
    facts: factsOf(context, row),
  };
}

/** For the index, which covers everything whatever the writer may read: nothing of it leaves. */
export const sealedParts = (
  context: Context,
  row: PersonRow,
): { identity: Identified; contact: Reached | undefined } => ({
  identity: open<Identified>(context, row, 'identity', row.identity) as Identified,
  contact: open(context, row, 'contact', row.contact),
});

/**
 * Where somebody is reached by a message, and by what rules: for sending one, whatever its sender may read. Nothing of it
 * leaves but to the gateway.
 */
export const reachOf = (
  context: Opening,
  row: PersonRow,
): { contact: Reached | undefined; safeContact: Safely | undefined } => ({
  contact: open(context, row, 'contact', row.contact),
  safeContact: open(context, row, 'safe_contact', row.safe_contact),
});

export function factsOf(context: Context, row: PersonRow): z.output<typeof Facts> {
  if (!mayRead(context, 'statistical')) return {};
  return {
    sex: (row.sex ?? undefined) as RowFacts['sex'],
    ...(row.nationalities.length > 0 && { nationalities: row.nationalities }),
    ...(row.place && { place: row.place }),
  };
}

/** Palermo protocol, article 3 (d): a child is under eighteen. */
export const adultAge = 18;
/** How far a birth that was estimated may be wrong, in years. */
const estimateWithin = 2;

/** Between which ages somebody is; whoever may be a child is one, at the least of these. */
export interface AgeKnown {
  least: number;
  most: number;
  mayBeChild: boolean;
}

/**
 * How old this person is, as far as it is known: an age that is unknown, or estimated close to adulthood, is a child's.
 * Asked for protection, so whatever the role may read: what is told from it must not tell the age.
 */
export async function ageOf(context: Context, id: string): Promise<AgeKnown> {
  const row = await personRows(context.db).where('p.id', '=', id).executeTakeFirst();
  const { birth } = (row && sealedParts(context, row).identity) ?? {};
  const value = birth?.value ?? row?.birth_year?.toString();
  if (value === undefined) return { least: 0, most: adultAge - 1, mayBeChild: true };
  const { least, most } = ageRange(value, context.now.toISOString().slice(0, 10));
  const mayBeChild = least < adultAge + (birth?.known === 'estimated' ? estimateWithin : 0);
  return { least: mayBeChild ? Math.min(least, adultAge - 1) : least, most, mayBeChild };
}

/** Whether this person is a child, or may be one. */
export const mayBeChild = (context: Context, id: string): Promise<boolean> =>
  ageOf(context, id).then((age) => age.mayBeChild);

/** A person in a line, with what the caller's role may read of it. */
export function summaryOf(context: Context, row: PersonRow, identity = identityOf(context, row)): Summary {
  const facts = factsOf(context, row);
  const birth = identity?.birth?.value ?? row.birth_year?.toString();
  return {
    id: row.id,
    number: row.number,
    name: identity?.name,
    romanised: identity?.romanised,
    callMe: identity?.callMe,
    birth: identity?.birth,
    sex: facts.sex,
    ageBand: mayRead(context, 'statistical') ? ageBand(birth, context.now.toISOString().slice(0, 10)) : undefined,
    nationalities: facts.nationalities ?? [],
  };
}

/**
 * Names and numbers of people, for rows that concern them. Who is hidden or erased is not in the answer; the name is
 * absent when the role may not read identity.
 *
 * @param of ids, or whose case it is.
 */
export async function personNames(
  context: Context,
  of: readonly string[] | { caseId: string },
): Promise<Map<string, { name?: string | undefined; number: string }>> {
  if ('length' in of && of.length === 0) return new Map();
  const { rows } = 'length' in of ? await namesAmong(context.db, { ids: of }) : await namesInCase(context.db, of);
  const named = mayRead(context, 'identity') ? rows.filter(isSealed) : [];
  const opened = await context.vault.unsealMany<Identified>(
    named.map(({ id, organisation_id, wrapped, identity }) => ({
      organisationId: organisation_id,
      subjectId: id,
      wrapped,
      place: `person.identity:${id}`,
      sealed: identity,
    })),
  );
  const names = new Map(named.map(({ id }, index) => [id, opened[index]?.name]));
  return new Map(rows.map(({ id, number }) => [id, { name: names.get(id), number }]));
}
const isSealed = <R extends { identity: Buffer | null; wrapped: Buffer | null }>(
  row: R,
): row is R & { identity: Buffer; wrapped: Buffer } => row.identity !== null && row.wrapped !== null;

const namedRows = (db: Db) =>
  db
    .selectFrom('person as p')
    .leftJoin('data_key as k', 'k.id', 'p.id')
    .select(['p.id', 'p.number', 'p.organisation_id', 'p.identity', 'k.wrapped']);
const namesAmong = prepared((db, { ids }: { ids: readonly string[] }) => namedRows(db).where(among('p.id', ids)));
const namesInCase = prepared((db, { caseId }: { caseId: string }) =>
  namedRows(db).where('p.id', '=', (eb) =>
    eb.selectFrom('case_file as c').select('c.person_id').where('c.id', '=', caseId),
  ),
);

/**
 * Who is to be called, for rows that ask for it: the name, and under which rules. Each part is absent when the role may
 * not read its class; who is hidden or erased is not in the answer.
 */
export async function callees(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, { name?: string | undefined; safeContact?: Safely | undefined }>> {
  if (ids.length === 0) return new Map();
  const rows = await personRows(context.db).where(among('p.id', ids)).execute();
  return new Map(
    rows.map((row) => [row.id, { name: identityOf(context, row)?.name, safeContact: safeContactOf(context, row) }]),
  );
}
