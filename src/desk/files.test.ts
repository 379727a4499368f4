/** Files in the browser, against canned answers: what leaves the device, and what is said while it does. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { CallInput } from '../core/contracts.ts';
import type { Field, FieldType, FormDefinition } from '../kernel/form/index.ts';
import { testDesk, violations } from './testing/desk.ts';
import { type Answers, refuse } from './testing/fake.ts';
import { ids } from './testing/province.ts';

const fileId = '01990000-0000-7000-8000-000000000777';

const field = (name: string, type: FieldType, label: string): Field => ({
  kind: 'field',
  name,
  type,
  class: 'account',
  label: { en: label },
});
const definition: FormDefinition = {
  code: 'papers',
  version: 1,
  title: { en: 'Papers' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {},
  items: [
    field('note', 'text', 'Note'),
    field('picture', 'photo', 'Picture'),
    field('contract', 'file', 'Contract'),
    field('signed', 'signature', 'Signature'),
  ],
};
const kept = (input: CallInput<'attachment.add'>) => ({
  id: fileId,
  name: input.name,
  type: 'image/jpeg',
  size: 84_000,
});
const added = () =>
  desk.fake.received
    .filter(({ name }) => name === 'attachment.add')
    .map(({ input, callId }) => ({ ...(input as CallInput<'attachment.add'>), callId }));
const saved = () => desk.sent('entry.save');

const desk = testDesk(() => ({
  'definition.read': () => ({ kind: 'form', code: 'papers', version: 1, body: definition as never }),
  'attachment.add': kept,
  'entry.save': () => ({ id: ids.enquiry, revision: 1, flags: [] }),
}));
async function visit(path: string, answers: Answers = {}) {
  const opened = await desk.open(path, answers);
  opened.page.setDefaultTimeout(10_000);
  return opened;
}
const fill = async (answers: Answers = {}) => {
  const visited = await visit(`/desk/cases/${ids.case}/forms/papers`, answers);
  await visited.page.getByLabel('Picture').waitFor();
  return visited;
};

/** A photograph as a phone makes it: large, and with its place written into it. */
async function photograph(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3000, 2000];
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = '#387';
    pen.fillRect(0, 0, 3000, 2000);
    return canvas.toDataURL('image/jpeg').split(',')[1]!;
  });
  const plain = Buffer.from(base64, 'base64');
  const secret = Buffer.from('Exif\0\0GPS 21.0278 N 105.8342 E');
  const marker = Buffer.from([0xff, 0xe1, 0, secret.length + 2]);
  return Buffer.concat([plain.subarray(0, 2), marker, secret, plain.subarray(2)]);
}
const choose = (page: Page, label: string, name: string, mimeType: string, buffer: Buffer) =>
  page.getByLabel(label).setInputFiles({ name, mimeType, buffer });

it('sends a photograph small and without its place, and names it in the entry', async () => {
  const { page, faults } = await fill();
  await choose(page, 'Picture', 'IMG_2041.jpg', 'image/jpeg', await photograph(page));
  await page.getByText('Received, and sealed').waitFor();
  const [sent] = added();
  expect(sent).toMatchObject({ caseId: ids.case, form: 'papers', version: 1, field: 'picture', name: 'IMG_2041.jpg' });
  expect(Buffer.from(sent!.bytes, 'base64').toString('latin1')).not.toMatch(/GPS|Exif/);
  const size = await page.evaluate(async (bytes) => {
    const letters = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([letters]));
    return [picture.width, picture.height];
  }, sent!.bytes);
  expect(size).toEqual([1600, 1067]);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  expect(saved()).toMatchObject([{ answers: { picture: { id: fileId, name: 'IMG_2041.jpg', size: 84_000 } } }]);
  expect(faults).toEqual([]);
});

it('lets nothing leave that is not what it is called, or too large', async () => {
  const { page } = await fill();
  await choose(page, 'Picture', 'photo.jpg', 'image/jpeg', Buffer.from('MZ\x90\0'));
  await page.getByText('This kind of file is not taken here').waitFor();
  await choose(page, 'Contract', 'contract.pdf', 'application/pdf', Buffer.from('PK\x03\x04'));
  await page.getByText('This kind of file is not taken here').nth(1).waitFor();
  await choose(
    page,
    'Contract',
    'scan.pdf',
    'application/pdf',
    Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(8_000_000)]),
  );
  await page.getByText('larger than 8 MB').waitFor();
  expect(added()).toEqual([]);
});

