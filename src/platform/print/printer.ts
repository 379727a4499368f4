import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a sheet says, in words already: the template only sets it. */
export interface Sheet {
  /** For hyphenation, quotation and the reader's voice. */
  language: string;
  title: string;
  /** Lines under the title. */
  about: readonly string[];
  sections: readonly Section[];
  /** On every page, beside its number. */
  foot: string;
}
export interface Section {
  title: string;
  parts: readonly Part[];
}
export type Part =
  | { kind: 'heading'; text: string; aside?: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; facts: readonly (readonly [label: string, value: string])[] }
  | { kind: 'table'; heads: readonly string[]; rows: readonly (readonly string[])[] };

/** Every script that is shaped here: what else is written is looked for among the fonts of the machine. */
const families: readonly [folder: string, name: string][] = [
  ['noto-sans', 'NotoSans'],
  ['noto-sans-lao', 'NotoSansLao'],
  ['noto-sans-khmer', 'NotoSansKhmer'],
  ['noto-sans-myanmar', 'NotoSansMyanmar'],
  ['noto-sans-thai', 'NotoSansThai'],
];
const weights = ['400Regular', '700Bold'];

/** A sheet that takes longer than this was made to. */
const mostMilliseconds = 60_000;

interface Waiting {
  resolve: (made: Uint8Array | string) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/**
 * Sets sheets as PDF in one worker, which is started by the first of them and does not keep the process alive.
 *
 * @param folder with `worker.mjs` and `sheet.typ`.
 */
export class SheetPrinter {
  readonly #folder: string;
  #worker: Worker | undefined;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws Error when it cannot be set: a fault of ours, whatever the sheet says. */
  async pdf(sheet: Sheet): Promise<Uint8Array> {
    return Buffer.from((await this.#made(sheet, 'pdf')) as Uint8Array);
  }

  /** The same pages as a picture: to be looked at, and to be tested by the shapes of their letters. */
  async svg(sheet: Sheet): Promise<string> {
    return (await this.#made(sheet, 'svg')) as string;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #made(sheet: Sheet, as: 'pdf' | 'svg'): Promise<Uint8Array | string> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void worker.terminate(), mostMilliseconds);
      this.#waiting.set(id, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ id, sheet: JSON.stringify(sheet), as });
    });
  }

  #start(): Worker {
    const { resolve } = createRequire(import.meta.url);
    const workspace = mkdtempSync(path.join(tmpdir(), 'banyan-print-'));
    const worker = new Worker(path.join(this.#folder, 'worker.mjs'), {
      workerData: {
        template: path.join(this.#folder, 'sheet.typ'),
        fonts: families.flatMap(([folder, name]) =>
          weights.map((weight) => resolve(`@expo-google-fonts/${folder}/${weight}/${name}_${weight}.ttf`)),
        ),
        workspace,
      },
    });
    worker.on('message', ({ id, made, error }: { id: number; made?: Uint8Array | string; error?: string }) => {
      const waiting = this.#waiting.get(id);
      if (!waiting) return;
      this.#waiting.delete(id);
      clearTimeout(waiting.timer);
      if (this.#waiting.size === 0) worker.unref();
      if (made === undefined) waiting.reject(new Error(`A sheet could not be set: ${error}`));
      else waiting.resolve(made);
    });
    worker.on('error', () => {});
    worker.on('exit', () => {
      this.#worker = undefined;
      rmSync(workspace, { recursive: true, force: true });
      for (const { reject, timer } of this.#waiting.values()) {
        clearTimeout(timer);
        reject(new Error('The printer stopped.'));
      }
      this.#waiting.clear();
    });
    worker.unref();
    return worker;
  }
}
