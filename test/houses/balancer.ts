import { once } from 'node:events';
import http from 'node:http';

/** What stands before several houses: asks each for its health, and gives a request to the next one that is well. */
export interface Balancer {
  origin: string;
  /** How many requests each has had, by origin. */
  given: Map<string, number>;
  close(): Promise<void>;
}

const askEvery = 100;

export async function balance(...origins: string[]): Promise<Balancer> {
  const given = new Map(origins.map((origin) => [origin, 0]));
  const well = new Set(origins);
  const ask = async (origin: string) => {
    const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) well.add(origin);
    else well.delete(origin);
    await answer?.body?.cancel();
  };
  const asking = setInterval(() => void Promise.all(origins.map(ask)), askEvery);
  let turn = 0;
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    const able = origins.filter((origin) => well.has(origin));
    const origin = able[turn++ % able.length];
    const refuse = (status: number) => {
      if (!response.headersSent) response.writeHead(status, { 'content-type': 'text/plain' });
      response.end();
    };
    if (!origin) return refuse(503);
    given.set(origin, given.get(origin)! + 1);
    const { hostname, port } = new URL(origin);
    const { method, url, headers } = request;
    const onward = http.request({ agent, hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    // It may have been done, or not: only who sent it may send it again.
    onward.on('error', () => {
      well.delete(origin);
      refuse(502);
    });
    request.pipe(onward);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    given,
    async close() {
      clearInterval(asking);
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
