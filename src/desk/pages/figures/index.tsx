import { useEffect } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { Figure, type FigureProps, Tile } from '../../../view/charts/index.ts';
import { sayMonth } from '../../../view/dates.ts';
import { changeQuery, place } from '../../router.ts';
import { ownProgrammes, programme, programmes } from '../../state/definitions.ts';
import { may, session } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { SelectField } from '../../ui/field.tsx';
import { PageHead } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { language, number, say, t, told, tx } from '../../words.ts';
import { localDay } from '../person/about.ts';
import { Ahead, Trend } from './ahead.tsx';
import { AsOf } from './as-of.tsx';
import { Assistance } from './assistance.tsx';
import { Centres } from './centres.tsx';
import { Indicators } from './indicators.tsx';
import { monthOf, monthsBack, spanOf, spans } from './months.ts';
import { nameOf } from './names.ts';
import { Office, Report } from './office.tsx';

type Figures = CallOutput<'figures.read'>;
type Table = Figures['tables'][number];

/** Cases and enquiries counted every way that is asked for, each number with what it means. */
export default function FiguresPage() {
  const { query } = useStore(place);
  const now = monthOf(localDay());
  const span = spanOf(query.get('from'), query.get('to'), now);
  const offered = ownProgrammes();
  const chosen = programme(query.get('programme') ?? '') ?? offered[0] ?? programmes()[0];
  const teamId = query.get('team') ?? undefined;
  const asked = chosen && { programme: chosen.code, ...span, ...(teamId !== undefined && { teamId }) };
  const called = useCall('figures.read', asked);
  useEffect(openForPrint, []);
  return (
    <div class="stack">
      <PageHead
        title={t('figures.title', {
          from: sayMonth(language(), span.from),
          to: sayMonth(language(), span.to),
          same: String(span.from === span.to),
        })}
        sub={t('figures.what')}
      >
        <button type="button" class="btn" onClick={() => print()}>
          {t('figures.print')}
        </button>
      </PageHead>
      <Filters now={now} span={span} programmes={offered} chosen={chosen?.code ?? ''} teamId={teamId} />
      <Shown called={called} rows={8}>
        {(figures) => <All figures={figures} programme={chosen?.code ?? ''} />}
      </Shown>
      {asked && (
        <>
          <Centres asked={asked} />
          <Trend programme={asked.programme} now={now} {...(teamId !== undefined && { teamId })} />
          <Ahead programme={asked.programme} {...(teamId !== undefined && { teamId })} />
        </>
      )}
      {asked && session.get().me?.role.read.includes('statistical') && <Indicators asked={asked} />}
      {asked && <Assistance asked={asked} />}
      {asked && <Report programme={asked.programme} month={span.to} />}
      {asked && may('figures.write') && <OfficeOf programme={asked.programme} month={span.to} />}
    </div>
  );
}

function OfficeOf(about: { programme: string; month: string }) {
  const colleagues = useCall('user.colleagues', {});
  return colleagues.data ? <Office {...about} teams={colleagues.data.teams} /> : null;
}

/** Paper cannot be clicked: what is folded is printed open. */
function openForPrint(): () => void {
  const open = (): void => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('.figure details, .tile details'))
      details.open = true;
  };
  addEventListener('beforeprint', open);
  return () => removeEventListener('beforeprint', open);
}

interface FiltersProps {
  now: string;
  span: { from: string; to: string };
  programmes: ReturnType<typeof programmes>;
  chosen: string;
  teamId: string | undefined;
}

