import { createHash, timingSafeEqual } from 'node:crypto';
import type { Heard } from '../../core/ports.ts';

export interface InboundOptions {
  /** What the gateway shows; without it nothing is heard. */
  secret?: string | undefined;
  /** What the gateway calls these, and the word by which it says that a message was delivered. */
  fields: { from: string; text: string; id: string; state: string; delivered: string };
}

const hashed = (value: string): Buffer => createHash('sha256').update(value).digest();

/** What comes back from a gateway, in its own words. */
export class Inbound {
  readonly #options: InboundOptions;

  constructor(options: InboundOptions) {
    this.#options = options;
  }

  knows(secret: string): boolean {
    const { secret: own } = this.#options;
    // Hashes are of one length: how long the right one is, no time tells.
    return timingSafeEqual(hashed(own ?? ''), hashed(secret)) && own !== undefined && own !== '';
  }

  understands(fields: Readonly<Record<string, unknown>>): Heard | undefined {
    const { fields: names } = this.#options;
    const said = (name: string): string | undefined => {
      const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    };
    const [from, text] = [said(names.from), said(names.text)];
    if (from !== undefined && text !== undefined)
      return /\d{6}/.test(from.replace(/\D/g, '')) ? { from, text } : undefined;
    const [id, state] = [said(names.id), said(names.state)];
    if (id === undefined || state === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
      return undefined;
    return { id, delivered: state.toLowerCase() === names.delivered.toLowerCase() };
  }
}
