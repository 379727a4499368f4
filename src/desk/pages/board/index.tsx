import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { useLive } from '../../live.ts';
import { may } from '../../state/session.ts';
import { AssignBar, SelectOne, useSelection } from '../../ui/assign-many.tsx';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { Glasses } from '../../ui/glasses.tsx';
import { Card, PageHead, Tag } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { DueDeadlines, WaitingApprovals } from '../../ui/waiting.tsx';
import { useCall } from '../../use-call.ts';
import { day, number, t } from '../../words.ts';

type Board = CallOutput<'board.read'>;
type Worker = Board['workers'][number];
type Numbered = Board['quiet']['longest'][number];

const spans = ['', '14', '30', '60', '90', '180'] as const;

/** How the work of one's teams lies: what is late, on whom it lies, what nobody has, of whom nobody heard. */
export default function BoardPage() {
  const [days, setDays] = useState('');
  useLive('reach');
  const called = useCall('board.read', days === '' ? {} : { quietDays: Number(days) });
  return (
    <div class="stack wide-gap">
      <PageHead title={t('board.title')} sub={t('board.sub')}>
        <SelectField
          label={t('board.quietDays')}
          value={days}
          onInput={setDays}
          options={spans.map((value) => ({
            value,
            label: value === '' ? t('board.asProgramme') : t('board.days', { count: Number(value) }),
          }))}
        />
      </PageHead>
      {may('glass.review') && <Glasses />}
      <WaitingApprovals />
      <DueDeadlines />
      <Shown called={called} rows={10}>
        {(board) => <Work board={board} days={days} reload={called.reload} />}
      </Shown>
    </div>
  );
}

function Work({ board, days, reload }: { board: Board; days: string; reload: () => void }) {
  const left = board.workers.filter(({ active }) => !active);
  return (
    <div class="stack wide-gap">
      {left.length > 0 && <Left workers={left} />}
      <Teams teams={board.teams} />
      <Workers workers={board.workers.filter(({ active }) => active)} />
      <div class="two">
        <List
          title={t('board.unassigned')}
          what={t('desk.cases.opened')}
          none={t('board.noneUnassigned')}
          count={board.unassigned.count}
          rows={board.unassigned.oldest}
          all="/desk/cases?ownerId=nobody&status=open"
          reload={reload}
        />
        <List
          key={days}
          title={t('board.quietList')}
          what={t('board.lastContact')}
          none={t('board.noneQuiet')}
          count={board.quiet.count}
          rows={board.quiet.longest}
          reload={reload}
        />
      </div>
    </div>
  );
}

/** Somebody whose account is closed answers no call: what they had waits until another has it. */
const Left = ({ workers }: { workers: readonly Worker[] }) => (
  <Card title={t('board.left')} aside={number(workers.length)} tone="due">
    <ul class="rows">
      {workers.map((one) => (
        <li key={one.id}>
          <div>
            <p class="strong">{one.name}</p>
            <p class="small soft">
              {[
                ...one.teams,
                t('desk.cases.total', { count: one.cases }),
                t('board.tasksOf', { count: one.tasks }),
                one.overdue > 0 && t('board.overdueOf', { count: one.overdue }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          {may('case.assign') && (
            <div class="actions">
              <a class="btn" href={`/desk/cases?ownerId=${one.id}&status=open`}>
                {t('desk.assign.go')}
                <span class="unseen"> {one.name}</span>
              </a>
            </div>
          )}
        </li>
      ))}
    </ul>
  </Card>
);

interface Load {
  cases: number;
  flagged: number;
  quiet: number;
  tasks: number;
  overdue: number;
}
const columns = ['cases', 'tasks', 'overdue', 'flagged', 'quiet'] as const;
const late = new Set<string>(['overdue', 'flagged', 'quiet']);

const Heads = ({ first, more = [] }: { first: string; more?: readonly string[] }) => (
  <thead>
    <tr>
      <th scope="col">{first}</th>
      {columns.map((column) => (
        <th key={column} scope="col">
          {t(`board.${column}`)}
        </th>
      ))}
      {more.map((text) => (
        <th key={text} scope="col">
          {text}
        </th>
      ))}
    </tr>
  </thead>
);

/** The numbers of one line; on a narrow screen each says what it counts. */
const Numbers = ({ load }: { load: Load }) => (
  <>
    {columns.map((column) => (
      <td key={column} class="num" data-label={t(`board.${column}`)}>
        {load[column] > 0 && late.has(column) ? (
          <Tag tone={column === 'flagged' ? 'risk' : 'due'}>{number(load[column])}</Tag>
        ) : (
          number(load[column])
        )}
      </td>
    ))}
  </>
);

const Teams = ({ teams }: { teams: Board['teams'] }) => (
  <Card title={t('board.byTeam')}>
    {teams.length === 0 ? (
      <p class="nothing">{t('board.noTeam')}</p>
    ) : (
      <table class="table loads">
        <caption class="unseen">{t('board.byTeam')}</caption>
        <Heads first={t('desk.cases.team')} more={[t('board.ofNobody')]} />
        <tbody>
          {teams.map((team) => (
            <tr key={team.id}>
              <th scope="row">
                <a href={`/desk/cases?teamId=${team.id}&status=open`}>{team.name}</a>
              </th>
              <Numbers load={team} />
              <td class="num" data-label={t('board.ofNobody')}>
                {number(team.unassigned)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </Card>
);

const Workers = ({ workers }: { workers: readonly Worker[] }) => (
  <Card title={t('board.byWorker')}>
    {workers.length === 0 ? (
      <p class="nothing">{t('board.noWorker')}</p>
    ) : (
      <table class="table loads">
        <caption class="unseen">{t('board.byWorker')}</caption>
        <Heads first={t('desk.cases.owner')} />
        <tbody>
          {workers.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/desk/cases?ownerId=${one.id}&status=open`}>{one.name}</a>
              </th>
              <Numbers load={one} />
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </Card>
);

function List({
  title,
  what,
  none,
  count,
  rows,
  all,
  reload,
}: {
  title: string;
  /** What the date says. */
  what: string;
  none: string;
  count: number;
  rows: readonly Numbered[];
  /** Where all of them are. */
  all?: string;
  reload: () => void;
}) {
  const selection = useSelection(rows);
  if (rows.length === 0)
    return (
      <Card title={title}>
        <Empty icon="check" title={none} />
      </Card>
    );
  return (
    <Card title={title} aside={number(count)}>
      {may('case.assign') && (
        <div class="bar">
          <CheckField
            label={t('desk.assign.selectAll')}
            checked={selection.all}
            onInput={(on) => selection.chooseAll(on)}
          />
        </div>
      )}
      <ul class="rows">
        {rows.map((row) => (
          <li key={row.id}>
            <p class="check">
              {may('case.assign') && <SelectOne selection={selection} row={row} />}
              <span>
                <a class="row-link num" href={`/desk/cases/${row.id}`}>
                  {row.number}
                </a>{' '}
                <span class="small soft">{[row.owner, row.team].filter(Boolean).join(' · ')}</span>
              </span>
            </p>
            <span class="small soft num">
              <span class="unseen">{what} </span>
              {day(row.since)}
            </span>
          </li>
        ))}
      </ul>
      {count > rows.length && all && (
        <p class="bar">
          <a href={all}>{t('board.all', { count })}</a>
        </p>
      )}
      <AssignBar selection={selection} onDone={reload} />
    </Card>
  );
}
