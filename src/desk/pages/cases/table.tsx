import { changeQuery } from '../../router.ts';
import { label, stageLabel } from '../../state/definitions.ts';
import { SelectAll, type Selection, SelectOne } from '../../ui/assign-many.tsx';
import { FlagTag, Name, Tag } from '../../ui/pieces.tsx';
import { ageBandText, day, t } from '../../words.ts';
import { type Column, columnText, type Row, usualText, valueText } from './look.ts';

/** The rows of the register; what was asked for besides stands at the end of each. */
export function Register({
  rows,
  query,
  beside,
  selection,
}: {
  rows: readonly Row[];
  query: URLSearchParams;
  beside: readonly { code: string; column: Column | undefined }[];
  /** For whoever may hand several over at once. */
  selection?: Selection;
}) {
  const names = rows.some((row) => row.personName !== undefined);
  const sort = query.get('sort') ?? 'openedAt';
  const up = query.has('up');
  const head = (column: string, text: string) => (
    <th scope="col" aria-sort={sort !== column ? 'none' : up ? 'ascending' : 'descending'}>
      <button
        type="button"
        onClick={() =>
          changeQuery({
            sort: column === 'openedAt' ? undefined : column,
            up: sort === column && !up ? '1' : undefined,
          })
        }
      >
        {text} <span aria-hidden="true">{sort === column ? (up ? '↑' : '↓') : ''}</span>
      </button>
    </th>
  );
  return (
    <div class="scroll">
      <table class="table stacked">
        <caption class="unseen">{t('desk.cases.title')}</caption>
        <thead>
          <tr>
            {selection && (
              <th scope="col">
                <SelectAll selection={selection} />
              </th>
            )}
            {head('number', t('desk.cases.number'))}
            {names && (
              <th scope="col" class="plain">
                {t('desk.cases.person')}
              </th>
            )}
            {head('stage', t('desk.cases.stage'))}
            {head('topic', t('desk.enquiry.topic'))}
            {head('destination', t('desk.enquiry.destination'))}
            <th scope="col" class="plain">
              {t('desk.cases.who')}
            </th>
            {head('openedAt', t('desk.cases.opened'))}
            <th scope="col" class="plain">
              {t('desk.cases.owner')}
            </th>
            {beside.map(({ code, column }) =>
              code === 'closedAt' ? (
                head(code, columnText(column, code))
              ) : (
                <th key={code} scope="col" class="plain">
                  {columnText(column, code)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {selection && (
                <td class="picks">
                  <SelectOne selection={selection} row={row} />
                </td>
              )}
              <td class="num second">
                <a href={`/desk/cases/${row.id}`}>{row.number}</a>
              </td>
              {names && (
                <td class="first">
                  <a class="quiet" href={`/desk/people/${row.personId}`}>
                    <Name>{row.personName ?? row.personNumber}</Name>
                  </a>
                </td>
              )}
              <td class="line">
                <Tag {...(row.closedAt ? {} : { tone: 'calm' as const })}>{stageLabel(row.programme, row.stage)}</Tag>{' '}
                <FlagTag flags={row.flags} />
              </td>
              <td>{label('topic', row.topic)}</td>
              <td>{label('destination', row.destination)}</td>
              <td class="whole">
                {[row.sex && t(`desk.sex.${row.sex}`), ageBandText(row.ageBand)].filter(Boolean).join(', ')}
              </td>
              <td class="num">{day(row.openedAt)}</td>
              <td>{row.owner ?? <span class="soft">{t('desk.cases.nobody')}</span>}</td>
              {beside.map(({ code, column }) => (
                <td key={code}>{valueText(column, row.more?.[code]) || usualText(row, code)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
