import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { sayMonths, sayWhen } from '../dates.ts';
import { useWidth } from '../use-width.ts';
import type { Translate } from '../words.ts';
import { type Layout, layoutJourney, type Mark, yearOf } from './layout.ts';
import { dayOf, type Journey, type JourneyEntry, type Point, readJourney } from './points.ts';

export interface JourneyLineProps {
  entries: readonly JourneyEntry[];
  /** Codes in the order that gives them their colours. */
  programmes?: readonly string[];
  /** ISO date. */
  today: string;
  lang: string;
  t: Translate;
  placeName?: (place: string) => string;
  programmeName?: (programme: string) => string;
  /** Where an entry leads; entries that lead nowhere are not links. */
  href?: (entry: JourneyEntry) => string | undefined;
  /** Pixels across before the real width is known. */
  width?: number;
}

/** Colours there are; programmes beyond share them again from the first. Red is none of them: it means risk. */
const colours = 6;
const colour = (programme: number | undefined): string =>
  programme === undefined ? 'journey-none' : `journey-c${programme % colours}`;

/**
 * A person's journey as a line through places and time. The picture is for the eye alone; the ordered list beneath it
 * says all of it, is what a screen reader reads, and can be opened by everybody.
 */
export function JourneyLine(props: JourneyLineProps): JSX.Element {
  const { entries, t, lang } = props;
  const [ref, width] = useWidth<HTMLDivElement>(props.width ?? 960);
  const [listed, setListed] = useState(false);
  const [span, setSpan] = useState<{ from: number; to: number } | undefined>(undefined);
  const words = wordsOf(props);
  const whole = readJourney(entries, props.programmes);
  const journey = span ? within(whole, span) : whole;
  const layout = layoutJourney(journey, {
    width,
    today: dayOf(props.today),
    describe: words.describe,
    placeName: words.place,
    otherPlaces: (count) => t('journey.otherPlaces', { count }),
  });
  if (entries.length === 0) return <p class="journey-empty">{t('journey.empty')}</p>;
  return (
    <div class="journey" ref={ref}>
      <Years
        whole={whole}
        span={span}
        show={layout.clustered || span !== undefined}
        setSpan={setSpan}
        words={words}
        t={t}
      />
      <Picture layout={layout} lang={lang} today={t('journey.today')} words={words} open={setSpan} />
      <div class="journey-foot">
        <Legend whole={whole} words={words} t={t} />
        <button type="button" class="journey-switch" aria-expanded={listed} onClick={() => setListed(!listed)}>
          {listed ? t('journey.hideList') : t('journey.showList', { count: entries.length })}
        </button>
      </div>
      <ol
        class={listed ? 'journey-list' : 'journey-list journey-unseen'}
        aria-label={t('journey.list')}
        {...(listed && reachable)}
      >
        {[...entries].sort(byTime).map((entry, index) => (
          <Row key={index} entry={entry} words={words} href={listed ? props.href : undefined} />
        ))}
      </ol>
    </div>
  );
}

/** A long list scrolls in a window of its own, which the keyboard must reach (WCAG 2.1.1). */
const reachable = { tabIndex: 0 } as const;

/** What is due comes last; what has no readable time keeps its place before it. */
function byTime(a: JourneyEntry, b: JourneyEntry): number {
  const order = Number(a.due === true) - Number(b.due === true);
  return order || (dayOf(a.at) || 0) - (dayOf(b.at) || 0);
}

interface Words {
  entry: (entry: JourneyEntry) => string;
  when: (entry: JourneyEntry) => string;
  place: (place: string | undefined) => string;
  programme: (code: string) => string;
  describe: (point: Point) => { name: string; when: string };
  t: Translate;
}

