import { setImmediate, setTimeout } from 'node:timers/promises';
import type { JournalRow } from '../../core/ports.ts';

/** Milliseconds for which a commit waits for the rows of reads that are under way. */
const gathers = 2;

/**
 * Journal rows of reads. A read answers once its row is durable; rows that wait for the same commit share it, so that
 * eight readers pay for one. A read that is alone waits for nobody.
 */
export class ReadJournal {
  #waiting: { row: JournalRow; done: () => void; failed: (error: unknown) => void }[] = [];
  #running: Promise<void> | undefined;
  readonly #append: (rows: JournalRow[]) => Promise<void>;
  readonly #othersRead: () => boolean;

  /** @param othersRead whether there are reads under way, which may bring rows soon. */
  constructor(append: (rows: JournalRow[]) => Promise<void>, othersRead: () => boolean) {
    this.#append = append;
    this.#othersRead = othersRead;
  }

  add(row: JournalRow): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ row, done, failed });
      this.#running ??= this.#run();
    });
  }

  async flush(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Calls that arrive in this turn of the loop are taken along in any case.
      await (this.#othersRead() ? setTimeout(gathers) : setImmediate());
      const batch = this.#waiting.splice(0, 200);
      try {
        await this.#append(batch.map(({ row }) => row));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#running = undefined;
  }
}
