import type { Calendar, Limit, Timer } from '../../../kernel/index.ts';
import { label, placeLabel, programme, stageLabel } from '../../state/definitions.ts';
import { Scroll } from '../../ui/scroll.tsx';
import { language, partialDate, t, told } from '../../words.ts';

/** A deadline as an administrator checks it: which steps, for whom, how long, who says so. */
export function TimerFacts({ timer }: { timer: Timer }) {
  const stages = (codes: readonly string[] = []): string =>
    codes.map((code) => stageLabel(timer.programme, code)).join(' · ') || t('admin.none');
  return (
    <div class="stack">
      <dl class="facts">
        <dt>{t('admin.kinds.programme')}</dt>
        <dd>{told(programme(timer.programme)?.title) || timer.programme}</dd>
        <dt>{t('admin.timer.from')}</dt>
        <dd>{stages(timer.from)}</dd>
        <dt>{t('admin.timer.until')}</dt>
        <dd>{stages(timer.until)}</dd>
        <dt>{t('admin.timer.pausedIn')}</dt>
        <dd>{stages(timer.pausedIn)}</dd>
      </dl>
      <Scroll label={told(timer.title)} long>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('admin.timer.for')}</th>
              <th scope="col">{t('admin.timer.length')}</th>
              <th scope="col">{t('admin.timer.source')}</th>
            </tr>
          </thead>
          <tbody>
            {timer.limits.map((limit) => (
              <tr key={JSON.stringify(limit.where)}>
                <td>{whomOf(limit)}</td>
                <td>
                  {t(`deadline.length.${limit.unit}`, { count: limit.amount })}
                  {limit.calendar && <div class="small soft">{limit.calendar}</div>}
                </td>
                <td>{told(limit.source)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

const whomOf = ({ where = {} }: Limit): string =>
  [label('destination', where.destination), label('country', where.nationality), placeLabel(where.place)]
    .filter(Boolean)
    .join(' · ') || t('admin.timer.everybody');

/** 4 January 1970 was a Sunday. */
const weekday = (nth: number): string =>
  new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(1970, 0, 4 + nth)),
  );

export const CalendarFacts = ({ calendar }: { calendar: Calendar }) => (
  <dl class="facts">
    <dt>{t('admin.calendar.weekend')}</dt>
    <dd>{calendar.weekend.map(weekday).join(' · ') || t('admin.none')}</dd>
    <dt>{t('admin.calendar.holidays')}</dt>
    <dd>
      {calendar.holidays.length === 0 ? (
        t('admin.none')
      ) : (
        <ul>
          {calendar.holidays.map(({ day, name }) => (
            <li key={day}>
              {partialDate(day)} {told(name)}
            </li>
          ))}
        </ul>
      )}
    </dd>
    <dt>{t('admin.timer.source')}</dt>
    <dd>{told(calendar.source)}</dd>
  </dl>
);
