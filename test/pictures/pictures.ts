/**
 * `npm run pictures [-- FOLDER]`: the pictures of the README, at docs/pictures unless a folder is given.
 * `npm run pictures -- --all FOLDER`: every screen at 360 and 1440 pixels, light and dark.
 * `--only WORDS` takes the screens whose name has one of the words (comma between), `--desk FOLDER` another build,
 * `--language fr` another language. The house is thrown away afterwards; clock and province stand still, so a picture
 * changes when the desk does.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareTestServer } from '../../src/platform/postgres/testing.ts';
import { launchBrowser } from '../browser/browser.ts';
import { type Look, openTour, type Screen, screens, stretch } from './tour.ts';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    all: { type: 'string' },
    only: { type: 'string' },
    desk: { type: 'string' },
    language: { type: 'string' },
  },
});

interface Picture extends Look {
  screen: string;
  file: string;
  /** The height of the window, or the whole page. */
  whole?: boolean;
}

/** What the READMEs show. */
const chosen: readonly Picture[] = [
  { screen: 'today', file: 'today.png', width: 1200, height: 720 },
  { screen: 'enquiry-filled', file: 'enquiry.png', width: 1440, height: 900 },
  { screen: 'person-long', file: 'person.png', width: 1200, height: 780 },
  { screen: 'figures', file: 'figures.png', width: 1200, height: 860 },
  { screen: 'admin-upload', file: 'upload.png', width: 1200, height: 760 },
  { screen: 'person', file: 'telephone.png', width: 360, height: 740, theme: 'dark' },
];

const everything = (): Picture[] =>
  screens.flatMap(({ name }) =>
    ([1440, 360] as const).flatMap((width) =>
      (['light', 'dark'] as const).map((theme) => ({
        screen: name,
        file: `${name}-${width}-${theme}.png`,
        width,
        theme,
        height: width === 360 ? 740 : 900,
        whole: true,
      })),
    ),
  );

const folder = values.all ?? positionals[0] ?? 'docs/pictures';
const wanted = (values.all === undefined ? [...chosen] : everything()).filter(
  ({ file }) => values.only === undefined || values.only.split(',').some((word) => file.includes(word)),
);
await mkdir(folder, { recursive: true });
const endServer = prepareTestServer();
const browser = await launchBrowser();
let failed = 0;
try {
  const tour = await openTour(browser, { people: 2000, ...(values.desk !== undefined && { desk: values.desk }) });
  for (const { screen: name, file, whole = false, ...look } of wanted) {
    const screen = screens.find((one): one is Screen => one.name === name);
    if (!screen) throw new Error(`There is no screen ${name}.`);
    try {
      const page = await tour.visit(screen, {
        ...(values.language !== undefined && { language: values.language }),
        ...look,
      });
      if (whole) await stretch(page);
      await page.screenshot({ path: join(folder, file), fullPage: whole, animations: 'disabled', caret: 'hide' });
      await page.context().close();
      console.log(file);
    } catch (error) {
      failed += 1;
      console.error(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  await tour.close();
} finally {
  await browser.close();
  await endServer();
}
process.exit(failed === 0 ? 0 : 1);
