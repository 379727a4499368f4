import { randomInt } from 'node:crypto';
import { Problem } from '../../kernel/index.ts';
import { commonWords } from './data/common-passwords.ts';

const SHORTEST = 12;
const FEWEST_CHARACTERS = 5;
const common = new Set(commonWords);
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'];

/** Lower case without marks: `Đặng` and `dang` are one. */
const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');

/** Signs that stand for letters in what people believe to be a disguise. */
const disguises: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Whether a password is worth hashing: twelve characters or more, not the login or the name of its owner, not one of the
 * commonest with something around it, not a row of the keyboard, not a few characters again and again.
 *
 * @throws auth.weakPassword
 */
export function requireStrength(password: string, owner: { login: string; name: string }): void {
  if (isWeak(password, owner)) throw new Problem('auth.weakPassword', { params: { shortest: SHORTEST } });
}

function isWeak(password: string, { login, name }: { login: string; name: string }): boolean {
  const typed = plain(password);
  const characters = [...typed];
  if ([...password].length < SHORTEST || new Set(characters).size < FEWEST_CHARACTERS) return true;
  const own = [login, login.split('@')[0] ?? '', name, ...name.split(/\s+/)].map(plain);
  // A short name, as many are, is in too many good passwords by chance.
  if (own.some((part) => [...part].length >= 4 && typed.includes(part))) return true;
  const word = typed.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const undisguised = word.replace(/[013457@$!]/g, (sign) => disguises[sign] ?? sign);
  if ([typed, undisguised].some((form) => common.has(form.replace(/[^a-z]/g, '')))) return true;
  return isRepeated(typed) || inRows(typed);
}

/** `xyzw` three times over is not longer than `xyzw`. */
const isRepeated = (text: string): boolean => /^(.{1,8}?)\1+.{0,3}$/su.test(text);

/** Most of it runs along the alphabet, the digits or the keyboard, forwards or back. */
function inRows(text: string): boolean {
  const lines = rows.flatMap((row) => [row, [...row].reverse().join('')]);
  let run = 0;
  for (let i = 0; i + 1 < text.length; i++) if (lines.some((line) => line.includes(text.slice(i, i + 2)))) run++;
  return run >= (text.length - 1) * 0.7;
}

const letters = 'abcdefghjkmnpqrstvwxyz23456789';

/** A password that is read out or copied once, `k7qd2-m9xw4-…`: fifteen random characters, 73 bits. */
export function readablePassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
