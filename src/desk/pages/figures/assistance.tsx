import type { CallOutput } from '../../../core/contracts.ts';
import { Figure } from '../../../view/charts/index.ts';
import { sayMonth } from '../../../view/dates.ts';
import { label } from '../../state/definitions.ts';
import { Card } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { ageBandText, language, number, t, tx } from '../../words.ts';
import { AsOf } from './as-of.tsx';

interface Asked {
  programme: string;
  from: string;
  to: string;
  teamId?: string;
}
type OfSex = CallOutput<'assistance.figures'>['sexes'][number];

const sexText = (sex: string): string => (sex === '' ? t('figures.unknown') : tx(`desk.sex.${sex}`));
const share = (value: number): string => number(value, { style: 'percent', maximumFractionDigits: 0 });

/** What help was noted and given, each sex beside the other; and how full the shelters were. */
export function Assistance({ asked }: { asked: Asked }) {
  const called = useCall('assistance.figures', asked);
  return (
    <section class="stack" aria-label={t('assistance.figures.title')}>
      <h2>{t('assistance.figures.title')}</h2>
      <p class="soft">{t('assistance.figures.what')}</p>
      <Shown called={called} rows={4}>
        {({ asOf, sexes, threshold }) =>
          sexes.length === 0 ? (
            <p class="nothing">{t('assistance.figures.none')}</p>
          ) : (
            <>
              <AsOf at={asOf} />
              <Compared sexes={sexes} />
              <div class="figures-grid">{sexes.flatMap((one) => tablesOf(one, threshold))}</div>
            </>
          )
        }
      </Shown>
      <Nights from={asked.from} to={asked.to} />
    </section>
  );
}

/** Measures as rows: the sexes stand side by side, and it fits a telephone. */
function Compared({ sexes }: { sexes: readonly OfSex[] }) {
  const counted = (count: number | undefined) => (count === undefined ? undefined : number(count));
  const measures = {
    people: ({ people }: OfSex) => counted(people),
    services: ({ services }: OfSex) => counted(services),
    delivered: ({ delivered }: OfSex) => (delivered === undefined ? undefined : share(delivered)),
    rating: ({ hidden, medianRating }: OfSex) =>
      medianRating === undefined ? (hidden ? undefined : '–') : number(medianRating),
  };
  return (
    <Card>
      <div class="body">
        <table class="figure-rows">
          <caption class="unseen">{t('assistance.figures.title')}</caption>
          <thead>
            <tr>
              <td />
              {sexes.map(({ sex }) => (
                <th key={sex} scope="col" class="figure-number">
                  {sexText(sex)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['people', 'services', 'delivered', 'rating'] as const).map((measure) => (
              <tr key={measure}>
                <th scope="row">{t(`assistance.figures.${measure}`)}</th>
                {sexes.map((one) => (
                  <td key={one.sex} class="figure-number">
                    {measures[measure](one) ?? <span class="soft">{t('assistance.figures.hidden')}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const names = {
  group: (key: string) => (key === '' ? t('figures.unknown') : label('serviceGroup', key)),
  status: (key: string) => tx(`assistance.service.status.${key}`),
  ageBand: (key: string) => (key === '' ? t('figures.unknown') : t('figures.ageBand', { band: ageBandText(key) })),
};

const tablesOf = ({ sex, tables }: OfSex, threshold: number | undefined) =>
  tables.map(({ by, cells }) => (
    <Figure
      key={`${sex} ${by}`}
      title={t('assistance.figures.table', { sex: sexText(sex), by: t(`assistance.figures.by.${by}`) })}
      definition={t('assistance.figures.definition')}
      cells={cells.map(({ key, count, hidden }) => ({
        key,
        label: names[by](key),
        ...(count !== undefined && { count }),
        ...(hidden && { hidden }),
      }))}
      form="bars"
      head={t(`assistance.figures.by.${by}`)}
      unit={t('assistance.figures.services')}
      language={language()}
      t={tx}
      {...(threshold !== undefined && { threshold })}
    />
  ));

function Nights({ from, to }: { from: string; to: string }) {
  const { data } = useCall('shelter.figures', { from, to });
  // Who runs no shelters is not told that there are none.
  if (!data || data.places === 0) return null;
  const last = data.months.findLast((one) => one.share !== undefined);
  return (
    <>
      <Figure
        title={t('assistance.figures.nights')}
        definition={t('assistance.figures.nightsDefinition', { places: data.places })}
        cells={data.months.map(({ month, nights, hidden }) => ({
          key: month,
          label: sayMonth(language(), month, 'short'),
          ...(nights !== undefined && { count: nights }),
          ...(hidden && { hidden }),
        }))}
        form="columns"
        head={t('figures.by.month')}
        unit={t('assistance.figures.nightsUnit')}
        language={language()}
        t={tx}
        {...(data.threshold !== undefined && { threshold: data.threshold })}
      />
      {last?.share !== undefined && (
        <p class="small soft">
          {t('assistance.figures.share', { share: share(last.share), month: sayMonth(language(), last.month) })}
        </p>
      )}
    </>
  );
}
