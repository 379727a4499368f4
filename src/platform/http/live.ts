import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { Caller, Heard, LiveStream } from '../../core/index.ts';
import { type Actor, Problem } from '../../kernel/index.ts';

export interface LiveOptions {
  /** What a house tells; see `core/live`. */
  live: { open(heard: Heard): Promise<LiveStream>; review(): Promise<void> };
  /** Who asks, of whom nothing counts as being at work. */
  callerOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Caller>;
  /** Who the session of this request stands for now. */
  ask: (request: FastifyRequest) => Promise<Actor | undefined>;
}

const Query = z.strictObject({ about: z.optional(z.uuid()) });

/** How often something is sent though there is nothing to say: proxies end what is silent. */
const beatEvery = 25_000;
/** Bytes that wait for a reader. Words are short: who lets this many lie takes none. */
const mostWaiting = 4_096;

/**
 * `GET /api/live`: server-sent events for somebody signed in, `data: reach` or `data: record`, and nothing of what changed.
 * Ends with the session, with the process, and for a reader who takes nothing.
 */
export function serveLive(app: FastifyInstance, { live, callerOf, ask }: LiveOptions): void {
  const open = new Set<Readable>();
  const push = (body: Readable, text: string) => {
    if (!open.has(body)) return;
    body.push(text);
    if (body.readableLength > mostWaiting) body.destroy();
  };
  const end = (body: Readable) => {
    if (open.delete(body)) body.push(null);
  };
  const beat = setInterval(() => {
    for (const body of open) push(body, ':\n\n');
    void live.review();
  }, beatEvery).unref();

  // Before the server waits for its connections: these would not end by themselves.
  app.addHook('preClose', async () => {
    clearInterval(beat);
    for (const body of [...open]) end(body);
  });

  app.get('/api/live', { exposeHeadRoute: false }, async (request, reply) => {
    // Nobody else could read it, and nobody else's page may keep it open.
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('origin.refused');
    const { actor, locked, session } = await callerOf(request, reply);
    if (!actor || !session.tokenHash) throw new Problem(locked ? 'account.locked' : 'auth.required');
    const query = Query.safeParse(request.query);
    if (!query.success) throw new Problem('input.invalid');
    const body = new Readable({ read() {}, highWaterMark: mostWaiting });
    const stream = await live.open({
      actor,
      session: session.tokenHash.toString('hex'),
      about: query.data.about,
      tell: (word) => push(body, `data: ${word}\n\n`),
      end: () => end(body),
      ask: () => ask(request),
    });
    open.add(body);
    body.once('close', () => {
      open.delete(body);
      stream.close();
    });
    // The headers leave with the first bytes, and the desk knows by them that it is heard.
    push(body, ':\n\n');
    return reply
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .type('text/event-stream')
      .send(body);
  });
}
