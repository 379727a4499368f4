/** Somebody at the desk in a browser, who looks for things by what they are called in the language of the desk. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { sealedClasses, type Text } from '../../src/kernel/index.ts';
import { suppliedDefinitions } from '../../src/programmes/index.ts';
import { testPassword } from '../../src/server/testing.ts';
import { compileMessage } from '../../src/words/compile.ts';
import { format, type MessageKey, type Params } from '../../src/words/index.ts';
import { wordsOf } from '../words.ts';
import { openPage } from './browser.ts';

const words = await wordsOf();
const supplied = suppliedDefinitions();

/** A message of src/words as the desk says it. */
export function say(language: string, key: MessageKey, params: Params = {}): string {
  const source = words[language]?.[key];
  if (source === undefined) throw new Error(`There are no words for ${key} in ${language}.`);
  return format(compileMessage(source), params, language);
}

export const textOf = (language: string, text: Text): string => text[language] ?? text.en ?? '';

type Within = Page | Locator;

export interface Visitor {
  page: Page;
  /** Change it when the visitor has chosen another. */
  language: string;
  origin: string;
  /** The message of this key in the visitor's language. */
  t: (key: MessageKey, params?: Params) => string;
  /** An item of a supplied code list. */
  code: (list: string, code: string) => string;
  heading: (name: string | RegExp) => Locator;
  /** A field by its label, whatever the label says of whether it may be left blank. */
  field: (label: string, within?: Within) => Locator;
  /** A button by its whole name. */
  button: (name: string, within?: Within) => Locator;
  dialog: (name: string) => Locator;
  /** Follows the rail to a part of the desk. */
  to: (section: 'today' | 'people' | 'enquiries' | 'cases' | 'figures' | 'admin') => Promise<void>;
  /** Ticks an option of a group of options. */
  choose: (group: string, option: string, within?: Within) => Promise<void>;
  /** Waits until this is said, in the page or in passing. */
  sees: (text: string | RegExp) => Promise<void>;
  go: (path: string) => Promise<void>;
  signIn: (login: string, password?: string) => Promise<void>;
  /** Fails when anything went wrong in the page so far, then closes the window. */
  leave: () => Promise<void>;
  /** Faults seen so far that the test made itself: they are not counted. */
  forgive: (what: RegExp) => void;
}

/** Opens a window at the desk. `now` is the time its clock stands at; timers go on. */
export async function visit(
  browser: Browser,
  origin: string,
  { language = 'en', now, ...options }: { language?: string; now?: Date } & BrowserContextOptions = {},
): Promise<Visitor> {
  const { page, faults } = await openPage(browser, { locale: language, acceptDownloads: true, ...options });
  page.setDefaultTimeout(15_000);
  if (now) await page.clock.setFixedTime(now);
  const forgiven: RegExp[] = [];
  const t: Visitor['t'] = (key, params) => say(visitor.language, key, params);
  const visitor: Visitor = {
    page,
    language,
    origin,
    t,
    code(list, code) {
      const found = supplied.find((one) => one.kind === 'codeList' && one.code === list);
      const item = found?.kind === 'codeList' ? found.body.items.find((one) => one.code === code) : undefined;
      if (!item) throw new Error(`There is no ${code} in ${list}.`);
      return textOf(visitor.language, item.label);
    },
    heading: (name) => page.getByRole('heading', { name, ...(typeof name === 'string' && { exact: true }) }),
    field: (label, within = page) => within.getByLabel(named(label, visitor.language)),
    button: (name, within = page) => within.getByRole('button', { name, exact: true }),
    dialog: (name) => page.getByRole('dialog', { name, exact: true }),
    to: (section) =>
      page
        .getByRole('navigation', { name: t('desk.rail.label') })
        .getByRole('link', { name: new RegExp(`^${literal(t(`desk.rail.${section}`))}`) })
        .click(),
    async choose(group, option, within = page) {
      const options = within.getByRole('group', { name: named(group, visitor.language) });
      const one = { name: option, exact: true };
      await options.getByRole('radio', one).or(options.getByRole('checkbox', one)).check();
    },
    async sees(text) {
      await expect(page.getByText(text).first().waitFor()).resolves.toBeUndefined();
    },
    go: async (path) => {
      await page.goto(origin + path);
    },
    async signIn(login, password = testPassword) {
      await visitor.field(t('desk.signIn.login')).fill(login);
      await visitor.field(t('desk.signIn.password')).fill(password);
      await visitor.button(t('desk.signIn.go')).click();
    },
    async leave() {
      expect(faults.filter((fault) => !forgiven.some((what) => what.test(fault)))).toEqual([]);
      await page.context().close();
    },
    forgive: (what) => void forgiven.push(what),
  };
  return visitor;
}

/** A label stands alone, or with a word in brackets that says whether an answer is needed, and one of how it is sealed. */
function named(label: string, language: string): RegExp {
  const sealed = sealedClasses.map((one) => literal(say(language, `form.class.${one}`)));
  return new RegExp(`^\\s*${literal(label)}\\s*(\\([^)]*\\))?\\s*(${sealed.join('|')})?\\s*$`);
}

/** A text as it stands, for a regular expression; French puts spaces that do not break before its question marks. */
export const literal = (text: string): string =>
  text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+');
