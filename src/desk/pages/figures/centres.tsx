import type { CallOutput } from '../../../core/contracts.ts';
import { fromMinor } from '../../../kernel/index.ts';
import { may } from '../../state/session.ts';
import { Card } from '../../ui/pieces.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { number, t } from '../../words.ts';
import type { Asked } from './asked.ts';
import { lastDayOf } from './months.ts';

type Measures = CallOutput<'figures.centres'>['all'] & { name?: string; teamId?: string };

const rows = ['opened', 'closed', 'open', 'enquiries', 'answered', 'days', 'cost'] as const;

/** The centres beside one another: measures as rows, so that it is read on a telephone by moving sideways. */
export function Centres({ asked: { programme, from, to } }: { asked: Asked }) {
  const called = useCall('figures.centres', { programme, from, to });
  /** Exactly the cases of a cell, as the register filters them; of those closed in these months it has no filter. */
  const leads = ({ teamId, name }: Measures, row: (typeof rows)[number]): string | undefined => {
    if (!may('case.read') || (name !== undefined && teamId === undefined)) return undefined;
    const opened = { opened: { openedFrom: `${from}-01`, openedTo: lastDayOf(to) }, open: { status: 'open' } }[
      row as string
    ];
    return opened && `/desk/cases?${new URLSearchParams({ programme, ...opened, ...(teamId && { teamId }) })}`;
  };
  return (
    <section class="stack" aria-labelledby="centres">
      <h2 id="centres">{t('figures.centres')}</h2>
      <p class="soft">{t(may('case.read') ? 'figures.centres.what' : 'figures.centres.noRows')}</p>
      <Shown called={called} rows={6}>
        {({ centres, all }) => {
          const places: Measures[] = [...centres, all];
          return (
            <Card>
              <div class="body">
                <Scroll label={t('figures.table', { of: t('figures.centres'), by: t('figures.centre') })}>
                  <table class="figure-rows">
                    <thead>
                      <tr>
                        <td />
                        {places.map(({ name }) => (
                          <th key={name} scope="col" class="figure-number">
                            {name ?? t('figures.centres.all')}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {rows.map((row) => (
                        <tr key={row}>
                          <th scope="row">{t(`figures.centres.${row}`)}</th>
                          {places.map((place) => {
                            const told = write(place, row);
                            const address = leads(place, row);
                            return (
                              <td key={place.name} class="figure-number">
                                {told === undefined ? (
                                  <span class="soft">{t('figures.centres.hidden')}</span>
                                ) : address ? (
                                  <a href={address}>{told}</a>
                                ) : (
                                  told
                                )}
                              </td>
                            );
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
      <p class="small soft">{t('figures.centres.costWhy')}</p>
    </section>
  );
}

/** Undefined where it may not be told; a dash where there is nothing to tell. */
function write(place: Measures, row: (typeof rows)[number]): string | undefined {
  switch (row) {
    case 'answered':
      if (place.answered === undefined) return place.enquiries === 0 ? '–' : undefined;
      return number(place.answered, { style: 'percent', maximumFractionDigits: 0 });
    case 'days': {
      if (!place.days) return place.closed === 0 ? '–' : undefined;
      const [low, middle, high] = place.days;
      return `${number(middle)} (${number(low)}–${number(high)})`;
    }
    case 'cost': {
      const known = place.costs.filter(({ perCase }) => perCase !== undefined);
      if (known.length === 0) return '–';
      return known
        .map(({ currency, perCase }) =>
          number(fromMinor(perCase!, currency), { style: 'currency', currency, maximumFractionDigits: 0 }),
        )
        .join(', ');
    }
    default:
      return place[row] === undefined ? undefined : number(place[row]);
  }
}
