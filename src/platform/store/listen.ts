import pg from 'pg';
import type { Topic } from '../../core/ports.ts';

/** What is learnt anew after a time without a connection: an announcement is not repeated. */
const missable: readonly Topic[] = ['definitions', 'organisation', 'session', 'schema', 'live'];
const greeting = 'hello';
/** How often a connection that is silent is asked whether it still is one, and how long it may take to answer. */
const askEvery = 10_000;
const askFor = 5_000;

export interface Listening {
  /** Whether the word that `speak` sends comes back within some seconds. */
  hears(speak: (text: string) => Promise<unknown>, within?: number): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Hears what any process of this database announces, until closed; connects again by itself, also when the other end
 * went away without a word. `heard` is told of each topic without a name when something may have been missed.
 */
export function listen(config: pg.ClientConfig, heard: (topic: Topic, about: string) => void): Listening {
  let closed = false;
  let client: pg.Client | undefined;
  let asking: NodeJS.Timeout | undefined;
  let connected = () => {};
  const once = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const greetings = new Map<string, () => void>();

  const connect = async () => {
    if (closed) return;
    const mine = new pg.Client({
      ...config,
      application_name: 'banyan listen',
      connectionTimeoutMillis: 5_000,
      query_timeout: askFor,
    });
    client = mine;
    mine.on('error', () => {});
    mine.on('end', () => {
      clearInterval(asking);
      if (!closed) setTimeout(() => void connect(), 500).unref();
    });
    mine.on('notification', ({ payload = '' }) => {
      const gap = payload.indexOf(' ');
      const [topic, about] = [payload.slice(0, gap), payload.slice(gap + 1)];
      if (topic === greeting) greetings.get(about)?.();
      else heard(topic as Topic, about);
    });
    const drop = () => (mine as unknown as { connection: pg.Connection }).connection.stream.destroy();
    try {
      await mine.connect();
      await mine.query('listen banyan');
      for (const topic of missable) heard(topic, '');
      asking = setInterval(() => mine.query('select 1').catch(drop), askEvery);
      asking.unref();
      connected();
    } catch {
      drop();
    }
  };
  void connect();

  return {
    async hears(speak, within = 10_000) {
      const name = crypto.randomUUID();
      let timer: NodeJS.Timeout | undefined;
      try {
        const late = new Promise<boolean>((resolve) => {
          timer = setTimeout(resolve, within, false);
        });
        const back = new Promise<boolean>((resolve) => greetings.set(name, () => resolve(true)));
        return await Promise.race([late, once.then(() => speak(`${greeting} ${name}`)).then(() => back)]);
      } finally {
        clearTimeout(timer);
        greetings.delete(name);
      }
    },
    async close() {
      closed = true;
      clearInterval(asking);
      await client?.end().catch(() => {});
    },
  };
}
