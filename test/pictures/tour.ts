/** Every screen of the desk, with the real server and the fictional province: what pictures and the accessibility test visit. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { demoPassword } from '../../src/server/province/index.ts';
import { signIn, type TestHouse, testHouse } from '../../src/server/testing.ts';
import type { MessageKey } from '../../src/words/index.ts';

export interface Screen {
  name: string;
  /** Login of the one who looks; without it nobody is signed in. */
  as?: Login;
  /** `{khamla}` and the like stand for what `records` found. */
  path: string;
  /** What is done before looking. */
  act?: (page: Page, say: Say) => Promise<void>;
  /** In a house where nobody is yet. */
  empty?: true;
}

const logins = [
  'counsellor@demo',
  'supervisor@demo',
  'centre-manager@demo',
  'administrator@demo',
  'shelter@demo',
  'statistician@demo',
] as const;
type Login = (typeof logins)[number];
/** A message of the desk that takes no parameters, in the language the desk speaks. */
type Say = (key: MessageKey) => string;

/** Beside the sources and, bundled, beside the tools: both lie two folders below the root of the project. */
const root = new URL('../../', import.meta.url);
const file = (path: string): string => fileURLToPath(new URL(path, root));
const htcds = file('src/programmes/standards/htcds/htcds_xlsform.xlsx');

function say(language: string, key: MessageKey): string {
  const [room = '', ...rest] = key.split('.');
  const words = JSON.parse(readFileSync(file(`src/words/${language}/${room}.json`), 'utf8')) as Record<string, string>;
  return words[rest.join('.')] ?? key;
}
const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

