import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fixedFiles from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import * as z from 'zod/mini';
import { type Caller, type Operation, type Ports, perform, Streamed } from '../../core/index.ts';
import { type Actor, absent, Problem, type ProblemCode, uuidv7 } from '../../kernel/index.ts';
import { guardsOf } from './guards.ts';
import { type LiveOptions, serveLive } from './live.ts';
import { openApi, openApiPage, openApiStyle } from './open-api.ts';
import { routeOf } from './route.ts';

export interface AppOptions {
  ports: Ports;
  operations: readonly Operation[];
  /** Who a session's token stands for; absent when it stands for nobody. What is `unasked` does not make it go on. */
  resolveSession: (
    token: string,
    unasked: boolean,
  ) => Promise<{ actor: Actor | undefined; tokenHash: Buffer; locked: boolean } | undefined>;
  /** A file that a call made, for the user who made it, once. */
  takeFile: (actor: Actor, id: string) => Promise<{ name: string; type: string; body: Uint8Array }>;
  live: LiveOptions['live'];
  /** The built desk; absent in tests that do not draw it. */
  deskDir?: string;
  /** Cookies only over TLS; off for a plain address on one's own machine. */
  secureCookies: boolean;
  /** Proxies in front whose word on the caller's address counts: addresses or ranges with commas, or `loopback`. */
  trustProxy?: string | false;
  log?: boolean;
  /** Requests of one address in a minute. */
  requestsPerMinute?: number;
}

const FileId = z.uuid();

/** Bytes of a body whose contract names no size of its own. */
const OPERATION_BODY = 256 * 1024;
/** Bytes of what another machine tells. */
const MACHINE_BODY = 8 * 1024;

/** The web server: one route for each operation, the API document, files, and the desk. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { ports, operations, secureCookies } = options;
  const app = Fastify({
    logger: options.log ? { redact: ['req.headers.cookie', 'req.headers.authorization'], level: 'warn' } : false,
    bodyLimit: OPERATION_BODY,
    trustProxy: options.trustProxy ?? false,
    requestTimeout: 60_000,
    // Requests are not logged, faults are, and name nobody: none needs a number or a logger of its own.
    genReqId: () => '',
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    // A path may not make a parameter of a prototype, and neither may a body.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Addresses that cannot be read reach no route, and what is not HTTP reaches nothing at all.
    frameworkErrors: (error, request, reply) => answer(reply, asProblem(error, request)),
    clientErrorHandler: refuseRaw,
  });
  // Node.js would answer an expectation that nobody knows by itself, and say nothing.
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { status, ...problem } = rawAnswer('input.invalid');
    response.writeHead(status, problem.headers).end(problem.body);
  });
  // Node.js speaks on with whoever asks for another protocol, and loses what comes in one piece with the end of their body.
  app.server.prependListener('request', ({ headers }: IncomingMessage, response: ServerResponse) => {
    if (headers.upgrade !== undefined) response.setHeader('connection', 'close');
  });
  endSilent(app);
  const cookieName = secureCookies ? '__Host-banyan' : 'banyan';
  await app.register(cookie);
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? 1_200,
    timeWindow: 60_000,
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: () => new Problem('rate.limited'),
  });
  const guards = guardsOf(secureCookies);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(guards);
    done();
  });

  // Before the routes: a route keeps the handlers that are there when the next plug-in has loaded.
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && request.url === '/') return reply.redirect('/desk');
    return answer(reply, new Problem('route.absent'));
  });
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = asProblem(error, request);
    if (problem.status >= 500) {
      const cause = problem.cause ?? error;
      // Names and places of the fault, never the values: they may be somebody's.
      process.stderr.write(
        `${new Date().toISOString()} ${problem.code} ${request.method} ${request.routeOptions.url ?? ''} ${describe(cause)}\n`,
      );
    }
    return answer(reply, problem);
  });

  const sessionOf = async ({ cookies }: FastifyRequest, unasked: boolean) => {
    const token = cookies[cookieName];
    return token ? options.resolveSession(token, unasked) : undefined;
  };
  /** What the desk asks by itself is not somebody at work: it says so, and their session ends all the same. */
  const callerOf = async (
    request: FastifyRequest,
    reply: FastifyReply,
    unasked = request.headers['banyan-unasked'] === '1',
  ): Promise<Caller> => {
    const session = await sessionOf(request, unasked);
    return {
      actor: session?.actor,
      locked: session?.locked ?? false,
      address: request.ip,
      session: {
        tokenHash: session?.tokenHash,
        start: (value, endsAt) =>
          void reply.setCookie(cookieName, value, {
            path: '/',
            httpOnly: true,
            sameSite: 'strict',
            secure: secureCookies,
            // As a span, not as a date: the clock of whoever signs in may be wrong by days.
            maxAge: Math.round((endsAt.getTime() - ports.now().getTime()) / 1000),
          }),
        end: () => void reply.clearCookie(cookieName, { path: '/' }),
      },
    };
  };

  // A large body is not even read for somebody who is not signed in.
  const knownFirst = async (request: FastifyRequest, reply: FastifyReply) => {
    refuseForeign(request);
    if (!(await callerOf(request, reply)).actor) throw new Problem('auth.required');
  };

  // Another machine: it has no header of the desk and no call id, and shows its secret as a bearer.
  await app.register(async (door) => {
    door.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    for (const op of operations.filter(({ contract }) => contract.machine))
      door.post(routeOf(op.contract.name), { bodyLimit: MACHINE_BODY }, async (request, reply) => {
        const proof = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
        reply.header('cache-control', 'no-store');
        const session = { tokenHash: undefined, start: () => {}, end: () => {} };
        return perform(
          ports,
          op,
          { actor: undefined, proof, address: request.ip, session },
          uuidv7(),
          request.body ?? {},
        );
      });
  });

  for (const op of operations.filter(({ contract }) => !contract.machine)) {
    const { largest } = op.contract;
    app.post(
      routeOf(op.contract.name),
      { bodyLimit: largest ?? OPERATION_BODY, ...(largest && { onRequest: knownFirst }) },
      async (request, reply) => {
        refuseForeign(request);
        const caller = await callerOf(request, reply);
        const callId = op.contract.kind === 'read' ? uuidv7() : String(request.headers['banyan-call'] ?? '');
        reply.header('cache-control', 'no-store');
        const answered = await perform(ports, op, caller, callId, request.body ?? {});
        return answered instanceof Streamed ? sendStream(reply, answered) : answered;
      },
    );
  }

  // A file is handed out once: asking for its head alone must not take it.
  app.get<{ Params: { id: string } }>('/api/file/:id', { exposeHeadRoute: false }, async (request, reply) => {
    const { actor } = await callerOf(request, reply);
    if (!actor) throw new Problem('auth.required');
    if (!FileId.safeParse(request.params.id).success) throw absent();
    const file = await options.takeFile(actor, request.params.id);
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .type(file.type)
      .send(Buffer.from(file.body));
  });

  serveLive(app, {
    live: options.live,
    callerOf: (request, reply) => callerOf(request, reply, true),
    ask: async (request) => (await sessionOf(request, true))?.actor,
  });

  const document = openApi(operations);
  app.get('/api/openapi.json', async () => document);
  app.get('/api', async (_request, reply) => reply.type('text/html; charset=utf-8').send(openApiPage(operations)));
  app.get('/api/page.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(openApiStyle));
  // The operator's probe: whether this process answers and reaches its database.
  app.get('/health', async () => {
    await ports.store.read('nobody', async (db) => db.selectFrom('setting').select('key').limit(1).execute());
    return { ok: true };
  });

  if (options.deskDir) await serveDesk(app, options.deskDir);

  return app;
}

