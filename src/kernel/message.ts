import type { Text } from './programme.ts';

/** What may be put into a text message: never a fact of a case, and no word of whoever writes it. */
export const messagePlaceholders = ['sender', 'phone', 'time'] as const;

/**
 * The text of a message to somebody's telephone, as data. Whoever looks at that telephone reads it: it says who to ring, and
 * nothing of why.
 */
export interface MessageTemplate {
  code: string;
  title: Text;
  /** With `{sender}`, `{phone}` and `{time}` alone. */
  text: Text;
  /** The purpose, from the list `consentPurpose`, for which a consent must stand. */
  consent: string;
  /** It asks for a number from 1 to 5 in answer. */
  rating?: true;
  /** Of the list `taskKind`: made with the message, for the time that it names. */
  task?: string;
  /** Of the list `taskKind`: made when somebody answers in words, due so many hours later. */
  onReply?: { task: string; within: number };
}

const braces = /\{([^{}]*)\}/g;

/** The placeholders of a text, known or not. */
export const placeholdersOf = (text: string): string[] => [...text.matchAll(braces)].map(([, name]) => name ?? '');

/** The text with its placeholders filled. */
export const fillMessage = (text: string, values: Partial<Record<string, string>>): string =>
  text.replace(braces, (whole, name: string) => values[name] ?? whole);

/** GSM 03.38 (3GPP TS 23.038, 6.2.1): what one septet can say, and what takes two. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

export interface MessageSize {
  alphabet: 'gsm7' | 'ucs2';
  /** Septets, or UTF-16 units. */
  units: number;
  /** What is paid for. */
  segments: number;
}

/** How long a text is on the air: one letter that GSM 7-bit cannot say (ế, ລ) makes all of it UCS-2, of less than half the room. */
export function messageSize(text: string): MessageSize {
  const letters = [...text];
  const gsm = letters.every((one) => basic.has(one) || extended.has(one));
  const widths = letters.map((one) => (gsm ? (basic.has(one) ? 1 : 2) : one.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const [whole, part] = gsm ? [160, 153] : [70, 67];
  if (units <= whole) return { alphabet: gsm ? 'gsm7' : 'ucs2', units, segments: units === 0 ? 0 : 1 };
  // A letter of two units is not cut in half.
  let [segments, room] = [1, part];
  for (const width of widths) {
    if (width > room) [segments, room] = [segments + 1, part];
    room -= width;
  }
  return { alphabet: gsm ? 'gsm7' : 'ucs2', units, segments };
}
