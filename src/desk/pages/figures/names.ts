import type { CallOutput } from '../../../core/contracts.ts';
import { sayMonth } from '../../../view/dates.ts';
import { label, placeLabel, stageLabel } from '../../state/definitions.ts';
import { language, t, tx } from '../../words.ts';

/** Everything that is counted by. */
export type By =
  | CallOutput<'figures.read'>['tables'][number]['by']
  | CallOutput<'indicator.read'>['indicators'][number]['tables'][number]['by'];

/** The words of a row: from the code lists, the stages, the calendar. A blank is said as one. */
export function nameOf(by: By, key: string, programmeCode: string): string {
  if (key === '' || key === 'unknown' || key === 'null') return t('figures.unknown');
  switch (by) {
    case 'month':
      return sayMonth(language(), key, 'short');
    case 'sex':
      return tx(`desk.sex.${key}`);
    case 'ageBand':
      return t('figures.ageBand', { band: key.replace('-', '–') });
    case 'stage':
      return stageLabel(programmeCode, key);
    case 'status':
      return tx(`figures.status.${key}`);
    case 'nationality':
      return label('country', key);
    case 'place':
      return placeLabel(key);
    case 'team':
    case 'year':
      return key;
    default:
      return label(by, key);
  }
}
