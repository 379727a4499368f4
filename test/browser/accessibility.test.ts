/** Every screen with the real server and the province: axe, small windows, large letters, the keyboard alone. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Look, openTour, type Screen, screens, settle, stretch, type Tour } from '../pictures/tour.ts';
import { launchBrowser } from './browser.ts';

const root = new URL('../..', import.meta.url).pathname;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let folder: string;
let browser: Browser;
let tour: Tour;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-desk-'));
  execFileSync(process.execPath, ['scripts/build.mjs', '--out', folder], { cwd: root });
  browser = await launchBrowser();
  tour = await openTour(browser, { desk: join(folder, 'desk') });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await tour?.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const named = (name: string): Screen => screens.find((screen) => screen.name === name)!;

/** Opens a screen, looks, and closes its window whatever was seen. */
async function at<T>(screen: Screen, look: Look, see: (page: Page) => Promise<T>): Promise<T> {
  const page = await tour.visit(screen, look);
  try {
    return await see(page);
  } finally {
    await page.context().close();
  }
}

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What axe finds, as text; WCAG 2.2 A and AA, and its best practices. */
async function axeFinds(page: Page): Promise<string[]> {
  // The content security policy forbids scripts in the page; the debugger may.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (on: Document, options: unknown) => Promise<{ violations: Violation[] }> };
    };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return axe.run(document, { runOnly: { type: 'tag', values } });
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** What reaches over the edge of the window, and what is too small to hit (24 px, WCAG 2.5.8). */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} ${element.textContent}`.slice(0, 80);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
    for (const element of document.querySelectorAll('button, summary, select, input, textarea, .btn, .rail a')) {
      const control = element.closest('.opts label, .check, .person-pair label, .form-long label') ?? element;
      const { width, height } = control.getBoundingClientRect();
      if (width === 0 || getComputedStyle(control).visibility === 'hidden') continue;
      if (Math.min(width, height) < 23.5) found.push(`${Math.round(width)} × ${Math.round(height)}: ${name(control)}`);
    }
    return found;
  });
}

/** Every screen is looked at in each of these at least once; all of them in the first. */
const looks: readonly Look[] = [
  { language: 'en', width: 1440, theme: 'light' },
  { language: 'fr', width: 360, height: 740, theme: 'dark' },
  { language: 'vi', width: 1440, theme: 'dark' },
  { language: 'id', width: 360, height: 740, theme: 'light' },
];
const rotated = (index: number): Look[] => [looks[0]!, looks[1 + (index % (looks.length - 1))]!];
const called = ({ language, width, theme }: Look) => `${language} ${width} ${theme}`;

describe('axe finds nothing, nothing is cut off, and what is pressed is large enough', () => {
  it.each(
    screens.flatMap((screen, index) =>
      rotated(index).map((look) => ({ screen, look, title: `${screen.name} ${called(look)}` })),
    ),
  )('$title', ({ screen, look }) =>
    at(screen, look, async (page) => {
      await stretch(page);
      expect(await axeFinds(page)).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      if (screen.path.startsWith('/desk')) expect(await page.locator('html').getAttribute('lang')).toBe(look.language);
    }),
  );
});

describe('the windows', () => {
  it('are called by what is in them, and by nobody’s name', async () => {
    const titles = new Map<string, string>();
    const pages = [
      'sign-in',
      'today',
      'enquiry',
      'enquiries',
      'people',
      'register-person',
      'person',
      'cases',
      'case',
      'form',
      'entry',
      'figures',
      'admin',
      'admin-users',
      'admin-teams',
      'account',
    ];
    for (const name of pages) titles.set(name, await at(named(name), {}, (page) => page.title()));
    expect(new Set(titles.values()).size).toBe(titles.size);
    expect([...titles.values()].join()).not.toMatch(/Khamla|ຄຳ|Lan|BC-|BN-/);
  }, 60_000);

  it('hold letters twice as large', async () => {
    for (const name of ['today', 'enquiry-filled', 'person', 'case', 'cases', 'figures', 'form', 'admin-users'])
      await at(named(name), { width: 1280, language: 'fr' }, async (page) => {
        await page.addStyleTag({ content: '' }).catch(() => {});
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
        await settle(page);
        const cut = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const wide = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : [];
          const hidden = [...document.querySelectorAll('main button, main .btn, main h1, main h2, main label')].filter(
            (element) =>
              element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow === 'hidden',
          );
          return [...wide, ...hidden.map((element) => element.textContent)];
        });
        expect(cut, name).toEqual([]);
      });
  }, 60_000);

  it('draw a name in its own script with letters that have it', () =>
    at(named('person'), {}, async (page) => {
      const heading = page.locator('h1 bdi');
      expect(await heading.getAttribute('lang')).toBe('lo');
      const height = await heading.evaluate(
        (element) =>
          Number.parseFloat(getComputedStyle(element).lineHeight) /
          Number.parseFloat(getComputedStyle(element).fontSize),
      );
      expect(height).toBeGreaterThanOrEqual(1.5);
      const families = await page.evaluate(() =>
        [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
      );
      expect(families.join()).toContain('Lao');
    }));
});

/** Presses Tab through the whole page; answers what had the focus, and what of it could not be seen. */
async function walk(page: Page): Promise<{ stops: string[]; unseen: string[] }> {
  const stops: string[] = [];
  const unseen: string[] = [];
  for (let count = 0; count < 400; count++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const way = globalThis as unknown as { walked?: Element[] };
      way.walked ??= [];
      // Day, month and year of a date are stops within one element.
      if (element === way.walked.at(-1)) return { within: true };
      if (way.walked.includes(element)) return { again: true };
      way.walked.push(element);
      // The boxes of chips lie over their labels, which show the focus for them.
      const shown = element.closest('.opts label') ?? element;
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      const { width, height, bottom, top } = shown.getBoundingClientRect();
      return {
        name: `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`.slice(
          0,
          60,
        ),
        ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        inView: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
      };
    });
    if (stop === undefined || 'again' in stop) break;
    if ('within' in stop) continue;
    stops.push(stop.name);
    if (!stop.ring) unseen.push(`no ring: ${stop.name}`);
    if (!stop.inView) unseen.push(`out of view: ${stop.name}`);
  }
  return { stops, unseen };
}

describe('the keyboard alone', () => {
  it.each(['sign-in', 'enquiry', 'case', 'person', 'cases-none', 'figures', 'form', 'admin-role', 'account'])(
    'reaches everything of %s, and one sees where one is',
    (name) =>
      at(named(name), {}, async (page) => {
        await page.evaluate(() => {
          // Where Tab goes on from is remembered beyond a blur; the body is before everything.
          document.body.tabIndex = -1;
          document.body.focus();
          document.body.removeAttribute('tabindex');
          scrollTo(0, 0);
        });
        const wanted = await page.evaluate(() => {
          const groups = new Set<string>();
          return [
            ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
          ].filter((element) => {
            if (element.matches(':disabled') || !element.checkVisibility()) return false;
            if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
            // One stop a group of radio buttons; arrows go on from there.
            return !groups.has(element.name) && groups.add(element.name) !== undefined;
          }).length;
        });
        const { stops, unseen } = await walk(page);
        expect(unseen).toEqual([]);
        expect(stops.length).toBeGreaterThanOrEqual(wanted);
      }),
    60_000,
  );

  it('skips to what the page is about', () =>
    at(named('case'), {}, async (page) => {
      await page.evaluate(() => {
        document.body.tabIndex = -1;
        document.body.focus();
      });
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    }));

  it.each(['person-edit', 'merge', 'case-close', 'reveal', 'keys', 'admin-add-user'])(
    'closes %s with Escape, and is back where it was',
    (name) =>
      at({ ...named(name), act: async () => {} }, {}, async (page) => {
        const before = await openByKeyboard(page, named(name));
        expect(await page.getByRole('dialog').evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await expect
          .poll(() => page.evaluate(() => (globalThis as unknown as { focused: () => string }).focused()))
          .toBe(before);
      }),
  );
});

/** Does what the screen does, and answers what had the focus before the dialog came. */
async function openByKeyboard(page: Page, screen: Screen): Promise<string> {
  await page.evaluate(() => {
    const name = () =>
      document.activeElement === document.body ? 'the page' : (document.activeElement?.textContent ?? '').trim();
    const watched = globalThis as unknown as { focused: () => string; before: string };
    watched.focused = name;
    watched.before = name();
    addEventListener('focusin', () => {
      if (!document.activeElement?.closest('dialog')) watched.before = name();
    });
  });
  await tour.act(screen, page);
  await page.getByRole('dialog').waitFor();
  return page.evaluate(() => (globalThis as unknown as { before: string }).before);
}
