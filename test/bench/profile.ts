import { readFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector/promises';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Whose work a source file does, the first that fits. */
const layers: readonly [RegExp, string][] = [
  [
    /node_modules\/(@fastify|fastify|find-my-way|light-my-request|avvio|secure-json-parse|fast-|pino|abstract-logging)/,
    'fastify',
  ],
  [/node_modules\/zod/, 'validation of input and answer (zod)'],
  [/node_modules\/kysely/, 'building statements (kysely)'],
  [/node_modules\/pg/, 'PostgreSQL’s protocol (pg)'],
  [/src\/platform\/keys/, 'sealing and keys'],
  [/src\/platform\/store/, 'transactions (platform/store)'],
  [/src\/platform\/http/, 'routes (platform/http)'],
  [/src\/kernel\/(form|names)|src\/core\/flags/, 'forms, signs and names (kernel)'],
  [/src\/core\/access/, 'sessions (core/access)'],
  [/src\/core\/(perform|unkeepable|keyring)/, 'the way in (core/perform)'],
  [/src\/core/, 'the operations (core)'],
];
const elsewhere = 'sockets and HTTP (Node)';
const collector = 'garbage collection';

let session: Session | undefined;

export async function startProfile(): Promise<true> {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 250 });
  await session.post('Profiler.start');
  return true;
}

/** Microseconds by layer. What Node itself does counts for whoever called it: a cipher for sealing, a write for pg. */
export async function stopProfile(): Promise<[string, number][]> {
  const { profile } = await session!.post('Profiler.stop');
  session!.disconnect();
  return [...byLayer(profile)];
}

function byLayer({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Map<string, number> {
  const sourceOf = sourceFinder();
  const layerOf = new Map<number, string>();
  const visit = (node: Profiler.ProfileNode, above: string) => {
    const { functionName, url, lineNumber, columnNumber } = node.callFrame;
    const own = url.startsWith('file:') ? sourceOf(url, lineNumber, columnNumber) : undefined;
    const layer =
      functionName === '(idle)'
        ? 'idle'
        : functionName === '(garbage collector)'
          ? collector
          : ((own && layers.find(([pattern]) => pattern.test(own))?.[1]) ?? above);
    layerOf.set(node.id, layer);
    for (const id of node.children ?? []) visit(byId.get(id)!, layer);
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  visit(nodes[0]!, elsewhere);
  const spent = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const layer = layerOf.get(id)!;
    if (layer !== 'idle') spent.set(layer, (spent.get(layer) ?? 0) + (timeDeltas[index] ?? 0));
  }
  return spent;
}

/** The source behind a place in the bundle, by the map that is in it. */
function sourceFinder(): (url: string, line: number, column: number) => string {
  const maps = new Map<string, SourceMap | undefined>();
  return (url, line, column) => {
    if (url.includes('/node_modules/')) return url;
    if (!maps.has(url)) {
      const encoded = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(
        readFileSync(fileURLToPath(url), 'utf8'),
      )?.[1];
      maps.set(
        url,
        encoded ? new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString()) as SourceMapPayload) : undefined,
      );
    }
    const entry = maps.get(url)?.findEntry(line, column);
    return entry && 'originalSource' in entry ? String(entry.originalSource) : url;
  };
}
