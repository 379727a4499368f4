/** A code list and its editor, in a browser against canned answers. */
import { expect, it } from 'vitest';
import { misfits, testDesk } from '../../testing/desk.ts';
import { records } from '../../testing/records.ts';

const words = {
  code: 'messageWord',
  title: { en: 'Words' },
  items: [
    { code: 'stop', label: { en: 'No more' }, columns: { words: 'stop ຢຸດ' } },
    { code: 'start', label: { en: 'Again' } },
  ],
};
const { visit, sent } = testDesk(() => ({
  ...records,
  'definition.read': () => ({ kind: 'codeList', code: words.code, version: 1, body: words as never }),
  'definition.preview': () => ({
    code: words.code,
    version: 2,
    body: words as never,
    changes: [],
    faults: [],
    unsupported: [],
    entriesTouched: 0,
    publishable: true,
  }),
}));

it('shows what items carry beside their words, and changes it', async () => {
  const { page } = await visit('/desk/admin/definitions/codeList/messageWord');
  await page.getByRole('cell', { name: 'stop ຢຸດ' }).waitFor();
  await page.getByRole('button', { name: 'Change here' }).click();
  await page.getByLabel('stop words').fill('');
  await page.getByLabel('start words').fill('start');
  expect(await misfits(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show what changes' }).click();
  await expect.poll(() => sent('definition.preview').length).toBe(1);
  const [{ file }] = sent('definition.preview') as [{ file: string }];
  const { items } = JSON.parse(Buffer.from(file, 'base64').toString()) as typeof words;
  expect(items.map(({ columns }) => columns)).toEqual([{}, { words: 'start' }]);
});
