/** Files as answers: which kinds are taken, how they are told by their content, and how they may be called. */
import type { FieldType } from './definition.ts';

/** Bytes. A scanned page, a photo or some minutes of speech is well below; what is larger is a film. */
export const mostFileBytes = 8_000_000;

/** The id of a signature that was typed: a name instead of a drawing, for who cannot draw or has no pointer. */
export const typedSignature = 'typed';

export interface FileKind {
  /** Media type under which the file is given out, whatever was said of it when it came in. */
  type: string;
  extension: string;
  /** Types of fields that take it. */
  fields: readonly FieldType[];
  /** What it begins with, one of these: bytes as Latin-1 text at their offsets, all of which must match. */
  starts: readonly (readonly (readonly [offset: number, text: string])[])[];
}

const pictures: readonly FieldType[] = ['photo', 'signature', 'file'];
const sounds: readonly FieldType[] = ['audio', 'file'];
/** `ftyp` alone would let in every format of that family, pictures among them. */
const movies = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', '3gp4', '3gp5', '3gp6'].map(
  (brand): readonly (readonly [number, string])[] => [[4, `ftyp${brand}`]],
);
const matroska = [[[0, '\x1a\x45\xdf\xa3']]] as const;

/**
 * The kinds of files that are taken. None of them is run or unpacked by what opens it, and none is text: what is not
 * here (programs, archives and the documents that are archives, HTML, SVG) is refused.
 */
export const fileKinds: readonly FileKind[] = [
  { type: 'image/jpeg', extension: 'jpg', fields: pictures, starts: [[[0, '\xff\xd8\xff']]] },
  { type: 'image/png', extension: 'png', fields: pictures, starts: [[[0, '\x89PNG\r\n\x1a\n']]] },
  {
    type: 'image/webp',
    extension: 'webp',
    fields: pictures,
    starts: [
      [
        [0, 'RIFF'],
        [8, 'WEBP'],
      ],
    ],
  },
  { type: 'application/pdf', extension: 'pdf', fields: ['file'], starts: [[[0, '%PDF-']]] },
  {
    type: 'audio/mpeg',
    extension: 'mp3',
    fields: sounds,
    starts: [[[0, 'ID3']], [[0, '\xff\xfb']], [[0, '\xff\xf3']]],
  },
  { type: 'audio/ogg', extension: 'ogg', fields: sounds, starts: [[[0, 'OggS']]] },
  {
    type: 'audio/wav',
    extension: 'wav',
    fields: sounds,
    starts: [
      [
        [0, 'RIFF'],
        [8, 'WAVE'],
      ],
    ],
  },
  { type: 'audio/mp4', extension: 'm4a', fields: sounds, starts: [[[4, 'ftypM4A ']]] },
  // The same containers carry sound alone, as recorders in phones and browsers write it.
  { type: 'audio/mp4', extension: 'm4a', fields: ['audio'], starts: movies },
  { type: 'audio/webm', extension: 'webm', fields: ['audio'], starts: matroska },
  { type: 'video/mp4', extension: 'mp4', fields: ['video'], starts: movies },
  { type: 'video/webm', extension: 'webm', fields: ['video'], starts: matroska },
];

/** What a file is by its first bytes, where a field of this type takes it; its name is not asked. */
export function kindOfFile(bytes: Uint8Array, field: FieldType): FileKind | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return fileKinds.find(
    ({ fields, starts }) =>
      fields.includes(field) && starts.some((parts) => parts.every(([offset, text]) => head.startsWith(text, offset))),
  );
}

/** Media types that a field takes, as the `accept` of an HTML input. */
export const acceptedBy = (field: FieldType): string =>
  [...new Set(fileKinds.filter(({ fields }) => fields.includes(field)).map(({ type }) => type))].join(',');

/**
 * A name to show: without folders, without what is invisible or turns the direction of reading (`gpj.exe` drawn as
 * `exe.jpg`), and with the extension of what the file is. A name of which nothing is left is `otherwise`.
 */
export function fileName(given: string, extension: string, otherwise: string): string {
  const base = given
    .slice(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
    .normalize('NFC')
    // Controls, halves of characters, private ones, separators, marks of direction, and what some file systems forbid.
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:"|?*]/gu, '')
    .replace(/\.[^.]*$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const short = Array.from(base).slice(0, 80).join('').trim();
  return `${short || otherwise}.${extension}`;
}
