import type pg from 'pg';
import { indexedOf } from '../../src/core/people/matching.ts';
import type { Programme } from '../../src/kernel/index.ts';
import { rootKey } from '../../src/platform/keys/index.ts';
import { migrate, type Postgres, startPostgres } from '../../src/platform/postgres/index.ts';
import { asSystem, contentsOf } from '../../src/server/database.ts';
import { limits, migrations, openHouse } from '../../src/server/house.ts';
import { generateProvince, loadProvince } from '../../src/server/province/index.ts';
import { bareTokens } from './bare.ts';
import { parentOf } from './cpu.ts';

/** What both sides are measured on: the fictional province, sealed in the house's tables and in clear in `bare`. */
export interface Town {
  postgres: Postgres;
  root: Buffer;
  /** Of this one first process every backend is a child. */
  postgresPid: number;
  people: number;
  entries: number;
}

export interface TownOptions {
  stateDir: string;
  people: number;
  say: (line: string) => void;
}

/** The province is the same whenever it is made: what is loaded in clear must be what was sealed. */
const now = new Date('2026-10-31T10:00:00Z');
const seed = 'bench';

export const settings = {
  origin: 'http://localhost:8420',
  demo: true,
  setupCode: () => undefined,
  setupDone: () => {},
  limits,
};

