/** The built desk in a browser against canned answers, for the tests of one file. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../../../test/browser/browser.ts';
import { type Built, built } from '../../../test/built.ts';
import { type Answers, type Fake, startFake } from './fake.ts';
import { province } from './province.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Look {
  language?: string;
  width?: number;
  height?: number;
  dark?: boolean;
}

export interface TestDesk {
  /** What the last one opened talks to. */
  readonly fake: Fake;
  readonly context: BrowserContext;
  /** Opens the desk anew; `faults` are errors of the page and what its content security policy blocked. */
  open(path: string, answers?: Answers, look?: Look): Promise<{ page: Page; fake: Fake; faults: string[] }>;
  /** The same, once its heading stands. */
  visit(path: string, answers?: Answers, look?: Look): Promise<{ page: Page; fake: Fake; faults: string[] }>;
  /** What was sent to an operation, in order. */
  sent(name: string): unknown[];
}

/**
 * Builds the desk once for the file and closes after each test what that opened. An error of the page, or what its content
 * security policy blocked, fails the test that made it.
 *
 * @param own what answers beside the province, in every test of the file.
 */
export function testDesk(own: (language: string) => Answers = () => ({})): TestDesk {
  let program: Built | undefined;
  let browser: Browser | undefined;
  let fake: Fake | undefined;
  let context: BrowserContext | undefined;
  const seen: string[] = [];
  const leave = async () => {
    await context?.close();
    await fake?.close();
    context = undefined;
    fake = undefined;
  };

  beforeAll(async () => {
    program = await built();
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await leave();
    expect(seen.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.remove();
  });

  const desk: TestDesk = {
    get fake() {
      return fake!;
    },
    get context() {
      return context!;
    },
    async open(path, answers = {}, { language = 'en', width = 1280, height = 860, dark = false } = {}) {
      await leave();
      fake = await startFake(program!.desk, { ...province(language), ...own(language), ...answers });
      context = await browser!.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        locale: language,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const faults: string[] = [];
      const note = (fault: string) => {
        faults.push(fault);
        seen.push(fault);
      };
      page.on('pageerror', (error) => note(String(error)));
      page.on('console', (message) => {
        if (/Content Security Policy|\[preact\]/i.test(message.text())) note(message.text());
      });
      await page.goto(fake.url + path);
      return { page, fake, faults };
    },
    async visit(path, answers, look) {
      const opened = await desk.open(path, answers, look);
      await opened.page.locator('main h1').waitFor();
      return opened;
    },
    sent: (name) => (fake?.received ?? []).filter((one) => one.name === name).map(({ input }) => input),
  };
  return desk;
}

/** What axe finds on a page, as text. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Axe = { run: (on: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const found = await (globalThis as unknown as { axe: Axe }).axe.run(document);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

/** What axe finds, by how much it is too wide for its window, and the first word that shows as its key. */
export async function misfits(page: Page, keys?: RegExp): Promise<string[]> {
  const { wider, said } = await page.evaluate(() => ({
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    said: document.body.textContent ?? '',
  }));
  const raw = keys?.exec(said)?.[0];
  return [
    ...(wider > 0 ? [`${wider} px too wide`] : []),
    ...(raw ? [`shows the key ${raw}`] : []),
    ...(await violations(page)),
  ];
}
