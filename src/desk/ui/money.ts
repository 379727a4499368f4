import { fromMinor, toMinor } from '../../kernel/index.ts';
import { day, number, t } from '../words.ts';

/** An amount in the smallest unit of its currency, as the reader writes it. */
export const money = (amount: number, currency: string): string =>
  number(fromMinor(amount, currency), { style: 'currency', currency });

/** As it is typed into a field, and back; a blank is undefined. */
export const typedMoney = (amount: number | undefined, currency: string | undefined): string =>
  amount === undefined || !currency ? '' : String(fromMinor(amount, currency));
export const minorOf = (typed: string, currency: string): number | undefined =>
  typed.trim() === '' ? undefined : toMinor(Number(typed), currency);

export interface UsedRate {
  currency: string;
  base: string;
  day: string;
  rate: number;
  source: string;
  age: number;
}

/** From how many days on the age of a rate is said. */
const oldRate = 31;

/** Which rate a sum took, and that it is old when it is. */
export const rateLine = ({ rate, day: on, age, ...one }: UsedRate): string =>
  [
    t('recruitment.rate.line', { ...one, rate: number(rate), day: day(on) }),
    age > oldRate && t('recruitment.rate.age', { age }),
  ]
    .filter(Boolean)
    .join(', ');
