import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Thread } from '../threads/index.ts';

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

interface Asked {
  sheet: string;
  as: 'pdf' | 'svg';
}

/**
 * Sets sheets as PDF in one worker, which is started by the first of them and does not keep the process alive.
 *
 * @param folder with `worker.mjs` and `sheet.typ`.
 */
export class SheetPrinter {
  readonly #folder: string;
  readonly #thread = new Thread<Asked, Uint8Array | string>(() => this.#start());

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

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #made(sheet: Sheet, as: Asked['as']): Promise<Uint8Array | string> {
    const timer = setTimeout(() => void this.#thread.close(), mostMilliseconds);
    try {
      return await this.#thread.ask({ sheet: JSON.stringify(sheet), as });
    } catch (error) {
      throw new Error('A sheet could not be set.', { cause: error });
    } finally {
      clearTimeout(timer);
    }
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
    worker.on('exit', () => rmSync(workspace, { recursive: true, force: true }));
    return worker;
  }
}
