/**
 * The journey line as numbers: pure, the same on the server, in the desk and in tests. Time runs across, except that a
 * long silence is drawn shorter than it was (the ticks say the years): ten quiet years would squeeze the rest to a smear.
 */
import { textWidth, wrapText } from '../text.ts';
import { type Placed, Room, type Wanted } from './labels.ts';
import { cluster, foldPlaces, type Journey, type Point, wayBetween } from './points.ts';

/** What is written at a point: what happened, and when. */
export interface Caption {
  name: string;
  when: string;
}

export interface Options {
  /** Pixels across. */
  width: number;
  /** Days since 1970-01-01; drawn where something is due after it. */
  today: number;
  describe: (point: Point) => Caption;
  /** `undefined` is a place that is not known. */
  placeName: (place: string | undefined) => string;
  /** Name of the row that `count` places share when there are too many. */
  otherPlaces: (count: number) => string;
}

export interface Way {
  d: string;
  kind: 'known' | 'unknown' | 'ahead';
  programme: number | undefined;
}
export interface Mark {
  x: number;
  y: number;
  /** Half of its size. */
  r: number;
  point: Point;
}
export interface Line {
  text: string;
  x: number;
  y: number;
}
export interface Label {
  name: Line[];
  when: Line[];
  anchor: 'start' | 'middle' | 'end';
  /** Corners of the whole label: for tests, and for the leader that ties it to its dot. */
  box: { left: number; top: number; right: number; bottom: number };
  leader?: string;
  point: Point;
}
export interface Layout {
  width: number;
  height: number;
  upright: boolean;
  /** Names of the places, beside their rows; empty where the picture stands upright and labels carry the place. */
  rows: { lines: Line[]; y: number }[];
  ways: Way[];
  marks: Mark[];
  labels: Label[];
  ticks: { text: string; x: number }[];
  today: number | undefined;
  /** Top and bottom of the ticks' lines. */
  top: number;
  bottom: number;
  /** Whether some dots stand for several entries. */
  clustered: boolean;
}

/** Font size of captions in pixels; the style sheet sets the same. */
export const captionSize = 12.5;
const lineHeight = 16;
/** Room between a row's line and its nearest label. */
const clearance = 15;
const mostPlaces = 7;
/** Pixels that a curve between places takes across. */
const bend = 44;
const yearDays = 365.2425;

/** Below this width the line stands upright. */
export const uprightBelow = 600;

/** Lays the journey out for the width there is. */
export function layoutJourney(whole: Journey, options: Options): Layout {
  return options.width < uprightBelow ? upright(whole, options) : across(whole, options);
}

const radius = ({ entries }: Point): number =>
  entries.length === 1 ? 7 : 9 + Math.min(5, Math.floor(Math.log2(entries.length)));

function across(whole: Journey, options: Options): Layout {
  const { journey, others } = foldPlaces(whole, mostPlaces);
  const { places } = journey;
  const name = (row: number): string =>
    others > 0 && row === places.length - 1 ? options.otherPlaces(others) : options.placeName(places[row]);
  const names = places.map((_, row) => wrapText(name(row), 150, captionSize, 2));
  const gutter = Math.ceil(Math.max(60, ...names.flat().map((line) => textWidth(line, captionSize)))) + 28;
  // The last dot has room for its label; what is due, the most read of all, for a long one.
  const inner = options.width - gutter - (journey.points.at(-1)?.due ? 62 : 40);
  const points = cluster(journey.points, Math.max(4, Math.min(26, Math.floor(inner / 48))));
  const xs = spread(points, gutter + 12, gutter + inner);

  const room = new Room(gutter - 8, options.width - 2);
  const bends = points.slice(1).map((point, index) => {
    const before = points[index]!;
    const [from, to] = [xs[index]!, xs[index + 1]!];
    const width = Math.min(bend, to - from);
    const kind = wayBetween(before, point);
    // A known move bends where it ended; an unknown one where the record was lost.
    const start = kind === 'known' ? to - width : from;
    if (before.row !== point.row) blockBend(room, before.row, point.row, start, start + width);
    return { kind, start, width };
  });
  const today = todayBetween(points, xs, options.today);
  for (let row = 0; today !== undefined && row < places.length; row++) {
    room.block(row, 'above', today - 2, today + 2);
    room.block(row, 'below', today - 2, today + 2);
  }
  const placed = placeLabels(room, points, xs, options.describe);

  // Every lane is as high as the highest label: what happened on one line or two, and when.
  const lanePitch = lineHeight * (1 + Math.max(1, ...placed.map(({ lines }) => lines.length))) + 4;
  const ys = stackRows(places.length, placed, points, lanePitch);
  const y = (point: Point): number => ys.rows[point.row]!;
  const ways = bends.map(({ kind, start, width }, index): Way => {
    const [a, b] = [points[index]!, points[index + 1]!];
    const [x0, x1] = [xs[index]!, xs[index + 1]!];
    const mid = start + width / 2;
    const d =
      a.row === b.row
        ? `M${x0} ${y(a)}H${x1}`
        : `M${x0} ${y(a)}H${start}C${mid} ${y(a)} ${mid} ${y(b)} ${start + width} ${y(b)}H${x1}`;
    return { d: rounded(d), kind, programme: kind === 'known' ? (a.programme ?? b.programme) : undefined };
  });

  return {
    width: options.width,
    height: ys.bottom + 26,
    upright: false,
    rows: names.map((lines, row) => ({
      y: ys.rows[row]!,
      lines: lines.map((text, index) => ({
        text,
        x: 12,
        y: ys.rows[row]! + 4 + (index - (lines.length - 1) / 2) * lineHeight,
      })),
    })),
    ways,
    marks: points.map((point, index) => ({ x: round(xs[index]!), y: y(point), r: radius(point), point })),
    labels: placed.flatMap((one, index) => (one.at ? [label(one, one.at, xs[index]!, y(one.point), lanePitch)] : [])),
    ticks: yearTicks(points, xs, today),
    today: today && round(today),
    top: 8,
    bottom: ys.bottom,
    clustered: points.some(({ entries }) => entries.length > 1),
  };
}

