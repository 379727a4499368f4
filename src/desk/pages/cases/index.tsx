import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ageBands } from '../../../kernel/index.ts';
import { useLive } from '../../live.ts';
import { changeQuery, go, place } from '../../router.ts';
import { codes, programme, programmes } from '../../state/definitions.ts';
import { may, session } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { AssignBar, useSelection } from '../../ui/assign-many.tsx';
import { BreakGlass } from '../../ui/break-glass.tsx';
import { type Option, SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { More } from '../../ui/more.tsx';
import { Card, PageHead } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { usePages } from '../../use-pages.ts';
import { ageBandText, t, told } from '../../words.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { ExportRegister } from './export.tsx';
import { FilterBuilder } from './filter-builder.tsx';
import { lookOf } from './look.ts';
import { Register } from './table.tsx';
import { Views } from './views.tsx';

/** The register: what the filters say, as many columns as the role may see. */
export default function CasesPage() {
  const { query } = useStore(place);
  const look = lookOf(query);
  useLive('reach');
  const pages = usePages('case.list', look);
  const [open, setOpen] = useState<'export' | 'columns' | 'views'>();
  // What can be filtered and shown: asked for when somebody wants to know, or the address names some of it.
  const [wanted, setWanted] = useState(false);
  const fields = useCall('case.columns', wanted || look.where || look.columns ? {} : undefined);
  const columns = fields.data?.columns;
  const close = () => setOpen(undefined);
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
        <button type="button" class="btn" onClick={() => setOpen('views')}>
          <Icon name="cases" /> {t('register.views')}
        </button>
        {may('register.export') && (
          <button type="button" class="btn" onClick={() => setOpen('export')}>
            <Icon name="download" /> {t('desk.export.title')}
          </button>
        )}
      </PageHead>
      <FilterBar query={query}>
        <FilterBuilder columns={columns} conditions={look.where ?? []} onOpen={() => setWanted(true)} />
      </FilterBar>
      <Card>
        <Shown called={pages.first} rows={10}>
          {() =>
            pages.items.length === 0 && pages.more ? (
              <Empty icon="cases" title={t('register.notYet')}>
                <p>{t('register.notYetMore')}</p>
              </Empty>
            ) : pages.items.length === 0 ? (
              <Empty icon="cases" title={t('desk.cases.none')}>
                <p>{t('desk.cases.noneMore')}</p>
                {may('case.import') && query.size === 0 && (
                  <a class="btn" href="/desk/import">
                    {t('intake.new')}
                  </a>
                )}
              </Empty>
            ) : (
              <Register
                rows={pages.items}
                query={query}
                beside={(look.columns ?? []).map((code) => ({
                  code,
                  column: columns?.find((one) => one.code === code),
                }))}
                {...(may('case.assign') && { selection })}
              />
            )
          }
        </Shown>
        <More pages={pages} />
        <div class="bar actions">
          <button
            type="button"
            class="bare text"
            onClick={() => {
              setWanted(true);
              setOpen('columns');
            }}
          >
            {t('register.columns')}
          </button>
        </div>
        <AssignBar selection={selection} onDone={pages.first.reload} />
      </Card>
      {open === 'export' && <ExportRegister look={look} onClose={close} />}
      {open === 'views' && <Views look={look} onClose={close} />}
      {open === 'columns' && columns && <ColumnChooser columns={columns} chosen={look.columns ?? []} onClose={close} />}
    </>
  );
}

const optionsOf = (list: string): Option[] =>
  codes(list).map((item) => ({ value: item.code, label: told(item.label) }));

function FilterBar({ query, children }: { query: URLSearchParams; children: ComponentChildren }) {
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
        {children}
      </div>
    </search>
  );
}
