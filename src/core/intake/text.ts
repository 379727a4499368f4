/** Tables that were saved as text, in whatever encoding the office’s Excel had. */
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { delimiterOf } from '../table-file.ts';
import { type Encoding, encodings } from './encodings.ts';

const decode = (bytes: Uint8Array, encoding: Encoding): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Text and how it was encoded: as told by whoever sent it, else by its mark, by what decodes, and by the script that comes
 * out. Undefined for what is no text.
 */
export function readText(bytes: Uint8Array, told?: Encoding): { text: string; encoding: Encoding } | undefined {
  const encoding = told ?? encodingOf(bytes);
  const text = encoding && (decode(bytes, encoding) ?? (told && new TextDecoder(told).decode(bytes)));
  if (!encoding || text === undefined || text.trim() === '' || text.includes('\0')) return undefined;
  return { text, encoding };
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 4_000);
  const zeros = (from: number): number => start.filter((byte, at) => byte === 0 && at % 2 === from).length;
  if (zeros(1) > start.length / 5) return 'utf-16le';
  if (zeros(0) > start.length / 5) return 'utf-16be';
  return encodings
    .filter((one) => !one.startsWith('utf-16'))
    .find((one) => {
      const text = decode(bytes.subarray(0, cutAt(bytes, one)), one);
      return text !== undefined && looksLike(one, text);
    });
}

/** Enough to tell by; ended where a line does, so that no character is halved. */
function cutAt(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-8' || bytes.length < 200_000) return bytes.length;
  return bytes.indexOf(10, 200_000) + 1 || bytes.length;
}

/** Whether the letters beyond ASCII stand where a writer of that script would put them. */
function looksLike(encoding: Encoding, text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const foreign = count(/[^\0-\x7f]/g);
  switch (encoding) {
    case 'windows-1258':
      // Vietnamese has its tones as marks of their own there, after a vowel.
      return count(/[aăâeêioôơuưy][\u0300\u0301\u0303\u0309\u0323]/gi) > foreign / 20 && count(/[đơưăâêô]/gi) > 0;
    case 'windows-874':
      return (
        count(/[\u0e01-\u0e5b]{2,}/g) > 0 &&
        count(/[\u0e01-\u0e5b]/g) > foreign * 0.8 &&
        count(/(?<![\u0e01-\u0e2e\u0e31-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g) < foreign / 50
      );
    case 'gb18030':
      return (text.match(/\p{Script=Han}{2,}/gu)?.join('').length ?? 0) > foreign * 0.7;
    default:
      return true;
  }
}

/** The rows of a table, one at a time; a comma, a semicolon or a tab parts them. */
export async function* textRows(text: string): AsyncGenerator<string[]> {
  const told = /^sep=(.)\r?\n/.exec(text);
  const rest = told ? text.slice(told[0].length) : text;
  const delimiter = told?.[1] ?? delimiterOf(rest);
  const pieces = function* () {
    for (let at = 0; at < rest.length; at += 65_536) yield rest.slice(at, at + 65_536);
  };
  const parser = parse({
    bom: true,
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 1_000_000,
  });
  yield* Readable.from(pieces()).pipe(parser) as AsyncIterable<string[]>;
}
