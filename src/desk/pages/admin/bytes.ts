/** Files as the contracts take them. */

/** Bytes as base64, in pieces: a whole workbook at once would be too many arguments. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export const base64Json = (value: unknown): string => base64(new TextEncoder().encode(JSON.stringify(value)));

/** The largest file an administrator sends; the server says so too. */
export const mostBytes = 10_000_000;

export type Kind =
  | 'form'
  | 'codeList'
  | 'role'
  | 'programme'
  | 'places'
  | 'checklist'
  | 'calendar'
  | 'timer'
  | 'message';

/** What a file is most likely meant as, by its name alone; the administrator may say otherwise. */
export function kindOf(fileName: string): Kind {
  const name = fileName.toLowerCase();
  if (/program|stage/.test(name)) return 'programme';
  if (/\.(xlsx|xlsm)$/.test(name)) return 'form';
  if (name.includes('role')) return 'role';
  if (name.includes('calendar')) return 'calendar';
  if (name.includes('message')) return 'message';
  if (name.includes('timer') || name.includes('deadline')) return 'timer';
  if (name.includes('place')) return 'places';
  return name.endsWith('.csv') ? 'codeList' : 'form';
}
