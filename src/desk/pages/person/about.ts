/** How somebody's age is said. Pure. */
import { ageRange, type PartialDate } from '../../../kernel/index.ts';

/** `17`, or `16–17` when the date of birth leaves it open; `child` when they may be under 18, as the house counts it. */
export function ageOf(birth: PartialDate | undefined, today: string): { age: string; child: boolean } | undefined {
  if (!birth) return undefined;
  const { least, most } = ageRange(birth.value, today);
  return { age: least === most ? String(least) : `${least}–${most}`, child: least < 18 };
}

/** Today at the reader's own place, as an ISO date. */
export function localDay(now = new Date()): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
