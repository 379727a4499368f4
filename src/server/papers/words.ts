import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileCatalogue } from '../../words/compile.ts';
import { type Catalogue, format, type MessageKey, type Params, sourceLanguage } from '../../words/index.ts';

/** A message in one language; the key itself where nothing is said under it. */
export type Say = (key: MessageKey, params?: Params) => string;

/** The house's words on the server, read from their files when a language is first asked for. */
export class Words {
  readonly #folder: string;
  readonly #known = new Map<string, Catalogue>();

  /** @param folder with one folder for each language. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What is not said in a language is said in English. */
  in(language: string): Say {
    const [own, source] = [this.#of(language), this.#of(sourceLanguage)];
    return (key, params = {}) => {
      const message = own[key];
      if (message !== undefined) return format(message, params, language);
      return source[key] === undefined ? key : format(source[key], params, sourceLanguage);
    };
  }

  #of(language: string): Catalogue {
    const known = this.#known.get(language);
    if (known) return known;
    // The name of a folder comes from the folder, never from the caller.
    const exists = readdirSync(this.#folder, { withFileTypes: true }).some(
      (one) => one.isDirectory() && one.name === language,
    );
    const folder = path.join(this.#folder, language);
    const rooms = (exists ? readdirSync(folder) : []).map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, string>,
    ]);
    const catalogue = compileCatalogue(Object.fromEntries(rooms) as Record<string, Record<string, string>>);
    if (exists) this.#known.set(language, catalogue);
    return catalogue;
  }
}
