import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { operations } from '../../src/core/index.ts';
import type { JournalRow, Ports } from '../../src/core/ports.ts';
import { openDoor, openHouse } from '../../src/server/house.ts';
import { type BareUser, serveBare } from './bare.ts';
import { startProfile, stopProfile } from './profile.ts';
import { settings } from './town.ts';
import type { Side } from './workload.ts';

/** What may be left out of the house, to see what it costs. Here and nowhere else. (Sealing may not: what it had written could not be read.) */
export type Layer = 'journal' | 'durability' | 'row rules' | 'validation';

export interface SideOptions {
  side: Side;
  database: pg.ClientConfig;
  /** Connections to PostgreSQL: as many on both sides. */
  connections: number;
  /** The root key in base64, for the house. */
  root: string;
  /** By cookie, for the two that know them by heart. */
  sessions: [string, BareUser][];
  without?: Layer;
}

/** A server in a process of its own. */
export interface Served {
  port: number;
  pid: number;
  /** Processor time by layer, in microseconds, of what is called in between. */
  profile(work: () => Promise<unknown>): Promise<Map<string, number>>;
  stop(): Promise<void>;
}

/** The first argument of a process that is a side. */
export const sideArgument = 'side';

export async function startSide(options: SideOptions): Promise<Served> {
  const child = fork(fileURLToPath(import.meta.url), [sideArgument], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { port } = (await askOf(child, options)) as { port: number };
  return {
    port,
    pid: child.pid!,
    async profile(work) {
      await askOf(child, 'startProfile');
      await work();
      return new Map((await askOf(child, 'stopProfile')) as [string, number][]);
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}

function askOf(child: ChildProcess, message: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('A side of the measurement ended by itself.'));
    child.once('exit', gone);
    child.once('message', (answer) => {
      child.off('exit', gone);
      resolve(answer);
    });
    child.send(message as object);
  });
}

/** What the process of a side does: answers the messages of its parent, and ends with it. */
export function beSide(): void {
  process.on('message', async (message: SideOptions | 'startProfile' | 'stopProfile') => {
    if (message === 'startProfile') process.send!(await startProfile());
    else if (message === 'stopProfile') process.send!(await stopProfile());
    else process.send!({ port: message.side === 'house' ? await house(message) : await bare(message) });
  });
  process.on('disconnect', () => process.exit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {}); // the parent ends us
}

const bare = ({ side, database, connections, sessions }: SideOptions): Promise<number> =>
  serveBare(database, connections, new Map(sessions), { tuned: side === 'bare' });

async function house({ database, connections, root, without }: SideOptions): Promise<number> {
  const app = without === 'durability' ? { ...database, options: '-c synchronous_commit=off' } : database;
  const opened = await openHouse({
    app,
    root: Buffer.from(root, 'base64'),
    connections,
    settings,
    openThread: new URL('../server/open-thread.js', import.meta.url),
    noteErasure: async () => {},
  });
  if (without === 'journal') leaveOutJournal(opened.ports);
  if (without === 'validation') leaveOutValidation();
  const door = await openDoor(opened, { desk: false, log: true, requestsPerMinute: 1e9 });
  await door.listen({ host: '127.0.0.1', port: 0 });
  return (door.server.address() as { port: number }).port;
}

function leaveOutJournal({ store }: Ports): void {
  const write = store.write.bind(store);
  store.write = (as, work) =>
    write(as, async (db) => {
      const { row: _, ...done } = (await work(db)) as { value: never; row?: JournalRow };
      return done;
    });
  store.record = async () => {};
}

/** Input and answer pass as they are, with the defaults that requests here rely on. */
function leaveOutValidation(): void {
  const asIs = (defaults: object) => (data: unknown) => ({ success: true, data: { ...defaults, ...(data as object) } });
  for (const { contract } of operations) {
    const listed = contract.name === 'case.list' ? { limit: 50, sort: 'openedAt', descending: true } : {};
    Object.assign(contract.input, { safeParse: asIs(listed) });
    Object.assign(contract.output, { safeParse: asIs({}) });
  }
}
