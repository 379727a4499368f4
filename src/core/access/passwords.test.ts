import { describe, expect, it } from 'vitest';
import { readablePassword, requireStrength } from './passwords.ts';

const owner = { login: 'lan.anh@example.org', name: 'Đặng Thị Lan Anh' };
const isTaken = (password: string): boolean => {
  try {
    requireStrength(password, owner);
    return true;
  } catch {
    return false;
  }
};

describe('a password', () => {
  it.each([
    'seven tall kapok trees',
    'bốn con mèo trên mái',
    'k7qd2-m9xw4-ab3cd',
    'ສະບາຍດີຕອນເຊົ້າ',
    'password of a sleepy heron',
  ])('is taken: %s', (password) => expect(isTaken(password)).toBe(true));

  it.each([
    'short',
    'elevenchars',
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    'wolf5wolf5wolf5',
    'password1234',
    'P@ssw0rd!!!!!!',
    'Qwertyuiop123',
    '123456789012',
    '987654321098',
    'abcdefghijklm',
    'iloveyou20262026',
    'matkhau-2026-2026',
    'motdepasse2026!',
    'lan.anh@example.org!',
    'lan.anh likes tea',
    'Dang Thi Lan Anh 99',
    'ĐẶNG went to town',
    'administrator99',
  ])('is too easy to guess: %s', (password) => expect(isTaken(password)).toBe(false));

  it('that is made here is strong, and never twice the same', () => {
    const made = Array.from({ length: 200 }, readablePassword);
    expect(new Set(made).size).toBe(200);
    expect(made.every(isTaken)).toBe(true);
  });
});