function wordsOf({ t, lang, placeName, programmeName }: JourneyLineProps): Words {
  const entry = (one: JourneyEntry): string =>
    (one.label && (one.label[lang] ?? one.label.en ?? Object.values(one.label)[0])) ?? t(`journey.kind.${one.kind}`);
  const when = (one: JourneyEntry): string => sayWhen(lang, one.at);
  const describe = ({ entries, from, to }: Point): { name: string; when: string } => {
    const first = entries[0]!;
    const count = entries.length;
    if (count === 1) return { name: entry(first), when: when(first) };
    const one = entries.every((other) => entry(other) === entry(first));
    return {
      name: one ? t('journey.times', { count, what: entry(first) }) : t('journey.several', { count }),
      when: sayMonths(lang, from, to),
    };
  };
  return {
    entry,
    when,
    describe,
    t,
    place: (place) => (place === undefined ? t('journey.noPlace') : (placeName?.(place) ?? place)),
    programme: (code) => programmeName?.(code) ?? code,
  };
}

/** The part of a journey between two days, with all its places and colours as they were. */
const within = (journey: Journey, { from, to }: { from: number; to: number }): Journey => {
  const points = journey.points.filter((point) => point.to >= from && point.from <= to);
  const rows = [...new Set(points.map(({ row }) => row))].sort((a, b) => a - b);
  return {
    ...journey,
    places: rows.map((row) => journey.places[row]),
    points: points.map((point) => ({ ...point, row: rows.indexOf(point.row) })),
  };
};

interface YearsProps {
  whole: Journey;
  span: { from: number; to: number } | undefined;
  show: boolean;
  setSpan: (span: { from: number; to: number } | undefined) => void;
  words: Words;
  t: Translate;
}

/** Opens one year of a journey that is too long to be seen at once. */
function Years({ whole, span, show, setSpan, t }: YearsProps): JSX.Element | null {
  const years = [...new Set(whole.points.map(({ from }) => yearOf(from)))];
  if (!show || years.length === 0) return null;
  const start = (year: number): number => Date.UTC(year, 0, 1) / 86_400_000;
  return (
    <fieldset class="journey-years">
      <legend class="journey-unseen">{t('journey.span')}</legend>
      <button type="button" aria-pressed={span === undefined} onClick={() => setSpan(undefined)}>
        {t('journey.whole')}
      </button>
      {years.map((year) => {
        const on = span !== undefined && yearOf(span.from + 1) === year && yearOf(span.to - 1) === year;
        return (
          <button
            key={year}
            type="button"
            aria-pressed={on}
            onClick={() => setSpan({ from: start(year), to: start(year + 1) })}
          >
            {year}
          </button>
        );
      })}
    </fieldset>
  );
}

interface PictureProps {
  layout: Layout;
  lang: string;
  today: string;
  words: Words;
  open: (span: { from: number; to: number }) => void;
}

function Picture({ layout, today, words, open }: PictureProps): JSX.Element {
  const { width, height, top, bottom } = layout;
  const ref = useRef<SVGSVGElement>(null);
  // The pointer's short cut into a dot of many; the year buttons above do the same for the keyboard.
  useEffect(() => {
    const enter = ({ target }: MouseEvent): void => {
      const dot = target instanceof Element ? target.closest<SVGElement>('[data-from]') : null;
      if (dot) open({ from: Number(dot.dataset.from), to: Number(dot.dataset.to) });
    };
    const picture = ref.current;
    picture?.addEventListener('click', enter);
    return () => picture?.removeEventListener('click', enter);
  }, [open]);
  return (
    <svg
      ref={ref}
      class={layout.upright ? 'journey-picture journey-upright' : 'journey-picture'}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      focusable="false"
    >
      {layout.ticks.map(({ text, x }) => (
        <g key={text} class="journey-tick">
          <path d={`M${x} ${top}V${bottom}`} />
          <text x={x} y={bottom + 16} text-anchor="middle">
            {text}
          </text>
        </g>
      ))}
      {layout.today !== undefined && (
        <g class="journey-today">
          <path d={`M${layout.today} ${top}V${bottom}`} />
          <text x={layout.today} y={bottom + 16} text-anchor="middle">
            {today}
          </text>
        </g>
      )}
      {layout.rows.map(({ lines, y }) => (
        <Lines key={y} class="journey-place" lines={lines} />
      ))}
      {layout.ways.map(({ d, kind, programme }, index) => (
        <path key={index} class={`journey-way journey-${kind} ${colour(programme)}`} d={d} />
      ))}
      {layout.labels.map(({ leader }) => leader && <path key={leader} class="journey-leader" d={leader} />)}
      {layout.marks.map((mark, index) => (
        <Dot key={index} mark={mark} words={words} />
      ))}
      {layout.labels.map(({ name, when, anchor, point }, index) => (
        <g key={index} class={`journey-label ${state(point)}`} text-anchor={anchor}>
          <Lines class="journey-what" lines={name} />
          <Lines class="journey-when" lines={when} />
        </g>
      ))}
    </svg>
  );
}

