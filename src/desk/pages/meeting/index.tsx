import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { changeQuery, place } from '../../router.ts';
import { codes, programmes, stageLabel } from '../../state/definitions.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { Card, Name, PageHead } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { ageBandText, day, language, t, told } from '../../words.ts';
import { wordsOf } from '../case/waive.tsx';

type Row = CallOutput<'case.meeting'>['items'][number];

/** The list that both sides of a corridor go through, made to be printed. It carries no name unless somebody asks for it. */
export default function MeetingPage() {
  const { query } = useStore(place);
  const [names, setNames] = useState(false);
  const role = session.get().me?.role;
  const offered = programmes().filter(({ code }) => role?.programmes.includes(code));
  const chosen = offered.find(({ code }) => code === query.get('programme')) ?? offered[0];
  const asked = (name: string) => ({ ...(query.get(name) && { [name]: query.get(name)! }) });
  const called = useCall(
    'case.meeting',
    chosen && {
      programme: chosen.code,
      ...asked('nationality'),
      ...asked('destination'),
      ...asked('stage'),
      ...(names && { names }),
    },
  );
  return (
    <div class="stack meeting">
      <PageHead title={t('meeting.title')} sub={t('meeting.what')}>
        <button type="button" class="btn" onClick={() => print()}>
          {t('meeting.print')}
        </button>
      </PageHead>
      <search class="card meeting-filters" aria-label={t('meeting.filters')}>
        <div class="body">
          <div class="grid tight">
            {offered.length > 1 && (
              <SelectField
                label={t('meeting.programme')}
                value={chosen?.code ?? ''}
                options={offered.map(({ code, title }) => ({ value: code, label: told(title) }))}
                onInput={(code) => changeQuery({ programme: code, stage: undefined })}
              />
            )}
            {role?.read.includes('statistical') && <Country name="nationality" label={t('meeting.origin')} />}
            <Country name="destination" label={t('meeting.destination')} />
            <SelectField
              label={t('meeting.stage')}
              blank={t('desk.all')}
              value={query.get('stage') ?? ''}
              options={(chosen?.stages ?? [])
                .filter(({ final }) => !final)
                .map(({ code, label }) => ({ value: code, label: told(label) }))}
              onInput={(stage) => changeQuery({ stage })}
            />
          </div>
          {role?.read.includes('identity') && (
            <>
              <CheckField label={t('meeting.names')} checked={names} onInput={setNames} />
              <p class="small soft">{t('meeting.namesHint')}</p>
            </>
          )}
        </div>
      </search>
      <Shown called={called} rows={8}>
        {({ items, beyond }) => (
          <Card title={told(chosen?.title)} aside={t('meeting.madeAt', { when: day(new Date()) })}>
            {beyond && <p class="body note due">{t('meeting.beyond', { count: items.length })}</p>}
            {items.length === 0 ? (
              <Empty icon="cases" title={t('meeting.empty')}>
                <p>{t('meeting.emptyWhat')}</p>
              </Empty>
            ) : (
              <List rows={items} programme={chosen?.code ?? ''} />
            )}
          </Card>
        )}
      </Shown>
    </div>
  );
}

function Country({ name, label: text }: { name: 'nationality' | 'destination'; label: string }) {
  const { query } = useStore(place);
  const list = codes(name === 'nationality' && codes('country').length > 0 ? 'country' : 'destination');
  return (
    <SelectField
      label={text}
      blank={t('desk.all')}
      value={query.get(name) ?? ''}
      options={list
        .map(({ code, label }) => ({ value: code, label: told(label) }))
        .sort((a, b) => a.label.localeCompare(b.label, language()))}
      onInput={(code) => changeQuery({ [name]: code })}
    />
  );
}

function List({ rows, programme: code }: { rows: readonly Row[]; programme: string }) {
  const named = rows.some(({ personName }) => personName !== undefined);
  const heads = [
    t('meeting.number'),
    ...(named ? [t('meeting.person')] : []),
    t('meeting.stage'),
    t('meeting.days'),
    t('meeting.next'),
    t('meeting.lastContact'),
  ];
  return (
    <div class="scroll">
      <table class="table stacked">
        <caption class="unseen">{t('meeting.title')}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" class="plain">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td class="num first">
                <a href={`/desk/cases/${row.id}`}>{row.number}</a>
                <div class="small soft">
                  {[row.sex && t(`desk.sex.${row.sex}`), ageBandText(row.ageBand)].filter(Boolean).join(', ')}
                </div>
              </td>
              {named && <td>{row.personName && <Name>{row.personName}</Name>}</td>}
              <td>{stageLabel(code, row.stage)}</td>
              <td class="num">{t('meeting.daysCount', { count: row.days })}</td>
              <td class="whole line">
                <Next row={row} />
              </td>
              <td class="num">{day(row.lastContactAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Next({ row: { next } }: { row: Row }) {
  if (next.length === 0) return <span class="soft">{t('meeting.none')}</span>;
  return (
    <ul class="meeting-next">
      {next.map(({ to, label, missing }) => (
        <li key={to}>
          <span class="strong">{told(label)}</span>
          {': '}
          {missing.map(wordsOf).join(' · ') || t('meeting.ready')}
        </li>
      ))}
    </ul>
  );
}
