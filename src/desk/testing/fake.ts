/**
 * A server of canned answers for the desk's own tests: what a real one cannot be asked for on command (a lost session,
 * a conflict, no network) is one line here. Answers are typed by the contracts, so they cannot drift from them.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { CallInput, CallName, CallOutput } from '../../core/contracts.ts';
import { Problem, type ProblemCode } from '../../kernel/index.ts';

export type Answers = { [N in CallName]?: (input: CallInput<N>) => CallOutput<N> };
export interface Received {
  name: string;
  callId: string | undefined;
  input: unknown;
}
export interface Fake {
  url: string;
  /** What was called, in order. */
  received: Received[];
  /** Replace these while the desk runs. */
  answers: Answers;
  close: () => Promise<void>;
}

/** Refuses a canned call. */
export const refuse = (code: ProblemCode, details?: ConstructorParameters<typeof Problem>[1]): never => {
  throw new Problem(code, details);
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Serves the built desk and the answers under the content security policy of the real server. */
export async function startFake(dist: string, answers: Answers): Promise<Fake> {
  const received: Received[] = [];
  const fake = { received, answers };
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://desk');
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'",
    );
    // Nothing changes here by itself.
    if (pathname === '/api/live') return response.writeHead(204).end();
    if (pathname.startsWith('/api/')) {
      const name = pathname.slice(5).replaceAll('/', '.') as CallName;
      const input: unknown = JSON.parse((await text(request)) || '{}');
      received.push({ name, callId: request.headers['banyan-call'] as string | undefined, input });
      response.setHeader('content-type', 'application/json');
      try {
        if (request.headers['banyan-desk'] !== '1') refuse('origin.refused');
        const answer = fake.answers[name] as ((input: unknown) => unknown) | undefined;
        const said = answer ? answer(input) : refuse('route.absent');
        // What is sent as a file is said in a header.
        if (name === 'case.export') response.setHeader('banyan-answer', encodeURIComponent(JSON.stringify(said)));
        response.end(JSON.stringify(said));
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem('server.failed');
        response.statusCode = problem.status;
        response.end(JSON.stringify(problem.toBody()));
      }
      return;
    }
    const file = pathname.startsWith('/assets/') ? pathname.slice(1) : 'index.html';
    try {
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
      response.end(await readFile(join(dist, file)));
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
