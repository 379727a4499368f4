import type pg from 'pg';
import type { CallInput, CallName, CallOutput } from '../../src/core/contracts.ts';
import { operations, perform } from '../../src/core/index.ts';
import { type Actor, uuidv7 } from '../../src/kernel/index.ts';
import { rootKey } from '../../src/platform/keys/index.ts';
import { migrate, startPostgres } from '../../src/platform/postgres/index.ts';
import { asSystem, contentsOf } from '../../src/server/database.ts';
import { type House, migrations, openHouse } from '../../src/server/house.ts';
import { loadProvince } from '../../src/server/province/index.ts';
import { cpuOfFamily, parentOf } from './cpu.ts';
import { settings } from './town.ts';

/** A house with the fictional province in it, in this process, over a PostgreSQL of its own. */
export class Peopled {
  readonly definitions: House['definitions'];
  readonly #house: House;
  readonly #owner: pg.ClientConfig;
  readonly #postgres: number;

  /** @param postgres the first process of its PostgreSQL. */
  constructor(house: House, owner: pg.ClientConfig, postgres: number) {
    this.#house = house;
    this.definitions = house.definitions;
    this.#owner = owner;
    this.#postgres = postgres;
  }

  /** Milliseconds of processor time that its PostgreSQL has taken. */
  get postgresCpu(): number {
    return cpuOfFamily(this.#postgres);
  }

  /** What the operation answers: with the grant asked, row-level security, sealing and the journal. */
  call<N extends CallName>(actor: Actor, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const { ports } = this.#house;
    const operation = operations.find(({ contract }) => contract.name === name)!;
    const session = { tokenHash: undefined, start: () => {}, end: () => {} };
    return perform(ports, operation, { actor, address: '', session }, uuidv7(), input) as Promise<CallOutput<N>>;
  }

  /** Rows as nobody of the house sees them: all of them. */
  rows<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    return asSystem(this.#owner, async (client) => (await client.query<R>(text, values)).rows);
  }

  /** The one with this role who has most to do: in the organisation with most cases, with most of them. */
  async actorOf(role: string): Promise<Actor> {
    const [found] = await this.rows<Omit<Actor, 'role' | 'authenticatedAt'>>(
      `select u.id as "userId", u.name, u.organisation_id as "organisationId", u.language,
         array(select m.team_id from team_member m where m.user_id = u.id) as "teamIds"
       from app_user u where u.role = $1 and u.active
       order by u.organisation_id = (select organisation_id from case_file group by 1 order by count(*) desc limit 1) desc,
         (select count(*) from case_file c where c.owner_id = u.id) desc, u.id limit 1`,
      [role],
    );
    if (!found) throw new Error(`Nobody is ${role}.`);
    return { ...found, role: this.definitions.role(role)!, authenticatedAt: new Date() };
  }
}

/** Where `scripts/run.mjs` has built it: this is bundled into a file of dist/tools. */
const openThread = new URL('../server/open-thread.js', import.meta.url);

/** Opens the house of this folder for as long as `work` takes; one that is empty is filled with so many people first. */
export async function withPeopled<T>(
  { stateDir, people, say }: { stateDir: string; people: number; say: (line: string) => void },
  work: (peopled: Peopled) => Promise<T>,
): Promise<T> {
  const postgres = await startPostgres({ stateDir, log: say });
  try {
    const owner = postgres.ownerConfig;
    await migrate(owner, migrations);
    const { users, inUse } = await contentsOf(owner);
    const root = rootKey(stateDir, inUse);
    const house = await openHouse({ app: postgres.appConfig, root, settings, openThread, noteErasure: async () => {} });
    try {
      const { ports, vault, definitions } = house;
      const { passwords } = ports;
      if (!users) await loadProvince({ owner, vault, definitions, passwords, now: new Date(), people });
      const first = await asSystem(owner, async (client) => {
        // A house that was just filled would still have to be tidied while it is measured.
        await client.query('vacuum analyze');
        return parentOf((await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid);
      });
      return await work(new Peopled(house, owner, first));
    } finally {
      await house.close();
    }
  } finally {
    await postgres.stop();
  }
}
