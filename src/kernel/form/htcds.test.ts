import { expect, test } from 'vitest';
import type { Field, FormDefinition } from './definition.ts';
import { type HtcdsField, htcdsCoverage, toHtcds } from './htcds.ts';

const standard: HtcdsField[] = [
  { name: 'prs_FirstName', type: 'Text', multiple: false, values: [] },
  { name: 'prs_Birthdate', type: 'Date', multiple: false, values: [] },
  { name: 'prs_Citizenship', type: 'Multiselect Picklist', multiple: true, values: [] },
  { name: 'vic_MethodsOfControl', type: 'Multiselect Picklist', multiple: true, values: ['DebtBondage', 'Other'] },
  { name: 'con_Consent', type: 'Checkbox', multiple: false, values: [] },
  { name: 'hte_Latitude', type: 'Geolocation', multiple: false, values: [] },
  { name: 'hte_Longitude', type: 'Geolocation', multiple: false, values: [] },
  { name: 'hte_City', type: 'Text', multiple: false, values: [] },
];
const field = (name: string, type: Field['type'], htcds?: string, list?: string): Field => ({
  kind: 'field',
  name,
  type,
  class: 'account',
  ...(htcds && { mappings: { htcds } }),
  ...(list && { list }),
});
const definition: FormDefinition = {
  code: 'screening',
  version: 1,
  title: { en: 'Screening' },
  languages: ['en'],
  defaultLanguage: 'en',
  lists: {
    means: {
      choices: [
        { code: 'debt', label: { en: 'Debt' }, mappings: { htcds: 'DebtBondage' } },
        { code: 'magic', label: { en: 'Ritual' } },
      ],
    },
  },
  items: [
    field('name', 'name', 'prs_FirstName'),
    {
      kind: 'group',
      name: 'g',
      items: [
        field('born', 'partialDate', 'prs_Birthdate'),
        field('nation', 'country', 'prs_Citizenship'),
        field('consent', 'yesNo', 'con_Consent'),
      ],
    },
    field('means', 'choices', 'vic_MethodsOfControl', 'means'),
    field('story', 'longText'),
    {
      kind: 'repeat',
      name: 'places',
      items: [field('where', 'geopoint', 'hte_Latitude hte_Longitude'), field('city', 'text', 'hte_City')],
    },
  ],
};

test('one record for the case, one for each instance, and only what is mapped', () => {
  const answers = {
    name: { full: 'ສົມໃຈ' },
    born: { value: '2001-05', known: 'stated' as const },
    nation: 'LA',
    consent: 'no',
    means: ['debt', 'magic'],
    story: 'never leaves',
    places: [{ where: { latitude: 1.5, longitude: 2.5 }, city: 'Pakse' }, {}, { city: 'Vinh' }],
  };
  expect(toHtcds(definition, answers, standard)).toEqual({
    records: [
      {
        record: 'case',
        fields: {
          prs_FirstName: 'ສົມໃຈ',
          prs_Birthdate: '2001-05',
          prs_Citizenship: ['LA'],
          con_Consent: false,
          vic_MethodsOfControl: ['DebtBondage', 'magic'],
        },
      },
      { record: 'places', instance: 1, fields: { hte_Latitude: 1.5, hte_Longitude: 2.5, hte_City: 'Pakse' } },
      { record: 'places', instance: 3, fields: { hte_City: 'Vinh' } },
    ],
    unknownCodes: [{ field: 'vic_MethodsOfControl', value: 'magic' }],
  });
});

test('a blank and an unknown are not a no', () => {
  expect(toHtcds(definition, { consent: 'unknown' }, standard).records).toEqual([{ record: 'case', fields: {} }]);
  expect(toHtcds(definition, {}, standard).records).toEqual([{ record: 'case', fields: {} }]);
});

test('coverage names every field of the standard', () => {
  const coverage = htcdsCoverage(definition, standard);
  expect(coverage).toHaveLength(standard.length);
  expect(coverage.at(-1)).toEqual({ name: 'hte_City', fields: ['city'] });
  expect(htcdsCoverage({ ...definition, items: [] }, standard).every(({ fields }) => fields.length === 0)).toBe(true);
});