/** Milliseconds for which nobody takes anything of a stream, before it is ended. */
const stalled = 60_000;

/**
 * Sends bytes while they are made, as fast as they are taken. What was said beforehand is a header; who goes away ends it,
 * and what is cut short does not end as a whole answer does.
 */
function sendStream(reply: FastifyReply, { head, bytes }: Streamed): FastifyReply {
  reply.raw.setTimeout(stalled, () => reply.raw.destroy());
  return reply
    .header('banyan-answer', encodeURIComponent(JSON.stringify(head)))
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(head.name)}`)
    .type(head.type)
    .send(Readable.from(bytes, { objectMode: false, highWaterMark: 256 * 1024 }));
}

function answer(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(problem.toBody());
}

/** The desk sends a header that no form and no other site can: a request without it is not from here. */
function refuseForeign(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (request.headers['banyan-desk'] !== '1' || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Problem('origin.refused');
}

/**
 * Browsers open connections in advance. Node.js takes one on which nothing was asked yet for a busy one, and a server that
 * stops would wait a minute for it.
 */
function endSilent(app: FastifyInstance): void {
  const silent = new Set<Socket>();
  app.server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));
  app.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy();
  });
}

/** An answer to bytes that are no request: there is neither request nor reply, only the connection. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = rawAnswer(
    error.code === 'HPE_HEADER_OVERFLOW' ? 'input.tooLarge' : 'input.invalid',
  );
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}

function rawAnswer(code: ProblemCode) {
  const problem = new Problem(code);
  const body = JSON.stringify(problem.toBody());
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  return { status: problem.status, headers, body };
}

function asProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 413) return new Problem('input.tooLarge');
  if (statusCode === 415) return new Problem('input.fileType');
  if (statusCode === 429) return new Problem('rate.limited');
  if (statusCode === 404) return new Problem('route.absent');
  // Bad JSON, a bad address, a precondition; or a caller who hung up in mid-sentence and hears no answer.
  if ((statusCode !== undefined && statusCode >= 400 && statusCode < 500) || !request.raw.complete)
    return new Problem('input.invalid');
  const problem = new Problem('server.failed');
  problem.cause = error;
  return problem;
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  const code = (cause as { code?: string }).code ?? '';
  // A message of several lines stands at the head of the stack: only what names places is told.
  const places = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return `${cause.name} ${code} ${process.env.BANYAN_TRACE ? cause.stack : places.slice(0, 3).join(' ').replace(/\s+/g, ' ')}`;
}

async function serveDesk(app: FastifyInstance, deskDir: string): Promise<void> {
  const page = await readFile(path.join(deskDir, 'index.html'), 'utf8');
  const send = async (_request: FastifyRequest, reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  app.get('/desk', send);
  app.get('/desk/*', send);
  await app.register(fixedFiles, {
    root: path.join(deskDir, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    decorateReply: false,
  });
  app.get('/favicon.ico', async (_request, reply) => reply.status(204).send());
}
