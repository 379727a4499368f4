import type { ComponentChildren, JSX } from 'preact';
import { formatNumber } from '../../words/index.ts';
import type { Translate } from '../words.ts';
import { Columns } from './Columns.tsx';
import { type Cell, shownCounts } from './scale.ts';

export interface FigureProps {
  title: string;
  /** What is counted, in the reader's words. */
  definition: string;
  cells: readonly Cell[];
  /** Columns over time with a table to open, or a table whose rows carry a bar. */
  form: 'columns' | 'bars';
  /** Counts below this are hidden. */
  threshold?: number;
  /** Head of the first column of the table: what the rows are. */
  head: string;
  /** Head of the second: what is counted. */
  unit: string;
  language: string;
  t: Translate;
  width?: number;
}

/** One table of figures: chart, numbers, and what they mean. Hidden numbers are named as hidden, and nothing more. */
export function Figure(props: FigureProps): JSX.Element {
  const { title, definition, cells, form, threshold, language, t } = props;
  const hidden = cells.filter((cell) => cell.hidden).length;
  return (
    <section class="card figure" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div class="figure-body">
        {cells.length === 0 && <p class="figure-empty">{t('charts.empty')}</p>}
        {form === 'columns' && cells.length > 0 && (
          <>
            <Columns cells={cells} language={language} {...(props.width && { width: props.width })} />
            <details class="figure-more figure-table">
              <summary>{t('charts.table')}</summary>
              <Table {...props} bars={false} />
            </details>
          </>
        )}
        {form === 'bars' && cells.length > 0 && <Table {...props} bars />}
        <Meaning definition={definition} hidden={hidden} threshold={threshold} t={t} />
      </div>
    </section>
  );
}

/** What is counted, and how many numbers are hidden. */
export const Meaning = ({
  definition,
  hidden,
  threshold,
  t,
}: {
  definition: string;
  hidden: number;
  threshold: number | undefined;
  t: Translate;
}): JSX.Element => (
  <>
    {hidden > 0 && (
      <p class="figure-note">
        {threshold === undefined
          ? t('charts.hiddenNote', { count: hidden })
          : t('charts.hiddenBelow', { count: hidden, threshold })}
      </p>
    )}
    <details class="figure-more">
      <summary>{t('charts.why')}</summary>
      <p>{definition}</p>
      {hidden > 0 && <p>{t('charts.hiddenWhy')}</p>}
    </details>
  </>
);

/** The numbers. As bars it is its own chart: a reader of the table and one of the picture read the same element. */
function Table({ title, cells, head, unit, language, t, bars }: FigureProps & { bars: boolean }): JSX.Element {
  const counts = shownCounts(cells);
  const most = Math.max(1, ...counts);
  const whole = !cells.some(({ hidden }) => hidden);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <table class={bars ? 'figure-rows figure-bars' : 'figure-rows'}>
      <caption class="figure-unseen">{title}</caption>
      <thead class={bars ? 'figure-unseen' : undefined}>
        <tr>
          <th scope="col">{head}</th>
          {bars && <td />}
          <th scope="col" class="figure-number">
            {unit}
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={cell.key}>
            <th scope="row">{cell.label}</th>
            {bars && (
              <td class="figure-bar" aria-hidden="true">
                {!cell.hidden && (cell.count ?? 0) > 0 && <Bar share={cell.count! / most} />}
              </td>
            )}
            <td class="figure-number">{number(cell, language, t)}</td>
          </tr>
        ))}
      </tbody>
      {/* A total beside hidden numbers would give away their sum. */}
      {whole && cells.length > 1 && (
        <tfoot>
          <tr>
            <th scope="row">{t('charts.total')}</th>
            {bars && <td />}
            <td class="figure-number">{formatNumber(language, total)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

export const Bar = ({ share }: { share: number }): JSX.Element => (
  <svg width="100%" height="14" aria-hidden="true">
    <rect class="chart-bar" width={`${Math.round(share * 1000) / 10}%`} height="14" rx={3} />
  </svg>
);

function number({ count, hidden }: Cell, language: string, t: Translate): ComponentChildren {
  if (hidden) return <span class="figure-hidden">{t('charts.hidden')}</span>;
  return count === undefined ? t('charts.none') : formatNumber(language, count);
}

/** A number that stands alone, with what it counts and, on request, how. */
export function Tile(props: { value: string; label: string; note?: string; why: string; t: Translate }): JSX.Element {
  return (
    <section class="card tile">
      <p class="tile-value">{props.value}</p>
      <p class="tile-label">{props.label}</p>
      {props.note && <p class="tile-note">{props.note}</p>}
      <details class="figure-more">
        <summary aria-label={`${props.t('charts.why')} ${props.label}`}>{props.t('charts.why')}</summary>
        <p>{props.why}</p>
      </details>
    </section>
  );
}
