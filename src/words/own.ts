/**
 * What `Intl` says in other languages, for those that browsers have no data of: Chromium would say Lao dates in the
 * language of the device. The words are CLDR's; the order of a date is that of the English of Europe, and of numbers that
 * of a language which writes them alike.
 */
interface Own {
  months: { long: readonly string[]; short: readonly string[] };
  /** From Sunday. */
  weekdays: readonly string[];
  /** Days from today, `#` for how many. */
  days: { '-1': string; '0': string; '1': string; past: string; future: string };
  lists: { conjunction: string; disjunction: string };
  numbersAs: string;
}

const languages: Readonly<Record<string, Own>> = {
  lo: {
    months: {
      long: 'ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ'.split(' '),
      short: 'ມ.ກ. ກ.ພ. ມ.ນ. ມ.ສ. ພ.ພ. ມິ.ຖ. ກ.ລ. ສ.ຫ. ກ.ຍ. ຕ.ລ. ພ.ຈ. ທ.ວ.'.split(' '),
    },
    weekdays: 'ອາທິດ ຈັນ ອັງຄານ ພຸດ ພະຫັດ ສຸກ ເສົາ'.split(' ').map((day) => `ວັນ${day}`),
    days: { '-1': 'ມື້ວານ', '0': 'ມື້ນີ້', '1': 'ມື້ອື່ນ', past: '# ມື້ກ່ອນ', future: 'ໃນອີກ # ມື້' },
    lists: { conjunction: ' ແລະ ', disjunction: ' ຫຼື ' },
    numbersAs: 'id',
  },
};

const ownOf = (tag: string): Own | undefined => languages[tag.split('-')[0] ?? ''];

/** The language in which `Intl` writes numbers as they are written in this one. */
export const numbersIn = (tag: string): string => ownOf(tag)?.numbersAs ?? tag;

export type SayDates = Pick<Intl.DateTimeFormat, 'format' | 'formatRange'>;

/** `Intl.DateTimeFormat`, as far as the house uses it. */
export function sayDates(tag: string, options: Intl.DateTimeFormatOptions): SayDates {
  const own = ownOf(tag);
  if (!own) return new Intl.DateTimeFormat(tag, options);
  const carrier = 'en-GB-u-ca-gregory-nu-latn';
  const like = new Intl.DateTimeFormat(carrier, options);
  const named = (part: Intl.DateTimeFormatOptions, count: number, at: (nth: number) => number): string[] => {
    const names = new Intl.DateTimeFormat(carrier, { ...part, timeZone: 'UTC' });
    return Array.from({ length: count }, (_, nth) => names.format(at(nth)));
  };
  const width = options.month === 'long' || options.month === 'short' ? options.month : undefined;
  const months = width ? named({ month: width }, 12, (nth) => Date.UTC(2001, nth)) : [];
  // 2 January 2000 was a Sunday.
  const weekdays = options.weekday ? named({ weekday: options.weekday }, 7, (nth) => Date.UTC(2000, 0, 2 + nth)) : [];
  const say = (parts: readonly { type: string; value: string }[]): string =>
    parts
      .map(({ type, value }) => {
        if (type === 'month' && width) return own.months[width][months.indexOf(value)] ?? value;
        return type === 'weekday' ? (own.weekdays[weekdays.indexOf(value)] ?? value) : value;
      })
      .join('');
  return {
    format: (date) => say(like.formatToParts(date)),
    formatRange: (from, to) => say(like.formatRangeToParts(from, to)),
  };
}

/** `today`, `yesterday`, `in 3 days`. */
export function sayDays(language: string, days: number): string {
  const own = ownOf(language);
  if (!own) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  const { past, future, ...near } = own.days;
  return Object.entries(near).find(([far]) => Number(far) === days)?.[1] ?? (days < 0 ? past : future).replace('#', String(Math.abs(days)));
}

export type SayLists = Pick<Intl.ListFormat, 'format'>;

/** `Intl.ListFormat`, as far as the house uses it. */
export function sayLists(language: string, options: Intl.ListFormatOptions): SayLists {
  const own = ownOf(language);
  if (!own) return new Intl.ListFormat(language, options);
  const last = options.type === 'unit' ? ', ' : own.lists[options.type ?? 'conjunction'];
  return {
    format: (list) => {
      const all = [...list];
      const end = all.pop() ?? '';
      return all.length === 0 ? end : `${all.join(', ')}${last}${end}`;
    },
  };
}