/** More room before what is due, for the line of today. */
const aheadStep = 64;

/** A least step for every dot, and what is left by how long the time between was, slower than in proportion. */
function spread(points: readonly Point[], from: number, to: number): number[] {
  const weights = points.slice(1).map((point, index) => {
    const days = Math.max(0, point.from - points[index]!.to);
    return Math.sqrt(Math.log2(1 + days / 7));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const due = points.findIndex((point) => point.due);
  const ahead = due > 0 ? Math.min(aheadStep, (to - from) / points.length) : 0;
  // Many share the sheet in narrow steps; few stand apart, and time keeps its part of the room.
  const even = (to - from - ahead) / Math.max(1, weights.length);
  const least = Math.max(Math.min(44, even), Math.min(96, 0.6 * even));
  // Three entries of one afternoon need not fill the sheet.
  const extra = Math.min(to - from - ahead - least * weights.length, total * 90);
  const xs = [from];
  for (const [index, weight] of weights.entries()) {
    const step = least + (index + 1 === due ? ahead : 0);
    xs.push(xs.at(-1)! + step + (total > 0 ? (extra * weight) / total : 0));
  }
  return points.length === 0 ? [] : xs;
}

function blockBend(room: Room, from: number, to: number, left: number, right: number): void {
  const down = from < to;
  room.block(from, down ? 'below' : 'above', left, right);
  room.block(to, down ? 'above' : 'below', left, right);
  for (let row = Math.min(from, to) + 1; row < Math.max(from, to); row++) {
    room.block(row, 'above', left, right);
    room.block(row, 'below', left, right);
  }
}

const mostLabel = 124;

interface Labelled {
  at: Placed | undefined;
  /** What happened, wrapped. */
  lines: string[];
  when: string;
  point: Point;
}

/** Labels in the order in which it hurts to miss them: due, risk, the first and last of a stay, then the others. */
function placeLabels(
  room: Room,
  points: readonly Point[],
  xs: readonly number[],
  describe: Options['describe'],
): Labelled[] {
  const rank = (index: number): number => {
    const point = points[index]!;
    if (point.due || point.risk) return 0;
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before || !after) return 1;
    if (before.row !== point.row || before.programme !== point.programme) return 1;
    return after.row !== point.row ? 2 : 3;
  };
  const found = points.map((point): Labelled => {
    const { name, when } = describe(point);
    return { at: undefined, lines: wrapText(name, mostLabel, captionSize, 2), when, point };
  });
  const order = points.map((_, index) => index).sort((a, b) => rank(a) - rank(b) || a - b);
  for (const index of order) {
    const { lines, when, point } = found[index]!;
    const width = Math.max(...[...lines, when].map((line) => textWidth(line, captionSize)));
    const wanted: Wanted = { row: point.row, x: xs[index]!, width: width * (point.due || point.risk ? 1.08 : 1) };
    found[index]!.at = room.place(wanted);
  }
  return found;
}

/** Rows are as high as their labels need. */
function stackRows(
  count: number,
  placed: readonly { at: Placed | undefined }[],
  points: readonly Point[],
  lanePitch: number,
): { rows: number[]; bottom: number } {
  const reach = (row: number, side: Placed['side']): number => {
    const used = placed.flatMap(({ at }, index) =>
      at && points[index]!.row === row && at.side === side ? at.lane + 1 : 0,
    );
    const most = Math.max(0, ...used);
    return most === 0 ? 24 : clearance + most * lanePitch;
  };
  const rows: number[] = [];
  let bottom = 6;
  for (let row = 0; row < count; row++) {
    rows.push(bottom + reach(row, 'above'));
    bottom = rows[row]! + reach(row, 'below') + 6;
  }
  return { rows, bottom };
}

function label({ lines, when, point }: Labelled, at: Placed, x: number, y: number, lanePitch: number): Label {
  const near = clearance + at.lane * lanePitch;
  const height = (lines.length + 1) * lineHeight;
  const top = at.side === 'above' ? y - near - height : y + near;
  const anchorX = at.align === 'start' ? at.from : at.align === 'end' ? at.to : (at.from + at.to) / 2;
  const line = (text: string, index: number): Line => ({ text, x: round(anchorX), y: top + 12 + index * lineHeight });
  const leaderEnd = at.side === 'above' ? top + height : top;
  return {
    name: lines.map(line),
    when: [line(when, lines.length)],
    anchor: at.align,
    box: { left: at.from, right: at.to, top, bottom: top + height },
    ...(at.lane > 0 && { leader: rounded(`M${x} ${y}V${leaderEnd}`) }),
    point,
  };
}

/** Between what is past and what is still to come; nowhere when nothing is. */
function todayBetween(points: readonly Point[], xs: readonly number[], today: number): number | undefined {
  const next = points.findIndex(({ due, from }) => due && from >= Math.floor(today));
  return next > 0 ? xs[next - 1]! + Math.min(26, (xs[next]! - xs[next - 1]!) / 2) : undefined;
}

/** Where a year begins between two dots, as far as there is room to say so. */
function yearTicks(points: readonly Point[], xs: readonly number[], today: number | undefined): Layout['ticks'] {
  const ticks: Layout['ticks'] = [];
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1]!, points[index]!];
    const [x0, x1] = [xs[index - 1]!, xs[index]!];
    const first = yearOf(a.from) + 1;
    for (let year = first; year <= yearOf(b.from) && year - first < 200; year++) {
      const share = (Date.UTC(year, 0, 1) / 86_400_000 - a.to) / Math.max(1, b.from - a.to);
      const x = x0 + (x1 - x0) * Math.min(1, Math.max(0, share));
      if (x - (ticks.at(-1)?.x ?? Number.NEGATIVE_INFINITY) < 48) continue;
      if (today !== undefined && Math.abs(today - x) < 56) continue;
      ticks.push({ text: String(year), x: round(x) });
    }
  }
  return ticks;
}