/** In the order in which a newcomer would meet them. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', path: '/desk' },
  {
    name: 'sign-in-refused',
    path: '/desk',
    async act(page) {
      await page.locator('input').first().fill('counsellor@demo');
      await page.locator('input[type=password]').fill('not the password');
      await page.locator('button[type=submit]').click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'setup', path: '/desk', empty: true },
  { name: 'today', as: 'counsellor@demo', path: '/desk/today' },
  { name: 'today-supervisor', as: 'supervisor@demo', path: '/desk/today' },
  { name: 'today-shelter', as: 'shelter@demo', path: '/desk/today' },
  { name: 'today-elsewhere', as: 'administrator@demo', path: '/desk/today' },
  {
    name: 'menu',
    as: 'counsellor@demo',
    path: '/desk/today',
    act: (page) => page.locator('.menu > summary').click(),
  },
  { name: 'keys', as: 'counsellor@demo', path: '/desk/today', act: (page) => page.keyboard.press('?') },
  { name: 'enquiry', as: 'counsellor@demo', path: '/desk/enquiries/new' },
  {
    name: 'enquiry-filled',
    as: 'counsellor@demo',
    path: '/desk/enquiries/new',
    async act(page, say) {
      const chip = (within: string, index: number) => page.locator(within).nth(index).check({ force: true });
      await chip('[data-field=channel] input', 1);
      await chip('[data-field=topic] input', 2);
      await page.locator('form select').first().selectOption('JP');
      await page
        .getByRole('group', { name: say('desk.enquiry.sex') })
        .getByRole('radio')
        .first()
        .check({ force: true });
      await page
        .locator('form textarea')
        .first()
        .fill('Đã nộp 130 triệu đồng, chưa có hợp đồng. Công ty giữ hộ chiếu.');
      await chip('form input[type=checkbox]', 0);
      await chip('form input[type=checkbox]', 1);
      await page.locator('.note.flag').waitFor();
    },
  },
  {
    name: 'enquiry-missing',
    as: 'counsellor@demo',
    path: '/desk/enquiries/new',
    act: (page) => page.locator('button[type=submit]').click(),
  },
  { name: 'enquiries', as: 'counsellor@demo', path: '/desk/enquiries' },
  {
    name: 'enquiry-open-case',
    as: 'counsellor@demo',
    path: '/desk/enquiries',
    act: (page, say) => press(page, say('desk.enquiry.openCase')),
  },
  { name: 'people', as: 'counsellor@demo', path: '/desk/people' },
  {
    name: 'search',
    as: 'counsellor@demo',
    path: '/desk/today',
    async act(page) {
      await page.getByRole('combobox').first().fill('khamla');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'search-nobody',
    as: 'counsellor@demo',
    path: '/desk/today',
    async act(page) {
      await page.getByRole('combobox').first().fill('Xyzzyqua Plugh');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'register-person', as: 'counsellor@demo', path: '/desk/people/new' },
  { name: 'person', as: 'counsellor@demo', path: '/desk/people/{khamla}' },
  { name: 'person-long', as: 'counsellor@demo', path: '/desk/people/{hung}' },
  { name: 'person-child', as: 'counsellor@demo', path: '/desk/people/{mo}' },
  { name: 'person-chinese', as: 'counsellor@demo', path: '/desk/people/{lan2}' },
  {
    name: 'person-edit',
    as: 'counsellor@demo',
    path: '/desk/people/{khamla}',
    async act(page, say) {
      await press(page, say('person.edit'));
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'duplicates', as: 'centre-manager@demo', path: '/desk/people/{lan}' },
  {
    name: 'merge',
    as: 'centre-manager@demo',
    path: '/desk/people/{lan}',
    async act(page, say) {
      await press(page, say('person.compare'));
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'cases', as: 'counsellor@demo', path: '/desk/cases' },
  {
    name: 'cases-filtered',
    as: 'centre-manager@demo',
    path: '/desk/cases?status=open&topic=fees&flagged=1',
  },
  { name: 'cases-none', as: 'counsellor@demo', path: '/desk/cases?openedFrom=2031-01-01' },
  {
    name: 'cases-export',
    as: 'centre-manager@demo',
    path: '/desk/cases?status=open',
    async act(page, say) {
      await press(page, say('desk.export.title'));
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'case', as: 'counsellor@demo', path: '/desk/cases/{khamlaCase}' },
  { name: 'case-manager', as: 'centre-manager@demo', path: '/desk/cases/{khamlaCase}' },
  { name: 'case-closed', as: 'counsellor@demo', path: '/desk/cases/{hungCase}' },
  {
    name: 'case-move',
    as: 'counsellor@demo',
    path: '/desk/cases/{khamlaCase}',
    async act(page) {
      await page.locator('.stages + .bar .btn').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'case-close',
    as: 'counsellor@demo',
    path: '/desk/cases/{khamlaCase}',
    async act(page, say) {
      await press(page, say('desk.stage.close'));
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'reveal',
    as: 'counsellor@demo',
    path: '/desk/cases/{khamlaCase}',
    async act(page, say) {
      await press(page, say('desk.reveal.show'));
    },
  },
  { name: 'form', as: 'counsellor@demo', path: '/desk/cases/{lanCase}/forms/intake' },
  {
    name: 'form-missing',
    as: 'counsellor@demo',
    path: '/desk/cases/{lanCase}/forms/intake',
    act: (page) => page.locator('main button[type=submit]').click(),
  },
  { name: 'entry', as: 'counsellor@demo', path: '/desk/entries/{entry}' },
  { name: 'figures', as: 'centre-manager@demo', path: '/desk/figures' },
  { name: 'figures-statistician', as: 'statistician@demo', path: '/desk/figures' },
  {
    name: 'figures-definition',
    as: 'centre-manager@demo',
    path: '/desk/figures',
    async act(page) {
      for (const summary of await page.locator('.figure-more summary').all()) await summary.click();
    },
  },
  { name: 'admin', as: 'administrator@demo', path: '/desk/admin' },
  { name: 'admin-form', as: 'administrator@demo', path: '/desk/admin/definitions/form/intake' },
  { name: 'admin-programme', as: 'administrator@demo', path: '/desk/admin/definitions/programme/resource-centre' },
  { name: 'admin-places', as: 'administrator@demo', path: '/desk/admin/definitions/places/viet-nam' },
  {
    name: 'admin-upload',
    as: 'administrator@demo',
    path: '/desk/admin/definitions/upload',
    async act(page, say) {
      await page.locator('input[type=file]').setInputFiles(htcds);
      await press(page, say('admin.preview'));
      await page.locator('.admin-preview').waitFor();
    },
  },
  {
    name: 'admin-role',
    as: 'administrator@demo',
    path: '/desk/admin/definitions/role/counsellor',
    act: (page, say) => press(page, say('admin.edit')),
  },
  {
    name: 'admin-list',
    as: 'administrator@demo',
    path: '/desk/admin/definitions/codeList/topic',
    act: (page, say) => press(page, say('admin.edit')),
  },
  { name: 'admin-users', as: 'administrator@demo', path: '/desk/admin/users' },
  {
    name: 'admin-add-user',
    as: 'administrator@demo',
    path: '/desk/admin/users',
    async act(page, say) {
      await press(page, say('admin.addUser'));
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'admin-teams', as: 'administrator@demo', path: '/desk/admin/teams' },
  { name: 'admin-configuration', as: 'administrator@demo', path: '/desk/admin/configuration' },
  { name: 'account', as: 'counsellor@demo', path: '/desk/account' },
  { name: 'forbidden', as: 'statistician@demo', path: '/desk/cases' },
  { name: 'absent', as: 'counsellor@demo', path: '/desk/nowhere' },
  { name: 'absent-case', as: 'counsellor@demo', path: '/desk/cases/01890000-0000-7000-8000-000000000000' },
  { name: 'api', path: '/api' },
];

export interface Look {
  language?: string;
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
}

/** A house with the province, one without anybody, and a browser's way to each screen. */
export interface Tour {
  house: TestHouse;
  origin: string;
  records: Record<string, string>;
  /** A fresh window, signed in as the screen wants, with the screen in it. Close its context. */
  visit(screen: Screen, look?: Look): Promise<Page>;
  /** Does what the screen wants done before looking. */
  act(screen: Screen, page: Page, language?: string): Promise<void>;
  close(): Promise<void>;
}

