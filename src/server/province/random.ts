/** A seeded source of chance: the same seed gives the same province, byte for byte, on every machine. */
export class Random {
  readonly #state = new Uint32Array(4);
  readonly #made = new Set<string>();

  /** @param seed any text. */
  constructor(seed: string) {
    // FNV-1a over the seed, stirred once more for each word of the state.
    let hash = 0x811c9dc5;
    for (const unit of seed) hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193);
    for (let i = 0; i < 4; i++) {
      hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) + 0x9e3779b9;
      this.#state[i] = hash ^ (hash >>> 15);
    }
    for (let i = 0; i < 16; i++) this.word();
  }

  /** The next 32 bits: xoshiro128** of Blackman and Vigna (public domain). */
  word(): number {
    const s = this.#state;
    const [a, b, c, d] = s as unknown as [number, number, number, number];
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = b << 9;
    s[2] = c ^ a;
    s[3] = d ^ b;
    s[1] = b ^ s[2]!;
    s[0] = a ^ s[3]!;
    s[2] = s[2]! ^ shifted;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
    return result;
  }

  /** What `make` answers, and nothing twice: among a million, two random numbers would be the same. */
  distinct(make: () => string): string {
    for (;;) {
      const made = make();
      if (this.#made.has(made)) continue;
      this.#made.add(made);
      return made;
    }
  }

  /** From 0 up to, not including, 1. */
  unit(): number {
    return this.word() / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.unit() * list.length)]!;
  }

  /** Early ones are frequent, late ones rare: family names, villages. */
  common<T>(list: readonly T[]): T {
    return list[Math.floor(this.unit() ** 2 * list.length)]!;
  }

  /** One of `[value, weight]`. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T {
    let left = this.unit() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of pairs) {
      left -= weight;
      if (left < 0) return value;
    }
    return pairs[pairs.length - 1]![0];
  }

  /** So many decimal digits, the first may be 0. */
  digits(count: number): string {
    return Array.from({ length: count }, () => this.between(0, 9)).join('');
  }

  readonly fill = (bytes: Uint8Array): void => {
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.word() & 255;
  };
}
