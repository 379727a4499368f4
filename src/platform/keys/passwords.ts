import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../../core/ports.ts';

/** OWASP's first recommendation: 19 MiB, two passes, one lane. */
const COST = {
  algorithm: 2 /* Argon2id: the library's enum is a constant one */,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;

/** Argon2id, at most two at a time: a burst of sign-ins waits in line instead of starving the desk of both cores. */
export class Argon2Passwords implements Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  async hash(password: string): Promise<string> {
    return this.#inLine(() => hash(password.normalize('NFKC'), COST));
  }

  async verify(hashed: string, password: string): Promise<boolean> {
    return this.#inLine(() => verify(hashed, password.normalize('NFKC')));
  }

  async #inLine<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= 2) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }
}
