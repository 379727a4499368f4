/** Whatever the form engine can say has words in every language; the compiler keeps the lists below complete. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Reason, RefusalCode } from '../../src/core/forms/xlsform/index.ts';
import type { Change, DefinitionCode, FieldCode } from '../../src/kernel/form/index.ts';
import { compileMessage } from '../../src/words/compile.ts';
import { completeLanguages } from '../../src/words/index.ts';

type All<T extends string> = Record<T, true>;
const fieldCodes: All<FieldCode> = {
  required: true,
  constraint: true,
  unknown: true,
  shape: true,
  text: true,
  tooLong: true,
  tooMany: true,
  number: true,
  integer: true,
  range: true,
  step: true,
  date: true,
  time: true,
  dateTime: true,
  yesNo: true,
  choice: true,
  place: true,
  currency: true,
  phone: true,
  email: true,
  name: true,
  organisation: true,
  country: true,
  language: true,
  document: true,
  attachment: true,
  geopoint: true,
  acknowledge: true,
};
const definitionCodes: All<DefinitionCode> = {
  name: true,
  duplicate: true,
  version: true,
  titleMissing: true,
  language: true,
  tooLarge: true,
  cycle: true,
  reference: true,
  referenceGroup: true,
  indexedRepeat: true,
  column: true,
  listMissing: true,
  listUnknown: true,
  listEmpty: true,
  choiceCode: true,
  choiceTwice: true,
  choiceColumn: true,
  calculationMissing: true,
  stampMissing: true,
  rangeMissing: true,
  labelMissing: true,
  appearance: true,
  default: true,
  unused: true,
  'assessment.code': true,
  'assessment.twice': true,
  'assessment.empty': true,
  'assessment.field': true,
  'assessment.dimension': true,
  'assessment.theme': true,
  'assessment.profile': true,
  'assessment.weightMissing': true,
  'assessment.rule': true,
  'assessment.group': true,
  'expression.incomplete': true,
  'expression.unexpected': true,
  'expression.unclosed': true,
  'expression.path': true,
  'expression.bareName': true,
  'expression.arguments': true,
  'expression.unknownFunction': true,
  'expression.unsupportedFunction': true,
  'expression.tooLong': true,
  'expression.tooDeep': true,
  'expression.patternSyntax': true,
  'expression.patternUnsupported': true,
  'expression.patternTooLong': true,
  'expression.patternTooDeep': true,
  'expression.textTooLong': true,
};
const changes: All<Change['kind'] | Change['what'] | 'touches'> = {
  added: true,
  removed: true,
  changed: true,
  form: true,
  field: true,
  group: true,
  repeat: true,
  list: true,
  choice: true,
  touches: true,
};
const reasons: All<Reason> = {
  type: true,
  typeWords: true,
  metadata: true,
  background: true,
  track: true,
  external: true,
  fileList: true,
  repeatList: true,
  orOther: true,
  noType: true,
  disabled: true,
  container: true,
  unbalanced: true,
  unclosed: true,
  tooDeep: true,
  tooMany: true,
  groupColumn: true,
  nameGiven: true,
  quotes: true,
  readOnlyIf: true,
  trigger: true,
  parameter: true,
  media: true,
  column: true,
  columnTwice: true,
  formula: true,
  language: true,
  trimmed: true,
  choiceRow: true,
  setting: true,
  settingsRow: true,
  formId: true,
  version: true,
  sheet: true,
  class: true,
  banyanType: true,
  assessmentPart: true,
  assessmentValue: true,
};
const refusals: All<RefusalCode> = {
  tooLarge: true,
  notXlsx: true,
  encrypted: true,
  bomb: true,
  tooManyCells: true,
  noSurvey: true,
};
const under = (prefix: string, codes: object): string[] => Object.keys(codes).map((code) => `${prefix}.${code}`);

const rooms = {
  field: Object.keys(fieldCodes),
  definition: [...Object.keys(definitionCodes), ...under('change', changes)],
  xlsform: [...under('reason', reasons), ...under('refused', refusals), 'effect.dropped', 'effect.changed'],
};
const read = async (language: string, room: string): Promise<Record<string, string>> =>
  JSON.parse(await readFile(new URL(`../../src/words/${language}/${room}.json`, import.meta.url), 'utf8'));
const argumentsOf = (message: string): string[] => [...message.matchAll(/\{(\w+)/g)].map(([, name]) => name!).sort();

describe.each(completeLanguages)('%s', (language) => {
  test.each(Object.entries(rooms))('%s has words for every code, with the same values in them', async (room, codes) => {
    const [words, english] = [await read(language, room), await read('en', room)];
    for (const code of codes) {
      expect(words[code], code).toBeTruthy();
      expect(argumentsOf(words[code]!), code).toEqual(argumentsOf(english[code]!));
      expect(compileMessage(words[code]!), code).toBeTruthy();
    }
  });
});
