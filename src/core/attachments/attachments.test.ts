import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Field, FieldType, FormDefinition } from '../../kernel/form/index.ts';
import { type Actor, Problem, type SensitivityClass, uuidv7 } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { oral, programme, testPerson } from '../cases/testing.ts';
import { operations as ops } from '../index.ts';
import { clearLooseAttachments } from './index.ts';

let house: TestHouse;
let counsellor: Actor;
let colleague: Actor;
let elsewhere: Actor;
let manager: Actor;
let stranger: Actor;
let personId: string;
let caseId: string;

const field = (name: string, type: FieldType, kind: SensitivityClass = 'account'): Field => ({
  kind: 'field',
  name,
  type,
  class: kind,
  label: { en: name },
});
const form: FormDefinition = {
  code: 'papers',
  version: 1,
  title: { en: 'Papers' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {},
  items: [
    field('note', 'text', 'operational'),
    field('passport', 'photo', 'identity'),
    field('contract', 'file'),
    field('picture', 'photo'),
    field('told', 'audio'),
    field('signed', 'signature'),
    { kind: 'repeat', name: 'pages', label: { en: 'Pages' }, items: [field('page', 'photo')] },
  ],
};

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0], 'a picture', [0xff, 0xd9]);
const pdf = bytes('%PDF-1.7\n%%EOF');

const add = (actor: Actor, field: string, file: Buffer, more: object = {}, callId?: string) =>
  house.call(
    ops,
    actor,
    'attachment.add',
    { caseId, form: 'papers', field, name: 'photo.jpg', bytes: file.toString('base64'), ...more },
    callId,
  );
const open = (actor: Actor, id: string) => house.call(ops, actor, 'attachment.read', { id });
const save = (actor: Actor, answers: object, more: object = {}) =>
  house.call(ops, actor, 'entry.save', { caseId, form: 'papers', answers: answers as never, ...more });
const reading = (actor: Actor, read: SensitivityClass[], write = read): Actor => ({
  ...actor,
  role: { ...actor.role, read, write },
});
const fieldsOf = async (promise: Promise<unknown>): Promise<string[]> => {
  const error = await promise.catch((caught: unknown) => caught);
  if (!(error instanceof Problem)) throw new Error('It was not refused.');
  return [error.code, ...(error.fields ?? []).map(({ path, code }) => `${path} ${code}`)];
};

/** What the tables hold: row-level security binds their owner as well, so it looks as the system. */
async function query(sql: string, values: unknown[] = []) {
  await house.owner.query(
    `begin; select set_config('app.scope', 'system', true), set_config('app.organisation', '${counsellor.organisationId}', true)`,
  );
  const { rows } = await house.owner.query(sql, values);
  await house.owner.query('commit');
  return rows;
}
const rowOf = async (id: string) => (await query('select * from attachment where id = $1', [id]))[0];
const newCase = async () => {
  personId = await testPerson(house, counsellor);
  caseId = (await house.call(ops, counsellor, 'case.open', { personId, programme, consent: oral })).id;
};

beforeAll(async () => {
  house = await testHouse();
  const [ours, theirs] = [await house.organisation('Ours'), await house.organisation('Theirs')];
  const team = await house.team(ours);
  counsellor = await house.user('counsellor', ours, [team]);
  colleague = await house.user('counsellor', ours, [team]);
  elsewhere = await house.user('counsellor', ours, [await house.team(ours)]);
  manager = await house.user('centre-manager', ours);
  stranger = await house.user('counsellor', theirs, [await house.team(theirs)]);
  const administrator = await house.user('administrator', ours);
  await house.call(ops, administrator, 'definition.publish', {
    kind: 'form',
    code: 'papers',
    body: form as never,
    version: 1,
  });
});
beforeEach(newCase);
afterAll(() => house.close());