const state = ({ due, risk }: Point): string => (risk ? 'journey-risk' : due ? 'journey-due' : '');

function Lines(props: { class: string; lines: readonly { text: string; x: number; y: number }[] }): JSX.Element {
  return (
    <>
      {props.lines.map(({ text, x, y }) => (
        <text key={y} class={props.class} x={x} y={y}>
          {text}
        </text>
      ))}
    </>
  );
}

/** A dot for what happened, a ring for what is due, a diamond for risk: the shape says it without the colour. */
function Dot({ mark: { x, y, r, point }, words }: { mark: Mark; words: Words }): JSX.Element {
  const many = point.entries.length > 1;
  const { name, when } = words.describe(point);
  const half = r + 2;
  let shape: ComponentChildren = <circle cx={x} cy={y} r={r} />;
  if (point.risk) shape = <path d={`M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`} />;
  return (
    <g
      class={`journey-dot ${colour(point.programme)} ${state(point)} ${many ? 'journey-many' : ''}`}
      data-from={many ? point.from : undefined}
      data-to={point.to}
    >
      <title>{`${name} · ${when}`}</title>
      {shape}
      {many && (
        <text x={x} y={y + 4} text-anchor="middle">
          {point.entries.length}
        </text>
      )}
    </g>
  );
}

function Legend({ whole, words, t }: { whole: Journey; words: Words; t: Translate }): JSX.Element {
  const used = whole.programmes.flatMap((code, index) =>
    whole.points.some(({ programme }) => programme === index) ? [{ code, index }] : [],
  );
  return (
    <ul class="journey-legend" aria-hidden="true">
      {used.map(({ code, index }) => (
        <li key={code}>
          <svg aria-hidden="true" width="18" height="12" viewBox="0 0 18 12">
            <path class={`journey-way ${colour(index)}`} d="M3 6H15" />
          </svg>
          {words.programme(code)}
        </li>
      ))}
      <li>
        <svg aria-hidden="true" width="22" height="12" viewBox="0 0 22 12">
          <path class="journey-way journey-unknown" d="M3 6H21" />
        </svg>
        {t('journey.unknown')}
      </li>
    </ul>
  );
}

interface RowProps {
  entry: JourneyEntry;
  words: Words;
  href: JourneyLineProps['href'];
}

function Row({ entry, words, href }: RowProps): JSX.Element {
  const to = href?.(entry);
  const name = words.entry(entry);
  const where = [
    entry.place !== undefined && words.place(entry.place),
    entry.programme !== undefined && words.programme(entry.programme),
  ].filter(Boolean);
  return (
    <li class={entry.risk ? 'journey-risk' : entry.due ? 'journey-due' : undefined}>
      <span class="journey-row-when">{words.when(entry)}</span>
      <span>
        <b>{to ? <a href={to}>{name}</a> : name}</b>
        {entry.due && <span class="journey-flag"> {words.t('journey.due')}</span>}
        {entry.risk && <span class="journey-flag"> {words.t('journey.risk')}</span>}
        {where.length > 0 && <span class="journey-where"> {where.join(' · ')}</span>}
      </span>
    </li>
  );
}
