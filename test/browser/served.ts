/** The built desk on a house of its own, and a browser, for the tests of one file. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type TestDoor, type TestHouse, testHouse } from '../../src/server/testing.ts';
import { type Built, built } from '../built.ts';
import { launchBrowser } from './browser.ts';

export let browser: Browser;
export let house: TestHouse;
export let door: TestDoor;
let desk: Built;

export function serveDesk(): void {
  beforeAll(async () => {
    [desk, browser, house] = await Promise.all([built(), launchBrowser(), testHouse()]);
    await openDoor();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    await desk?.remove();
  });
}

/** A door, at this port; the one before it is shut by then. */
export async function openDoor(port = 0): Promise<void> {
  door = await house.serve({ desk: desk.desk, port });
}
