/** One word for one thing: where English says a term of the field, each language with a glossary says its own. */
import { describe, expect, it } from 'vitest';
import { suppliedDefinitions } from '../src/programmes/index.ts';
import glossary from '../src/words/glossary.json' with { type: 'json' };
import { wordsOf } from './words.ts';

const words = await wordsOf();

function* definitionsIn(value: unknown, language: string): Generator<[string, string]> {
  if (typeof value !== 'object' || value === null) return;
  const text = value as Record<string, unknown>;
  if (typeof text.en === 'string') yield [text.en, String(text[language] ?? '')];
  else for (const inner of Object.values(text)) yield* definitionsIn(inner, language);
}

describe.each(Object.entries(glossary))('the words of the field in %s', (language, { terms, never }) => {
  const said: [string, string][] = [
    // In a message, what stands before a comma or a brace may be the name of a parameter.
    ...Object.entries(words.en!).map(([key, en]): [string, string] => [
      en.replaceAll(/\{\w+(?=[,}])/g, ''),
      words[language]?.[key] ?? '',
    ]),
    ...definitionsIn(suppliedDefinitions(), language),
  ];

  it.each(Object.entries(terms))('“%s” is always %s', (term, own) => {
    const found = said.filter(([en, text]) => text && new RegExp(`\\b${term}\\b`, 'i').test(en));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(([, text]) => !text.includes(own))).toEqual([]);
  });

  it.each(Object.entries(never))('%s is never said: it is %s', (word) => {
    expect(said.filter(([, text]) => text.includes(word))).toEqual([]);
  });
});
