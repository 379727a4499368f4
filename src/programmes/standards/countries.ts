import type { PlaceTree } from '../supplied.ts';
import { countryName, text } from '../text.ts';
import { countryCodes } from './lists/country.ts';

/** The tops of the place tree; a country's own tree hangs its provinces under them. */
export const countries: PlaceTree = {
  code: 'countries',
  title: text('Countries', 'Pays', 'Quốc gia', 'Negara'),
  places: countryCodes.map((code) => ({ code, level: 'country', name: countryName(code) })),
};
