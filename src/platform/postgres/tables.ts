import type pg from 'pg';

/** A table as a backup holds it; `name` is quoted where it must be and carries its schema. */
export interface TableShape {
  name: string;
  /** Quoted; without generated columns, which compute themselves. */
  columns: string[];
  partitioned: boolean;
}

export interface SequenceState {
  name: string;
  /** As text: it may pass 2^53. */
  last: string;
  called: boolean;
}

const OURS = `n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** Every lasting table but `migration`, whose rows the migrations write. Partitions come with the table that they are of. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relkind = 'p' as partitioned,
       array(select quote_ident(a.attname) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and ${OURS}
       and (n.nspname, c.relname) <> ('public', 'migration')
     order by 1`,
  );
  return rows;
}

/** Read it after the rows of a snapshot: a sequence does not wait for snapshots, and must not be behind them. */
export async function readSequences(client: pg.ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and c.relpersistence = 'p' and ${OURS} order by 1`,
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const state = await client.query<Omit<SequenceState, 'name'>>(
      `select last_value::text as last, is_called as called from ${name}`,
    );
    states.push({ name, ...state.rows[0]! });
  }
  return states;
}

export async function writeSequences(client: pg.ClientBase, states: SequenceState[]): Promise<void> {
  for (const { name, last, called } of states)
    await client.query('select setval($1::regclass, $2, $3)', [name, last, called]);
}

/**
 * Takes away what stands in the way of loading rows as they were, inside the transaction of the caller: row-level
 * security of the owner, triggers, and foreign keys (no order of tables suits every cycle). Returns the statements that
 * put everything back; putting a foreign key back checks every row.
 */
export async function layBare(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ off: string; on: string }>(
    `with ours as (
       select c.oid, format('%I.%I', n.nspname, c.relname) as name, c.relforcerowsecurity
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS}
     ), statement as (
       select 1 as step, format('alter table %s no force row level security', name) as off,
              format('alter table %s force row level security', name) as "on"
       from ours where relforcerowsecurity
       union all
       select 2, format('alter table %s drop constraint %I', name, k.conname),
              format('alter table %s add constraint %I %s', name, k.conname, pg_get_constraintdef(k.oid))
       from ours join pg_constraint k on k.conrelid = ours.oid where k.contype = 'f' and k.conparentid = 0
       union all
       select 3, format('alter table %s disable trigger %I', name, t.tgname),
              format('alter table %s enable %s trigger %I', name,
                     case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname)
       from ours join pg_trigger t on t.tgrelid = ours.oid
       where not t.tgisinternal and t.tgenabled <> 'D' and t.tgparentid = 0
     ) select off, "on" from statement order by step, off`,
  );
  for (const { off } of rows) await client.query(off);
  return rows.map(({ on }) => on).reverse();
}

export async function truncateAll(client: pg.ClientBase, tables: TableShape[]): Promise<void> {
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
}

export async function refreshViews(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'm' and ${OURS} order by c.oid`,
  );
  for (const { name } of rows) await client.query(`refresh materialized view ${name}`);
}

/** The first thing that is in the database, or undefined when it is empty. */
export async function firstTable(client: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OURS} order by c.relkind = 'S', 1 limit 1`,
  );
  return rows[0]?.name;
}
