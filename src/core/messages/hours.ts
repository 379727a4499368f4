/** Minutes of the day where the house is. */
export function localMinutes(moment: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .formatToParts(moment)
    .filter(({ type }) => type === 'hour' || type === 'minute');
  const [hour = 0, minute = 0] = parts.map(({ value }) => Number(value));
  return hour * 60 + minute;
}

export interface Hours {
  /** `HH:MM`; the same twice is the whole day. */
  from: string;
  until: string;
}
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whether a minute of the day lies between the hours, which may span midnight. The last is outside. */
export function isWithin({ from, until }: Hours, minute: number): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(until)];
  if (begin === end) return true;
  return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

const step = 5 * 60_000;

/** The next moment within the hours, from this one on. Clocks that are set forward may skip an hour: it looks two days ahead. */
export function nextWithin(hours: Hours, zone: string, from: Date): Date {
  for (let at = from.getTime(), end = at + 2 * 86_400_000; at < end; at += step)
    if (isWithin(hours, localMinutes(new Date(at), zone))) return new Date(at);
  return from;
}
