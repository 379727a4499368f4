/** Encodings of texts, as `TextDecoder` names them. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1258',
  'windows-874',
  'gb18030',
  'windows-1252',
] as const;
export type Encoding = (typeof encodings)[number];
