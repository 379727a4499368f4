import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { uuidv7 } from '../../src/kernel/index.ts';
import { asSystem } from '../../src/server/database.ts';
import type { BareUser } from './bare.ts';
import type { Request } from './load.ts';
import type { Town } from './town.ts';

/** `plain` and `bare` are two ways to write the same program over the same tables. */
export type Side = 'house' | 'plain' | 'bare';
type Kept = 'house' | 'bare';

/** A user at work: one for each connection, in one of the six centres. */
export interface Seat extends BareUser {
  token: string;
  cases: string[];
  /** Cases in hand, and the task that is to be done on one of them. */
  open: string[];
  task: Record<Kept, string>;
  /** Counselling sessions that no other seat changes. */
  entries: { id: string; caseId: string; answers: Record<string, unknown>; revision: Record<Kept, number> }[];
  /** Names as somebody types them. */
  names: string[];
}

const perSeat = 60;

/**
 * Sits counsellors down, spread over the centres: with a session (signing in is not what is measured), and records that
 * they see.
 */
export async function takeSeats({ postgres }: Town, count: number): Promise<Seat[]> {
  return asSystem(postgres.ownerConfig, async (client) => {
    const { rows: users } = await client.query<BareUser & { nth: number; seats: number }>(
      `select u.id as "userId", u.organisation_id as "organisationId", array[m.team_id] as "teamIds"
       from app_user u join team_member m on m.user_id = u.id where u.role = 'counsellor'
       order by row_number() over (partition by m.team_id order by u.login), m.team_id limit $1`,
      [count],
    );
    const seats: Seat[] = [];
    for (let n = 0; n < count; n++) {
      const { userId, organisationId, teamIds } = users[n % users.length]!;
      const token = await beginSession(client, userId);
      const before = seats.filter((seat) => seat.teamIds[0] === teamIds[0]).length;
      const [cases, open, entries, names] = [
        await client.query<{ id: string }>(
          'select id from bare.case_file where team_id = any ($1) order by hashtext(id::text) offset $2 limit $3',
          [teamIds, before * perSeat, perSeat],
        ),
        await client.query<{ id: string }>(
          'select id from bare.case_file where team_id = any ($1) and closed_at is null order by hashtext(id::text) limit $2',
          [teamIds, perSeat],
        ),
        await client.query<Seat['entries'][number] & { house: number; bare: number }>(
          `select b.id, b.case_id as "caseId", b.answers, e.revision as house, b.revision as bare
           from bare.entry b join public.entry e on e.id = b.id
           where b.team_id = any ($1) and b.form = 'counselling-session' order by hashtext(b.id::text) offset $2 limit $3`,
          [teamIds, before * perSeat, perSeat],
        ),
        await client.query<{ name: string }>(
          `select identity->>'name' as name from bare.person where team_id = any ($1)
           order by hashtext(id::text) offset $2 limit $3`,
          [teamIds, before * perSeat, perSeat],
        ),
      ];
      seats.push({
        userId,
        organisationId,
        teamIds,
        token,
        cases: cases.rows.map(({ id }) => id),
        open: open.rows.map(({ id }) => id),
        task: { house: '', bare: '' },
        entries: entries.rows.map(({ house, bare, ...entry }) => ({ ...entry, revision: { house, bare } })),
        names: names.rows.map(({ name }, index) => (index % 2 ? withoutMarks(name) : name)),
      });
    }
    return seats;
  });
}

/** Who may export the register of the whole organisation: with a session whose password was given now. */
export async function takeManager({ postgres }: Town): Promise<BareUser & { token: string }> {
  return asSystem(postgres.ownerConfig, async (client) => {
    const { rows } = await client.query<BareUser>(
      `select u.id as "userId", u.organisation_id as "organisationId", array(select t.id from team t
         where t.organisation_id = u.organisation_id) as "teamIds" from app_user u where u.role = 'centre-manager'
       order by (select count(*) from bare.case_file c where c.organisation_id = u.organisation_id) desc limit 1`,
    );
    if (!rows[0]) throw new Error('Nobody may export the register.');
    return { ...rows[0], token: await beginSession(client, rows[0].userId) };
  });
}

