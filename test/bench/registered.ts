import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { tokensOf } from '../../src/core/people/matching.ts';
import { readableNumber, uuidv7 } from '../../src/kernel/index.ts';
import { asSystem } from '../../src/server/database.ts';
import type { House } from '../../src/server/house.ts';
import { Random } from '../../src/server/province/random.ts';

/** Somebody as test/data/gen-persons.mjs registered them: the first time, or again with errors. */
export interface Registration {
  /** Who it is. */
  eid: string;
  /** 0 for the first time. */
  seq: number;
  /** Where they come from. */
  group: string;
  errors: string[];
  full_name: string;
  alias?: string;
  dob_raw: string;
  phone?: string;
  doc_no?: string;
}

export interface Registrations {
  first: Registration[];
  again: Registration[];
}

/** Bundled, this lies two folders below the root as well. */
const generator = fileURLToPath(new URL('../../test/data/gen-persons.mjs', import.meta.url));

/** Makes them, and reads them line by line: a million are more than one text can be. */
export async function registrations(args: readonly string[], folder: string): Promise<Registrations> {
  const out = path.join(folder, 'people');
  execFileSync(process.execPath, [generator, ...args, '--out', out], { stdio: 'ignore' });
  const lines = (file: string) => createInterface({ input: createReadStream(path.join(out, file)) });
  const origin = new Map<string, string>();
  for await (const line of lines('entities.jsonl')) {
    const entity = JSON.parse(line) as { eid: string; origin: string };
    origin.set(entity.eid, entity.origin);
  }
  const truth = new Map<string, string>();
  for await (const line of lines('truth.csv')) truth.set(line.slice(0, line.indexOf(',')), line);
  const made: Registrations = { first: [], again: [] };
  for await (const line of lines('records.jsonl')) {
    const record = JSON.parse(line) as Registration & { rid: string };
    const [, eid = '', seq, errors = ''] = truth.get(record.rid)?.split(',') ?? [];
    const { full_name, alias, dob_raw, phone, doc_no } = record;
    const about = { eid, seq: Number(seq), group: origin.get(eid) ?? '', errors: errors.split(' ') };
    const one: Registration = {
      ...about,
      full_name,
      dob_raw,
      ...(alias && { alias }),
      ...(phone && { phone }),
      ...(doc_no && { doc_no }),
    };
    (one.seq === 0 ? made.first : made.again).push(one);
  }
  rmSync(out, { recursive: true });
  return made;
}

export const yearOf = ({ dob_raw }: Registration): number | undefined => {
  const year = Number(/\d{4}/.exec(dob_raw)?.[0]);
  return year > 2400 ? year - 543 : year || undefined;
};

export const identityOf = (one: Registration) => {
  const year = yearOf(one);
  return {
    name: one.full_name,
    ...(one.alias && { aliases: [one.alias] }),
    ...(year && { birth: { value: String(year), known: 'stated' as const } }),
    ...(one.doc_no && { documents: [{ type: 'passport', number: one.doc_no }] }),
  };
};

/** The identifier under which somebody is registered, the same in every run. */
export function idOf({ eid }: Registration): string {
  const hash = createHash('sha256').update(eid).digest('hex');
  const time = (1_700_000_000_000 + Number(eid.slice(1))).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

/** One organisation with one team and one counsellor, and everybody registered there, sealed and indexed as the core does it. */
export async function registerAll(
  owner: pg.ClientConfig,
  house: House,
  first: readonly Registration[],
  say: (line: string) => void,
): Promise<void> {
  await asSystem(owner, async (client) => {
    const [organisation, team, user] = [uuidv7(), uuidv7(), uuidv7()];
    const key = house.vault.newOrganisationKey(organisation);
    await client.query(`insert into organisation values ($1, 'Recall', 'mrc', $2, now())`, [organisation, key]);
    await client.query(`insert into team values ($1, $2, 'Recall', null, now())`, [team, organisation]);
    await client.query(
      `insert into app_user (id, organisation_id, login, name, role, password_hash, created_at)
       values ($1, $2, 'recall', 'Recall', 'counsellor', '', now())`,
      [user, organisation],
    );
    await client.query('insert into team_member values ($1, $2)', [user, team]);
    // Built over all of them at once, as one would for a load of this size.
    const { rows } = await client.query<{ made: string }>(
      `select pg_get_indexdef('person_index_tokens'::regclass) as made`,
    );
    await client.query('drop index person_index_tokens');
    const numbers = new Random('recall');
    let written: Promise<unknown> = Promise.resolve();
    for (let from = 0; from < first.length; from += 1000) {
      const made = rowsOf(house, organisation, team, first.slice(from, from + 1000), numbers);
      await written;
      written = insert(client, made);
      if (from % 100_000 === 0) say(`${from} of ${first.length} are in.`);
    }
    await written;
    await client.query(rows[0]!.made);
    await client.query('vacuum analyze person, person_index, data_key');
  });
}

type Rows = Record<'data_key' | 'person' | 'person_index', object[]>;

function rowsOf(
  { vault }: House,
  organisation_id: string,
  team_id: string,
  some: readonly Registration[],
  numbers: Random,
): Rows {
  const rows: Rows = { data_key: [], person: [], person_index: [] };
  const now = new Date();
  for (const one of some) {
    const id = idOf(one);
    const { key, wrapped } = vault.newKey(organisation_id, id);
    const identity = identityOf(one);
    const contact = { phones: one.phone ? [{ number: one.phone }] : [] };
    rows.data_key.push({ id, organisation_id, wrapped: hex(wrapped) });
    rows.person.push({
      id,
      number: numbers.distinct(() => readableNumber('BN')),
      organisation_id,
      team_id,
      revision: 1,
      identity: hex(vault.seal(key, `person.identity:${id}`, identity)),
      contact: hex(vault.seal(key, `person.contact:${id}`, contact)),
      birth_year: yearOf(one),
      nationalities: [],
      registered_at: now,
      updated_at: now,
    });
    const { tokens, scheme } = tokensOf(vault, organisation_id, identity, contact);
    rows.person_index.push({ person_id: id, organisation_id, team_id, tokens: `{${tokens.join(',')}}`, scheme });
  }
  return rows;
}

async function insert(client: pg.Client, rows: Rows): Promise<void> {
  for (const [name, some] of Object.entries(rows)) {
    const columns = Object.keys(some[0]!).join(', ');
    await client.query(
      `insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, $1)`,
      [JSON.stringify(some)],
    );
  }
}

/** The counsellor who searches. */
export interface Counsellor {
  userId: string;
  organisationId: string;
  teamIds: string[];
}
export async function counsellor(client: pg.Client): Promise<Counsellor> {
  const { rows } = await client.query<Counsellor>(
    `select u.id as "userId", u.organisation_id as "organisationId", array_agg(m.team_id) as "teamIds"
     from app_user u join team_member m on m.user_id = u.id group by 1, 2`,
  );
  return rows[0]!;
}

/** A session of theirs; signing in is not what is measured. */
export async function sitDown(client: pg.Client, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await client.query(
    `insert into session (token_hash, user_id, created_at, seen_at, ends_at, authenticated_at)
     values ($1, $2, now(), now(), now() + interval '12 hours', now())`,
    [createHash('sha256').update(token).digest(), userId],
  );
  return token;
}
