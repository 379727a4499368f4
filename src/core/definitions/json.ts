import type { Json } from './changes.ts';
import type { Fault } from './fault.ts';

/** Deeper than any definition; a file made to exhaust whatever walks it is refused before it is read. */
const deepest = 64;

export function parseJson(bytes: Uint8Array): { value: Json; faults: Fault[] } {
  const text = new TextDecoder().decode(bytes);
  let depth = 0;
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (part === '[' || part === '{') depth++;
    else if (part === ']' || part === '}') depth--;
    if (depth > deepest) return { value: null, faults: [{ code: 'json' }] };
  }
  try {
    return { value: JSON.parse(text) as Json, faults: [] };
  } catch {
    return { value: null, faults: [{ code: 'json' }] };
  }
}
