/** From the entries of a person's journey to points in time on places: what happened, where it is not known, what is due. */
import type { Text } from '../../kernel/index.ts';

/** One thing that happened, or is due. The `journey` of `person.read`. */
export interface JourneyEntry {
  /** A key of the words under `journey.kind.`. */
  kind: string;
  /** ISO time, or a partial date: `2024`, `2024-03`, `2024-03-17`. */
  at: string;
  place?: string | undefined;
  programme?: string | undefined;
  /** Name of what happened from a definition, when `kind` alone does not say it. */
  label?: Text | undefined;
  due?: boolean | undefined;
  risk?: boolean | undefined;
  caseId?: string | undefined;
  entryId?: string | undefined;
}

/** Neighbours in time drawn as one dot; a single entry is a point of one. */
export interface Point {
  entries: readonly JourneyEntry[];
  /** Days since 1970-01-01 of its first and last entry; a partial date stands in its middle. */
  from: number;
  to: number;
  /** Index into the places of the journey. */
  row: number;
  /** Index into the programmes; undefined when none of one name. */
  programme: number | undefined;
  due: boolean;
  risk: boolean;
}

export interface Journey {
  /** Places in the order in which they are reached; `undefined` is "not known". */
  places: readonly (string | undefined)[];
  /** Programmes by order: the colour follows the order and never the name. */
  programmes: readonly string[];
  /** Oldest first, what is due last. */
  points: readonly Point[];
}

const dayMs = 86_400_000;

/** Days since 1970-01-01 of a time or partial date, in the middle of what it leaves open; NaN when it is neither. */
export function dayOf(at: string): number {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(at) ?? [];
  if (year === undefined) return Number.NaN;
  if (at.length > 10) return Date.parse(at) / dayMs;
  return Date.UTC(Number(year), month ? Number(month) - 1 : 6, day ? Number(day) : month ? 15 : 1) / dayMs;
}

/**
 * Orders the entries and gives each its row and programme. An entry without a place happened where the person was
 * last known to be: the record does not say that they moved. Entries whose time cannot be read are left to the list.
 * `programmes` sets the order of colours; programmes it does not name follow in the order in which they appear.
 */
export function readJourney(entries: readonly JourneyEntry[], programmes: readonly string[] = []): Journey {
  const dated = entries
    .map((entry) => ({ entry, day: dayOf(entry.at), due: entry.due === true }))
    .filter(({ day }) => Number.isFinite(day))
    .sort((a, b) => Number(a.due) - Number(b.due) || a.day - b.day);
  const places: (string | undefined)[] = [];
  const order = [...programmes];
  let here = dated.find(({ entry }) => entry.place !== undefined)?.entry.place;
  const points = dated.map(({ entry, day, due }): Point => {
    here = entry.place ?? here;
    if (!places.includes(here)) places.push(here);
    if (entry.programme !== undefined && !order.includes(entry.programme)) order.push(entry.programme);
    return {
      entries: [entry],
      from: day,
      to: day,
      row: places.indexOf(here),
      programme: entry.programme === undefined ? undefined : order.indexOf(entry.programme),
      due,
      risk: entry.risk === true,
    };
  });
  return { places, programmes: order, points };
}

/** Places beyond `most` share the last row, the most visited keeping theirs; `others` is how many share it. */
export function foldPlaces(journey: Journey, most: number): { journey: Journey; others: number } {
  if (journey.places.length <= most) return { journey, others: 0 };
  const visits = journey.places.map((_, row) => journey.points.filter((point) => point.row === row).length);
  const kept = visits
    .map((count, row) => ({ count, row }))
    .sort((a, b) => b.count - a.count || a.row - b.row)
    .slice(0, most - 1)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
  return {
    journey: {
      ...journey,
      places: [...kept.map((row) => journey.places[row]), undefined],
      points: journey.points.map((point) => {
        const row = kept.indexOf(point.row);
        return { ...point, row: row < 0 ? kept.length : row };
      }),
    },
    others: journey.places.length - kept.length,
  };
}

/** How little two neighbours have to do with each other: the pair with the least is drawn as one dot first. */
function distance(a: Point, b: Point): number {
  let days = Math.max(0, b.from - a.to) + (b.to - a.from) / 20;
  if (a.row !== b.row) days += 2_000;
  if (a.programme !== b.programme) days += 200;
  // What is a risk stays a dot of its own as long as there is room for it.
  if (a.risk !== b.risk) days += 20_000;
  return days;
}

const merged = (a: Point, b: Point): Point => ({
  entries: [...a.entries, ...b.entries],
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
  row: b.entries.length > a.entries.length ? b.row : a.row,
  programme: a.programme === b.programme ? a.programme : undefined,
  due: a.due,
  risk: a.risk || b.risk,
});

/**
 * Draws neighbours as one dot until at most `most` are left (2 at the least: what is due never joins what happened).
 * Nothing is lost: every entry is in exactly one point, in the same order.
 */
export function cluster(points: readonly Point[], most: number): Point[] {
  const left = [...points];
  while (left.length > most) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let index = 1; index < left.length; index++) {
      const [a, b] = [left[index - 1]!, left[index]!];
      if (a.due !== b.due) continue;
      const apart = distance(a, b);
      if (apart < least) {
        least = apart;
        best = index;
      }
    }
    if (best < 0) break;
    left.splice(best - 1, 2, merged(left[best - 1]!, left[best]!));
  }
  return left;
}

/** Days without a record after which a stay is no longer known, and after which a move is not. */
const stayKnown = 270;
const moveKnown = 31;

/** Whether the record carries the way from one point to the next: `known`, `unknown`, or `ahead` of today. */
export function wayBetween(a: Point, b: Point): 'known' | 'unknown' | 'ahead' {
  if (b.due) return 'ahead';
  const gap = b.from - a.to;
  if (a.row === b.row) return gap <= stayKnown ? 'known' : 'unknown';
  return a.programme !== undefined && a.programme === b.programme && gap <= moveKnown ? 'known' : 'unknown';
}
