/**
 * `node scripts/run.mjs work`: how long those wait who lead a team and who carry a case, in a province of many cases:
 * the supervisor's board, and every step of a return with all that its gates ask, through the operations themselves.
 *
 * --people 100000  of the fictional province
 * --returns 20     cases that are carried from the screening to the visit after twelve months
 * --out FILE       writes the report between its marks; docs/measurements.md for 100,000 people or more
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CallInput, CallName, CallOutput } from '../../src/core/contracts.ts';
import type { Actor } from '../../src/kernel/index.ts';
import { migrate, startPostgres } from '../../src/platform/postgres/index.ts';
import { asSystem } from '../../src/server/database.ts';
import { type House, migrations, openHouse } from '../../src/server/house.ts';
import { loadProvince } from '../../src/server/province/index.ts';
import { playersOf } from '../../src/server/province/returns/demo.ts';
import { acts, type Returning } from '../../src/server/province/returns/plot.ts';
import { type Call, doAt, happen, type Told } from '../../src/server/province/returns/tell.ts';
import { percentile, table, writeReport } from './report.ts';
import { settings } from './town.ts';

/** What a role waits for, by what is asked: milliseconds. */
type Waits = Map<string, number[]>;

const now = new Date('2026-10-31T10:00:00Z');
const dayMs = 86_400_000;

async function timed<T>(waits: Waits, what: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const value = await work();
  waits.set(what, [...(waits.get(what) ?? []), performance.now() - begun]);
  return value;
}

const who: Returning = {
  kind: 'labour',
  relative: 'Somebody',
  told: { screening: 'a', advice: 'b', plan: 'c', goal: 'd', visit: 'e' },
};

/** Carries a case over the border, act by act, and notes how long each call took. */
async function carry({ ports }: House, waits: Waits): Promise<void> {
  const players = await playersOf(ports);
  const from = new Date(now.getTime() - 470 * dayMs);
  const on = (days: number): string => new Date(from.getTime() + days * dayMs).toISOString().slice(0, 10);
  const calling =
    (actor: Actor, day: number, step: string): Call =>
    <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> =>
      timed(waits, `${name}${name === 'case.move' ? ` → ${step}` : ''}`, () =>
        doAt(ports, actor, new Date(from.getTime() + day * dayMs), name, input),
      );
  const begin = calling(players.host, 0, '');
  const { person } = await begin('person.register', {
    identity: { name: 'Somebody', birth: { value: '2000', known: 'stated' } },
    facts: { sex: 'female', nationalities: ['LA'] },
  });
  const { id: caseId } = await begin('case.open', {
    personId: person.id,
    programme: 'trafficking-response',
    destination: 'TH',
    consent: { how: 'oral' },
  });
  const told: Told = { caseId };
  for (const act of acts(who))
    await happen((player) => calling(players[player], act.day, 'move' in act ? act.move : ''), told, act, on, players);
}

async function lead({ ports, store, definitions }: House, waits: Waits): Promise<void> {
  for (const login of ['supervisor@demo', 'centre-manager@demo']) {
    const rows = await store.read('system', (db) =>
      db
        .selectFrom('app_user as u')
        .innerJoin('team_member as m', 'm.user_id', 'u.id')
        .select(['u.id', 'u.name', 'u.organisation_id', 'u.role', 'm.team_id'])
        .where('u.login', '=', login)
        .execute(),
    );
    const [row] = rows;
    const role = row && definitions.role(row.role);
    if (!row || !role) throw new Error(`There is no ${login}.`);
    const actor: Actor = {
      userId: row.id,
      name: row.name,
      organisationId: row.organisation_id,
      teamIds: rows.map(({ team_id }) => team_id),
      role,
      language: 'en',
      authenticatedAt: now,
    };
    for (let nth = 0; nth < 105; nth++)
      // The first few plan the statements.
      await timed(nth < 5 ? new Map() : waits, `board.read, ${role.code}`, () =>
        doAt(ports, actor, now, 'board.read', {}),
      );
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '100000' },
      returns: { type: 'string', default: '20' },
      out: { type: 'string' },
    },
  });
  const people = Number(values.people);
  const folder = mkdtempSync(path.join(tmpdir(), 'banyan-work-'));
  chmodSync(folder, 0o711); // as root the server is another user
  const postgres = await startPostgres({ stateDir: path.join(folder, 'state') });
  try {
    await migrate(postgres.ownerConfig, migrations);
    const house = await openHouse({
      app: postgres.appConfig,
      root: randomBytes(32),
      settings,
      noteErasure: async () => {},
    });
    try {
      const { vault, definitions, ports } = house;
      const { passwords } = ports;
      const owner = postgres.ownerConfig;
      const { cases } = await loadProvince({ owner, vault, passwords, definitions, now, seed: 'bench', people });
      const open = await asSystem(owner, async (client) => {
        await client.query('vacuum analyze');
        const { rows } = await client.query<{ n: number }>(
          'select count(*)::int as n from case_file where closed_at is null',
        );
        return rows[0]?.n;
      });
      const waits: Waits = new Map();
      await lead(house, waits);
      for (let nth = 0; nth < Number(values.returns); nth++) await carry(house, waits);
      const rows = [...waits]
        .map(([what, times]) => [what, times.sort((a, b) => a - b)] as const)
        .map(([what, times]) => [
          what,
          times.length,
          ...[0.5, 0.95, 0.99].map((part) => percentile(times, part).toFixed(1)),
        ]);
      const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, PostgreSQL ${postgres.version}`;
      const text = `${new Date().toISOString().slice(0, 10)}, \`node scripts/run.mjs work ${process.argv.slice(2).join(' ')}\`. ${machine}. ${cases} cases, ${open} of them open; each call is the operation, with journal, sealing, row-level security and durable commits, one after the other, without HTTP. Milliseconds.\n\n${table(['call', 'calls', 'p50', 'p95', 'p99'], rows)}`;
      const out = values.out ?? (people >= 100_000 ? 'docs/measurements.md' : undefined);
      if (out) writeReport(out, 'work', text);
      process.stdout.write(`${text}\n`);
    } finally {
      await house.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