describe('a file', () => {
  it('comes back as it was, under a name that says nothing of anybody', async () => {
    const kept = await add(counsellor, 'passport', jpeg, { name: 'Passport of Lan.JPEG' });
    expect(kept).toMatchObject({ name: 'Passport of Lan.jpg', type: 'image/jpeg', size: jpeg.length });
    const read = await open(colleague, kept.id);
    expect(Buffer.from(read.bytes, 'base64')).toEqual(jpeg);
    expect(read).toMatchObject({ caseId, type: 'image/jpeg', size: jpeg.length });
    expect(read.name).toMatch(/^[A-Z]{2}-\w{4}-\w{4}-passport\.jpg$/);
  });

  it('is sealed where it lies and in the journal, which keeps no bytes', async () => {
    const [callId, large] = [uuidv7(), bytes([0xff, 0xd8, 0xff], 'secret '.repeat(20_000))];
    const { id } = await add(counsellor, 'picture', large, { name: 'Lan.jpg' }, callId);
    const row = await rowOf(id);
    for (const sealed of [row.body, row.about]) expect(sealed.toString('latin1')).not.toMatch(/secret|Lan/);
    const [journal] = await query('select input, subject_id from journal where id = $1', [callId]);
    expect(journal.subject_id).toBe(caseId);
    expect(journal.input.length).toBeLessThan(1_000);
    // The same call answers as before, and keeps nothing twice.
    expect((await add(counsellor, 'picture', large, { name: 'Lan.jpg' }, callId)).id).toBe(id);
    expect(await refusal(add(counsellor, 'picture', jpeg, { name: 'Lan.jpg' }, callId))).toBe('call.reused');
    expect(await query('select id from attachment where case_id = $1', [caseId])).toHaveLength(1);
  });

  it('opens nowhere but in its own place', async () => {
    const [one, other] = [await add(counsellor, 'picture', jpeg), await add(counsellor, 'picture', jpeg)];
    await query('update attachment set body = (select body from attachment where id = $2) where id = $1', [
      one.id,
      other.id,
    ]);
    await expect(open(counsellor, one.id)).rejects.toThrow();
    expect((await open(counsellor, other.id)).size).toBe(jpeg.length);
  });

  it('is journalled when it is opened', async () => {
    const { id } = await add(counsellor, 'picture', jpeg);
    await open(colleague, id);
    const rows = await query(
      `select actor_id from journal where operation = 'attachment.read' and subject_id = $1 and outcome = 'done'`,
      [caseId],
    );
    expect(rows).toEqual([{ actor_id: colleague.userId }]);
  });

  it('is opened by who reads the question it answers, and by nobody else', async () => {
    const { id } = await add(counsellor, 'passport', jpeg);
    expect(await refusal(open(reading(counsellor, ['account', 'operational']), id))).toBe('class.missing');
    for (const actor of [stranger, elsewhere]) expect(await refusal(open(actor, id))).toBe('record.absent');
    expect(await refusal(open(counsellor, uuidv7()))).toBe('record.absent');
    expect(await refusal(add(reading(counsellor, ['account']), 'passport', jpeg))).toBe('class.missing');
    for (const actor of [stranger, elsewhere])
      expect(await refusal(add(actor, 'passport', jpeg))).toBe('record.absent');
  });

  it('goes with the person, and is absent then', async () => {
    const { id } = await add(counsellor, 'picture', jpeg);
    await save(counsellor, { picture: { id } });
    await house.call(ops, manager, 'person.erase', { id: personId, reason: 'Asked for it' });
    expect(await rowOf(id)).toBeUndefined();
    expect(await refusal(open(manager, id))).toBe('record.absent');
    expect(await refusal(add(counsellor, 'picture', jpeg))).toBe('record.absent');
  });
});