function Filters({ now, span, programmes: offered, chosen, teamId }: FiltersProps) {
  const colleagues = useCall('user.colleagues', {});
  const teams = colleagues.data?.teams ?? [];
  const months = monthsBack(now, 72).map((month) => ({ value: month, label: sayMonth(language(), month) }));
  return (
    <section class="figures-filters" aria-label={t('figures.filters')}>
      <fieldset class="opts">
        <legend class="unseen">{t('figures.months')}</legend>
        {Object.entries(spans(now)).map(([name, { from, to }]) => (
          <label key={name} class={from === span.from && to === span.to ? 'on' : undefined}>
            <input
              type="radio"
              name="span"
              checked={from === span.from && to === span.to}
              onChange={() => changeQuery({ from, to })}
            />
            <span>{tx(`figures.span.${name}`)}</span>
          </label>
        ))}
      </fieldset>
      <div class="figures-selects">
        <SelectField
          label={t('figures.from')}
          value={span.from}
          options={months}
          onInput={(from) => changeQuery({ from, to: span.to })}
        />
        <SelectField
          label={t('figures.to')}
          value={span.to}
          options={months}
          onInput={(to) => changeQuery({ from: span.from, to })}
        />
        {teams.length > 1 && (
          <SelectField
            label={t('figures.centre')}
            blank={t('figures.allTeams')}
            value={teamId ?? ''}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            onInput={(team) => changeQuery({ team })}
          />
        )}
        {offered.length > 1 && (
          <SelectField
            label={t('figures.programme')}
            value={chosen}
            options={offered.map(({ code, title }) => ({ value: code, label: told(title) }))}
            onInput={(code) => changeQuery({ programme: code })}
          />
        )}
      </div>
    </section>
  );
}

function All({ figures: { asOf, totals, tables }, programme: code }: { figures: Figures; programme: string }) {
  const months = tables.filter(({ by }) => by === 'month');
  const others = (['cases', 'enquiries'] as const).flatMap((what) =>
    tables.filter(({ of, by }) => of === what && by !== 'month'),
  );
  return (
    <div class="stack">
      <AsOf at={asOf} />
      <Tiles totals={totals} />
      {months.map((table) => (
        <Figure key={table.of} {...figureOf(table, code)} form="columns" />
      ))}
      <div class="figures-grid">
        {others.map((table) => (
          <Figure key={`${table.of} ${table.by}`} {...figureOf(table, code)} form="bars" />
        ))}
      </div>
    </div>
  );
}

function Tiles({ totals }: { totals: Figures['totals'] }) {
  const { answeredAtFirstContact: answered, medianDaysToClose: median } = totals;
  const counted = (count: number | undefined) => (count === undefined ? undefined : number(count));
  const tile = (name: string, value: string | undefined, note?: string) =>
    value !== undefined && (
      <Tile
        key={name}
        value={value}
        label={tx(`figures.tile.${name}`)}
        why={tx(`figures.why.${name}`)}
        t={tx}
        {...(note !== undefined && { note })}
      />
    );
  return (
    <div class="tiles">
      {tile('casesOpened', counted(totals.casesOpened))}
      {tile(
        'enquiries',
        counted(totals.enquiries),
        answered === undefined
          ? undefined
          : t('figures.answered', { share: number(answered, { style: 'percent', maximumFractionDigits: 0 }) }),
      )}
      {tile('people', counted(totals.people))}
      {tile('casesOpen', counted(totals.casesOpen))}
      {tile('casesClosed', counted(totals.casesClosed))}
      {tile('medianDaysToClose', median === undefined ? undefined : t('figures.days', { count: median }))}
      {totals.satisfaction &&
        tile(
          'satisfaction',
          number(totals.satisfaction.mean, { minimumFractionDigits: 1 }),
          t('figures.rated', {
            share: number(totals.satisfaction.share, { style: 'percent', maximumFractionDigits: 0 }),
          }),
        )}
      {tile('flagged', counted(totals.flagged))}
    </div>
  );
}

/** Orders that mean something and stay; the others go by size. */
const ordered: readonly Table['by'][] = ['month', 'ageBand', 'stage', 'status'];

function figureOf(table: Table, programmeCode: string): Omit<FigureProps, 'form'> {
  const { of, by, cells, threshold, definition } = table;
  const named = cells.map((cell) => ({
    key: cell.key,
    label: cell.label ? told(cell.label) : nameOf(by, cell.key, programmeCode),
    ...(cell.count !== undefined && { count: cell.count }),
    ...(cell.hidden && { hidden: true }),
  }));
  if (!ordered.includes(by)) named.sort((a, b) => (b.count ?? -1) - (a.count ?? -1) || a.label.localeCompare(b.label));
  const what = say(`figures.definition.${definition}`) ?? t(`figures.definition.${of}`);
  return {
    title: t('figures.table', { of: t(`figures.of.${of}`), by: t(`figures.by.${by}`) }),
    definition: `${what} ${t(`figures.how.${by}`)}`,
    cells: named,
    head: t(`figures.by.${by}`),
    unit: t(`figures.of.${of}`),
    language: language(),
    t: tx,
    ...(threshold !== undefined && { threshold }),
  };
}
