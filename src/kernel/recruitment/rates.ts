import { fromMinor, toMinor } from '../money.ts';

/** How many units of `currency` one of `base` was worth on a day, and who says so. */
export interface Rate {
  currency: string;
  base: string;
  /** `YYYY-MM-DD` */
  day: string;
  rate: number;
  source: string;
}

/** A rate that was used for a sum, and how many days older it is than what it was used for. */
export interface Used extends Rate {
  age: number;
}

/** From how many days on it is said that a rate is old. */
export const oldRate = 31;

export interface Converted {
  /** In the smallest unit of the currency asked for. */
  amount: number;
  used: Used[];
}

const dayMs = 86_400_000;
const ageOf = (rate: Rate, day: string): number => Math.round((Date.parse(day) - Date.parse(rate.day)) / dayMs);

/**
 * An amount in another currency, by the rate of that day or the last one before it: of the pair itself, or of both currencies to
 * one base. Undefined when there is none: nothing is guessed, and no later rate stands in for an earlier day.
 *
 * @param amount in the smallest unit of `from`
 */
export function convert(
  amount: number,
  from: string,
  to: string,
  day: string,
  rates: readonly Rate[],
): Converted | undefined {
  if (from === to) return { amount, used: [] };
  const last = (currency: string, base: string): Used | undefined => {
    let found: Rate | undefined;
    for (const one of rates)
      if (one.currency === currency && one.base === base && one.day <= day && !(found && found.day >= one.day))
        found = one;
    return found && { ...found, age: ageOf(found, day) };
  };
  const answer = (factor: number, used: Used[]): Converted => ({
    amount: toMinor(fromMinor(amount, from) * factor, to),
    used,
  });
  const there = last(to, from);
  const back = last(from, to);
  if (there && !(back && back.age < there.age)) return answer(there.rate, [there]);
  if (back) return answer(1 / back.rate, [back]);
  // The base whose older rate is the least old; of equals the first by name, so that the order of rates changes nothing.
  const paths = [...new Set(rates.map(({ base }) => base))].sort().flatMap((base) => {
    const [one, other] = [last(from, base), last(to, base)];
    return one && other ? [{ one, other, age: Math.max(one.age, other.age) }] : [];
  });
  const best = paths.toSorted((a, b) => a.age - b.age)[0];
  return best && answer(best.other.rate / best.one.rate, [best.one, best.other]);
}
