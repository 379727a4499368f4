import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from './browser.ts';

let folder: string;
const before = { CHROMIUM: process.env.CHROMIUM, TMPDIR: process.env.TMPDIR };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-browser-test-'));
  process.env.TMPDIR = folder;
});

afterEach(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** What a page at this address shows, and what went wrong in it. */
async function look(browser: Browser, address: string) {
  const { page, faults } = await openPage(browser);
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  const heading = await page.getByRole('heading').textContent();
  await page.context().close();
  return { heading, faults };
}

describe('the browser of the tests', () => {
  it('comes from npm where a machine has none, opens one window after another, and leaves nothing', async () => {
    process.env.CHROMIUM = 'npm';
    const environment = { ...process.env };
    const browser = await launchBrowser();
    expect(process.env).toEqual(environment);
    expect(await look(browser, 'data:text/html,<h1>One</h1>')).toEqual({ heading: 'One', faults: [] });
    expect(await look(browser, 'data:text/html,<h1>Two</h1>')).toEqual({ heading: 'Two', faults: [] });
    await browser.close();
    expect(readdirSync(folder)).toEqual([]);
  }, 60_000);

  it('tells what went wrong in a page', async () => {
    const server = createServer((request, response) => {
      if (request.url !== '/') return response.writeHead(request.url === '/broken' ? 500 : 404).end();
      return response
        .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "script-src 'self' 'sha256-x'" })
        .end('<h1>Page</h1><script>alert(1)</script><img src="/broken" alt=""><img src="/absent" alt="">');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const browser = await launchBrowser();
    const { faults } = await look(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(faults.some((fault) => fault.includes('Content Security Policy'))).toBe(true);
    expect(faults.some((fault) => fault.startsWith('500: '))).toBe(true);
    expect(faults.some((fault) => fault.includes('absent'))).toBe(false);
    const thrown = await look(
      browser,
      'data:text/html,<h1>x</h1><script>console.error("bad");throw new Error("worse")</script>',
    );
    expect(thrown.faults).toHaveLength(2);
    await browser.close();
    await new Promise((closed) => server.close(closed));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so when the browser that is named is not there', async () => {
    process.env.CHROMIUM = join(folder, 'nothing');
    await expect(launchBrowser()).rejects.toThrow('there is no such file');
    expect(readdirSync(folder)).toEqual([]);
  });
});
