import { appendFile } from 'node:fs/promises';
import type { Gateway, Handed } from '../../core/ports.ts';
import { Inbound, type InboundOptions } from './inbound.ts';

/** Writes each message as a line of JSON into a file: for trials, and to see what would go out. */
export class FileGateway extends Inbound implements Gateway {
  readonly name = 'file';
  readonly #file: string;

  constructor(file: string, inbound: InboundOptions) {
    super(inbound);
    this.#file = file;
  }

  async send(message: { id: string; to: string; text: string }): Promise<Handed> {
    try {
      await appendFile(this.#file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
      return 'accepted';
    } catch {
      return 'later';
    }
  }
}
