/** The one way a definition becomes the next version. */
import { sql } from 'kysely';
import type { Role } from '../../kernel/index.ts';
import { isSame } from '../canonical.ts';
import type { Context, Ports } from '../ports.ts';
import { changesOf, type Difference, type Json } from './changes.ts';
import { type Fault, isSound, judge, type Kind, World } from './judge.ts';
import { settle } from './upload.ts';

export interface Proposal {
  kind: Kind;
  code: string;
  body: Json;
}
export interface Weighed extends Proposal {
  version: number;
  change: 'new' | 'changed' | 'same';
  changes: Difference[];
  faults: Fault[];
}

/** Weighs proposals against what is published and against one another: they would be published together. */
export async function weigh(context: Context, world: World, proposals: readonly Proposal[]): Promise<Weighed[]> {
  const settled = proposals.map(({ kind, code, body }) => {
    const old = world.find(kind, code);
    const version = (old?.version ?? 0) + 1;
    return { kind, code, version, body: settle(kind, code, version, body, old?.body) };
  });
  const next = world.with(settled.filter((one) => isSound(one.kind, one.body)));
  const alone = await nobodyLeft(context, world, next);
  return settled.map((one) => {
    const old = world.find(one.kind, one.code)?.body;
    const same = old !== undefined && isSame(withoutVersion(old), withoutVersion(one.body));
    const faults = judge(one.kind, one.body, next);
    return {
      ...one,
      change: old === undefined ? 'new' : same ? 'same' : 'changed',
      // Differences of a body that is not of its kind would mean nothing.
      changes: same || !isSound(one.kind, one.body) ? [] : changesOf(one.kind, old, one.body),
      faults: one.kind === 'role' && !same ? [...faults, ...alone] : faults,
    };
  });
}

/** Without these nobody could undo what was published. */
const keeping = ['user.manage', 'definition.publish'] as const;

/** A fault for each grant that no active user of the caller's organisation would hold any more. */
async function nobodyLeft({ db, actor }: Context, before: World, after: World): Promise<Fault[]> {
  const users = await db
    .selectFrom('app_user')
    .select('role')
    .distinct()
    .where('active', '=', true)
    .where('organisation_id', '=', actor.organisationId)
    .execute();
  const held = (world: World, grant: (typeof keeping)[number]): boolean =>
    users.some(({ role }) => (world.find('role', role)?.body as Role | undefined)?.grants.includes(grant));
  return keeping
    .filter((grant) => held(before, grant) && !held(after, grant))
    .map((grant) => ({ path: 'grants', code: 'nobodyLeft', params: { name: grant } }));
}

/** Publications happen one after another: what one was judged against cannot change before it is kept. */
export async function worldToPublishIn({ db }: Context): Promise<World> {
  await sql`select pg_advisory_xact_lock(7306004)`.execute(db);
  return World.read(db);
}

export async function keep({ db, actor, now, ports }: Context, weighed: readonly Weighed[]): Promise<void> {
  await db
    .insertInto('definition')
    .values(
      weighed.map(({ kind, code, version, body }) => ({
        kind,
        code,
        version,
        body: JSON.stringify(body),
        published_at: now,
        published_by: actor.userId,
      })),
    )
    .execute();
  await ports.store.announce(
    db,
    'definitions',
    weighed
      .map(({ kind, code }) => `${kind} ${code}`)
      .join(', ')
      .slice(0, 200),
  );
}

const withoutVersion = (body: unknown): unknown =>
  typeof body === 'object' && body !== null ? { ...body, version: undefined } : body;

/** Entries of a form, of every organisation: what is published is published for all. */
export async function entriesOf(ports: Ports): Promise<Map<string, number>> {
  const rows = await ports.store.read('system', (db) =>
    db
      .selectFrom('entry')
      .select(['form', (eb) => eb.fn.countAll<string>().as('entries')])
      .groupBy('form')
      .execute(),
  );
  return new Map(rows.map(({ form, entries }) => [form, Number(entries)]));
}

/** Open cases by `programme stage`, of every organisation. */
export async function stagesInUse(ports: Ports): Promise<Map<string, number>> {
  const rows = await ports.store.read('system', (db) =>
    db
      .selectFrom('case_file')
      .select(['programme', 'stage', (eb) => eb.fn.countAll<string>().as('cases')])
      .groupBy(['programme', 'stage'])
      .execute(),
  );
  return new Map(rows.map(({ programme, stage, cases }) => [`${programme} ${stage}`, Number(cases)]));
}

/** Stages that a programme would lose while cases stand in them. */
export function strandedCases({ kind, code, body }: Proposal, inUse: ReadonlyMap<string, number>): Fault[] {
  if (kind !== 'programme' || typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  const stages = new Set(
    Array.isArray(body.stages)
      ? body.stages.map((stage) => (typeof stage === 'object' && stage && !Array.isArray(stage) ? stage.code : ''))
      : [],
  );
  return [...inUse].flatMap(([place, count]) => {
    const [programme, stage] = place.split(' ') as [string, string];
    return programme !== code || stages.has(stage)
      ? []
      : [{ path: `stages.${stage}`, code: 'stageInUse', params: { name: stage, count } }];
  });
}
