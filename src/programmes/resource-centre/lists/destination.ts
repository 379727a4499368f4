import type { CodeList } from '../../../kernel/index.ts';
import { countryName, item, text } from '../../text.ts';

/** Where people go, most often first; the first dozen have a key. Codes are ISO 3166-1 alpha-2. */
const codes: [code: string, key?: string][] = [
  ['JP', 'j'],
  ['TW', 't'],
  ['KR', 'k'],
  ['MY', 'm'],
  ['SG', 's'],
  ['TH', 'h'],
  ['LA', 'l'],
  ['KH', 'c'],
  ['CN', 'n'],
  ['SA', 'a'],
  ['AE', 'e'],
  ['RO', 'r'],
  ['DE'],
  ['FR'],
  ['HU'],
  ['PL'],
  ['GB'],
  ['AU'],
  ['US'],
  ['KW'],
  ['QA'],
  ['RU'],
  ['MM'],
  ['PH'],
];

export const destination: CodeList = {
  code: 'destination',
  title: text('Destination', 'Destination', 'Nơi đến', 'Negara tujuan'),
  items: codes.map(([code, key]) => item(code, countryName(code), key)),
};
