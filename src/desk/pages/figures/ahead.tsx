import { sayMonth } from '../../../view/dates.ts';
import { Card } from '../../ui/pieces.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { language, number, t } from '../../words.ts';
import { addMonths } from './months.ts';

type Place = { programme: string; teamId?: string };

/** Two years of months, each beside the same month a year before. */
export function Trend({ programme, teamId, now }: Place & { now: string }) {
  const called = useCall('figures.read', {
    programme,
    from: addMonths(now, -24),
    to: addMonths(now, -1),
    ...(teamId && { teamId }),
  });
  return (
    <section class="stack" aria-labelledby="trend">
      <h2 id="trend">{t('figures.trend')}</h2>
      <Shown called={called} rows={6}>
        {({ tables }) => {
          const counts = (['cases', 'enquiries'] as const).map((of) => ({
            of,
            cells: new Map(
              tables.find((one) => one.of === of && one.by === 'month')?.cells.map((one) => [one.key, one]),
            ),
          }));
          const months = Array.from({ length: 12 }, (_, index) => addMonths(now, index - 12));
          return (
            <Card>
              <div class="body">
                <Scroll label={t('figures.table', { of: t('figures.trend'), by: t('figures.trend.month') })}>
                  <table class="figure-rows">
                    <thead>
                      <tr>
                        <th scope="col">{t('figures.trend.month')}</th>
                        {counts.flatMap(({ of }) => [
                          <th key={of} scope="col" class="figure-number">
                            {t(`figures.of.${of}`)}
                          </th>,
                          <th key={`${of} before`} scope="col" class="figure-number">
                            {t('figures.trend.before')}
                          </th>,
                          <th key={`${of} change`} scope="col" class="figure-number">
                            {t('figures.trend.change')}
                          </th>,
                        ])}
                      </tr>
                    </thead>
                    <tbody>
                      {months.map((month) => (
                        <tr key={month}>
                          <th scope="row">{sayMonth(language(), month, 'short')}</th>
                          {counts.flatMap(({ of, cells }) => {
                            const [is, was] = [cells.get(month), cells.get(addMonths(month, -12))];
                            const told = (cell: typeof is) =>
                              cell?.hidden ? t('figures.centres.hidden') : number(cell?.count ?? 0);
                            const change = !is?.hidden && was?.count ? (is?.count ?? 0) / was.count - 1 : undefined;
                            return [
                              told(is),
                              told(was),
                              change === undefined
                                ? '–'
                                : number(change, {
                                    style: 'percent',
                                    signDisplay: 'exceptZero',
                                    maximumFractionDigits: 0,
                                  }),
                            ].map((text, index) => (
                              <td key={`${of} ${index}`} class="figure-number">
                                {text}
                              </td>
                            ));
                          })}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
              </div>
            </Card>
          );
        }}
      </Shown>
    </section>
  );
}

/** What may come, and whom it takes; or why that cannot be said. */
export function Ahead({ programme, teamId }: Place) {
  const called = useCall('figures.forecast', { programme, ...(teamId && { teamId }) });
  return (
    <section class="stack" aria-labelledby="ahead">
      <h2 id="ahead">{t('figures.forecast')}</h2>
      <Shown called={called} rows={4}>
        {({ forecast, leastMonths, workload }) =>
          forecast ? (
            <>
              <p class="soft">{t('figures.forecast.what')}</p>
              <Card>
                <div class="body">
                  <Scroll label={t('figures.table', { of: t('figures.forecast'), by: t('figures.trend.month') })}>
                    <table class="figure-rows">
                      <thead>
                        <tr>
                          <th scope="col">{t('figures.trend.month')}</th>
                          {(['expected', 'range', ...(workload ? (['staff'] as const) : [])] as const).map((head) => (
                            <th key={head} scope="col" class="figure-number">
                              {t(`figures.forecast.${head}`)}
                            </th>
                          ))}
                        </tr>
                      </thead>
                      <tbody>
                        {forecast.map(({ month, expected, eighty: [low, high], staff }) => (
                          <tr key={month}>
                            <th scope="row">{sayMonth(language(), month, 'short')}</th>
                            <td class="figure-number">{number(Math.round(expected))}</td>
                            <td class="figure-number">
                              {number(low)}–{number(high)}
                            </td>
                            {staff && (
                              <td class="figure-number">
                                {[staff.expected, staff.low, staff.high]
                                  .map((one) => number(one, { maximumFractionDigits: 1 }))
                                  .join(' · ')}
                              </td>
                            )}
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </Scroll>
                </div>
              </Card>
              <p class="small soft">
                {workload
                  ? t('figures.forecast.hours', {
                      perCase: number(workload.hoursPerCase),
                      perMonth: number(workload.hoursPerMonth),
                      source: workload.source,
                    })
                  : t('figures.forecast.noHours')}
              </p>
            </>
          ) : (
            <p class="nothing">{t('figures.forecast.few', { count: leastMonths })}</p>
          )
        }
      </Shown>
    </section>
  );
}
