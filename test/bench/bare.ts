import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'csv-stringify/sync';
import pg from 'pg';
import { pinyin } from 'pinyin-pro';
import { type Indexed, nameMatcher } from '../../src/kernel/names/index.ts';

/**
 * What the house is measured against: node:http, records in clear, the row rule as a WHERE, prepared statements, a history
 * row for each write, and nothing else: no journal chain, no sealing, no row-level security, no schema. It makes the same
 * changes and answers the same content as the house; sessions it knows by heart. Written twice:
 *
 * - plain, as one writes it: a write is begin, record, history, commit, each statement awaited before the next.
 * - tuned (`bare` in the tables), as one writes it who wants nothing but speed: connections are pipelined, and each write
 *   is one statement, so that record and history row are one durable transaction in one round trip.
 */

export interface BareUser {
  userId: string;
  organisationId: string;
  teamIds: string[];
}

type Row = Record<string, unknown>;
interface Input extends Record<string, unknown> {
  revision?: number;
  limit?: number;
  query?: string;
}
type Answer = Row | undefined;

/** $1 organisation, $2 teams, $3 user. */
const seen = (table: string): string =>
  `${table}.organisation_id = $1 and (${table}.team_id = any ($2::uuid[]) or ${table}.owner_id = $3)`;
const ruleOf = (user: BareUser): unknown[] => [user.organisationId, user.teamIds, user.userId];

const caseColumns = `c.id, c.number, c.programme, c.stage, c.person_id as "personId", p.identity->>'name' as "personName",
  p.number as "personNumber", c.channel, c.topic, c.destination, c.sex, c.age_band as "ageBand", t.name as team,
  u.name as owner, c.opened_at as "openedAt", c.closed_at as "closedAt", c.closing_reason as "closingReason",
  c.satisfaction, c.flags, c.revision`;
const caseTables = `bare.case_file c join bare.person p on p.id = c.person_id left join bare.team t on t.id = c.team_id
  left join bare.app_user u on u.id = c.owner_id`;

