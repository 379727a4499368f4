/** Looks for many texts at once in raw bytes, in every disguise that software puts on a text. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';

/** A text as its bytes may lie about: in two encodings, escaped, in hexadecimal, and in Base64 at any offset. */
function disguises(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const escaped = [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), escaped, encodeURIComponent(text)];
  const all = [
    bytes,
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    ...texts.map((one) => Buffer.from(one)),
    ...base64.flatMap((one) => [one, one.replaceAll('+', '-').replaceAll('/', '_')]).map((one) => Buffer.from(one)),
  ];
  return all.filter((one) => one.length >= 8);
}

export class Search {
  /** The first three bytes of any needle; then needles by their first four. */
  readonly #begins = new Uint8Array(1 << 24);
  readonly #needles = new Map<number, { bytes: Buffer; text: string }[]>();

  constructor(texts: Iterable<string>) {
    for (const text of new Set(texts)) {
      for (const bytes of disguises(text)) {
        this.#begins[(bytes[0]! << 16) | (bytes[1]! << 8) | bytes[2]!] = 1;
        const key = bytes.readUInt32BE();
        this.#needles.set(key, [...(this.#needles.get(key) ?? []), { bytes, text }]);
      }
    }
  }

  /** The texts that are in these bytes, or in what is packed in them. */
  in(bytes: Buffer): Set<string> {
    const found = new Set<string>();
    let last = 0;
    for (let at = 0; at < bytes.length; at++) {
      last = ((last << 8) | bytes[at]!) & 0xffffff;
      if (this.#begins[last] === 0) continue;
      const start = at - 2;
      if (start < 0 || start + 4 > bytes.length) continue;
      for (const { bytes: needle, text } of this.#needles.get(bytes.readUInt32BE(start)) ?? [])
        if (bytes.compare(needle, 0, needle.length, start, Math.min(bytes.length, start + needle.length)) === 0)
          found.add(text);
    }
    for (const member of unpacked(bytes)) for (const text of this.in(member)) found.add(text);
    return found;
  }

  /** The texts that are in the files of a folder, each with the files. */
  inFolder(folder: string): { found: Map<string, string[]>; bytes: number } {
    const found = new Map<string, string[]>();
    let bytes = 0;
    for (const name of readdirSync(folder, { recursive: true }) as string[]) {
      const file = path.join(folder, name);
      if (!statSync(file).isFile()) continue;
      const content = readFileSync(file);
      bytes += content.length;
      for (const text of [...this.in(content), ...this.in(Buffer.from(name))])
        found.set(text, [...(found.get(text) ?? []), name]);
    }
    return { found, bytes };
  }
}

/** What a gzip file or the members of a zip file hold; nothing of what is neither, or is broken. */
function unpacked(bytes: Buffer): Buffer[] {
  try {
    if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return [gunzipSync(bytes)];
    if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return zipMembers(bytes);
  } catch {}
  return [];
}

function zipMembers(bytes: Buffer): Buffer[] {
  const members: Buffer[] = [];
  const mark = Buffer.from('PK\x01\x02');
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 4)) {
    const [method, size, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    members.push(method === 0 ? packed : inflateRawSync(packed));
  }
  return members;
}