/** @param desk the folder of a built desk; default: the one in dist. */
export async function openTour(browser: Browser, { desk, people = 600 }: { desk?: string; people?: number } = {}) {
  const house = await testHouse();
  const bare = await testHouse();
  await house.province(people);
  const options = desk === undefined ? { desk: file('dist/desk') } : { desk };
  const { origin } = await house.serve(options);
  const { origin: emptyOrigin } = await bare.serve(options);
  const cookies = new Map<string, string>();
  const records = await findRecords(origin);

  async function cookieOf(login: Login): Promise<string> {
    const known = cookies.get(login);
    if (known) return known;
    const response = await fetch(`${origin}/api/session/signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'banyan-desk': '1', 'banyan-call': crypto.randomUUID() },
      body: JSON.stringify({ login, password: demoPassword }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    cookies.set(login, cookie);
    return cookie;
  }

  async function window(screen: Screen, { width = 1440, height = 900, theme = 'light', language = 'en' }: Look) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      locale: language,
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    if (screen.as) {
      const [name = '', value = ''] = (await cookieOf(screen.as)).split('=');
      await context.addCookies([{ name, value, url: origin }]);
      await setLanguage(context, origin, language);
    }
    return context;
  }

  const tour: Tour = {
    house,
    origin,
    records,
    async visit(screen, look = {}) {
      const context = await window(screen, look);
      const page = await context.newPage();
      count(page);
      await page.clock.setFixedTime(house.clock.now);
      const path = screen.path.replace(/\{(\w+)\}/g, (_, key: string) => records[key] ?? '');
      await page.goto((screen.empty ? emptyOrigin : origin) + path);
      await settle(page);
      await tour.act(screen, page, look.language);
      return page;
    },
    async act(screen, page, language = 'en') {
      await screen.act?.(page, (key) => say(language, key));
      await settle(page);
    },
    async close() {
      await house.close();
      await bare.close();
    },
  };
  return tour;
}

/** Until nothing is fetched any more, nothing says that it loads, and no fonts are on their way. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  const waiting = underWay.get(page) ?? new Set();
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    quiet = waiting.size === 0 && (await page.locator('.loading').count()) === 0 ? quiet + 1 : 0;
  }
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
}

/** What each page has asked for and not got yet. */
const underWay = new WeakMap<Page, Set<Request>>();

function count(page: Page): void {
  const waiting = new Set<Request>();
  underWay.set(page, waiting);
  // What tells of changes stays open for as long as the page does.
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') waiting.add(request);
  });
  page.on('requestfinished', (request) => waiting.delete(request));
  page.on('requestfailed', (request) => waiting.delete(request));
}

/** Makes the window as high as the page: bars that stick to its edges then lie where they belong. */
export async function stretch(page: Page): Promise<void> {
  if (await page.getByRole('dialog').count()) return;
  const { width = 0, height: given = 0 } = page.viewportSize() ?? {};
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(given, Math.min(height, 15_000)) });
}

async function setLanguage(context: BrowserContext, origin: string, language: string): Promise<void> {
  await context.request.post(`${origin}/api/me/setLanguage`, {
    headers: { 'banyan-desk': '1', 'banyan-call': crypto.randomUUID() },
    data: { language },
  });
}

/** The people of the stories in the province, as the demo counsellor finds them. */
async function findRecords(origin: string): Promise<Record<string, string>> {
  const call = await signIn(origin, 'counsellor@demo', demoPassword);
  const found: Record<string, string> = {};
  const stories = {
    khamla: 'Khamla Phommachanh',
    lan: 'Nguyễn Thị Lan',
    hung: 'Trần Văn Hùng',
    lan2: '陈小兰',
    mo: 'Lò Thị Mơ',
  };
  for (const [key, query] of Object.entries(stories)) {
    const { body } = await call('person.search', { query });
    const results = body.results as { person: { id: string; callMe?: string; romanised?: string }; cases: number }[];
    for (const { person } of results) {
      const read = (await call('person.read', { id: person.id })).body as {
        hasContact?: boolean;
        cases: { id: string; openedAt: string }[];
        safeContact?: { hours?: string };
      };
      const wanted = key === 'hung' ? read.cases.length === 3 : read.safeContact?.hours !== undefined;
      if (!wanted) continue;
      found[key] = person.id;
      found[`${key}Case`] = read.cases[0]?.id ?? '';
      break;
    }
  }
  const { body } = await call('case.read', { id: found.khamlaCase });
  found.entry = (body.entries as { id: string }[])[0]?.id ?? '';
  return found;
}
