import { describe, expect, it } from 'vitest';
import { fillMessage, messageSize, placeholdersOf } from './message.ts';

describe('messageSize', () => {
  it.each([
    ['', 'gsm7', 0, 0],
    ['a'.repeat(160), 'gsm7', 160, 1],
    ['a'.repeat(161), 'gsm7', 161, 2],
    ['a'.repeat(306), 'gsm7', 306, 2],
    ['a'.repeat(307), 'gsm7', 307, 3],
    // Extended letters take two septets and are not cut: 152 + 2 does not fit into 153.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm7', 306, 3],
    ['ế'.repeat(70), 'ucs2', 70, 1],
    [`${'a'.repeat(70)}ế`, 'ucs2', 71, 2],
    ['ລ'.repeat(135), 'ucs2', 135, 3],
    [`${'ế'.repeat(66)}🌳${'ế'.repeat(66)}`, 'ucs2', 134, 3],
  ] as const)('of %# is what the network counts', (text, alphabet, units, segments) => {
    expect(messageSize(text)).toEqual({ alphabet, units, segments });
  });
});

describe('a text', () => {
  it('is filled once: what is put in is not filled again', () => {
    expect(placeholdersOf('{sender}: {phone} {case}')).toEqual(['sender', 'phone', 'case']);
    expect(fillMessage('{sender}: {phone}', { sender: '{phone}', phone: '1' })).toBe('{phone}: 1');
  });
});
