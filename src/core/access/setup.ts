import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem, uuidv7 } from '../../kernel/index.ts';
import { type Db, operation } from '../ports.ts';
import { anythingFrom, countTry, forgive } from './attempts.ts';
import * as contracts from './contract.ts';
import { requireStrength } from './passwords.ts';
import { administratorRole } from './users.ts';

const isOpen = async (db: Db): Promise<boolean> =>
  !(await db.selectFrom('app_user').select('id').limit(1).executeTakeFirst());

export const setupState = operation(contracts.setupState, {
  run: async ({ db, ports }) => ({ open: await isOpen(db), demo: ports.settings.demo }),
});

const sameCode = (typed: string, printed: string): boolean => {
  const hash = (code: string) => createHash('sha256').update(code.trim().toUpperCase()).digest();
  return timingSafeEqual(hash(typed), hash(printed));
};

/** Creates the first organisation and its administrator, once, for whoever can read the console of the server. */
export const setup = operation(contracts.setup, {
  async prepare({ ports, caller, now }, { code, login, name, password }) {
    const { store, settings } = ports;
    const address = anythingFrom(ports, caller.address);
    await store.write('system', async (db) => {
      if (!(await isOpen(db))) throw new Problem('setup.closed');
      return { value: await countTry(db, address, now) };
    });
    const printed = settings.setupCode();
    if (printed === undefined || !sameCode(code, printed)) throw new Problem('setup.code');
    await store.write('system', async (db) => ({ value: await forgive(db, address) }));
    requireStrength(password, { login, name });
    return ports.passwords.hash(password);
  },
  async run({ db, now, vault, definitions, ports }, input, password_hash) {
    // Two who begin at the same time: the second waits for the first one's row, and then there is a user.
    await db
      .insertInto('setting')
      .values({ key: 'setup', value: JSON.stringify({ at: now }) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (!(await isOpen(db))) throw new Problem('setup.closed');
    const organisationId = uuidv7(now.getTime());
    const { login, name, organisation } = input;
    await db
      .insertInto('organisation')
      .values({
        id: organisationId,
        name: organisation,
        kind: 'host',
        wrapped_key: Buffer.from(vault.newOrganisationKey(organisationId)),
        created_at: now,
      })
      .execute();
    await db
      .insertInto('app_user')
      .values({
        id: uuidv7(now.getTime()),
        organisation_id: organisationId,
        login,
        name,
        role: administratorRole(definitions).code,
        password_hash,
        created_at: now,
      })
      .execute();
    await ports.store.announce(db, 'organisation', organisationId);
    ports.settings.setupDone();
    return { login };
  },
});
