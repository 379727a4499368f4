import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problems } from '../kernel/index.ts';
import { compileCatalogue, compileMessage, parameters } from './compile.ts';
import { chooseLanguage, format, languages, sourceLanguage } from './index.ts';

const folder = new URL('.', import.meta.url);

function rooms(language: string): Record<string, Record<string, string>> {
  const at = new URL(`${language}/`, folder);
  return Object.fromEntries(
    readdirSync(at).map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(new URL(file, at), 'utf8')) as Record<string, string>,
    ]),
  );
}

const source = rooms(sourceLanguage);
const sourceCatalogue = compileCatalogue(source);
const translated = languages.filter(({ code, complete }) => complete && code !== sourceLanguage);

describe('the words', () => {
  it.each(translated)('say everything in $name, and nothing else', ({ code }) => {
    expect(Object.keys(compileCatalogue(rooms(code))).sort()).toEqual(Object.keys(sourceCatalogue).sort());
  });

  it.each(translated)('take the same parameters in $name', ({ code }) => {
    const differing = Object.entries(compileCatalogue(rooms(code))).filter(
      ([key, message]) => parameters(message).join() !== parameters(sourceCatalogue[key] ?? '').join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('never use a straight apostrophe, which is an escape in ICU messages', () => {
    for (const { code } of languages.filter(({ complete }) => complete))
      for (const [room, messages] of Object.entries(rooms(code)))
        for (const [key, text] of Object.entries(messages))
          expect(text.replaceAll(/'[{}]/g, ''), `${code} ${room}.${key}`).not.toContain("'");
  });

  it('have each room in the typed keys', () => {
    const typed = readFileSync(new URL('keys.ts', folder), 'utf8');
    for (const room of Object.keys(source)) expect(typed).toContain(`'./en/${room}.json'`);
  });

  it('name every problem with what to do about it, and no other', () => {
    const codes = Object.keys(problems).flatMap((code) => [code, `${code}.remedy`]);
    expect(Object.keys(source.problem ?? {}).sort()).toEqual(codes.sort());
  });

  it('keep the single-key shortcuts of a language apart', () => {
    for (const { code } of languages.filter(({ complete }) => complete)) {
      const keys = Object.entries(rooms(code).desk ?? {}).filter(([key]) => key.startsWith('key.'));
      const letters = keys.map(([, letter]) => letter.toLocaleLowerCase(code));
      expect(new Set(letters).size, code).toBe(letters.length);
      for (const letter of letters) expect([...letter], code).toHaveLength(1);
    }
  });
});

describe('a message', () => {
  const said = (text: string, params = {}, language = 'en') => format(compileMessage(text), params, language);

  it('is plain text, or its parameters filled in', () => {
    expect(said('Today')).toBe('Today');
    expect(compileMessage('Today')).toBe('Today');
    expect(said('{name}, sign in', { name: 'Hoa' })).toBe('Hoa, sign in');
  });

  it('counts as the language counts', () => {
    const people = '{count, plural, =0 {nobody} one {# person} other {# people}}';
    expect([0, 1, 2, 1200].map((count) => said(people, { count }))).toEqual([
      'nobody',
      '1 person',
      '2 people',
      '1,200 people',
    ]);
    const french = '{count, plural, one {# dossier} many {# de dossiers} other {# dossiers}}';
    expect(said(french, { count: 0 }, 'fr')).toBe('0 dossier');
    expect(said(french, { count: 2 }, 'fr')).toBe('2 dossiers');
    expect(said('{n, plural, offset:1 one {you and # other} other {you and # others}}', { n: 2 })).toBe(
      'you and 1 other',
    );
    expect(said('{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { n: 22 })).toBe('22nd');
  });

  it('chooses, nests and formats', () => {
    expect(said('{sex, select, female {she} other {they}}', { sex: 'female' })).toBe('she');
    expect(said('{sex, select, female {she} other {they}}', { sex: 'unheard' })).toBe('they');
    expect(said('{a, select, x {{n, plural, one {one {b}} other {# {b}}}} other {}}', { a: 'x', n: 3, b: 'b' })).toBe(
      '3 b',
    );
    expect(said('{share, number, ::percent}', { share: 0.71 })).toBe('71%');
    expect(said('{at, date}', { at: '2026-11-22T12:00:00Z' })).toBe('Nov 22, 2026');
  });

  it('shows a parameter that was forgotten, and refuses what is not ICU', () => {
    expect(said('{name}')).toBe('{name}');
    expect(() => compileCatalogue({ desk: { bad: '{count, plural, one {#}}' } })).toThrow('desk.bad');
    expect(() => compileMessage('{open')).toThrow();
  });
});

describe('the languages', () => {
  it('begin with the first wanted one that we have', () => {
    expect(chooseLanguage(['fr-CA', 'en'])).toBe('fr');
    expect(chooseLanguage([undefined, 'de', 'VI'])).toBe('vi');
    expect(chooseLanguage(['de'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });
});
