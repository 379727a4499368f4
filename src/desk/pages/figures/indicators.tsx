import { useState } from 'preact/hooks';
import type { CallInput, CallOutput } from '../../../core/contracts.ts';
import { Measured } from '../../../view/charts/index.ts';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { language, number, t, told, tx } from '../../words.ts';
import { AsOf } from './as-of.tsx';
import { nameOf } from './names.ts';

type Indicator = CallOutput<'indicator.read'>['indicators'][number];

/** What the programme counts of itself; nothing where it counts nothing. */
export function Indicators({ asked }: { asked: CallInput<'indicator.read'> }) {
  const called = useCall('indicator.read', asked);
  return (
    <Shown called={called} rows={4}>
      {({ asOf, indicators }) =>
        indicators.length > 0 && (
          <section class="stack" aria-labelledby="indicators">
            <h2 id="indicators">{t('figures.indicators')}</h2>
            <p class="soft">{t('figures.indicatorsWhat')}</p>
            <AsOf at={asOf} />
            <div class="figures-grid">
              {indicators.map((one) => (
                <One key={one.code} one={one} programme={asked.programme} />
              ))}
            </div>
          </section>
        )
      }
    </Shown>
  );
}

const writeAs = {
  cases: (value: number) => number(value),
  people: (value: number) => number(value),
  days: (value: number) => t('figures.days', { count: value }),
  share: (value: number) => number(value, { style: 'percent', maximumFractionDigits: 0 }),
  rating: (value: number) => number(value, { maximumFractionDigits: 1 }),
};

function One({ one, programme }: { one: Indicator; programme: string }) {
  const { unit, total, threshold } = one;
  const tables = one.tables.map(({ by, cells }) => ({
    head: tx(`figures.by.${by}`),
    cells: cells.map((cell) => ({ ...cell, label: nameOf(by, cell.key, programme) })),
  }));
  const title = told(one.title);
  const head = tx(`figures.unit.${unit}`);
  return (
    <Measured
      title={title}
      definition={told(one.definition)}
      total={total}
      tables={tables}
      unit={head}
      write={writeAs[unit]}
      threshold={threshold}
      language={language()}
      t={tx}
    >
      <Copy rows={[[title, head, t('charts.cases')], ['', ...cellsOf(total)], ...tables.flatMap(rowsOf)]} />
    </Measured>
  );
}

const cellsOf = ({ value, of, hidden }: Indicator['total']): string[] =>
  hidden ? [t('charts.hidden'), ''] : [value, of].map((one) => (one === undefined ? '' : String(one)));

const rowsOf = ({ head, cells }: { head: string; cells: readonly ({ label: string } & Indicator['total'])[] }) =>
  cells.map((cell) => [`${head}: ${cell.label}`, ...cellsOf(cell)]);

/** What is shown, and no more, as cells that any spreadsheet takes. */
function Copy({ rows }: { rows: string[][] }) {
  const [copied, setCopied] = useState(false);
  const text = rows.map((cells) => cells.join('\t')).join('\n');
  return (
    <button
      type="button"
      class="btn small"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {t(copied ? 'figures.copied' : 'figures.copy')}
      <span class="unseen"> {rows[0]![0]}</span>
    </button>
  );
}
