import { readdir, readFile } from 'node:fs/promises';
import { completeLanguages } from '../src/words/index.ts';

const folder = new URL('../src/words/', import.meta.url);

/** The words of every complete language by `room.key`, as they stand in their files. */
export async function wordsOf(): Promise<Record<string, Record<string, string>>> {
  const found: Record<string, Record<string, string>> = {};
  for (const language of completeLanguages) {
    const words: Record<string, string> = {};
    for (const file of await readdir(new URL(`${language}/`, folder))) {
      const room = JSON.parse(await readFile(new URL(`${language}/${file}`, folder), 'utf8')) as Record<string, string>;
      for (const [key, text] of Object.entries(room)) words[`${file.replace('.json', '')}.${key}`] = text;
    }
    found[language] = words;
  }
  return found;
}
