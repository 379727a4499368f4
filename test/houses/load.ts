import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { callAt, consent, enquiry, person } from '../banyan.ts';

export interface Write {
  name: string;
  input: Record<string, unknown>;
  callId: string;
  answer: { id: string };
}

/** Several counsellors who write one thing after another, and send again under its call id what was not answered. */
export class Load {
  /** What was acknowledged. */
  readonly writes: Write[] = [];
  /** Calls that had to be sent again. */
  again = 0;
  /** The longest that one waited for its acknowledgement, in milliseconds. */
  longest = 0;
  /** An answer that was neither done nor a passing trouble. */
  readonly wrong: unknown[] = [];
  #stopped = false;
  readonly #writers: Promise<void>[];

  constructor(origin: string, cookies: readonly string[], each = 2) {
    this.#writers = cookies.flatMap((cookie, who) =>
      Array.from({ length: each }, (_, one) => this.#write(origin, cookie, `10.${10 + who}.0.${one}`)),
    );
  }

  /** Resolves when so many more writes were acknowledged. */
  async more(count: number): Promise<void> {
    const wanted = this.writes.length + count;
    while (this.writes.length < wanted && this.wrong.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#writers);
  }

  async #write(origin: string, cookie: string, from: string): Promise<void> {
    let personId: string | undefined;
    for (let n = 0; !this.#stopped; n++) {
      const mark = `${from} ${n}`;
      const [name, input] =
        n % 3 === 0 || !personId
          ? (['person.register', { ...person(mark), id: randomUUID() }] as const)
          : n % 3 === 1
            ? (['case.open', { personId, programme: 'resource-centre', consent }] as const)
            : (['enquiry.record', enquiry(mark)] as const);
      const write = { name, input, callId: randomUUID() };
      const began = performance.now();
      for (;;) {
        const answer = await callAt(origin, name, input, { callId: write.callId, cookie, from }).catch(() => undefined);
        if (answer?.status === 200) {
          const id = name === 'person.register' ? (input as { id: string }).id : String(answer.body.id);
          this.writes.push({ ...write, answer: { id } });
          if (name === 'person.register') personId = id;
          break;
        }
        if (answer && answer.status < 500) {
          this.wrong.push({ name, ...answer });
          return;
        }
        this.again += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      this.longest = Math.max(this.longest, performance.now() - began);
    }
  }
}

/** What the database has of what was acknowledged, and what it has twice or without an acknowledgement. */
export async function compare(
  owner: pg.Client,
  writes: readonly Write[],
): Promise<{ lost: string[]; extra: string[] }> {
  await owner.query(`select set_config('app.scope', 'system', false)`);
  const names = ['person.register', 'case.open', 'enquiry.record'];
  const { rows: journal } = await owner.query<{ id: string }>(
    `select id from journal where outcome = 'done' and operation = any($1)`,
    [names],
  );
  const { rows: records } = await owner.query<{ id: string }>(
    'select id from person union all select id from case_file union all select id from enquiry',
  );
  const there = [...journal, ...records].map(({ id }) => id).sort();
  const wanted = writes.flatMap(({ callId, answer }) => [callId, answer.id]).sort();
  const [has, asked] = [new Set(there), new Set(wanted)];
  return {
    lost: wanted.filter((id) => !has.has(id)),
    extra: there.filter((id, index) => !asked.has(id) || there[index - 1] === id),
  };
}
