import { deflateRawSync } from 'node:zlib';
import { type CellValue, writeXlsx } from 'hucre';
import { type Imported, importXlsForm } from './index.ts';

export type Table = CellValue[][];

/** What is read of a form whose sheets have these rows. */
export async function read(survey: Table, choices?: Table, settings?: Table): Promise<Imported> {
  const sheets = [
    { name: 'survey', rows: survey },
    ...(choices ? [{ name: 'choices', rows: choices }] : []),
    ...(settings ? [{ name: 'settings', rows: settings }] : []),
  ];
  return importXlsForm(await writeXlsx({ sheets }));
}

export interface Part {
  name: string;
  data: Uint8Array;
  /** What the directory says; the truth unless a test lies. */
  size?: number;
  packedSize?: number;
  /** What its own head says; the truth unless a test lies. */
  headSize?: number;
  flags?: number;
}

/** A ZIP archive of these parts, whose directory may lie: no library writes one that does. */
export function archive(parts: Part[], count = parts.length): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size, packedSize, headSize = data.length, flags = 0 } of parts) {
    const packed = deflateRawSync(data);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(headSize, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packedSize ?? packed.length, 20);
    entry.writeUInt32LE(size ?? data.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}
