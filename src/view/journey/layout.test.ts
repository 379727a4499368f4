import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Label, type Layout, layoutJourney, type Options, uprightBelow } from './layout.ts';
import { cluster, dayOf, type JourneyEntry, readJourney, wayBetween } from './points.ts';

const options = (width: number): Options => ({
  width,
  today: dayOf('2026-11-22'),
  describe: ({ entries }) => ({
    name: entries.length > 1 ? `${entries.length} entries` : entries[0]!.kind,
    when: entries[0]!.at.slice(0, 10),
  }),
  placeName: (place) => place ?? 'place not known',
  otherPlaces: (count) => `${count} other places`,
});
const lay = (entries: readonly JourneyEntry[], width = 960): Layout =>
  layoutJourney(readJourney(entries), options(width));

/** Journeys as they are: partial dates, missing places, several programmes, names in several scripts. */
const journey = fc.array(
  fc.record(
    {
      kind: fc.constantFrom(
        'advised',
        'left with a friend’s offer',
        'được tư vấn về hợp đồng',
        'ໄດ້ຮັບຄໍາປຶກສາ',
        '接受咨询',
      ),
      at: fc.oneof(
        fc.integer({ min: 1_262_304_000, max: 1_790_000_000 }).map((seconds) => new Date(seconds * 1000).toISOString()),
        fc.integer({ min: 2010, max: 2026 }).map(String),
        fc
          .tuple(fc.integer({ min: 2010, max: 2026 }), fc.integer({ min: 10, max: 12 }))
          .map((parts) => parts.join('-')),
      ),
      place: fc.constantFrom('Hà Nội', 'Savannakhet', 'Samut Sakhon, Thailand', 'Bangkok', 'A', 'B', 'C', 'D', 'E'),
      programme: fc.constantFrom('one', 'two', 'three'),
      due: fc.boolean(),
      risk: fc.boolean(),
    },
    { requiredKeys: ['kind', 'at'] },
  ),
  { maxLength: 120 },
);
const width = fc.integer({ min: 280, max: 1800 });