describe('what is no file that a question takes', () => {
  const zip = bytes('PK\x03\x04', 'word/document.xml');
  it.each([
    ['a program called .jpg', 'picture', bytes('MZ', [0x90, 0]), 'photo.jpg'],
    ['an archive called .pdf', 'contract', zip, 'contract.pdf'],
    ['a document that is an archive', 'contract', zip, 'contract.docx'],
    ['a drawing that can hold a script', 'picture', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.png'],
    ['a page', 'contract', bytes('<!doctype html><script>'), 'contract.pdf'],
    ['a page that says it is a PDF later on', 'contract', bytes('<html>%PDF-1.7'), 'contract.pdf'],
    ['text', 'contract', bytes('Dear sir'), 'contract.txt'],
    ['nothing', 'contract', Buffer.alloc(0), 'contract.pdf'],
    ['a PDF where a photo is asked for', 'picture', pdf, 'photo.jpg'],
    ['a photo where a recording is asked for', 'told', jpeg, 'told.mp3'],
    ['a photo of a format that browsers do not draw', 'contract', bytes([0, 0, 0, 24], 'ftypheic'), 'photo.heic'],
    ['sounds that are a film elsewhere', 'told', bytes('RIFF', [0, 0, 0, 0], 'AVI '), 'told.wav'],
  ])('%s is refused', async (_, name, file, called) => {
    expect(await refusal(add(counsellor, name, file, { name: called }))).toBe('input.fileType');
    expect(await query('select id from attachment where case_id = $1', [caseId])).toEqual([]);
  });

  it('is refused for what it is asked for, and for its size', async () => {
    expect(await fieldsOf(add(counsellor, 'note', jpeg))).toEqual(['input.invalid', 'field unknownCode']);
    expect(await fieldsOf(add(counsellor, 'nothing', jpeg))).toEqual(['input.invalid', 'field unknownCode']);
    expect(await fieldsOf(add(counsellor, 'picture', jpeg, { form: 'nothing' }))).toEqual([
      'input.invalid',
      'form unknownCode',
    ]);
    expect(await fieldsOf(add(counsellor, 'picture', jpeg, { bytes: '%%%%' }))).toEqual([
      'input.invalid',
      'bytes wrongFormat',
    ]);
    expect(await refusal(add(counsellor, 'picture', Buffer.concat([jpeg, Buffer.alloc(8_000_000)])))).toBe(
      'input.tooLarge',
    );
    expect((await add(counsellor, 'picture', Buffer.concat([jpeg, Buffer.alloc(8_000_000 - jpeg.length)]))).size).toBe(
      8_000_000,
    );
  });

  it.each([
    ['../../etc/passwd.jpg', 'passwd.jpg'],
    ['C:\\Users\\Lan\\hộ chiếu.jpg', 'hộ chiếu.jpg'],
    ['photo\u202egpj.exe', 'photogpj.jpg'],
    ['..', 'picture.jpg'],
    ['.htaccess', 'picture.jpg'],
    ['a"b<c>.jpg', 'abc.jpg'],
    [`${'x'.repeat(200)}.jpg`, `${'x'.repeat(80)}.jpg`],
  ])('the name %j is kept as %j', async (given, kept) => {
    expect((await add(counsellor, 'picture', jpeg, { name: given })).name).toBe(kept);
  });
});

describe('an entry', () => {
  it('names files, with the names and sizes as they were kept, in repeats as well', async () => {
    const [passport, page] = [await add(counsellor, 'passport', jpeg), await add(counsellor, 'page', jpeg)];
    const { id } = await save(counsellor, {
      passport: { id: passport.id, name: 'photo\u202egpj.exe', size: 1 },
      pages: [{ page: { id: page.id } }],
      signed: { id: 'typed', name: 'Nguyễn Thị Lan' },
    });
    const { answers } = await house.call(ops, counsellor, 'entry.read', { id });
    const size = jpeg.length;
    expect(answers).toEqual({
      passport: { id: passport.id, name: 'photo.jpg', size },
      pages: [{ page: { id: page.id, name: 'photo.jpg', size } }],
      signed: { id: 'typed', name: 'Nguyễn Thị Lan' },
    });
    expect((await rowOf(page.id)).entry_id).toBe(id);
  });

  it('names no file that is not its own to name', async () => {
    const [mine, secret] = [await add(counsellor, 'picture', jpeg), await add(counsellor, 'passport', jpeg)];
    const document = await add(counsellor, 'contract', pdf);
    const here = caseId;
    await newCase();
    const otherCase = await add(counsellor, 'picture', jpeg);
    caseId = here;
    const wrong = ['record.absent', 'answers.picture attachment'];
    for (const id of [uuidv7(), 'no-id', 'typed', otherCase.id, secret.id, document.id])
      expect(await fieldsOf(save(counsellor, { picture: { id } })), id).toEqual(wrong);
    // Another organisation's case, and its file.
    expect(await refusal(save(stranger, { picture: { id: mine.id } }))).toBe('record.absent');
    // Somebody who writes such answers and does not read them names their own alone.
    const writer = reading(colleague, ['operational'], ['operational', 'account']);
    expect(await fieldsOf(save(writer, { picture: { id: mine.id } }))).toEqual(wrong);
    expect((await save(writer, { picture: { id: (await add(writer, 'picture', jpeg)).id } })).revision).toBe(1);
    expect((await save(colleague, { picture: { id: mine.id } })).revision).toBe(1);
    // One file, one entry.
    expect(await fieldsOf(save(counsellor, { picture: { id: mine.id } }))).toEqual(wrong);
    expect(await query('select id from entry where case_id = $1', [caseId])).toHaveLength(2);
  });

  it('lets go of a file that it names no longer, and keeps one that is covered', async () => {
    const [passport, picture] = [await add(counsellor, 'passport', jpeg), await add(counsellor, 'picture', jpeg)];
    const { id } = await save(counsellor, { passport: { id: passport.id }, picture: { id: picture.id } });
    const partly = reading(counsellor, ['operational', 'account']);
    await save(partly, { note: 'No picture' }, { id, revision: 1 });
    expect((await rowOf(passport.id)).entry_id).toBe(id);
    expect((await rowOf(picture.id)).entry_id).toBeNull();
    // A colleague who kept it in a conflict takes it back.
    expect(
      (await save(colleague, { passport: { id: passport.id }, picture: { id: picture.id } }, { id, revision: 2 }))
        .revision,
    ).toBe(3);
    expect((await rowOf(picture.id)).entry_id).toBe(id);
  });

  it('is saved with a file whose save was refused the first time', async () => {
    const { id } = await add(counsellor, 'picture', jpeg);
    expect(await refusal(save(counsellor, { picture: { id }, more: 'x' }))).toBe('input.invalid');
    expect((await rowOf(id)).entry_id).toBeNull();
    expect((await save(counsellor, { picture: { id } })).revision).toBe(1);
  });
});

describe('a file that no entry names', () => {
  it('is cleared away after a day, and no other', async () => {
    const [loose, named] = [await add(counsellor, 'picture', jpeg), await add(counsellor, 'picture', jpeg)];
    await save(counsellor, { picture: { id: named.id } });
    const { now } = house.clock;
    await clearLooseAttachments(house.ports.store, new Date(now.getTime() + 24 * 3_600_000));
    expect(await rowOf(loose.id)).toBeDefined();
    expect(
      await clearLooseAttachments(house.ports.store, new Date(now.getTime() + 24 * 3_600_000 + 1)),
    ).toBeGreaterThan(0);
    expect(await rowOf(loose.id)).toBeUndefined();
    expect(await rowOf(named.id)).toBeDefined();
    expect(await fieldsOf(save(counsellor, { picture: { id: loose.id } }))).toEqual([
      'record.absent',
      'answers.picture attachment',
    ]);
  });
});

describe('a file of a case that was referred', () => {
  it('is never sent, nor opened by the recipient', async () => {
    const { id } = await add(counsellor, 'picture', jpeg);
    const { id: consentId } = await house.call(ops, counsellor, 'consent.give', {
      caseId,
      purpose: 'referral',
      how: 'oral',
    });
    const wish = { caseId, toOrganisationId: stranger.organisationId, consentId, purpose: 'referral' };
    const { groups } = await house.call(ops, counsellor, 'referral.preview', wish);
    expect(JSON.stringify(groups)).not.toContain(id);
    const fields = groups.flatMap(({ items }) => items.map(({ path }) => path));
    const referral = await house.call(ops, counsellor, 'referral.send', { ...wish, fields });
    await house.call(ops, stranger, 'referral.answer', { id: referral.id, accept: true });
    expect(await refusal(open(stranger, id))).toBe('record.absent');
    expect(await refusal(add(stranger, 'picture', jpeg))).toBe('record.absent');
  });
});

describe('over HTTP', () => {
  it('takes a file as large as is allowed, refuses a larger one, and answers nothing that a browser opens', async () => {
    const { origin, signIn } = await house.serve();
    const call = await signIn(counsellor);
    const most = Buffer.concat([jpeg, Buffer.alloc(8_000_000 - jpeg.length)]).toString('base64');
    const input = { caseId, form: 'papers', field: 'picture', name: 'a.jpg', bytes: most };
    const added = await call('attachment.add', input);
    expect(added.status).toBe(200);
    expect((await call('attachment.add', { ...input, bytes: most + most })).status).toBe(413);
    // What typing can fill is as small as before.
    expect((await call('enquiry.record', { note: 'x'.repeat(300_000) })).status).toBe(413);
    const read = await call('attachment.read', { id: added.body.id });
    expect(read.body.size).toBe(8_000_000);
    const refused = await fetch(`${origin}/api/attachment/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'banyan-desk': '1' },
      body: JSON.stringify({ id: added.body.id }),
    });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
    expect(refused.headers.get('content-type')).toContain('json');
  });

  it('reads no large body of somebody who is not signed in', async () => {
    const { origin } = await house.serve();
    const answer = await fetch(`${origin}/api/attachment/add`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'banyan-desk': '1', 'banyan-call': randomUUID() },
      // Larger than the limit, and not JSON: had it been read, the answer would say so.
      body: 'x'.repeat(13_000_000),
    });
    expect(answer.status).toBe(401);
  });
});