/** Starts PostgreSQL, durable, and loads the province on both sides unless it is there from an earlier run. */
export async function openTown({ stateDir, people, say }: TownOptions): Promise<Town> {
  const postgres = await startPostgres({ stateDir, log: say });
  try {
    await migrate(postgres.ownerConfig, migrations);
    const contents = await contentsOf(postgres.ownerConfig);
    const root = rootKey(stateDir, contents.inUse);
    if (!contents.users) await load(postgres, root, people, say);
    return await asSystem(postgres.ownerConfig, async (client) => {
      const marked = (await client.query(`select to_regclass('bare.town') as town`)).rows[0]?.town;
      const size = marked && (await client.query<{ people: number }>('select people from bare.town')).rows[0]?.people;
      if (size !== people)
        throw new Error(`This folder holds ${size ?? 'an unfinished load of'} people: name another one, or remove it.`);
      const { rows } = await client.query<{ entries: number; pid: number }>(
        'select (select count(*)::int from entry) as entries, pg_backend_pid() as pid',
      );
      return { postgres, root, people, entries: rows[0]!.entries, postgresPid: parentOf(rows[0]!.pid) };
    });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function load(postgres: Postgres, root: Buffer, people: number, say: TownOptions['say']): Promise<void> {
  const began = performance.now();
  const house = await openHouse({ app: postgres.appConfig, root, settings, noteErasure: async () => {} });
  try {
    const { vault, definitions, ports } = house;
    const from = { owner: postgres.ownerConfig, vault, passwords: ports.passwords, definitions, now, seed, people };
    const { entries } = await loadProvince(from);
    say(`${people} people and ${entries} entries are in, sealed, after ${seconds(began)} s.`);
    await asSystem(postgres.ownerConfig, (client) =>
      loadBare(client, definitions.programme('resource-centre')!, people),
    );
    say(`The same in clear after ${seconds(began)} s.`);
  } finally {
    await house.close();
  }
  await asSystem(postgres.ownerConfig, async (client) => {
    await client.query('vacuum analyze');
  });
}
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0);

/** The same tables with the same indices; what the house seals is JSON and text here. */
const schema = `
create schema bare;
create table bare.organisation as select id, name from public.organisation;
create table bare.team as select id, name from public.team;
create table bare.app_user as select id, name from public.app_user;
alter table bare.organisation add primary key (id);
alter table bare.team add primary key (id);
alter table bare.app_user add primary key (id);
create table bare.person (like public.person including defaults including indexes);
create table bare.person_index (like public.person_index including defaults including indexes);
create table bare.case_file (like public.case_file including defaults including indexes);
create table bare.enquiry (like public.enquiry including defaults including indexes);
create table bare.entry (like public.entry including defaults including indexes);
create table bare.task (like public.task including defaults including indexes);
create table bare.consent (like public.consent including defaults including indexes);
create table bare.referral (like public.referral including defaults including indexes);
alter table bare.person alter identity type jsonb using null, alter contact type jsonb using null,
  alter safe_contact type jsonb using null;
alter table bare.enquiry alter note type text using null;
alter table bare.entry drop column sealed;
alter table bare.task alter note type text using null;
alter table bare.consent alter witness type text using null;
create table bare.history (
  id uuid primary key,
  at timestamptz not null,
  user_id uuid not null,
  organisation_id uuid not null,
  operation text not null,
  subject_id uuid not null,
  input jsonb not null,
  answer jsonb not null
);
create index history_subject on bare.history (subject_id, at);
create function bare.find_people(anys text[], alls text[], weights integer[], limits integer[], enoughs integer[],
  organisation uuid, teams uuid[], me uuid) returns table (person_id uuid, weight bigint) language plpgsql stable
  rows 50 set enable_seqscan = off set jit = off as $$
declare
  found uuid[] := '{}'; worth integer[] := '{}'; hits uuid[]; a bigint[]; o bigint[];
begin
  for i in 1 .. coalesce(array_length(anys, 1), 0) loop
    o := anys[i];
    a := alls[i];
    if a = '{}' then
      hits := array(select distinct f.person_id from (select t.person_id from bare.person_index t where t.tokens && o
        and t.organisation_id = organisation and (t.owner_id = me or t.team_id = any (teams)) limit limits[i]) f);
    else
      hits := array(select distinct f.person_id from (select t.person_id from bare.person_index t where t.tokens && o and t.tokens @> a
        and t.organisation_id = organisation and (t.owner_id = me or t.team_id = any (teams)) limit limits[i]) f);
    end if;
    continue when hits = '{}';
    found := found || hits;
    worth := worth || array_fill(weights[i], array[cardinality(hits)]);
    exit when cardinality(found) >= enoughs[i] and (select count(distinct x) from unnest(found) x) >= enoughs[i];
  end loop;
  return query select f.x, sum(f.w)::bigint from unnest(found, worth) f(x, w) group by 1 order by 2 desc;
end $$;
create table bare.town (people integer not null);`;

type Row = Record<string, unknown>;

async function loadBare(client: pg.Client, programme: Programme, people: number): Promise<void> {
  await client.query('begin');
  await client.query(schema);
  const tables = ['person', 'person_index', 'case_file', 'enquiry', 'entry', 'task', 'consent', 'referral'] as const;
  const rows = Object.fromEntries(tables.map((table) => [table, [] as Row[]])) as Record<
    (typeof tables)[number],
    Row[]
  >;
  const flush = async () => {
    for (const table of tables) {
      const batch = rows[table].splice(0);
      if (batch.length === 0) continue;
      const columns = Object.keys(batch[0]!).join(', ');
      await client.query(
        `insert into bare.${table} (${columns}) select ${columns} from json_populate_recordset(null::bare.${table}, $1)`,
        [JSON.stringify(batch)],
      );
    }
  };
  const { bundles } = generateProvince({ people, seed, now, programme });
  const programmeOnly = { programme: programme.code };
  for (const bundle of bundles) {
    for (const one of bundle.people) {
      const { id, organisationId, teamId, ownerId, identity, contact, registeredAt } = one;
      const birth_year = identity.birth ? Number(identity.birth.value.slice(0, 4)) : null;
      rows.person.push({ ...columnsOf(one), revision: 1, birth_year, updated_at: new Date(registeredAt) });
      const tokens = bareTokens(indexedOf(identity, contact));
      rows.person_index.push({ person_id: id, ...columnsOf({ organisationId, teamId, ownerId }), tokens });
    }
    for (const one of bundle.cases) {
      const updated_at = new Date(one.closedAt ?? one.lastContactAt);
      rows.case_file.push({ ...columnsOf(one), ...programmeOnly, revision: 1, updated_at });
    }
    for (const one of bundle.enquiries)
      rows.enquiry.push({ note: null, ...columnsOf(one), ...programmeOnly, recorded_at: new Date(one.at) });
    for (const one of bundle.entries) {
      const more = { version: 1, revision: 1, updated_at: new Date(one.at), by_user: one.ownerId };
      rows.entry.push({ ...columnsOf(one), ...programmeOnly, ...more });
    }
    for (const one of bundle.tasks) rows.task.push({ note: null, ...columnsOf(one), ...programmeOnly });
    for (const one of bundle.consents) rows.consent.push({ witness: null, ...columnsOf(one), ...programmeOnly });
    for (const one of bundle.referrals) rows.referral.push(columnsOf(one));
    if (rows.person.length >= 1_500) await flush();
  }
  await flush();
  // One for each team that may find somebody, as the house keeps it.
  await client.query(`insert into bare.person_index select distinct on (c.person_id, c.team_id) c.person_id,
    c.organisation_id, c.team_id, i.owner_id, i.tokens from bare.case_file c
    join bare.person_index i on i.person_id = c.person_id where c.team_id is not null on conflict do nothing`);
  await client.query('insert into bare.town values ($1)', [people]);
  await client.query('commit');
}

/** `teamId` → `team_id`; times are milliseconds in a draft. */
const columnsOf = (draft: object): Row =>
  Object.fromEntries(
    Object.entries(draft).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      /^at$|At$/.test(name) && typeof value === 'number' ? new Date(value) : value,
    ]),
  );
