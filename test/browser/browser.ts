/** A Chromium for tests and pictures, and a page that tells what went wrong in it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * Starts the Chromium that `CHROMIUM` names (a path, or `npm`), else one of this machine, else the one that came from
 * npm. Profile, caches and whatever is unpacked lie in one folder, which goes when the browser does. There is no sandbox (root may
 * run this): open nothing but our own pages.
 *
 * @throws Error when `CHROMIUM` names no file.
 */
export async function launchBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-browser-'));
  const clear = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const { executablePath, env } = (await installed()) ?? (await unpacked(folder));
    const browser = await chromium.launch({
      executablePath,
      chromiumSandbox: false,
      env: { ...process.env, TMPDIR: folder, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder, ...env },
    });
    browser.on('disconnected', clear);
    process.once('exit', clear);
    return browser;
  } catch (error) {
    clear();
    throw error;
  }
}

interface Program {
  executablePath: string;
  env?: Record<string, string>;
}

async function installed(): Promise<Program | undefined> {
  const named = process.env.CHROMIUM;
  if (named === 'npm') return undefined;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM is ${named}, and there is no such file.`);
    return { executablePath: named };
  }
  const executablePath = known.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath };
}

/**
 * The packed Chromium was made for functions in a cloud: it unpacks into the folder for temporary files, brings its
 * libraries when it believes it is there, and looks for its fonts under /tmp. All three are told otherwise here.
 */
async function unpacked(folder: string): Promise<Program> {
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    const fonts = join(folder, 'fontconfig');
    mkdirSync(fonts);
    writeFileSync(
      join(fonts, 'fonts.conf'),
      `<?xml version="1.0"?><fontconfig><dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir>` +
        `<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
    );
    const libraries = [join(folder, 'al2023', 'lib'), before.LD_LIBRARY_PATH].filter(Boolean).join(':');
    return { executablePath, env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: fonts } };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** A window of its own, and what went wrong in it. */
export interface Watched {
  page: Page;
  /** Errors of scripts and on the console, what the content security policy stopped, answers of 500 and more. */
  faults: string[];
}

/** Opens a window; fail the test when `faults` is not empty at its end. A refused call (4xx) is not a fault. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'Asia/Ho_Chi_Minh', ...options });
  const page = await context.newPage();
  return { page, faults: watch(page) };
}

/** Collects the faults of this page from now on. */
export function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`page: ${error}`));
  page.on('console', (message) => {
    const text = message.text();
    // Chromium reports every refused call as an error of its own; what the answer was is looked at below.
    if (message.type() === 'error' && !/^Failed to load resource/.test(text)) faults.push(`console: ${text}`);
    else if (/Content Security Policy|\[preact\]/i.test(text)) faults.push(`console: ${text}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}
