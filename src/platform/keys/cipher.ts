import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

// A sealed value: version (1 byte), nonce, ciphertext and tag of AES-256-GCM.
const NONCE = 12;
const TAG = 16;

/** Where the data key of a subject has its place. */
export const placeOfKey = (subjectId: string): string => `key:${subjectId}`;

/** Nonces are drawn from the system many at a time, since each draw is a call; every byte is used once. */
let drawn = Buffer.alloc(0);
function nextNonce(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(NONCE * 256);
  const nonce = drawn.subarray(0, NONCE);
  drawn = drawn.subarray(NONCE);
  return nonce;
}

/** @param place bound in as associated data. */
export function encrypt(key: Uint8Array, place: string, plain: Uint8Array): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([Buffer.of(1), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when it was sealed by another key, for another place, or is not whole. */
export function decrypt(key: Uint8Array, place: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes[0] !== 1 || bytes.length < 1 + NONCE + TAG) throw new Error('This is not a sealed value of version 1.');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE, -TAG)), decipher.final()]);
}