export const yearOf = (day: number): number => Math.floor(1970 + day / yearDays);

/** Time runs down, one line a dot: nothing can overlap, and nothing needs a second hand to scroll. */
function upright(whole: Journey, options: Options): Layout {
  const { journey } = foldPlaces(whole, 4);
  const points = cluster(journey.points, 24);
  const column = 22;
  const left = 16;
  const textX = left + journey.places.length * column + 6;
  const room = Math.max(80, options.width - textX - 4);
  const marks: Mark[] = [];
  const labels: Label[] = [];
  let top = 6;
  for (const point of points) {
    const caption = options.describe(point);
    const lines = wrapText(caption.name, room, captionSize + 1, 3);
    const line = (text: string, index: number): Line => ({ text, x: textX, y: top + 13 + index * 17 });
    marks.push({ x: left + point.row * column, y: top + 9, r: radius(point), point });
    const place = labels.length === 0 || labels.at(-1)!.point.row !== point.row;
    const said = place ? `${caption.when} · ${options.placeName(placeOf(point, journey))}` : caption.when;
    const when = wrapText(said, room, captionSize, 2);
    const bottom = top + (lines.length + when.length) * 17;
    labels.push({
      name: lines.map(line),
      when: when.map((text, index) => line(text, lines.length + index)),
      anchor: 'start',
      box: { left: textX, right: textX + room, top, bottom },
      point,
    });
    top = bottom + 12;
  }
  return {
    width: options.width,
    height: top,
    upright: true,
    rows: [],
    ways: marks.slice(1).map((mark, index) => downward(marks[index]!, mark)),
    marks,
    labels,
    ticks: [],
    today: undefined,
    top: 0,
    bottom: top,
    clustered: points.some(({ entries }) => entries.length > 1),
  };
}

/** The place of a point by its own entries first: places share a row when there are many, their names do not. */
function placeOf({ entries, row }: Point, { places }: Journey): string | undefined {
  return entries.find(({ place }) => place !== undefined)?.place ?? places[row];
}

function downward(a: Mark, b: Mark): Way {
  const kind = wayBetween(a.point, b.point);
  const mid = b.y - 26;
  const d =
    a.x === b.x
      ? `M${a.x} ${a.y}V${b.y}`
      : `M${a.x} ${a.y}V${b.y - 44}C${a.x} ${mid} ${b.x} ${mid} ${b.x} ${b.y - 6}V${b.y}`;
  return { d, kind, programme: kind === 'known' ? (a.point.programme ?? b.point.programme) : undefined };
}

const round = (value: number): number => Math.round(value * 10) / 10;
const rounded = (d: string): string => d.replace(/-?\d+\.\d+/g, (number) => String(round(Number(number))));
