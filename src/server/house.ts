import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { forgetSession, learnOrganisations, resolveSession } from '../core/access/index.ts';
import { readFile } from '../core/cases/index.ts';
import { DefinitionCache, installSupplied } from '../core/definitions/index.ts';
import { keepStandard } from '../core/forms/index.ts';
import { Live, operations, type Passwords, type Ports, type Settings } from '../core/index.ts';
import { createApp } from '../platform/http/index.ts';
import { Argon2Passwords, NodeVault, openerBeside } from '../platform/keys/index.ts';
import { SheetPrinter } from '../platform/print/index.ts';
import { PostgresStore } from '../platform/store/index.ts';
import { recordStandard, suppliedDefinitions } from '../programmes/index.ts';
import { printerOf } from './papers/index.ts';
import { Refusal } from './refusal.ts';

/** Beside the sources and, built, beside the bundle: both lie two folders below the root of the project. */
export const migrations = fileURLToPath(new URL('../../src/platform/postgres/migrations', import.meta.url));
const printing = fileURLToPath(new URL('../../src/platform/print', import.meta.url));
const wordsFolder = fileURLToPath(new URL('../../src/words', import.meta.url));
const builtDesk = fileURLToPath(new URL('../../dist/desk', import.meta.url));

/** How long a session lasts and how much one user may look up: what an installation may later want to set. */
export const limits: Settings['limits'] = { idleMinutes: 30, absoluteHours: 12, freshMinutes: 10, revealsPerHour: 40 };

export interface HouseOptions {
  /** A migrated database, as the application's login. */
  app: pg.ClientConfig;
  /** The same login at a copy of the database, and one that no pool stands before, where they are others. */
  copy?: pg.ClientConfig | undefined;
  listen?: pg.ClientConfig | undefined;
  /** 32 bytes. */
  root: Buffer;
  settings: Settings;
  /** Keeps durably, outside the database, what was erased. */
  noteErasure: Ports['noteErasure'];
  passwords?: Passwords;
  /** Without one no message is sent. */
  gateway?: Ports['gateway'];
  now?: () => Date;
  connections?: number;
  /** The thread that opens what is opened by the hundred, as it was built; it is opened here without. */
  openThread?: URL;
  /** Told when the tables may have been altered by another version of the house. */
  onSchema?: () => void;
}

/** The rooms put together over one database. */
export interface House {
  ports: Ports;
  store: PostgresStore;
  definitions: DefinitionCache;
  live: Live;
  vault: NodeVault;
  close(): Promise<void>;
}

/** Publishes what comes supplied and is missing, and listens to what other processes of this database announce. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const {
    app,
    root,
    settings,
    noteErasure,
    gateway,
    passwords = new Argon2Passwords(),
    now = () => new Date(),
    connections,
    onSchema = () => {},
  } = options;
  const { copy, listen, openThread } = options;
  const store = new PostgresStore({ app, copy, listen, ...(connections && { connections }) });
  const opener = openThread && openerBeside(openThread);
  const vault = new NodeVault(root, opener);
  keepStandard(recordStandard);
  const definitions = new DefinitionCache(store);
  const sheets = new SheetPrinter(printing);
  const printer = printerOf(sheets, definitions, wordsFolder);
  const live = new Live(store);
  const ports: Ports = {
    store,
    vault,
    definitions,
    passwords,
    printer,
    changes: live,
    gateway,
    now,
    settings,
    noteErasure,
  };
  try {
    await installSupplied(store, now(), suppliedDefinitions());
    await Promise.all([definitions.refresh(), learnOrganisations(ports)]);
  } catch (error) {
    await store.close();
    throw error;
  }
  const listening = store.listen((topic, about) => {
    // A role that was changed may reach otherwise.
    if (topic === 'definitions')
      definitions.refresh().then(
        () => live.review(),
        () => {},
      );
    else if (topic === 'live') live.heard(about);
    else if (topic === 'organisation') learnOrganisations(ports).catch(() => {});
    else if (topic === 'schema') onSchema();
    else {
      forgetSession(ports, about);
      void live.review(about);
    }
  });
  if (!(await listening.hears((text) => store.speak(text)))) {
    await Promise.all([listening.close(), store.close()]);
    throw new Refusal(
      'What one process announces does not reach this one: a pool stands between it and the database. Set DATABASE_LISTEN_URL to the same login at the database itself.',
    );
  }
  return {
    ports,
    store,
    definitions,
    live,
    vault,
    async close() {
      await live.close();
      await listening.close();
      await sheets.close();
      await opener?.close();
      await store.close();
    },
  };
}

/** The web server of a house, not yet listening. */
export function openDoor(
  { ports, live }: House,
  options: {
    trustProxy?: string | false;
    desk?: string | false;
    log?: boolean;
    requestsPerMinute?: number;
  } = {},
): Promise<FastifyInstance> {
  const { trustProxy = false, desk = builtDesk, log = false, requestsPerMinute } = options;
  const { store, vault, now, settings } = ports;
  return createApp({
    ports,
    operations,
    live,
    resolveSession: (token, unasked) => resolveSession(ports, token, { touches: !unasked }),
    takeFile: (actor, id) =>
      store.write(actor, async (db) => ({ value: await readFile({ db, actor, vault, now: now() }, id) })),
    secureCookies: settings.origin.startsWith('https:'),
    trustProxy,
    log,
    ...(desk && { deskDir: desk }),
    ...(requestsPerMinute && { requestsPerMinute }),
  });
}
