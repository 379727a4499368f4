import { useState } from 'preact/hooks';
import type { CallInput, CallOutput } from '../../../core/contracts.ts';
import { ageBands } from '../../../kernel/index.ts';
import { changeQuery, go, place } from '../../router.ts';
import { codes, label, programme, programmes, stageLabel } from '../../state/definitions.ts';
import { may, session } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { AssignBar, SelectAll, type Selection, SelectOne, useSelection } from '../../ui/assign-many.tsx';
import { BreakGlass } from '../../ui/break-glass.tsx';
import { type Option, SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { More } from '../../ui/more.tsx';
import { Card, FlagTag, Name, PageHead, Tag } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { usePages } from '../../use-pages.ts';
import { ageBandText, day, t, told } from '../../words.ts';
import { ExportRegister } from './export.tsx';

type Row = CallOutput<'case.list'>['items'][number];
type Input = CallInput<'case.list'>;
export type Filters = Omit<Input, 'limit' | 'after'>;

/** Filters live in the address: they survive a reload and can be sent to a colleague. */
export function filtersOf(query: URLSearchParams): Filters {
  const filters: Record<string, unknown> = {};
  const texts = ['programme', 'stage', 'status', 'topic', 'channel', 'destination', 'sex', 'ageBand', 'teamId'];
  for (const name of [...texts, 'ownerId', 'openedFrom', 'openedTo']) {
    const value = query.get(name);
    if (value) filters[name] = value;
  }
  if (query.get('flagged')) filters.flagged = true;
  const sort = query.get('sort');
  if (sort === 'number' || sort === 'stage') filters.sort = sort;
  if (query.get('up')) filters.descending = false;
  // What somebody else put into the address is checked by the server like any other input.
  return filters as Filters;
}

/** The register: what the filters say, as many columns as the role may see. */
export default function CasesPage() {
  const { query } = useStore(place);
  const filters = filtersOf(query);
  const pages = usePages('case.list', filters);
  const [exporting, setExporting] = useState(false);
  const selection = useSelection(pages.items);
  const { total, beyond } = pages.first.data ?? {};
  return (
    <>
      <PageHead
        title={t('desk.cases.title')}
        sub={total === undefined ? undefined : t(beyond ? 'desk.cases.beyond' : 'desk.cases.total', { count: total })}
      >
        {may('case.import') && (
          <a class="btn" href="/desk/import">
            <Icon name="file" /> {t('exchange.button')}
          </a>
        )}
        {may('glass.break') && <BreakGlass onDone={(id) => go(`/desk/cases/${id}`)} />}
        <a class="btn" href="/desk/meeting">
          {t('meeting.link')}
        </a>
        {may('register.export') && (
          <button type="button" class="btn" onClick={() => setExporting(true)}>
            <Icon name="download" /> {t('desk.export.title')}
          </button>
        )}
      </PageHead>
      <FilterBar query={query} />
      <Card>
        <Shown called={pages.first} rows={10}>
          {() =>
            pages.items.length === 0 ? (
              <Empty icon="cases" title={t('desk.cases.none')}>
                <p>{t('desk.cases.noneMore')}</p>
              </Empty>
            ) : (
              <Register rows={pages.items} query={query} {...(may('case.assign') && { selection })} />
            )
          }
        </Shown>
        <More pages={pages} />
        <AssignBar selection={selection} onDone={pages.first.reload} />
      </Card>
      {exporting && <ExportRegister filters={filters} onClose={() => setExporting(false)} />}
    </>
  );
}

const optionsOf = (list: string): Option[] =>
  codes(list).map((item) => ({ value: item.code, label: told(item.label) }));

function FilterBar({ query }: { query: URLSearchParams }) {
  const colleagues = useCall('user.colleagues', {});
  const value = (name: string) => query.get(name) ?? '';
  const filter = (name: string) => ({
    value: value(name),
    onInput: (next: string) => changeQuery({ [name]: next }),
  });
  const shown = programme(value('programme')) ?? (programmes().length === 1 ? programmes()[0] : undefined);
  const rarer = ['topic', 'channel', 'destination', 'sex', 'ageBand', 'openedFrom', 'openedTo', 'flagged'];
  const set = rarer.filter((name) => query.has(name)).length;
  return (
    <search class="card">
      <div class="body">
        <div class="grid tight">
          {programmes().length > 1 && (
            <SelectField
              label={t('desk.enquiry.programme')}
              blank={t('desk.all')}
              options={programmes().map((one) => ({ value: one.code, label: told(one.title) }))}
              {...filter('programme')}
            />
          )}
          <SelectField
            label={t('desk.cases.status')}
            blank={t('desk.all')}
            options={(['open', 'closed'] as const).map((status) => ({
              value: status,
              label: t(`desk.cases.status.${status}`),
            }))}
            {...filter('status')}
          />
          {shown && (
            <SelectField
              label={t('desk.cases.stage')}
              blank={t('desk.all')}
              options={shown.stages.map((stage) => ({ value: stage.code, label: told(stage.label) }))}
              {...filter('stage')}
            />
          )}
          <SelectField
            label={t('desk.cases.owner')}
            blank={t('desk.all')}
            options={[
              { value: 'me', label: t('desk.cases.mine') },
              { value: 'nobody', label: t('desk.cases.nobody') },
              ...(colleagues.data?.users ?? [])
                .filter(({ id }) => id !== session.get().me?.id)
                .map((user) => ({ value: user.id, label: user.name })),
            ]}
            {...filter('ownerId')}
          />
          {(colleagues.data?.teams.length ?? 0) > 1 && (
            <SelectField
              label={t('desk.cases.team')}
              blank={t('desk.all')}
              options={(colleagues.data?.teams ?? []).map((team) => ({ value: team.id, label: team.name }))}
              {...filter('teamId')}
            />
          )}
        </div>
        <details class="why" open={set > 0}>
          <summary>{t('desk.cases.moreFilters', { count: set })}</summary>
          <div class="grid tight">
            <SelectField
              label={t('desk.enquiry.topic')}
              blank={t('desk.all')}
              options={optionsOf('topic')}
              {...filter('topic')}
            />
            <SelectField
              label={t('desk.enquiry.channel.short')}
              blank={t('desk.all')}
              options={optionsOf('channel')}
              {...filter('channel')}
            />
            <SelectField
              label={t('desk.enquiry.destination')}
              blank={t('desk.all')}
              options={optionsOf('destination')}
              {...filter('destination')}
            />
            <SelectField
              label={t('desk.enquiry.sex')}
              blank={t('desk.all')}
              options={(['female', 'male', 'other'] as const).map((sex) => ({
                value: sex,
                label: t(`desk.sex.${sex}`),
              }))}
              {...filter('sex')}
            />
            <SelectField
              label={t('desk.enquiry.ageBand')}
              blank={t('desk.all')}
              options={ageBands.map((band) => ({ value: band, label: ageBandText(band) }))}
              {...filter('ageBand')}
            />
            <SelectField
              label={t('desk.cases.flags')}
              blank={t('desk.all')}
              options={[{ value: '1', label: t('desk.cases.flagged') }]}
              {...filter('flagged')}
            />
            <TextField label={t('desk.cases.from')} type="date" {...filter('openedFrom')} />
            <TextField label={t('desk.cases.to')} type="date" {...filter('openedTo')} />
          </div>
          {[...query.keys()].length > 0 && (
            <button type="button" class="bare text" onClick={() => go('/desk/cases', { replace: true })}>
              {t('desk.cases.clear')}
            </button>
          )}
        </details>
      </div>
    </search>
  );
}

function Register({
  rows,
  query,
  selection,
}: {
  rows: readonly Row[];
  query: URLSearchParams;
  /** For whoever may hand several over at once. */
  selection?: Selection;
}) {
  const names = rows.some((row) => row.personName !== undefined);
  const sort = query.get('sort') ?? 'openedAt';
  const up = query.has('up');
  const head = (column: 'openedAt' | 'number' | 'stage', text: string) => (
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
            <th scope="col" class="plain">
              {t('desk.enquiry.topic')}
            </th>
            <th scope="col" class="plain">
              {t('desk.enquiry.destination')}
            </th>
            <th scope="col" class="plain">
              {t('desk.cases.who')}
            </th>
            {head('openedAt', t('desk.cases.opened'))}
            <th scope="col" class="plain">
              {t('desk.cases.owner')}
            </th>
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
              <td class="whole line">
                <Tag {...(row.closedAt ? {} : { tone: 'calm' as const })}>{stageLabel(row.programme, row.stage)}</Tag>{' '}
                <FlagTag flags={row.flags} />
              </td>
              <td>{label('topic', row.topic)}</td>
              <td>{label('destination', row.destination)}</td>
              <td class="whole">
                {[row.sex && t(`desk.sex.${row.sex}`), ageBandText(row.ageBand)].filter(Boolean).join(', ')}
              </td>
              <td class="num">{day(row.openedAt)}</td>
              <td class="whole">{row.owner ?? <span class="soft">{t('desk.cases.nobody')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
