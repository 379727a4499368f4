import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { journalKey, rootKey } from '../../platform/keys/index.ts';
import { Erasures, migrate, newerMigrations, type Postgres } from '../../platform/postgres/index.ts';
import { keepCheckpoints } from '../checkpoints.ts';
import { keepClear } from '../clear-away.ts';
import { type Contents, contentsOf, openPostgres } from '../database.ts';
import { keepFolded } from '../fold-figures.ts';
import { readGateway } from '../gateway.ts';
import { type House, limits, migrations, openDoor, openHouse } from '../house.ts';
import {
  type DemoAccount,
  demoAccounts,
  demoPassword,
  loadProvince,
  sealBeside,
  tellCountries,
  tellReturns,
  trueSize,
} from '../province/index.ts';
import { Refusal } from '../refusal.ts';
import { keepIndexed } from '../reindex.ts';
import { keepSending } from '../send-messages.ts';
import { type Environment, readSettings } from '../settings.ts';
import { columns, progress, say } from '../terminal.ts';

/** Serves until SIGINT or SIGTERM. A demo loads the fictional province into an empty database first. */
export const serve = ({ demo }: { demo: boolean }): Promise<void> =>
  untilStopped(async (stopping) => {
    const settings = readSettings(process.env, demo ? demoFolder : '');
    await refuseTakenPort(settings);
    const house = await openAll(settings, demo, stopping);
    if (demo) await fill(house, trueSize, demoSeed);
    const stopCheckpoints = await keepCheckpoints(house.store, house.journalKey, settings.stateDir, house.ports.now);
    stopping.add(stopCheckpoints);
    stopping.add(keepFolded(house.store));
    stopping.add(keepClear(house.ports));
    stopping.add(keepIndexed(house.ports));
    stopping.add(keepSending(house.ports));
    const door = await openDoor(house, { trustProxy: settings.trustProxy, log: true });
    await door.listen({ host: settings.host, port: settings.port }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? portTaken(settings) : error;
    });
    stopping.add(() => door.close());
    const { users } = house.contents;
    say(`\nBanyan answers at ${settings.origin}`);
    if (demo) say(accountsText());
    else if (!users)
      say(`Nobody can sign in yet. Open it and make the first administrator with this code: ${house.setupCode()}`);
    say('\nStop with Ctrl+C.');
    await stopping.asked;
    say('\nStopping.');
  });

/** `banyan seed`: the province in any size, for `banyan demo` to serve. */
export const seed = (people: number, seedText: string): Promise<void> =>
  untilStopped(async (stopping) => {
    const house = await openAll(readSettings(process.env, demoFolder), true, stopping);
    const loaded = await fill(house, people, seedText);
    say(
      loaded
        ? `Loaded with the seed "${seedText}". npm run demo serves it.`
        : 'There are people already; nothing was done.',
    );
  });

const demoFolder = '-demo';
export const demoSeed = 'banyan';

interface OpenHouse extends House {
  contents: Contents;
  postgres: Postgres;
  root: Uint8Array;
  journalKey: ReturnType<typeof journalKey>;
  setupCode: () => string | undefined;
}

async function openAll(settings: Environment, demo: boolean, stopping: Stops): Promise<OpenHouse> {
  const postgres = await openPostgres(settings, say);
  stopping.add(() => postgres.stop());
  const applied = await migrate(postgres.ownerConfig, migrations);
  if (applied.length > 0) say(`The database is up to date: ${applied.join(', ')}`);
  const contents = await contentsOf(postgres.ownerConfig);
  refuseWrongKind(contents, demo);
  const root = rootKey(settings.stateDir, contents.inUse);
  let code = contents.users || demo ? undefined : newCode();
  const erasures = new Erasures(settings.stateDir);
  const house = await openHouse({
    app: postgres.appConfig,
    root,
    settings: {
      origin: settings.origin,
      demo,
      setupCode: () => code,
      setupDone: () => {
        code = undefined;
      },
      limits,
    },
    gateway: readGateway(process.env),
    noteErasure: (keys, at) => erasures.note(keys, at),
    copy: postgres.copyConfig,
    listen: postgres.listenConfig,
    openThread: new URL('./open-thread.js', import.meta.url),
    onSchema: () => void heedSchema(postgres, stopping).catch(() => {}),
  });
  stopping.add(() => house.close());
  return { ...house, contents, postgres, root, journalKey: journalKey(settings.stateDir), setupCode: () => code };
}