async function beginSession(client: pg.Client, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await client.query(
    `insert into session (token_hash, user_id, created_at, seen_at, ends_at, authenticated_at)
     values ($1, $2, now(), now(), now() + interval '12 hours', now())`,
    [createHash('sha256').update(token).digest(), userId],
  );
  return token;
}

const withoutMarks = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();

export interface Task {
  name: string;
  /** As the report names it. */
  label: string;
  /** The least that the house should do of what the bare program does. */
  wanted: number;
  request(seat: Seat, side: Side, turn: number): { path: string; input: unknown };
}

const note =
  'Anh hỏi về khoản phí môi giới mà công ty thu trước khi ký hợp đồng, và muốn biết phải giữ giấy tờ nào khi đi làm việc ở nước ngoài. Đã hẹn gọi lại.';
const pick = <T>(list: readonly T[], turn: number): T => list[turn % list.length]!;
const channels = ['counter', 'phone', 'hotline', 'web'] as const;

/** What is measured: the same requests to both sides. */
export const tasks: readonly Task[] = [
  {
    name: 'create enquiry',
    label: 'create: enquiry.record',
    wanted: 0.5,
    request: (_, __, turn) => ({
      path: '/api/enquiry/record',
      input: {
        id: uuidv7(),
        programme: 'resource-centre',
        channel: pick(channels, turn),
        topic: 'fees',
        destination: 'JP',
        sex: 'female',
        ageBand: '18-24',
        answered: true,
        note,
      },
    }),
  },
  {
    name: 'create entry',
    label: 'create: entry.save',
    wanted: 0.5,
    request: ({ entries }, _, turn) => {
      const { caseId, answers } = pick(entries, turn);
      return { path: '/api/entry/save', input: { id: uuidv7(), caseId, form: 'counselling-session', answers } };
    },
  },
  {
    name: 'update entry',
    label: 'update: entry.save',
    wanted: 0.5,
    request: ({ entries }, side, turn) => {
      const entry = pick(entries, turn);
      const revision = entry.revision[side === 'house' ? 'house' : 'bare']++;
      const answers = { ...entry.answers, advice: `${note} (${turn})` };
      return {
        path: '/api/entry/save',
        input: { id: entry.id, caseId: entry.caseId, form: 'counselling-session', revision, answers },
      };
    },
  },
  {
    // What is to be done for a case, and that it was done: turn by turn.
    name: 'update case',
    label: 'update: task.add, task.finish',
    wanted: 0.5,
    request: ({ open, task }, side, turn) => {
      const kept = side === 'house' ? 'house' : 'bare';
      const id = task[kept];
      task[kept] = id ? '' : uuidv7();
      if (id) return { path: '/api/task/finish', input: { id } };
      const input = {
        id: task[kept],
        caseId: pick(open, turn),
        kind: 'callBack',
        note,
        dueAt: '2027-01-04T02:00:00.000Z',
      };
      return { path: '/api/task/add', input };
    },
  },
  {
    name: 'read entry',
    label: 'read: entry.read',
    wanted: 0.4,
    request: ({ entries }, _, turn) => ({ path: '/api/entry/read', input: { id: pick(entries, turn).id } }),
  },
  {
    name: 'read case',
    label: 'read: case.read',
    wanted: 0.4,
    request: ({ cases }, _, turn) => ({ path: '/api/case/read', input: { id: pick(cases, turn) } }),
  },
  {
    name: 'list',
    label: 'list: case.list',
    wanted: 0.5,
    request: () => ({ path: '/api/case/list', input: {} }),
  },
  {
    name: 'search',
    label: 'search: person.search',
    wanted: 0.5,
    request: ({ names }, _, turn) => ({ path: '/api/person/search', input: { query: pick(names, turn) } }),
  },
];

/** Requests of one side, in turns that go on from round to round. */
export function requestsOf(task: Task, seats: readonly Seat[], side: Side): (line: number) => Request {
  const turns = seats.map(() => 0);
  return (line) => {
    const { path, input } = task.request(seats[line]!, side, turns[line]!++);
    return { path, call: randomUUID(), body: JSON.stringify(input) };
  };
}
