import type { ComponentChildren, JSX } from 'preact';
import { formatNumber } from '../../words/index.ts';
import type { Translate } from '../words.ts';
import { Bar, Meaning } from './Figure.tsx';

/** A number and the cases it is about; a median with its quartiles. A `hidden` one has neither. */
export interface Reading {
  of?: number | undefined;
  value?: number | undefined;
  low?: number | undefined;
  high?: number | undefined;
  hidden?: boolean | undefined;
}

export interface MeasuredProps {
  title: string;
  /** What is counted, in the reader's words. */
  definition: string;
  total: Reading;
  /** `head` says what the rows are. */
  tables: readonly { head: string; cells: readonly (Reading & { key: string; label: string })[] }[];
  /** Head of the numbers, and how one is written. */
  unit: string;
  write: (value: number) => string;
  /** Numbers of fewer people than this are hidden. */
  threshold?: number | undefined;
  language: string;
  t: Translate;
  /** What can be done with it, in its head. */
  children?: ComponentChildren;
}

/** One indicator: the number, the cases it is about, its tables, and what it means. */
export function Measured(props: MeasuredProps): JSX.Element {
  const { title, definition, total, tables, threshold, t } = props;
  const hidden = [total, ...tables.flatMap(({ cells }) => cells)].filter((one) => one.hidden).length;
  const [first, ...others] = tables.filter(({ cells }) => cells.length > 0);
  return (
    <section class="card figure" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {props.children}
      </header>
      <div class="figure-body">
        <p class="figure-total">
          <strong>{written(total, props)}</strong> <span class="figure-note">{about(total, props)}</span>
        </p>
        {first && <Rows {...props} table={first} />}
        {others.map((table) => (
          <details key={table.head} class="figure-more figure-table">
            <summary>{t('charts.by', { what: table.head })}</summary>
            <Rows {...props} table={table} />
          </details>
        ))}
        <Meaning definition={definition} hidden={hidden} threshold={threshold} t={t} />
      </div>
    </section>
  );
}

function written({ value, hidden }: Reading, { write, t }: MeasuredProps): ComponentChildren {
  if (hidden) return <span class="figure-hidden">{t('charts.hidden')}</span>;
  return value === undefined ? t('charts.none') : write(value);
}

function about({ of, low, high }: Reading, { write, t }: MeasuredProps): string {
  if (of === undefined) return '';
  const half =
    low === undefined || high === undefined ? [] : [t('charts.half', { low: write(low), high: write(high) })];
  return [t('charts.ofCases', { count: of }), ...half].join(' · ');
}

function Rows(props: MeasuredProps & { table: MeasuredProps['tables'][number] }): JSX.Element {
  const { title, table, unit, language, t } = props;
  const most = Math.max(...table.cells.map(({ value = 0 }) => value));
  return (
    <table class="figure-rows figure-bars figure-measured">
      <caption class="figure-unseen">
        {title}: {table.head}
      </caption>
      <thead>
        <tr>
          <th scope="col">{table.head}</th>
          <td />
          <th scope="col" class="figure-number">
            {unit}
          </th>
          <th scope="col" class="figure-number">
            {t('charts.cases')}
          </th>
        </tr>
      </thead>
      <tbody>
        {table.cells.map((cell) => (
          <tr key={cell.key}>
            <th scope="row">{cell.label}</th>
            <td class="figure-bar" aria-hidden="true">
              {!cell.hidden && (cell.value ?? 0) > 0 && <Bar share={cell.value! / most} />}
            </td>
            <td class="figure-number">{written(cell, props)}</td>
            <td class="figure-number">{cell.of === undefined ? '' : formatNumber(language, cell.of)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
