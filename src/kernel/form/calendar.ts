/** Calendar arithmetic of the expressions: dates are ISO text, and days since 1970-01-01 when they are counted. */

const dayMs = 86_400_000;
const dateText = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const timeText = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** Days since 1970-01-01 of an ISO date or date-time (its wall clock, whatever the offset); NaN for anything else. */
export function daysOf(text: string): number {
  const parts = dateText.exec(text);
  if (!parts) return Number.NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return Number.NaN;
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return date.getTime() / dayMs + (hour * 3600 + minute * 60 + second) / 86_400;
}

/** Fraction of the day of `HH:MM` or `HH:MM:SS`; NaN for anything else. */
export function dayFractionOf(text: string): number {
  const parts = timeText.exec(text);
  return parts ? (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)) / 86_400 : Number.NaN;
}

/** The ISO date of a number of days; '' outside the years 0000 to 9999. */
export function dateOf(days: number): string {
  return momentOf(Math.floor(days)).slice(0, 10);
}

/** The wall-clock date and time of a number of days, to the second. */
export function momentOf(days: number): string {
  const date = new Date(Math.round(days * 86_400) * 1000);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return text.length === 24 ? text.slice(0, 19) : '';
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** XLSForm's `format-date` and `format-date-time`; names of months and days in the language. */
export function formatMoment(days: number, format: string, lang: string): string {
  const date = new Date(Math.round(days * 86_400) * 1000);
  if (Number.isNaN(date.getTime())) return '';
  const named = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(lang, { ...options, timeZone: 'UTC' }).format(date);
  return format.replace(/%(.)/g, (whole, letter: string) => {
    switch (letter) {
      case 'Y':
        return String(date.getUTCFullYear()).padStart(4, '0');
      case 'y':
        return pad(date.getUTCFullYear() % 100);
      case 'm':
        return pad(date.getUTCMonth() + 1);
      case 'n':
        return String(date.getUTCMonth() + 1);
      case 'b':
        return named({ month: 'short' });
      case 'd':
        return pad(date.getUTCDate());
      case 'e':
        return String(date.getUTCDate());
      case 'a':
        return named({ weekday: 'short' });
      case 'H':
        return pad(date.getUTCHours());
      case 'h':
        return String(date.getUTCHours());
      case 'M':
        return pad(date.getUTCMinutes());
      case 'S':
        return pad(date.getUTCSeconds());
      case '3':
        return '000';
      case '%':
        return '%';
      default:
        return whole;
    }
  });
}
