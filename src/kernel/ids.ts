/**
 * A UUIDv7 (RFC 9562 §5.7): sortable by time, made on a phone without network as well as on the server.
 * `now` is milliseconds since the epoch; injected by tests and by the seeded province.
 */
export function uuidv7(now: number = Date.now(), random: (bytes: Uint8Array) => void = fillRandom): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  let time = now;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let hex = '';
  for (const byte of bytes) hex += hexadecimal[byte];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Drawn from the system many at a time, since each draw is a call; every byte is used once. */
let drawn = new Uint8Array(0);
function fillRandom(bytes: Uint8Array): void {
  if (drawn.length < bytes.length) drawn = crypto.getRandomValues(new Uint8Array(4096));
  bytes.set(drawn.subarray(0, bytes.length));
  drawn = drawn.subarray(bytes.length);
}

/** Thirty-one digits and letters, a prime number of them, none mistaken for another on a telephone (no 0 I L O U). */
const alphabet = '123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A number that people read to one another: seven random characters and a check character, `BN-4K7Q-2M9X`.
 * Random, because a running number tells how many people an office has seen.
 */
export function readableNumber(prefix: string, random: (bytes: Uint8Array) => void = fillRandom): string {
  const bytes = new Uint8Array(7);
  random(bytes);
  const body = Array.from(bytes, (byte) => alphabet[byte % 31]).join('');
  const digits = body + checkCharacter(body);
  return `${prefix}-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/**
 * Reads a number as somebody typed it (spaces, lower case, I for 1) and answers its usual form,
 * or undefined when its check character does not hold: a slip of the finger is told from an unknown number.
 */
export function parseReadableNumber(typed: string): string | undefined {
  const match = /^\s*([A-Za-z]{2})[\s-]*([0-9A-Za-z]{4})[\s-]*([0-9A-Za-z]{4})\s*$/.exec(typed);
  if (!match) return undefined;
  const digits = (match[2]! + match[3]!).toUpperCase().replace(/[IL]/g, '1');
  if (digits[7] !== checkCharacter(digits.slice(0, 7))) return undefined;
  return `${match[1]!.toUpperCase()}-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** Weighted sum modulo a prime: every single wrong character and every exchange of two neighbours changes it. */
function checkCharacter(body: string): string {
  let sum = 0;
  for (const [index, character] of [...body].entries()) sum += (index + 2) * alphabet.indexOf(character);
  return alphabet[sum % 31]!;
}
