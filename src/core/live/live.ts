import { type Actor, Problem } from '../../kernel/index.ts';
import type { Changes, Store } from '../ports.ts';
import { heardBy, type Key, keysOf, seesCase } from './reach.ts';

/** Something within one's reach has changed, or the record that one has open. What, nobody is told: the desk asks. */
export type Word = 'reach' | 'record';

/** Who listens, and how it is told. */
export interface Heard {
  actor: Actor;
  /** Of the session, as the topics `session` name it. */
  session: string;
  /** The case that is open in front of them. */
  about?: string | undefined;
  tell: (word: Word) => void;
  /** Nothing more comes. */
  end: () => void;
  /** Who the session stands for now; asked again while the stream is open. */
  ask: () => Promise<Actor | undefined>;
}
export interface LiveStream {
  close(): void;
}
interface Stream extends Heard {
  hears: ReadonlySet<Key>;
  /** It is being asked whether the case is still theirs to see; `again` when it has changed meanwhile. */
  asking?: 'once' | 'again';
}

export const limits = {
  /** Streams of one session: further windows take the place of the oldest, which may be one whose network is gone. */
  perSession: 4,
  perProcess: 1_000,
  /** Milliseconds for which changes are gathered before they are told, all of them at once. */
  gather: 200,
};
/** PostgreSQL takes payloads under 8000 bytes. */
const longest = 7_800;
/** A session's name in an announcement: enough of it to be one's own. */
const short = (session: string): string => session.slice(0, 16);
/** More than one session, or none. */
const several = '';

/**
 * Tells desks that something changed, in every process of the database. What was written is gathered for a moment after its
 * commit; whom it concerns is looked up once for all of it and announced once, outside the writing transactions, because a
 * `NOTIFY` in each would make all of their commits wait for one lock. A word that is lost is no harm: a desk that connects
 * asks anew.
 */
export class Live implements Changes {
  readonly #store: Store;
  readonly #streams = new Set<Stream>();
  /** What was changed since the last announcement, and by which session. */
  #changed = new Map<string, string>();
  #waiting: NodeJS.Timeout | undefined;
  #announcing: Promise<void> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  changed(ids: readonly string[], session: Buffer | undefined): void {
    const by = session ? short(session.toString('hex')) : several;
    for (const id of ids) this.#changed.set(id, joined(this.#changed.get(id), by));
    if (this.#changed.size === 0) return;
    this.#waiting ??= setTimeout(() => void this.announce().catch(() => {}), limits.gather).unref();
  }

  /** Announces what was gathered, now, and after what is being announced. */
  announce(): Promise<void> {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#announcing = this.#announcing.catch(() => {}).then(() => this.#announce());
    return this.#announcing;
  }

  async #announce(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Map();
    if (changed.size === 0) return;
    const found = await this.#store.read('system', (db) => keysOf(db, [...changed.keys()]));
    const keys = new Map<Key, string>();
    for (const [id, key] of found) keys.set(key, joined(keys.get(key), changed.get(id) ?? several));
    if (keys.size > 0) await this.#store.tell('live', lines([...keys].map(([key, by]) => `${key}=${by}`)));
  }

  /** What a process announced, here or elsewhere; '' when something may have been missed. */
  heard(about: string): void {
    const items = about === '' ? undefined : about.split(' ').map((item) => item.split('=') as [Key, string]);
    for (const stream of [...this.#streams]) {
      const mine = short(stream.session);
      // Who changed it knows, and has asked already.
      const news = items?.filter(([, by]) => by === several || by !== mine);
      if (!news || news.some(([key]) => stream.hears.has(key))) stream.tell('reach');
      if (stream.about && (!news || news.some(([key]) => key === `c${stream.about}`))) void this.#record(stream);
    }
  }

  /** Told, and before they are told again asked whether it is still theirs to see: what took it away is the last they hear. */
  async #record(stream: Stream): Promise<void> {
    const { about, actor, asking } = stream;
    if (asking) stream.asking = 'again';
    if (asking || !about) return;
    stream.tell('record');
    stream.asking = 'once';
    try {
      if (!(await this.#sees(actor, about))) stream.about = undefined;
    } catch {
      return this.#end(stream);
    }
    const again = (stream.asking as Stream['asking']) === 'again';
    delete stream.asking;
    if (again) await this.#record(stream);
  }

  /**
   * Begins to tell somebody. A case that is hidden from them and one that is not there are alike: nothing is ever told of it.
   *
   * @throws Problem `rate.limited` while this process tells as many as it may.
   */
  async open(heard: Heard): Promise<LiveStream> {
    if (this.#streams.size >= limits.perProcess) throw new Problem('rate.limited');
    const about = heard.about && (await this.#sees(heard.actor, heard.about)) ? heard.about : undefined;
    const stream: Stream = { ...heard, about, hears: new Set(heardBy(heard.actor)) };
    const others = [...this.#streams].filter(({ session }) => session === heard.session);
    for (const oldest of others.slice(0, Math.max(0, others.length + 1 - limits.perSession))) this.#end(oldest);
    this.#streams.add(stream);
    return { close: () => void this.#streams.delete(stream) };
  }

  /**
   * Ends the streams of those who are not whom they were when they opened them: signed out, locked, idle for too long, with
   * another role or other teams. `about` is a session or a user, or '' for everybody.
   */
  async review(about = ''): Promise<void> {
    for (const stream of [...this.#streams]) {
      if (about !== '' && about !== stream.session && about !== stream.actor.userId) continue;
      const actor = await stream.ask().catch(() => undefined);
      if (!actor || !same(stream, actor)) this.#end(stream);
    }
  }

  /** Says nothing more; what was gathered is still announced. */
  async close(): Promise<void> {
    for (const stream of [...this.#streams]) this.#end(stream);
    await this.announce().catch(() => {});
  }

  #end(stream: Stream): void {
    this.#streams.delete(stream);
    stream.end();
  }

  async #sees(actor: Actor, about: string): Promise<boolean> {
    return actor.role.grants.includes('case.read') && this.#store.read(actor, (db) => seesCase(db, about));
  }
}

const joined = (before: string | undefined, by: string): string =>
  before === undefined || before === by ? by : several;

const same = ({ hears, actor: before }: Stream, actor: Actor): boolean => {
  const keys = heardBy(actor);
  return (
    actor.userId === before.userId &&
    keys.length === hears.size &&
    keys.every((key) => hears.has(key)) &&
    actor.role.grants.includes('case.read') === before.role.grants.includes('case.read')
  );
};

/** As few announcements as hold them. */
function lines(items: readonly string[]): string[] {
  const all: string[] = [];
  for (const item of items) {
    const last = all.at(-1);
    if (last !== undefined && last.length + item.length < longest) all[all.length - 1] = `${last} ${item}`;
    else all.push(item);
  }
  return all;
}
