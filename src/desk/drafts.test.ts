import { describe, expect, it } from 'vitest';
import { type Drawer, openDrafts, type Sealed } from './drafts.ts';

const key = (fill: number): string => btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)));

function drawer(): Drawer & { kept: Map<string, Sealed> } {
  const kept = new Map<string, Sealed>();
  return {
    kept,
    get: async (name) => kept.get(name),
    put: async (name, sealed) => void kept.set(name, sealed),
    remove: async (name) => void kept.delete(name),
  };
}

const typed = { note: 'Ask about the deposit of Nguyễn Thị Lan', signs: ['debt'] };

describe('drafts', () => {
  it('give back what was kept, with its time', async () => {
    const drafts = openDrafts(key(1), drawer());
    const at = new Date('2026-11-22T14:02:00Z');
    await drafts.keep('enquiry.new', typed, at);
    expect(await drafts.find('enquiry.new')).toEqual({ value: typed, at });
    await drafts.discard('enquiry.new');
    expect(await drafts.find('enquiry.new')).toBeUndefined();
  });

  it('show neither the words nor what they are about to whoever holds the disk', async () => {
    const disk = drawer();
    await openDrafts(key(1), disk).keep('entry.case-of-lan', typed);
    const [[name, sealed] = []] = [...disk.kept];
    const bytes = new TextDecoder('latin1').decode(sealed?.data);
    expect(`${name}${bytes}`).not.toMatch(/lan|deposit|debt|case/i);
  });

  it('open only to their owner', async () => {
    const disk = drawer();
    await openDrafts(key(1), disk).keep('enquiry.new', typed);
    expect(await openDrafts(key(2), disk).find('enquiry.new')).toBeUndefined();
    expect(await openDrafts(key(1), disk).find('enquiry.new')).toMatchObject({ value: typed });
  });

  it('do not open under another name, or changed', async () => {
    const disk = drawer();
    const drafts = openDrafts(key(1), disk);
    await drafts.keep('a', typed);
    await drafts.keep('b', 'b');
    const [a, b] = [...disk.kept.keys()];
    disk.kept.set(b!, disk.kept.get(a!)!);
    expect(await drafts.find('b')).toBeUndefined();
    const sealed = disk.kept.get(a!)!;
    new Uint8Array(sealed.data)[3]! ^= 1;
    expect(await drafts.find('a')).toBeUndefined();
    expect(disk.kept.size).toBe(0);
  });

  it('never seal twice under the same nonce', async () => {
    const disk = drawer();
    const drafts = openDrafts(key(1), disk);
    const nonces = new Set<string>();
    for (let round = 0; round < 20; round++) {
      await drafts.keep('a', typed);
      nonces.add([...disk.kept.values()][0]!.iv.join());
    }
    expect(nonces.size).toBe(20);
  });
});
