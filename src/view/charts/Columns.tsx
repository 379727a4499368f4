import type { JSX } from 'preact';
import { formatNumber } from '../../words/index.ts';
import { textWidth } from '../text.ts';
import { useWidth } from '../use-width.ts';
import { type Cell, labelled, roundScale, shownCounts } from './scale.ts';

export interface ColumnsProps {
  cells: readonly Cell[];
  language: string;
  /** Pixels across before the real width is known. */
  width?: number;
}

const height = 212;
const top = 22;
const base = height - 36;
const size = 12;

/**
 * Columns over time, oldest first. For the eye alone: whoever draws it gives the table beside it. A hidden count has
 * neither a column nor a share in the scale, so that nothing of it can be measured.
 */
export function Columns({ cells, language, width: initial }: ColumnsProps): JSX.Element {
  const [ref, width] = useWidth<HTMLDivElement>(initial ?? 720);
  const counts = shownCounts(cells);
  const most = Math.max(0, ...counts);
  const scale = roundScale(most);
  const number = (value: number): string => formatNumber(language, value);
  const left = textWidth(number(scale.top), size) + 10;
  const step = (width - left) / Math.max(1, cells.length);
  const column = Math.min(48, Math.max(2, step * 0.68));
  const y = (count: number): number => Math.round((base - (count / scale.top) * (base - top)) * 10) / 10;
  const x = (index: number): number => Math.round((left + (index + 0.5) * step) * 10) / 10;
  const widest = Math.max(...cells.map(({ label }) => textWidth(label, size)), 0);
  // The last name is moved in from the edge, towards the one before it.
  const names = labelled(cells.length, step, widest + 12 + Math.max(0, (widest - step) / 2));
  const room = textWidth(number(most), size) + 6;
  const figures = step >= room;
  const last = cells.length - 1;
  const told = (index: number, count: number): boolean =>
    figures || index === last || (count === most && (last - index) * step >= room);
  return (
    <div class="chart" ref={ref}>
      <svg class="chart-picture" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
        {scale.ticks.map((tick) => (
          <g key={tick} class="chart-tick">
            <path d={`M${left} ${y(tick)}H${width}`} />
            <text x={left - 8} y={y(tick) + 4} text-anchor="end">
              {number(tick)}
            </text>
          </g>
        ))}
        {cells.map(({ key, label, count, hidden }, index) => {
          const seen = !hidden && count !== undefined;
          const peak = seen && told(index, count);
          return (
            <g key={key}>
              {seen && count > 0 && (
                <rect
                  class="chart-bar"
                  x={x(index) - column / 2}
                  y={y(count)}
                  width={column}
                  height={base - y(count)}
                  rx={2}
                />
              )}
              {peak && (
                <text
                  class="chart-figure"
                  x={edge(x(index), number(count), width)}
                  y={y(count) - 6}
                  text-anchor="middle"
                >
                  {number(count)}
                </text>
              )}
              {hidden && <path class="chart-hidden" d={`M${x(index) - 4} ${base - 5}H${x(index) + 4}`} />}
              {names.has(index) && (
                <text class="chart-name" x={edge(x(index), label, width)} y={base + 20} text-anchor="middle">
                  {label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** Keeps the last name and number inside the picture. */
const edge = (x: number, label: string, width: number): number => Math.min(x, width - textWidth(label, size) / 2);
