import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
const script = (...args: string[]) => promisify(execFile)(process.execPath, args, { cwd: root });

async function pages(): Promise<string[]> {
  const inSource = await readdir(path.join(root, 'src'), { recursive: true });
  const found = [...(await readdir(root)), ...inSource.map((file) => path.join('src', file))];
  for (const folder of ['docs', 'decisions'])
    found.push(...(await readdir(path.join(root, folder))).map((file) => path.join(folder, file)));
  return found.filter((file) => file.endsWith('.md'));
}

describe('the documentation', () => {
  it('points at files that exist', async () => {
    const broken: string[] = [];
    for (const page of await pages())
      for (const [, target = ''] of (await read(page)).matchAll(/\]\(([^)\s]+)\)/g)) {
        const file = target.split('#')[0];
        if (!file || /^[a-z]+:/.test(file)) continue;
        if (!existsSync(path.join(root, path.dirname(page), file))) broken.push(`${page}: ${target}`);
      }
    expect(broken).toEqual([]);
  });

  it('names only commands that package.json has', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    const unknown: string[] = [];
    for (const page of await pages())
      for (const [, name = ''] of (await read(page)).matchAll(/npm run ([a-z][\w-]*)/g))
        if (!(name in scripts)) unknown.push(`${page}: ${name}`);
    expect(unknown).toEqual([]);
  });

  it('is the same in English and French, heading by heading and command by command', async () => {
    const shape = (text: string) => ({
      headings: text.match(/^##? /gm)?.length,
      commands: text.match(/^npm \S+( \S+)?( -- \S+)?/gm),
      rows: text.match(/^\| \[/gm)?.length,
    });
    expect(shape(await read('README.fr.md'))).toEqual(shape(await read('README.md')));
  });

  it('numbers each decision once, in its file and in its title', async () => {
    const files = await readdir(path.join(root, 'decisions'));
    for (const file of files) expect(file).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    const numbers = files.map((file) => file.slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const file of files) expect(await read(`decisions/${file}`)).toMatch(new RegExp(`^# ${file.slice(0, 4)} `));
  });

  it('draws the architecture in fewer than 200 lines', async () => {
    expect((await read('ARCHITECTURE.md')).split('\n').length).toBeLessThan(200);
  });

  it('has the data dictionary of the definitions as they are', async () => {
    await expect(script('scripts/data-dictionary.mjs', '--check')).resolves.toBeDefined();
  });

  it('has where each field of the record standard is held, or why not', async () => {
    await expect(script('scripts/htcds.mjs', '--check')).resolves.toBeDefined();
  });
});

describe('the rooms', () => {
  it('import one another in one direction, through their doors', async () => {
    expect((await script('scripts/check-rooms.mjs')).stdout).toContain(' 0 imports against the rules');
  });
});