let told = '';
/** Another version has altered the tables: this one goes on if that one says so, and otherwise ends before it does harm. */
async function heedSchema({ ownerConfig }: Postgres, stopping: Stops): Promise<void> {
  const since = await newerMigrations(ownerConfig, migrations);
  const breaking = since.find(({ expands }) => !expands);
  if (breaking) {
    console.error(
      `A newer version of Banyan has brought this database to ${breaking.name}, with which this one cannot work. Start the newer one here as well.`,
    );
    process.exitCode = 1;
    stopping.ask();
  } else if (since.length > 0 && told !== since.at(-1)!.name) {
    told = since.at(-1)!.name;
    say(
      `A newer version of Banyan has brought this database to ${told}. This one works on; start the newer one here soon.`,
    );
  }
}

async function fill(
  { contents, postgres, root, vault, definitions, ports }: OpenHouse,
  people: number,
  seedText: string,
) {
  if (contents.users) return false;
  const { loaded } = await loadProvince({
    owner: postgres.ownerConfig,
    vault,
    passwords: ports.passwords,
    definitions,
    now: ports.now(),
    people,
    seed: seedText,
    openSealer: (knows) => sealBeside(new URL('./seal-thread.js', import.meta.url), root, knows),
    onProgress: progress('Loading the fictional province'),
  });
  if (loaded) await tellReturns(ports, ports.now());
  if (loaded) await tellCountries(ports, ports.now());
  return loaded;
}

/** Known passwords and real people must never meet in one database. */
function refuseWrongKind({ users, province }: Contents, demo: boolean): void {
  if (demo && users && !province)
    throw new Refusal(
      'This database has real users. A demo, with its public passwords, needs a folder or database of its own.',
    );
  if (!demo && province)
    throw new Refusal(
      'This database holds the fictional province, whose passwords are public. Use npm run demo, or an empty folder in DATA_DIR.',
    );
}

/** 40 bits, typed once from a screen; tries are limited. */
function newCode(): string {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `${part()}-${part()}`;
}

/** Before minutes of work, not after. */
async function refuseTakenPort(settings: Environment): Promise<void> {
  const { host, port } = settings;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
      .once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? portTaken(settings) : error),
      )
      .listen({ host, port }, () => probe.close(() => resolve()));
  });
}

const portTaken = ({ host, port }: Environment): Refusal =>
  new Refusal(
    `Something else answers at ${host}:${port}, perhaps another Banyan. Stop it, or set PORT to another number.`,
  );

function accountsText(): string {
  const named = ({ login, role, name, centre }: DemoAccount) => [login, role, name, centre ?? ''];
  return `\nDemo accounts, all with the password "${demoPassword}":\n\n${columns(demoAccounts.map(named))}`;
}

/** What is to be undone at the end, the last first. */
class Stops {
  readonly #steps: (() => Promise<unknown>)[] = [];
  /** Resolves with the first signal; whoever asks twice does not want to wait. */
  ask = (): void => {};
  readonly asked = new Promise<void>((resolve) => {
    this.ask = resolve;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) await step();
  }
}

/** Runs `work` until it is done, fails or is interrupted, and puts everything away in each case. */
async function untilStopped(work: (stopping: Stops) => Promise<void>): Promise<void> {
  const stopping = new Stops();
  try {
    await Promise.race([work(stopping), stopping.asked]);
  } finally {
    await stopping.run();
  }
}
