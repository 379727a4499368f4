import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import type { Definitions, Passwords, Vault } from '../../core/ports.ts';
import { uuidv7 } from '../../kernel/index.ts';
import { generateProvince } from './generate.ts';
import type { Bundle } from './model.ts';
import { bytes, loadedTables, type PublishedForms, type Row } from './sealed-rows.ts';
import { type Sealer, type SealerKnows, sealHere, type TableText } from './sealer.ts';
import { demoPassword, type Staff } from './staff.ts';

export interface LoadOptions {
  /** Signs in as the owner of the tables. */
  owner: pg.ClientConfig;
  vault: Vault;
  passwords: Passwords;
  /** With the programme `resource-centre` and its forms published. */
  definitions: Definitions;
  now: Date;
  /** How many person records. */
  people: number;
  seed?: string;
  /** Takes indexes and references off and puts them back over all rows: usual where it saves more than it costs. */
  setsAside?: boolean;
  /** Who seals, once the organisations have their keys; without it, this thread does. */
  openSealer?: ((knows: SealerKnows) => Sealer) | undefined;
  /** Called after each batch with how many people are in, of how many. */
  onProgress?: (loaded: number, people: number) => void;
}

export interface Loaded {
  /** False when the database had users already: nothing was done. */
  loaded: boolean;
  people: number;
  cases: number;
  entries: number;
  enquiries: number;
}

/** The setting that marks a database whose passwords are public. */
export const provinceSetting = 'province';

/** People in one statement. */
const batchSize = 1_500;

/**
 * Loads a fictional province into an empty database, sealed and indexed as the core does it, with one journal row for
 * each batch. It does not go through the operations: they would take hours for a million people. Memory stays bounded,
 * and all of it is one transaction: an interrupted load leaves nothing.
 */
export async function loadProvince(options: LoadOptions): Promise<Loaded> {
  const { owner, vault, passwords, definitions, now, people, seed = 'banyan', onProgress } = options;
  const { setsAside = people >= 50_000, openSealer = (knows) => sealHere(vault, knows) } = options;
  const done: Loaded = { loaded: false, people: 0, cases: 0, entries: 0, enquiries: 0 };
  const programme = definitions.programme('resource-centre');
  if (!programme) throw new Error('The programme resource-centre is not published.');
  const forms = await publishedForms(definitions, programme.forms);
  const client = new pg.Client({ ...owner, application_name: 'banyan province', pipeline: true } as pg.ClientConfig);
  await client.connect();
  try {
    await client.query(`select set_config('app.scope', 'system', false)`);
    if ((await client.query('select from app_user limit 1')).rowCount) return done;
    const { staff, bundles } = generateProvince({ people, seed, now, programme });
    const hash = await passwords.hash(demoPassword);
    const network = staff.organisations[0]!.id;
    await inTransaction(client, async () => {
      const organisations = await insertStaff(client, staff, vault, hash, now);
      const sealer = openSealer({ programme: programme.code, forms, organisations });
      try {
        const putBack = setsAside ? await setAside(client) : async () => {};
        await client.query('insert into setting values ($1, $2)', [provinceSetting, JSON.stringify({ people, seed })]);
        // Each row would say what it changes of the figures; counting once at the end is sooner.
        await client.query('alter table case_file disable trigger user; alter table enquiry disable trigger user');
        let batch: Bundle[] = [];
        let inBatch = 0;
        let written = Promise.resolve();
        // One batch is made up while the one before is sealed and PostgreSQL writes the one before that.
        const flush = async () => {
          const [before, reached] = [written, done.people];
          const sealed = sealer.seal(batch);
          written = Promise.all([sealed, before])
            .then(([tables]) => writeBatch(client, tables, network, now))
            .then(() => onProgress?.(reached, people));
          written.catch(() => {}); // whoever waits for it next is told
          batch = [];
          inBatch = 0;
          await before;
        };
        for (const bundle of bundles) {
          batch.push(bundle);
          inBatch += bundle.people.length;
          done.people += bundle.people.length;
          done.cases += bundle.cases.length;
          done.entries += bundle.entries.length;
          done.enquiries += bundle.enquiries.length;
          if (inBatch >= batchSize) await flush();
          // The socket is fed between bundles.
          if (batch.length % 20 === 19) await turn();
        }
        await flush();
        await written;
        await putBack();
        await client.query('alter table case_file enable trigger user; alter table enquiry enable trigger user');
        await client.query('select count_figures()');
      } finally {
        await sealer.close();
      }
    });
    await client.query('analyze');
    return { ...done, loaded: true };
  } finally {
    await client.end();
  }
}

/**
 * Takes off indexes and references of the tables that are filled, and answers how to put them back: over all rows at once,
 * which is several times as fast as row by row. What is not fulfilled is found then. All in the one transaction.
 */
async function setAside(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conparentid = 0 and conrelid = any($1::regclass[])`,
    [loadedTables],
  );
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where not indisunique and indrelid = any($1::regclass[])`,
    [loadedTables],
  );
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  return async () => {
    await client.query(`set local maintenance_work_mem = '256MB'; set local work_mem = '128MB'`);
    for (const { definition } of indexes) await client.query(definition);
    for (const { table, name, definition } of references)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  };
}

/** All tables are sent at once and written in their order. */
async function writeBatch(client: pg.Client, tables: readonly TableText[], network: string, now: Date): Promise<void> {
  await Promise.all([
    ...tables.map((one) => insertText(client, one)),
    client.query('select journal_append($1, $2, null, $3, $4, null, $5, null, null, null)', [
      uuidv7(),
      now,
      network,
      'province.load',
      'done',
    ]),
  ]);
}

async function publishedForms(definitions: Definitions, codes: readonly string[]): Promise<PublishedForms> {
  const forms = await Promise.all(codes.map(async (code) => [code, await definitions.form(code)] as const));
  return new Map(forms.flatMap(([code, form]) => (form ? [[code, form] as const] : [])));
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** As JSON in one statement, because PostgreSQL refuses COPY into tables under row-level security. */
async function insertText(client: pg.Client, { table, columns, rows }: TableText): Promise<void> {
  const names = columns.join(', ');
  await client.query(
    `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1)`,
    [rows],
  );
}

/** Columns of the first row. */
async function insertRows(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await insertText(client, { table, columns: Object.keys(rows[0]!), rows: JSON.stringify(rows) });
}

/** Answers the wrapped key of each organisation. */
async function insertStaff(
  client: pg.Client,
  staff: Staff,
  vault: Vault,
  hash: string,
  now: Date,
): Promise<SealerKnows['organisations']> {
  const keys = new Map(staff.organisations.map(({ id }) => [id, vault.newOrganisationKey(id)]));
  await insertRows(
    client,
    'organisation',
    staff.organisations.map(({ id, name, kind }) => ({
      id,
      name,
      kind,
      wrapped_key: bytes(keys.get(id)!),
      created_at: now,
    })),
  );
  await insertRows(
    client,
    'team',
    staff.teams.map(({ id, organisationId, name, place }) => ({
      id,
      organisation_id: organisationId,
      name,
      place,
      created_at: now,
    })),
  );
  await insertRows(
    client,
    'app_user',
    staff.users.map(({ id, organisationId, login, name, role, language }) => ({
      id,
      organisation_id: organisationId,
      login,
      name,
      role,
      language,
      password_hash: hash,
      password_given: false,
      totp_step: 0,
      active: true,
      created_at: now,
    })),
  );
  await insertRows(
    client,
    'team_member',
    staff.users.filter(({ teamId }) => teamId).map(({ id, teamId }) => ({ user_id: id, team_id: teamId })),
  );
  return [...keys];
}
