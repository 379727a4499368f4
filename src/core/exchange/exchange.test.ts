import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/index.ts';
import { refusal, type TestHouse, testHouse } from '../../server/testing.ts';
import { readFile } from '../cases/index.ts';
import type { CallInput } from '../contracts.ts';
import { recordStandard } from '../forms/index.ts';
import { operations as ops } from '../index.ts';
import type { StandardCase } from './out.ts';

const programme = 'trafficking-response';
let house: TestHouse;
let manager: Actor;
let counsellor: Actor;
let elsewhere: Actor;

beforeAll(async () => {
  house = await testHouse();
  const newManager = async (name: string): Promise<Actor> => {
    const organisation = await house.organisation(name);
    return house.user('centre-manager', organisation, [await house.team(organisation)]);
  };
  manager = await newManager('First House');
  elsewhere = await newManager('Second House');
  counsellor = await house.user('counsellor', manager.organisationId, manager.teamIds);
});
afterAll(() => house.close());

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const fetched = async (actor: Actor, id: string): Promise<Uint8Array> => {
  const { vault, store } = house.ports;
  const value = await store.write(actor, async (db) => ({
    value: await readFile({ db, actor, vault, now: house.clock.now }, id),
  }));
  return value.body;
};
const bring = (actor: Actor, file: string | Uint8Array, more: Partial<CallInput<'case.import'>> = {}) =>
  house.call(ops, actor, 'case.import', {
    file: base64(file),
    programme,
    consent: 'oral',
    dryRun: false,
    ...more,
  });
async function exported(actor: Actor, format: 'json' | 'csv' | 'xlsx', named = true) {
  const made = await house.call(ops, actor, 'case.exportStandard', { format, named, reason: 'A report', programme });
  return { ...made, bytes: await fetched(actor, made.file) };
}
const count = async (actor: Actor): Promise<number> =>
  (await house.call(ops, actor, 'case.list', { limit: 200 })).items.length;