const overlap = (a: Label['box'], b: Label['box']): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('layoutJourney', () => {
  it('never writes one label over another, over a dot or over a bend between places', () => {
    fc.assert(
      fc.property(journey, width, (entries, pixels) => {
        const { labels, marks, ways, upright } = lay(entries, pixels);
        for (const [index, { box }] of labels.entries()) {
          for (const other of labels.slice(index + 1)) expect(overlap(box, other.box)).toBe(false);
          for (const { x, y, r } of marks)
            expect(overlap(box, { left: x - r, right: x + r, top: y - r, bottom: y + r })).toBe(false);
          if (!upright) for (const { d } of ways) for (const at of bendPoints(d)) expect(covers(box, at)).toBe(false);
        }
      }),
      { seed: 20261122, numRuns: 250 },
    );
  });

  it('keeps every dated entry in exactly one dot, what happened before what is due', () => {
    fc.assert(
      fc.property(journey, width, (entries, pixels) => {
        const { marks } = lay(entries, pixels);
        const drawn = marks.flatMap(({ point }) => point.entries);
        expect(drawn).toHaveLength(entries.length);
        expect(new Set(drawn)).toEqual(new Set(entries));
        const firstDue = marks.findIndex(({ point }) => point.due);
        if (firstDue >= 0) expect(marks.slice(firstDue).every(({ point }) => point.due)).toBe(true);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('keeps everything inside the picture, time running on', () => {
    fc.assert(
      fc.property(journey, width, (entries, pixels) => {
        const { marks, labels, height, upright } = lay(entries, pixels);
        const along = marks.map(({ x, y }) => (upright ? y : x));
        expect(along).toEqual([...along].sort((a, b) => a - b));
        for (const { x, y, r } of marks) {
          expect(x + r).toBeLessThanOrEqual(pixels);
          expect(y + r).toBeLessThanOrEqual(height);
        }
        for (const { box } of labels) {
          expect(box.right).toBeLessThanOrEqual(pixels);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.bottom).toBeLessThanOrEqual(height);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('draws three entries with a label each and three hundred as dots that say how many', () => {
    const three = lay([
      { kind: 'registered', at: '2026-03-01', place: 'Hà Nội' },
      { kind: 'opened', at: '2026-03-01', place: 'Hà Nội' },
      { kind: 'call', at: '2026-12-12', due: true },
    ]);
    expect(three.labels).toHaveLength(3);
    expect(three.clustered).toBe(false);
    expect(three.today).toBeGreaterThan(three.marks[1]!.x);
    expect(three.today).toBeLessThan(three.marks[2]!.x);
    const many = lay(
      Array.from({ length: 300 }, (_, index) => ({
        kind: 'visit',
        at: new Date(Date.UTC(2020, 0, 1 + index * 7)).toISOString(),
        place: index % 90 < 45 ? 'Vientiane' : 'Savannakhet',
      })),
    );
    expect(many.clustered).toBe(true);
    expect(many.marks.length).toBeLessThanOrEqual(26);
    expect(many.marks.reduce((sum, { point }) => sum + point.entries.length, 0)).toBe(300);
    expect(many.ticks.map(({ text }) => text)).toContain('2023');
  });

  it('stands upright on a telephone, a label for every dot', () => {
    const entries = [2019, 2021, 2024].map((year) => ({ kind: 'visit', at: String(year), place: `Place ${year}` }));
    const narrow = lay(entries, 320);
    expect(narrow.upright).toBe(true);
    expect(narrow.labels).toHaveLength(3);
    expect(lay(entries, uprightBelow).upright).toBe(false);
  });

  it('does not put today before what is overdue, and draws nothing for an empty journey', () => {
    expect(
      lay([
        { kind: 'a', at: '2026-01-01' },
        { kind: 'call', at: '2026-04-12', due: true },
      ]).today,
    ).toBeUndefined();
    expect(lay([]).marks).toEqual([]);
    expect(lay([], 320).marks).toEqual([]);
  });
});

describe('readJourney', () => {
  it('leaves somebody where they were last known to be', () => {
    const { places, points } = readJourney([
      { kind: 'a', at: '2020' },
      { kind: 'b', at: '2021', place: 'Hà Nội' },
      { kind: 'c', at: '2022' },
    ]);
    expect(places).toEqual(['Hà Nội']);
    expect(points.map(({ row }) => row)).toEqual([0, 0, 0]);
  });

  it('gives colours by the order of programmes, not by their names', () => {
    const entries = [
      { kind: 'a', at: '2020', programme: 'z' },
      { kind: 'b', at: '2021', programme: 'a' },
    ];
    expect(readJourney(entries).programmes).toEqual(['z', 'a']);
    expect(readJourney(entries, ['a', 'b']).points.map(({ programme }) => programme)).toEqual([2, 0]);
  });

  it('leaves what has no readable time to the list', () => {
    expect(readJourney([{ kind: 'a', at: 'once' }]).points).toEqual([]);
  });
});

describe('cluster', () => {
  it('joins ordinary neighbours before it hides a risk', () => {
    const entries: JourneyEntry[] = Array.from({ length: 40 }, (_, index) => ({
      kind: 'visit',
      at: new Date(Date.UTC(2024, 0, 1 + index)).toISOString(),
      place: 'Hà Nội',
      ...(index === 20 && { risk: true }),
    }));
    const points = cluster(readJourney(entries).points, 3);
    expect(points).toHaveLength(3);
    expect(points.find(({ risk }) => risk)?.entries).toHaveLength(1);
  });
});

describe('wayBetween', () => {
  const way = (a: JourneyEntry, b: JourneyEntry) => {
    const { points } = readJourney([a, b]);
    return wayBetween(points[0]!, points[1]!);
  };
  it('knows a stay that is on record and a move that a programme went along with, and says when it does not know', () => {
    const here = { kind: 'a', at: '2026-01-01', place: 'Hà Nội', programme: 'p' };
    expect(way(here, { ...here, at: '2026-03-01' })).toBe('known');
    expect(way(here, { ...here, at: '2027-03-01' })).toBe('unknown');
    expect(way(here, { ...here, at: '2026-01-20', place: 'Vinh' })).toBe('known');
    expect(way(here, { ...here, at: '2026-01-20', place: 'Vinh', programme: 'q' })).toBe('unknown');
    expect(way(here, { ...here, at: '2026-03-20', place: 'Vinh' })).toBe('unknown');
    expect(way(here, { ...here, at: '2026-01-20', due: true })).toBe('ahead');
  });
});

/** Points along the curves of a path, without its straight parts. */
function bendPoints(d: string): { x: number; y: number }[] {
  const found: { x: number; y: number }[] = [];
  for (const curve of d.matchAll(/H([\d.]+)C([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)/g)) {
    const [x0, x1, y0, x2, y3, x3] = curve.slice(1, 7).map(Number) as [number, number, number, number, number, number];
    for (let step = 0; step <= 10; step++) {
      const t = step / 10;
      const mix = (a: number, b: number, c: number, e: number): number =>
        (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * e;
      found.push({ x: mix(x0, x1, x2, x3), y: mix(y0, y0, y3, y3) });
    }
  }
  return found;
}
const covers = (box: Label['box'], { x, y }: { x: number; y: number }): boolean =>
  x > box.left && x < box.right && y > box.top && y < box.bottom;
