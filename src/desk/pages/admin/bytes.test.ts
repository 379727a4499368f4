import { describe, expect, it } from 'vitest';
import { base64, base64Json, kindOf } from './bytes.ts';

describe('base64', () => {
  it('keeps every byte, also of a file larger than one piece', () => {
    const bytes = Uint8Array.from({ length: 100_003 }, (_, index) => (index * 7) % 256);
    expect(new Uint8Array(Buffer.from(base64(bytes), 'base64'))).toEqual(bytes);
    expect(base64(new Uint8Array())).toBe('');
  });

  it('keeps letters of every script', () => {
    expect(Buffer.from(base64Json({ label: 'ບຸນມີ Việt' }), 'base64').toString('utf8')).toBe('{"label":"ບຸນມີ Việt"}');
  });
});

describe('kindOf', () => {
  it.each([
    ['HTCDS.XLSX', 'form'],
    ['topics.csv', 'codeList'],
    ['places-vn.csv', 'places'],
    ['role-counsellor.json', 'role'],
    ['intake.json', 'form'],
    ['stages-fishing.xlsx', 'programme'],
    ['programme.json', 'programme'],
  ])('%s is meant as %s', (name, kind) => expect(kindOf(name)).toBe(kind));
});
