import type { JournalRow } from '../../core/ports.ts';

/**
 * Journal rows of reads. A read answers once its row is durable; rows that wait for the same commit share it, so that
 * eight readers pay for one.
 */
export class ReadJournal {
  #waiting: { row: JournalRow; done: () => void; failed: (error: unknown) => void }[] = [];
  #running: Promise<void> | undefined;
  readonly #append: (rows: JournalRow[]) => Promise<void>;

  constructor(append: (rows: JournalRow[]) => Promise<void>) {
    this.#append = append;
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
    // Calls that arrive in this turn of the loop are taken along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
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