it('tries again after the network was away, and loses nothing that was typed meanwhile', async () => {
  let away = true;
  const { page } = await fill();
  await page.route('**/api/attachment/add', (route) => (away ? route.abort() : route.continue()));
  await choose(page, 'Contract', 'contract.pdf', 'application/pdf', Buffer.from('%PDF-1.7'));
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  await page.getByLabel('Note').fill('typed while it was sent');
  await page.getByText('The network is away').waitFor({ timeout: 20_000 });
  away = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Received, and sealed').waitFor();
  expect(await page.getByLabel('Note').inputValue()).toBe('typed while it was sent');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  expect(saved()).toMatchObject([{ answers: { note: 'typed while it was sent', contract: { id: fileId } } }]);
});

it('stops when it is told to, and says so', async () => {
  const { page } = await fill();
  await page.route('**/api/attachment/add', () => {});
  await choose(page, 'Contract', 'contract.pdf', 'application/pdf', Buffer.from('%PDF-1.7'));
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped. The file was not kept.').waitFor();
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isEnabled()).toBe(true);
  expect(await page.getByText('contract.pdf').count()).toBe(0);
});

it('is in the draft after a reload, and said beside its question when it is gone by then', async () => {
  const { page, faults } = await fill({
    'entry.save': () => refuse('record.absent', { fields: [{ path: 'answers.contract', code: 'attachment' }] }),
  });
  await choose(page, 'Contract', 'contract.pdf', 'application/pdf', Buffer.from('%PDF-1.7'));
  await page.getByText('Received, and sealed').waitFor();
  await page
    .getByText(/draft kept/)
    .first()
    .waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Open contract.pdf' }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('This file was not received. Choose it again.').first().waitFor();
  expect(faults).toEqual([]);
});

it('says what the server refused', async () => {
  const { page, faults } = await fill({ 'attachment.add': () => refuse('input.fileType') });
  await choose(page, 'Contract', 'contract.pdf', 'application/pdf', Buffer.from('%PDF-1.7'));
  await page.getByText('This kind of file is not taken here').waitFor();
  expect(faults).toEqual([]);
});

it('takes a signature by pen, or a name by keyboard', async () => {
  const { page } = await fill();
  const paper = page.getByRole('img', { name: 'Draw the signature here' });
  await paper.scrollIntoViewIfNeeded();
  const box = (await paper.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60);
  await page.mouse.up();
  await page.getByRole('button', { name: 'Use this signature' }).click();
  await page.getByText('A signature was drawn.').waitFor();
  expect(Buffer.from(added()[0]!.bytes, 'base64').subarray(1, 4).toString()).toBe('PNG');
  await page.getByLabel('Or the name, typed').fill('Nguyễn Thị Lan');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  expect(saved()).toMatchObject([{ answers: { signed: { id: 'typed', name: 'Nguyễn Thị Lan' } } }]);
});

it('opens a file of a saved entry when it is asked to, and not before', async () => {
  const { page, faults } = await visit(`/desk/entries/${ids.enquiry}`, {
    'entry.read': () => ({
      id: ids.enquiry,
      caseId: ids.case,
      form: 'papers',
      version: 1,
      revision: 1,
      at: '2026-11-20T02:00:00Z',
      by: 'Trần Thị Hoa',
      answers: { picture: { id: fileId, name: 'hộ chiếu.png', size: 70 } },
      covered: [],
      definition: definition as never,
    }),
    'attachment.read': () => ({
      caseId: ids.case,
      name: 'MR-58QX-1D7T-picture.png',
      type: 'image/png',
      size: 70,
      bytes: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    }),
  });
  await page.getByText('hộ chiếu.png').first().waitFor();
  expect(desk.sent('attachment.read')).toEqual([]);
  await page.getByRole('button', { name: 'Open hộ chiếu.png' }).click();
  const picture = page.getByRole('img', { name: 'Picture hộ chiếu.png' });
  await picture.waitFor();
  await page.waitForFunction(() => [...document.images].some((one) => one.naturalWidth === 1));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save a copy on this device' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('MR-58QX-1D7T-picture.png');
  expect(await violations(page)).toEqual([]);
  expect(faults).toEqual([]);
});
