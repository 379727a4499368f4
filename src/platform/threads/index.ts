import type { MessagePort, Transferable, Worker } from 'node:worker_threads';

/** What a thread answers to each question. */
export type Answered<A> = { made: A } | { failed: string };

/**
 * A thread that is started by the first question, answers in the order of the questions, and does not keep the process
 * alive. After it has ended, the next question starts another.
 */
export class Thread<Q, A> {
  readonly #start: () => Worker;
  readonly #patience: number | undefined;
  #worker: Worker | undefined;
  #resting: NodeJS.Timeout | undefined;
  readonly #waiting: { resolve: (made: A) => void; reject: (error: Error) => void }[] = [];

  /** @param patience milliseconds after the last answer until the thread ends; without, it stays. */
  constructor(start: () => Worker, patience?: number) {
    this.#start = start;
    this.#patience = patience;
  }

  /**
   * @param moved buffers that the thread takes over instead of copying them.
   * @throws Error when it says that it failed, and to all who wait when it ends.
   */
  ask(question: Q, moved: readonly Transferable[] = []): Promise<A> {
    return new Promise((resolve, reject) => {
      clearTimeout(this.#resting);
      this.#worker ??= this.#begin();
      // Before it is waited for: what cannot be sent is refused here, and has no answer.
      this.#worker.postMessage(question, moved);
      this.#worker.ref();
      this.#waiting.push({ resolve, reject });
    });
  }

  /** Ends it, whatever it does. */
  async close(): Promise<void> {
    clearTimeout(this.#resting);
    await this.#worker?.terminate();
  }

  #begin(): Worker {
    const worker = this.#start();
    let why = new Error('A thread has ended.');
    worker.on('message', (answered: Answered<A>) => {
      const asked = this.#waiting.shift();
      if (this.#waiting.length === 0) this.#rest(worker);
      if ('made' in answered) asked?.resolve(answered.made);
      else asked?.reject(new Error(answered.failed));
    });
    worker.on('error', (error) => (why = error as Error));
    worker.on('exit', () => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      for (const { reject } of this.#waiting.splice(0)) reject(why);
    });
    return worker;
  }

  #rest(worker: Worker): void {
    worker.unref();
    if (this.#patience === undefined) return;
    this.#resting = setTimeout(() => {
      // Forgotten before it ends: a question that comes meanwhile is for another.
      this.#worker = undefined;
      void worker.terminate();
    }, this.#patience).unref();
  }
}

/** In the thread: answers the questions of `Thread`, one after the other. */
export function answer<Q, A>(port: MessagePort, run: (question: Q) => A | Promise<A>): void {
  let last = Promise.resolve();
  const one = async (question: Q): Promise<Answered<A>> => {
    try {
      return { made: await run(question) };
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', (question: Q) => {
    last = last.then(async () => port.postMessage(await one(question)));
  });
}
