/** The acceptance case: IOM's own HTCDS 2.0 survey goes in, is filled, and comes out as JSON, CSV and XLSForm. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { toCsv } from '../../src/core/forms/csv/index.ts';
import { exportXlsForm, type Imported, importXlsForm } from '../../src/core/forms/xlsform/index.ts';
import { type FormDefinition, fieldsOf, htcdsCoverage, split, toHtcds, validate } from '../../src/kernel/form/index.ts';
import { FormDefinitionSchema } from '../../src/kernel/form/schema.ts';
import { sealedClasses } from '../../src/kernel/index.ts';
import { htcdsFields, suggestHtcds } from '../../src/programmes/standards/htcds/index.ts';
import { answersTo } from './arbitrary.ts';

const official = new URL('../../src/programmes/standards/htcds/htcds_xlsform.xlsx', import.meta.url);
const context = { now: '2026-03-01T09:30:00+07:00' };
const columns = ['record', 'instance', ...htcdsFields.map(({ name }) => name)];
let imported: Imported;
let definition: FormDefinition;

beforeAll(async () => {
  imported = await importXlsForm(await readFile(official), {
    code: 'htcds',
    title: 'HTCDS 2.0',
    suggest: suggestHtcds,
  });
  definition = imported.definition;
});

describe('in', () => {
  test('is read whole: 34 rows of questions, 11 lists, 331 choices, no problem', () => {
    expect(imported.problems).toEqual([]);
    expect([...fieldsOf(definition)]).toHaveLength(34);
    const lists = Object.values(definition.lists).map((list) => ('choices' in list ? list.choices.length : 0));
    expect([lists.length, lists.reduce((a, b) => a + b)]).toEqual([11, 331]);
    expect(FormDefinitionSchema.parse(definition)).toEqual(definition);
  });

  test('what could not be kept is the golden list', async () => {
    await expect(`${JSON.stringify(imported.unsupported, null, 2)}\n`).toMatchFileSnapshot(
      'htcds-unsupported.golden.json',
    );
  });

  test('fields of the standard get its names and our classes; the others are sealed', () => {
    const classes = Object.fromEntries([...fieldsOf(definition)].map(({ item }) => [item.name, item.class]));
    expect(classes).toMatchObject({
      prs_First_Name: 'identity',
      prs_Birthdate: 'identity',
      prs_MobilePhone: 'contact',
      prs_MailingStreet: 'contact',
      vic_Methods_of_Control: 'account',
      cas_Status: 'operational',
      prs_Gender: 'statistical',
      start: 'account',
      __version__: 'account',
    });
    const covered = htcdsCoverage(definition, htcdsFields).filter(({ fields }) => fields.length > 0);
    expect([htcdsFields.length, covered.length]).toEqual([84, 31]);
    expect(covered.find(({ name }) => name === 'vic_MethodsOfControl')?.fields).toEqual(['vic_Methods_of_Control']);
  });
});

test('whatever the standard calls sensitive is sealed, but for what the figures need', () => {
  const open = htcdsFields.filter(
    (field) =>
      ['sensitive', 'high'].includes(field.sensitivity) && !(sealedClasses as readonly string[]).includes(field.class),
  );
  expect(open.map(({ name, sensitivity }) => [name, sensitivity])).toEqual([
    ['prs_Gender', 'sensitive'],
    ['prs_Citizenship', 'sensitive'],
    ['vic_ForcedLabourIndustry', 'sensitive'],
  ]);
});

describe('filled', () => {
  test('random answers validate, split without loss, and come out as records and as CSV', () => {
    fc.assert(
      fc.property(answersTo(definition.items, definition), (answers) => {
        const { answers: kept, problems } = validate(definition, answers, context);
        expect(problems).toEqual([]);
        expect(Object.keys(kept)).toEqual(expect.arrayContaining(Object.keys(answers)));
        expect(split(definition, kept).identity?.prs_First_Name).toEqual(answers.prs_First_Name && kept.prs_First_Name);
        const { records } = toHtcds(definition, kept, htcdsFields);
        const fields = records[0]!.fields;
        expect(Object.keys(fields).every((name) => columns.includes(name))).toBe(true);
        expect(fields.prs_FirstName).toEqual(kept.prs_First_Name);
        expect(fields.vic_MethodsOfControl).toEqual(kept.vic_Methods_of_Control);
        const csv = parse(toCsv(columns, [{ record: 'case', ...fields }]), { bom: true, columns: true }) as Record<
          string,
          string
        >[];
        expect(csv).toHaveLength(1);
        expect(csv[0]!.vic_MethodsOfControl).toBe(
          (kept.vic_Methods_of_Control as string[] | undefined)?.join(';') ?? '',
        );
      }),
      { numRuns: 100, seed: 12 },
    );
  });

  test('one case, to the letter', () => {
    const { answers, problems } = validate(
      definition,
      {
        con_Consent: 'TRUE',
        prs_First_Name: ' ສົມໃຈ ',
        prs_Birthdate: '17/5/2544',
        prs_Gender: 'Feminine',
        prs_Citizenship: 'LA',
        prs_MobilePhone: '+856 20 5555 1234',
        vic_Methods_of_Control: 'DebtBondage TakesEarnings',
        vic_LocationOfRecruitment: '=HYPERLINK("http://x")',
        cas_Status: 'Active',
        cas_IncomingReferralDate: '',
      },
      context,
    );
    expect(problems).toEqual([]);
    const { records, unknownCodes } = toHtcds(definition, answers, htcdsFields);
    expect(unknownCodes).toEqual([]);
    expect(records).toEqual([
      {
        record: 'case',
        fields: {
          con_Consent: true,
          prs_FirstName: 'ສົມໃຈ',
          prs_Birthdate: '2001-05-17',
          prs_Gender: 'Feminine',
          prs_Citizenship: ['LA'],
          prs_MobilePhone: '+856 20 5555 1234',
          vic_MethodsOfControl: ['DebtBondage', 'TakesEarnings'],
          vic_LocationOfRecruitment: '=HYPERLINK("http://x")',
          cas_Status: 'Active',
        },
      },
    ]);
    const csv = toCsv(
      ['record', 'con_Consent', 'prs_MobilePhone', 'vic_MethodsOfControl', 'vic_LocationOfRecruitment'],
      [{ record: 'case', ...records[0]!.fields }],
    );
    expect(csv.split('\r\n')[1]).toBe(
      `case,true,'+856 20 5555 1234,DebtBondage;TakesEarnings,"'=HYPERLINK(""http://x"")"`,
    );
  });

  test('a code that is not in the list is refused', () => {
    expect(validate(definition, { cas_Status: 'Open' }, context).problems).toEqual([
      { path: 'cas_Status', code: 'choice', params: { value: 'Open' } },
    ]);
  });

  test('the codes of the survey are those of the standard, save for what the survey spells otherwise', () => {
    const strange = [...fieldsOf(definition)].flatMap(({ item }) => {
      const standard = htcdsFields.find(({ name }) => name === item.mappings?.htcds);
      const list = item.list === undefined ? undefined : definition.lists[item.list];
      if (!standard || standard.values.length === 0 || !list || !('choices' in list)) return [];
      return list.choices
        .filter(({ code }) => !standard.values.includes(code))
        .map(({ code }) => `${item.name} ${code}`);
    });
    expect(strange).toEqual([]);
  });
});

test('out as XLSForm, and in again as the same definition', async () => {
  const again = await importXlsForm(await exportXlsForm(definition));
  expect(again).toEqual({ definition, unsupported: [], problems: [] });
});