const statements = {
  enquiry: `with made as (insert into bare.enquiry (id, organisation_id, team_id, owner_id, programme, channel, topic,
      destination, sex, age_band, answered, flags, signs, note, at, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '[]', '{}', $12, $13, $13))
    insert into bare.history values ($14, $13, $4, $2, 'enquiry.record', $1, $15, $16)`,
  history: `insert into bare.history values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  plainEnquiry: `insert into bare.enquiry (id, organisation_id, team_id, owner_id, programme, channel, topic,
      destination, sex, age_band, answered, flags, signs, note, at, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '[]', '{}', $12, $13, $13)`,
  contact: `update bare.case_file c set last_contact_at = $5, updated_at = $5 where c.id = $4 and ${seen('c')}
    returning c.organisation_id, c.team_id, c.owner_id, c.programme, c.person_id`,
  plainEntry: `insert into bare.entry (id, organisation_id, team_id, owner_id, programme, case_id, person_id, form, version,
      answers, at, updated_at, by_user) values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $10, $11)`,
  plainChange: `update bare.entry e set answers = $7, revision = revision + 1, updated_at = $8
    where e.id = $5 and e.revision = $6 and e.case_id = $4 and ${seen('e')}`,
  newEntry: `with c as (update bare.case_file c set last_contact_at = $8, updated_at = $8 where c.id = $4 and ${seen('c')}
      returning c.organisation_id, c.team_id, c.owner_id, c.programme, c.person_id),
    e as (insert into bare.entry (id, organisation_id, team_id, owner_id, programme, case_id, person_id, form, version,
        answers, at, updated_at, by_user)
      select $5, c.organisation_id, c.team_id, c.owner_id, c.programme, $4, c.person_id, $6, 1, $7, $8, $8, $3 from c
      returning id)
    insert into bare.history select $9, $8, $3, $1, 'entry.save', $4, $10, $11 from e`,
  plainTask: `insert into bare.task (id, organisation_id, team_id, owner_id, programme, case_id, person_id, kind, note, due_at,
      created_at) select $5, c.organisation_id, c.team_id, coalesce(c.owner_id, $3), c.programme, c.id, c.person_id, $6, $7, $8, $9
    from bare.case_file c where c.id = $4 and c.closed_at is null and ${seen('c')}`,
  plainDone: `update bare.task k set done_at = $5 where k.id = $4 and ${seen('k')} returning k.case_id`,
  plainTouch: `update bare.case_file c set last_contact_at = $2 where c.id = $1`,
  newTask: `with k as (insert into bare.task (id, organisation_id, team_id, owner_id, programme, case_id, person_id, kind, note,
        due_at, created_at) select $5, c.organisation_id, c.team_id, coalesce(c.owner_id, $3), c.programme, c.id, c.person_id, $6,
        $7, $8, $9 from bare.case_file c where c.id = $4 and c.closed_at is null and ${seen('c')} returning id)
    insert into bare.history select $10, $9, $3, $1, 'task.add', $4, $11, $12 from k`,
  taskDone: `with k as (update bare.task k set done_at = $5 where k.id = $4 and ${seen('k')} returning k.case_id),
    c as (update bare.case_file c set last_contact_at = $5 from k where c.id = k.case_id)
    insert into bare.history select $6, $5, $3, $1, 'task.finish', k.case_id, $7, to_jsonb(k) from k`,
  changeEntry: `with e as (update bare.entry e set answers = $7, revision = revision + 1, updated_at = $8
      where e.id = $5 and e.revision = $6 and e.case_id = $4 and ${seen('e')} returning id)
    insert into bare.history select $9, $8, $3, $1, 'entry.save', $4, $10, $11 from e`,
  entry: `select e.id, e.case_id as "caseId", e.form, e.version, e.revision, e.at, u.name as by, e.answers
    from bare.entry e left join bare.app_user u on u.id = e.by_user where e.id = $4 and ${seen('e')}`,
  case: `select ${caseColumns} from ${caseTables} where c.id = $4 and ${seen('c')}`,
  caseEntries: `select e.id, e.form, e.version, e.at, e.revision, u.name as by from bare.entry e
    left join bare.app_user u on u.id = e.by_user where e.case_id = $4 and ${seen('e')} order by e.at desc`,
  caseTasks: `select k.id, k.kind, k.note, k.due_at as "dueAt", k.done_at as "doneAt", u.name as owner from bare.task k
    left join bare.app_user u on u.id = k.owner_id where k.case_id = $4 and ${seen('k')} order by k.due_at`,
  caseConsents: `select n.id, n.purpose, n.recipient, n.how, n.witness, n.given_at as "givenAt",
    n.expires_at as "expiresAt", n.withdrawn_at as "withdrawnAt" from bare.consent n where n.case_id = $4 and ${seen('n')}
    order by n.given_at`,
  caseReferrals: `select r.id, r.status, r.sent_at as "sentAt", r.purpose, o.name as to from bare.referral r
    join bare.organisation o on o.id = r.to_organisation_id where r.case_id = $1 order by r.sent_at`,
  cases: `select ${caseColumns} from ${caseTables} where ${seen('c')} order by c.opened_at desc, c.id desc limit $4`,
  countCases: `select count(*)::int as total from (select c.id from bare.case_file c where ${seen('c')} limit 1001) few`,
  export: `select ${caseColumns} from ${caseTables} where ${seen('c')} and (c.opened_at, c.id) < ($4, $5)
    order by c.opened_at desc, c.id desc limit $6`,
  found: `select p.id, p.number, p.identity, p.sex, p.birth_year as "birthYear", p.nationalities from bare.person p
    where p.id in (select person_id from bare.find_people($4, $5, $6, $7, $8, $1, $2, $3)) and ${seen('p')}`,
  caseCounts: `select person_id as id, count(*)::int as cases from bare.case_file c
    where c.person_id = any ($4::uuid[]) and ${seen('c')} group by 1`,
};
type Statement = keyof typeof statements;

interface Named {
  code: string;
  label: { en?: string };
}
interface Definition {
  title: { en?: string };
  transitions?: { from: string; to: string; label: unknown }[];
  stages?: Named[];
  closingReasons?: Named[];
  items?: Named[];
}

/** What an export has of each case, as the house has it. */
const exported = (
  [
    ['text', 'number personNumber personName'],
    ['codes', 'programme stage channel topic destination sex ageBand'],
    ['text', 'team owner openedAt closedAt'],
    ['codes', 'closingReason'],
    ['text', 'satisfaction'],
    ['flags', 'flags'],
  ] as const
).flatMap(([kind, codes]) => codes.split(' ').map((code) => ({ code, kind })));

const matcher = nameMatcher((characters) => pinyin(characters, { toneType: 'none', type: 'array', v: true }));
const numberOf = (token: string): string => createHash('sha256').update(token).digest().readBigInt64BE(0).toString();
const arrayOf = (tokens: readonly string[]): string => `{${tokens.map(numberOf).join(',')}}`;

export const bareTokens = (record: Indexed): string => arrayOf(matcher.indexTokens(record));

interface Identity {
  name: string;
  romanised?: string;
  callMe?: string;
  aliases?: string[];
  birth?: { value: string };
  documents?: { number: string }[];
}
const indexed = ({ name, romanised, callMe, aliases = [], birth, documents = [] }: Identity): Indexed => ({
  names: [name, romanised, callMe, ...aliases].filter((one) => one !== undefined),
  birthYear: birth ? Number(birth.value.slice(0, 4)) : undefined,
  phones: [],
  documents: documents.map(({ number }) => number),
});

/** Serves on a free port of this machine. `sessions` by cookie. */
export async function serveBare(
  database: pg.ClientConfig,
  connections: number,
  sessions: ReadonlyMap<string, BareUser>,
  { tuned }: { tuned: boolean },
): Promise<number> {
  const pool = new pg.Pool({ ...database, max: connections, ...(tuned && { pipeline: true }) } as pg.PoolConfig);
  const ask = (name: Statement, values: unknown[], on: Pick<pg.PoolClient, 'query'> = pool) =>
    on.query<Row>({ name, text: statements[name], values });

  // Definitions are kept in memory, as the house keeps them.
  const published = await pool.query<{ kind: string; code: string; body: Definition }>(
    `select distinct on (kind, code) kind, code, body from public.definition where kind in ('form', 'programme', 'codeList')
     order by kind, code, version desc`,
  );
  const definitions = new Map(published.rows.map(({ kind, code, body }) => [`${kind} ${code}`, body]));

  async function withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }

  /** Statements that do not need one another's answers. */
  async function together(client: pg.PoolClient, asked: readonly [Statement, unknown[]][]) {
    if (tuned) return Promise.all(asked.map(([name, values]) => ask(name, values, client)));
    const answers = [];
    for (const [name, values] of asked) answers.push(await ask(name, values, client));
    return answers;
  }

  /** The plain way to write: what `work` does and its history, or neither. */
  const transaction = (history: () => unknown[], work: (client: pg.PoolClient) => Promise<boolean>): Promise<boolean> =>
    withClient(async (client) => {
      await client.query('begin');
      try {
        const done = await work(client);
        if (done) await ask('history', history(), client);
        await client.query(done ? 'commit' : 'rollback');
        return done;
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    });

  const routes: Record<string, (input: Input, user: BareUser, call: string) => Promise<Answer>> = {
    async '/api/enquiry/record'(input, user, call) {
      const { id, programme, channel, topic, destination, sex, ageBand, answered, note } = input;
      const now = new Date();
      const answer = { id, flags: [] };
      const facts = [programme, channel, topic, destination, sex, ageBand, answered, note, now];
      const owner = [user.organisationId, user.teamIds[0], user.userId];
      const texts = [JSON.stringify(input), JSON.stringify(answer)];
      if (tuned) await ask('enquiry', [id, ...owner, ...facts, call, ...texts]);
      else
        await transaction(
          () => [call, now, user.userId, user.organisationId, 'enquiry.record', id, ...texts],
          async (client) => {
            await ask('plainEnquiry', [id, ...owner, ...facts], client);
            return true;
          },
        );
      return answer;
    },
    async '/api/entry/save'(input, user, call) {
      const { id, caseId, form, revision, answers } = input;
      const answer = { id, revision: (revision ?? 0) + 1, flags: [] };
      const now = new Date();
      const text = JSON.stringify(answers);
      const texts = [JSON.stringify(input), JSON.stringify(answer)];
      const rule = ruleOf(user);
      if (tuned) {
        const which = revision === undefined ? form : revision;
        const { rowCount } = await ask(revision === undefined ? 'newEntry' : 'changeEntry', [
          ...rule,
          caseId,
          id,
          which,
          text,
          now,
          call,
          ...texts,
        ]);
        return rowCount === 1 ? answer : undefined;
      }
      const done = await transaction(
        () => [call, now, user.userId, user.organisationId, 'entry.save', caseId, ...texts],
        async (client) => {
          if (revision !== undefined)
            return (await ask('plainChange', [...rule, caseId, id, revision, text, now], client)).rowCount === 1;
          const [file] = (await ask('contact', [...rule, caseId, now], client)).rows;
          if (!file) return false;
          const owner = [file.organisation_id, file.team_id, file.owner_id, file.programme, caseId, file.person_id];
          await ask('plainEntry', [id, ...owner, form, text, now, user.userId], client);
          return true;
        },
      );
      return done ? answer : undefined;
    },
    async '/api/task/add'(input, user, call) {
      const { id, caseId, kind, note = null, dueAt } = input;
      const now = new Date();
      const texts = [JSON.stringify(input), JSON.stringify({ id })];
      const values = [...ruleOf(user), caseId, id, kind, note, dueAt, now];
      const done = tuned
        ? (await ask('newTask', [...values, call, ...texts])).rowCount === 1
        : await transaction(
            () => [call, now, user.userId, user.organisationId, 'task.add', caseId, ...texts],
            async (client) => (await ask('plainTask', values, client)).rowCount === 1,
          );
      return done ? { id } : undefined;
    },
    async '/api/task/finish'(input, user, call) {
      const now = new Date();
      const values = [...ruleOf(user), input.id, now];
      const text = JSON.stringify(input);
      if (tuned) {
        const { rowCount } = await ask('taskDone', [...values, call, text]);
        return rowCount === 1 ? { doneAt: now } : undefined;
      }
      let caseId: unknown;
      const done = await transaction(
        () => [call, now, user.userId, user.organisationId, 'task.finish', caseId, text, JSON.stringify({ caseId })],
        async (client) => {
          caseId = (await ask('plainDone', values, client)).rows[0]?.case_id;
          return caseId !== undefined && (await ask('plainTouch', [caseId, now], client)).rowCount === 1;
        },
      );
      return done ? { caseId, doneAt: now } : undefined;
    },
    async '/api/entry/read'({ id }, user) {
      const [entry] = (await ask('entry', [...ruleOf(user), id])).rows;
      return entry && { ...entry, covered: [], definition: definitions.get(`form ${entry.form}`) };
    },
    '/api/case/read': ({ id }, user) =>
      withClient(async (client) => {
        const values = [...ruleOf(user), id];
        const [found, entries, tasks, consents, referrals] = await together(client, [
          ['case', values],
          ['caseEntries', values],
          ['caseTasks', values],
          ['caseConsents', values],
          ['caseReferrals', [id]],
        ]);
        const one = found?.rows[0];
        return (
          one && {
            case: one,
            transitions: definitions
              .get(`programme ${one.programme}`)
              ?.transitions?.filter(({ from }) => from === one.stage && !one.closedAt)
              .map(({ to, label }) => ({ to, label, missing: [] })),
            entries: entries?.rows.map((entry) => ({ ...entry, title: definitions.get(`form ${entry.form}`)?.title })),
            tasks: tasks?.rows,
            consents: consents?.rows,
            referrals: referrals?.rows,
          }
        );
      }),
    '/api/case/list': ({ limit = 50 }, user) =>
      withClient(async (client) => {
        const [page, counted] = await together(client, [
          ['cases', [...ruleOf(user), limit + 1]],
          ['countCases', ruleOf(user)],
        ]);
        return { items: page?.rows.slice(0, limit), total: counted?.rows[0]?.total };
      }),
    '/api/person/search': ({ query: text = '' }, user) =>
      withClient(async (client) => {
        const query = matcher.query(text);
        const { probes } = query;
        const { rows } = await ask(
          'found',
          [
            ...ruleOf(user),
            probes.map(({ any }) => arrayOf(any)),
            probes.map(({ all }) => arrayOf(all)),
            probes.map(({ weight }) => weight),
            probes.map(({ limit }) => limit),
            probes.map(({ enough }) => enough),
          ],
          client,
        );
        const hits = rows
          .map((row) => ({ row, ...query.score(indexed(row.identity as Identity)) }))
          .filter(({ score }) => score >= 0.4)
          .sort((a, b) => b.score - a.score)
          .slice(0, 10);
        const counts = await ask('caseCounts', [...ruleOf(user), hits.map(({ row }) => row.id)], client);
        const cases = new Map(counts.rows.map((one) => [one.id, one.cases]));
        return {
          results: hits.map(({ row, score, why }) => ({ person: row, score, why, cases: cases.get(row.id) ?? 0 })),
        };
      }),
  };

  const words = new Map(
    [...definitions.values()].flatMap((body) =>
      [...(body.items ?? []), ...(body.stages ?? []), ...(body.closingReasons ?? [])].map(
        ({ code, label }) => [code, label.en] as const,
      ),
    ),
  );
  const worded = (code: unknown) => words.get(String(code)) ?? code;

  /** The register as CSV, page by page: the columns and words of the house’s own. */
  async function exportCases(user: BareUser, response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' });
    const write = async (rows: unknown[][], bom = false) => {
      const text = stringify(rows, { escape_formulas: true, record_delimiter: '\r\n', bom });
      if (!response.write(text)) await once(response, 'drain');
    };
    const size = 1_000;
    await write([exported.map(({ code }) => code)], true);
    for (let [at, id]: unknown[] = [new Date('9999-01-01'), 'ffffffff-ffff-ffff-ffff-ffffffffffff']; at; ) {
      const { rows } = await ask('export', [...ruleOf(user), at, id, size]);
      await write(
        rows.map((row) =>
          exported.map(({ code, kind }) => {
            const value = row[code];
            if (code === 'programme') return definitions.get(`programme ${value}`)?.title.en ?? value;
            if (kind === 'flags')
              return (value as { sign: string; reason: { en?: string } }[]).map(({ reason }) => reason.en).join('; ');
            if (value instanceof Date) return value.toISOString();
            return kind === 'codes' && value !== null ? worded(value) : value;
          }),
        ),
      );
      [at, id] = rows.length < size ? [] : [rows.at(-1)?.openedAt, rows.at(-1)?.id];
    }
    response.end();
  }

  const server = createServer(async (request, response) => {
    const end = (status: number, body: unknown) => {
      const bytes = Buffer.from(JSON.stringify(body));
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
      response.end(bytes);
    };
    try {
      const route = routes[request.url ?? ''];
      const user = sessions.get(request.headers.cookie ?? '');
      if (request.url === '/api/case/export' && user) return await exportCases(user, response);
      if (!route || !user) return end(404, {});
      const input = JSON.parse(await bodyOf(request)) as Input;
      const answer = await route(input, user, String(request.headers['banyan-call']));
      return answer ? end(200, answer) : end(404, {});
    } catch (error) {
      return end(500, { error: String(error) });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => resolve(parts.length === 1 ? parts[0]!.toString() : Buffer.concat(parts).toString()));
    request.on('error', reject);
  });
}