/** A person with what the standard asks, and what spreadsheets spoil: formulas, semicolons, scripts, several values. */
const full = [
  [
    'case',
    'record',
    'prs_FirstName',
    'prs_SecondName',
    'prs_Birthdate',
    'prs_Gender',
    'prs_Citizenship',
    'prs_MobilePhone',
  ],
  [
    'vic_MethodsOfControl',
    'vic_ForcedLabourIndustry',
    'hte_Type',
    'hte_Country',
    'hte_Date',
    'hte_Latitude',
    'hte_Longitude',
  ],
  ['cco_CaseComment', 'con_Consent', 'prs_NumberOfChildren', 'spl_Type', 'prs_Deceased', 'hte_Description'],
].flat();
const csvOf = (...rows: Record<string, string>[]): string =>
  [full, ...rows.map((row) => full.map((name) => row[name] ?? ''))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
const somchai = {
  case: '1',
  prs_FirstName: 'ສົມໄຊ',
  prs_SecondName: 'ວົງສາ',
  prs_Birthdate: '2001-05',
  prs_Gender: 'Masculine',
  prs_Citizenship: 'LA;TH',
  prs_MobilePhone: "'+856 20 5551",
  vic_MethodsOfControl: 'DebtBondage;WithholdsDocuments',
  vic_ForcedLabourIndustry: 'F_Construction',
  cco_CaseComment: 'Said: "no pay"; and more',
  con_Consent: 'true',
  prs_NumberOfChildren: '2',
  prs_Deceased: 'false',
};

describe('case.import', () => {
  it('makes a person, a case and an entry of each case of the file', async () => {
    const found = await bring(
      manager,
      csvOf(
        somchai,
        { case: '1', record: 'events', hte_Type: 'Recruitment', hte_Country: 'LA', hte_Date: '2020-01-02' },
        {
          case: '1',
          record: 'events',
          hte_Type: 'Transit',
          hte_Country: 'Thailand',
          hte_Latitude: '13.7',
          hte_Longitude: '100.5',
        },
        { case: '1', record: 'note', cco_CaseComment: 'A second note' },
        { case: '2', prs_FirstName: 'Bopha', prs_Gender: 'NonSpecifiedUnknown' },
      ),
    );
    expect(found).toMatchObject({ cases: 2, created: 2, problems: [], notHeld: [], unknownColumns: [] });
    const { results } = await house.call(ops, manager, 'person.search', { query: 'ສົມໄຊ ວົງສາ' });
    expect(results[0]?.person).toMatchObject({ name: 'ສົມໄຊ ວົງສາ', sex: 'male', nationalities: ['LA', 'TH'] });
    const person = await house.call(ops, manager, 'person.read', { id: results[0]!.person.id });
    expect(person.cases).toMatchObject([{ programme }]);
    const { entries } = await house.call(ops, manager, 'case.read', { id: person.cases[0]!.id });
    const entry = await house.call(ops, manager, 'entry.read', { id: entries[0]!.id });
    expect(entry).toMatchObject({
      form: recordStandard().form,
      answers: {
        control: ['DebtBondage', 'WithholdsDocuments'],
        industry: 'F_Construction',
        children: 2,
        deceased: 'no',
        comment: 'Said: "no pay"; and more\n\nA second note',
        events: [
          { kind: 'Recruitment', country: 'LA', when: '2020-01-02' },
          { kind: 'Transit', country: 'TH', position: { latitude: 13.7, longitude: 100.5 } },
        ],
      },
    });
  });

  it('tries without changing anything: what would be created, and who is here already', async () => {
    const before = await count(manager);
    const tried = await bring(manager, csvOf(somchai), { dryRun: true });
    expect(tried).toMatchObject({ cases: 1, created: 1, problems: [] });
    expect(tried.duplicates[0]).toMatchObject({ row: 2, name: 'ສົມໄຊ ວົງສາ' });
    expect(await count(manager)).toBe(before);
    expect(await bring(manager, csvOf(somchai), { without: [2] })).toMatchObject({ cases: 0, created: 0 });
  });

  it('comes in whole or not at all, and says each wrong cell', async () => {
    const before = await count(manager);
    const wrong = csvOf(
      { prs_FirstName: 'Good' },
      { prs_FirstName: 'A', prs_Birthdate: '2031-01-01', prs_Citizenship: 'Atlantis', vic_MethodsOfControl: 'Magic' },
      { prs_FirstName: 'B', prs_Gender: 'Lady', hte_Date: 'soon', prs_NumberOfChildren: 'two' },
      { prs_FirstName: 'C', con_Consent: 'false' },
      { prs_Gender: 'Feminine' },
    );
    const found = await bring(manager, wrong);
    expect(found.created).toBe(0);
    expect(found.problems.map(({ row, column, code }) => `${row} ${column} ${code}`).sort()).toEqual([
      '3 prs_Birthdate past',
      '3 prs_Citizenship country',
      '3 vic_MethodsOfControl choice',
      '4 hte_Date date',
      '4 prs_Gender unknownCode',
      '4 prs_NumberOfChildren integer',
      '5 con_Consent noConsent',
      '6 prs_FirstName required',
    ]);
    expect(await bring(manager, wrong, { dryRun: true })).toMatchObject({ cases: 5, created: 1 });
    expect(await count(manager)).toBe(before);
  });

  it('names what is held nowhere and what nobody knows, and drops neither in silence', async () => {
    const found = await bring(manager, 'prs_FirstName,org_Phone,shoe_size\nZo,1234,38\n', { dryRun: true });
    expect(found.notHeld).toEqual([{ column: 'org_Phone', cells: 1, why: expect.stringMatching(/organisation/) }]);
    expect(found.unknownColumns).toEqual(['shoe_size']);
  });

  it('is refused without the grants, for files that are none, and for a programme that is not the role’s', async () => {
    const file = base64('prs_FirstName\nZo\n');
    const input = { file, programme, consent: 'oral' as const, dryRun: true };
    expect(await refusal(house.call(ops, counsellor, 'case.import', input))).toBe('grant.missing');
    const reading = { ...manager, role: { ...manager.role, grants: ['case.import' as const] } };
    expect(await refusal(house.call(ops, reading, 'case.import', input))).toBe('grant.missing');
    expect(await refusal(house.call(ops, manager, 'case.import', { ...input, programme: 'none' }))).toBe(
      'input.invalid',
    );
    for (const bytes of [Buffer.from([0xff, 0xfe, 1]), Buffer.from('{"a": 1}'), Buffer.from('PK\u0003\u0004 no zip')])
      expect(await refusal(house.call(ops, manager, 'case.import', { ...input, file: base64(bytes) }))).toBe(
        'input.fileType',
      );
    const many = `prs_FirstName\n${'Zo\n'.repeat(1_001)}`;
    expect(await refusal(bring(manager, many))).toBe('input.tooLarge');
  });

  it('keeps no copy of the file in the journal', async () => {
    const secret = 'Unmistakable Name';
    await bring(manager, `prs_FirstName\n${secret}\n`, { dryRun: true });
    await house.owner.query(`select set_config('app.scope', 'system', false)`);
    const { rows } = await house.owner.query<{ id: string; input: Buffer }>(
      `select id, input from journal where operation = 'case.import' order by at desc, seq desc limit 1`,
    );
    const { vault } = house.ports;
    const kept = vault.unseal(
      vault.organisationKey(manager.organisationId),
      `journal.input:${rows[0]!.id}`,
      rows[0]!.input,
    );
    expect(kept).toEqual({ programme, consent: 'oral', without: [], dryRun: true });
  });
});

describe('case.exportStandard', () => {
  it.each(['json', 'csv', 'xlsx'] as const)('goes out and comes in again as it was: %s', async (format) => {
    const there = await house.organisation(`House of ${format}`);
    const other = await house.user('centre-manager', there, [await house.team(there)]);
    const first = await exported(manager, format);
    expect(first.cases).toBeGreaterThan(1);
    expect(first.unknownCodes).toBe(0);
    const came = await bring(other, first.bytes);
    expect(came).toMatchObject({ problems: [], created: first.cases });
    const told = async (actor: Actor) => {
      const { bytes } = await exported(actor, 'json');
      const { cases } = JSON.parse(Buffer.from(bytes).toString()) as { cases: StandardCase[] };
      // Whose case it is, and who works on it, is another house’s.
      const own = new Set(['org_Name', 'cas_CaseOwner']);
      return cases
        .map(({ records }) =>
          JSON.stringify(
            records.map((one) => ({
              ...one,
              fields: Object.fromEntries(
                Object.entries(one.fields)
                  .filter(([name]) => !own.has(name))
                  .sort(),
              ),
            })),
          ),
        )
        .sort();
    };
    expect(await told(other)).toEqual(await told(manager));
  });

  it('has every field of the standard as a column', async () => {
    const { bytes } = await exported(manager, 'xlsx');
    const { sheets } = await readXlsx(bytes);
    const heads = sheets[0]?.rows[0]?.map(String);
    expect(heads?.slice(3)).toEqual(recordStandard().fields.map(({ name }) => name));
    expect(heads?.slice(3)).toHaveLength(84);
  });

  it('names nobody unless it is asked for, and never for a role that reads no names', async () => {
    const text = Buffer.from((await exported(manager, 'csv', false)).bytes).toString();
    expect(text).not.toContain('ສົມໄຊ');
    expect(text).not.toContain('5551');
    expect(text).toContain('DebtBondage');
    const blind = { ...manager, role: { ...manager.role, read: ['operational' as const, 'statistical' as const] } };
    const input = { format: 'csv' as const, reason: 'x', named: true };
    expect(await refusal(house.call(ops, blind, 'case.exportStandard', input))).toBe('class.missing');
    const covered = await house.call(ops, blind, 'case.exportStandard', { ...input, named: false });
    const counted = Buffer.from(await fetched(blind, covered.file)).toString();
    expect(counted).toContain('Masculine');
    expect(counted).not.toContain('DebtBondage');
  });

  it('has no case of another organisation, and none of who was erased', async () => {
    const before = (await exported(manager, 'json')).cases;
    expect((await exported(elsewhere, 'json')).cases).toBe(0);
    const { results } = await house.call(ops, manager, 'person.search', { query: 'Bopha' });
    await house.call(ops, manager, 'person.erase', { id: results[0]!.person.id, reason: 'Asked for' });
    expect((await exported(manager, 'json')).cases).toBe(before - 1);
  });
});

describe('a file of another system', () => {
  const example = (name: string) => readFileSync(new URL(`../../../docs/examples/${name}`, import.meta.url), 'utf8');

  it('comes in by the mapping that is supplied as an example', async () => {
    const input = { mapping: example('primero-cp.mapping.json') };
    const tried = await bring(elsewhere, example('primero-cases.json'), { ...input, dryRun: true });
    expect(tried).toMatchObject({ cases: 2, created: 2, problems: [], unknownColumns: [], notHeld: [] });
    await bring(elsewhere, example('primero-cases.json'), input);
    const { bytes } = await exported(elsewhere, 'json');
    const { cases } = JSON.parse(Buffer.from(bytes).toString()) as { cases: StandardCase[] };
    const fields = cases.map(({ records }) => records[0]!.fields);
    expect(fields).toContainEqual(
      expect.objectContaining({
        prs_FirstName: 'Somchai Example',
        prs_Birthdate: '2009-08-14',
        prs_Gender: 'Masculine',
        prs_Citizenship: ['LA'],
        prs_PrimaryLanguage: 'lo',
        vic_TypeOfExploitation: ['ForcedLabour'],
      }),
    );
    expect(fields).toContainEqual(
      expect.objectContaining({ prs_Birthdate: '2007', vic_TypeOfExploitation: ['SexualExploitation', 'Other'] }),
    );
  });

  it('is refused with a mapping that is none', async () => {
    for (const mapping of ['no json', '{"columns": 7}'])
      expect(await refusal(bring(elsewhere, 'name\nZo\n', { mapping }))).toBe('input.invalid');
  });
});
