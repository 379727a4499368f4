/** The whole configuration as one file, from a test installation to the real one. */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { Problem } from '../../kernel/index.ts';
import { fromBase64 } from '../base64.ts';
import { canonical } from '../canonical.ts';
import { Code } from '../shapes.ts';
import type { Json } from './changes.ts';
import { kinds } from './contract.ts';
import { parseJson } from './json.ts';
import type { Fault, World } from './judge.ts';
import type { Proposal } from './publish.ts';

const format = 'banyan-configuration';
const mostBytes = 20_000_000;

const File = z.object({
  format: z.literal(format),
  formatVersion: z.literal(1),
  manifest: z
    .array(z.object({ kind: z.enum(kinds), code: Code, version: z.int(), sha256: z.string() }))
    .check(z.maxLength(5000)),
  definitions: z.array(z.object({ kind: z.enum(kinds), code: Code, body: z.json() })).check(z.maxLength(5000)),
  sha256: z.string(),
});

const hash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

/** `manifest` names every definition with the hash of its body; `sha256` is the hash of the manifest. */
export function writeConfiguration(world: World, now: Date): string {
  const manifest = world.everything.map(({ kind, code, version, body }) => ({
    kind,
    code,
    version,
    sha256: hash(body),
  }));
  const definitions = world.everything.map(({ kind, code, body }) => ({ kind, code, body }));
  return JSON.stringify(
    { format, formatVersion: 1, exportedAt: now.toISOString(), manifest, definitions, sha256: hash(manifest) },
    null,
    1,
  );
}

/**
 * Reads the file back. The hashes tell a file that was cut or changed by accident; who may publish is decided by the
 * grant, not by them.
 *
 * @throws Problem `input.fileType` for a file that is no configuration, `input.tooLarge`.
 */
export function readConfiguration(file: string): { proposals: Proposal[]; faults: Fault[] } {
  const { value } = parseJson(fromBase64('file', file, mostBytes));
  const read = File.safeParse(value);
  if (!read.success) throw new Problem('input.fileType');
  const { manifest, definitions, sha256 } = read.data;
  const hashes = new Map(manifest.map((one) => [`${one.kind} ${one.code}`, one.sha256]));
  const whole =
    hash(manifest) === sha256 && hashes.size === definitions.length && manifest.length === definitions.length;
  const faults = definitions.flatMap(({ kind, code, body }) =>
    hashes.get(`${kind} ${code}`) === hash(body) ? [] : [{ path: `${kind} ${code}`, code: 'damaged' }],
  );
  return {
    proposals: definitions.map(({ kind, code, body }) => ({ kind, code, body: body as Json })),
    faults: whole ? faults : [{ code: 'damaged' }, ...faults],
  };
}
