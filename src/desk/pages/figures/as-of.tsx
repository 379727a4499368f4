import { day, t } from '../../words.ts';

/** Figures that come from a copy of the database say of when they are. */
export const AsOf = ({ at }: { at: string | undefined }) =>
  at === undefined ? null : <p class="soft">{t('figures.asOf', { at: day(at, 'clock') })}</p>;
