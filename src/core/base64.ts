import { Problem, refuseField } from '../kernel/index.ts';

/**
 * The bytes of a file that came as base64 in the field at `path`.
 *
 * @throws Problem `input.invalid` for what is not base64, `input.tooLarge` above `most` bytes.
 */
export function fromBase64(path: string, text: string, most: number): Buffer {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw refuseField(path, 'wrongFormat');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length > most) throw new Problem('input.tooLarge');
  return bytes;
}
