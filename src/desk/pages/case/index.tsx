import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import type { Transition } from '../../../kernel/index.ts';
import { useLive } from '../../live.ts';
import type { PageProps } from '../../routes.ts';
import { formTitle, isTimed, label, programme, stageLabel } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { BreakGlass, GlassBanner } from '../../ui/break-glass.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Messages } from '../../ui/messages.tsx';
import { PaperDialog } from '../../ui/paper.tsx';
import { Card, FlagNote, Name, PageHead, Tag } from '../../ui/pieces.tsx';
import { AboutCountry } from '../../ui/profile.tsx';
import { Relatives } from '../../ui/relatives.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { Empty, Loading, Shown } from '../../ui/states.tsx';
import { TaskRows } from '../../ui/tasks.tsx';
import { useCall } from '../../use-call.ts';
import { ageBandText, day, t, told } from '../../words.ts';
import { AddTask } from './add-task.tsx';
import { Assign } from './assign.tsx';
import { Consents } from './consents.tsx';
import { Costs } from './costs.tsx';
import { Deadlines } from './deadlines.tsx';
import { History } from './history.tsx';
import { Interpreting } from './interpreting.tsx';
import { Offers } from './offer.tsx';
import { Plan } from './plan.tsx';
import { Referrals } from './referrals.tsx';
import { Stage } from './stage.tsx';
import { Stays } from './stay.tsx';

export type CaseRead = CallOutput<'case.read'>;

/** One case: where it stands and what comes next, what was written, what is to be done, who agreed to what. */
export default function CasePage({ params }: PageProps) {
  const id = params.id ?? '';
  useLive({ caseId: id });
  const called = useCall('case.read', { id });
  return (
    <div class="stack">
      <Shown called={called} rows={8} page>
        {(read) => <Case read={read} reload={called.reload} />}
      </Shown>
      {called.problem?.code === 'record.absent' && may('glass.break') && (
        <div class="card">
          <div class="body">
            <p>{t('glass.offer')}</p>
            <BreakGlass caseId={id} onDone={called.reload} />
          </div>
        </div>
      )}
    </div>
  );
}

function Case({ read, reload }: { read: CaseRead; reload: () => void }) {
  const { case: row, may: mayHere } = read;
  const [assigning, setAssigning] = useState(false);
  const [printing, setPrinting] = useState(false);
  const facts = [
    told(programme(row.programme)?.title),
    label('topic', row.topic),
    label('destination', row.destination),
    row.sex && t(`desk.sex.${row.sex}`),
    ageBandText(row.ageBand),
  ];
  return (
    <div class="stack wide-gap">
      <PageHead
        window={t('desk.case.window')}
        title={
          <>
            <a class="quiet" href={`/desk/people/${row.personId}`}>
              <Name>{row.personName ?? row.personNumber}</Name>
            </a>{' '}
            <span class="soft num person-romanised">{row.number}</span>
          </>
        }
        sub={facts.filter(Boolean).join(' · ')}
      >
        <Tag tone={row.closedAt ? 'ok' : 'calm'}>{stageLabel(row.programme, row.stage)}</Tag>
        {mayHere.assign && (
          <button type="button" class="btn" onClick={() => setAssigning(true)}>
            <Icon name="user" /> {t('desk.assign.title')}
          </button>
        )}
        {may('case.print') && (
          <button type="button" class="btn" onClick={() => setPrinting(true)}>
            <Icon name="file" /> {t('paper.print')}
          </button>
        )}
      </PageHead>
      {may('glass.break') && !Object.values(mayHere).some(Boolean) && <GlassBanner caseId={row.id} />}
      {row.flags.length > 0 && <FlagNote flags={row.flags} />}
      <div class="two">
        <div class="stack wide-gap">
          {/* Drawn anew after each step: what was approved before it counts no more. */}
          <Stage key={`stage ${read.revision}`} read={read} reload={reload} />
          <Entries read={read} />
          <Plan caseId={row.id} />
          <Offers caseId={row.id} onFlags={reload} />
          <Costs caseId={row.id} onFlags={reload} />
          <Card
            title={t('desk.case.tasks')}
            aside={
              mayHere.write && may('task.write') ? (
                <AddTask caseId={row.id} personId={row.personId} onDone={reload} />
              ) : undefined
            }
          >
            {read.tasks.length === 0 ? (
              <p class="nothing">{t('desk.case.noTasks')}</p>
            ) : (
              <TaskRows tasks={read.tasks} onChange={reload} showOwner />
            )}
          </Card>
          {may('journal.read') && <History subject={row.id} />}
        </div>
        <div class="stack wide-gap">
          <Card title={t('desk.case.facts')}>
            <dl class="facts">
              <dt>{t('desk.cases.owner')}</dt>
              <dd>{row.owner ?? t('desk.cases.nobody')}</dd>
              {row.team && (
                <>
                  <dt>{t('desk.cases.team')}</dt>
                  <dd>{row.team}</dd>
                </>
              )}
              <dt>{t('desk.cases.opened')}</dt>
              <dd>{day(row.openedAt)}</dd>
              {row.channel && (
                <>
                  <dt>{t('desk.enquiry.channel.short')}</dt>
                  <dd>{label('channel', row.channel)}</dd>
                </>
              )}
            </dl>
          </Card>
          {mayHere.write && isTimed(row.programme) && <Deadlines key={`clocks ${read.revision}`} caseId={row.id} />}
          {may('person.read') && <HowToReach personId={row.personId} />}
          <Messages about={{ caseId: row.id }} writes={mayHere.write} onTask={reload} />
          {may('person.read') && <Relatives personId={row.personId} />}
          {row.destination && may('case.read') && <AboutCountry destination={row.destination} />}
          <Consents read={read} reload={reload} />
          <Referrals read={read} reload={reload} />
          {mayHere.write && <Stays caseId={row.id} />}
          {mayHere.write && <Interpreting caseId={row.id} programmeCode={row.programme} />}
        </div>
      </div>
      {printing && (
        <PaperDialog
          call="case.print"
          id={row.id}
          title={t('paper.printTitle', { number: row.number })}
          what={t('paper.printWhat')}
          onClose={() => setPrinting(false)}
        />
      )}
      {assigning && <Assign read={read} onClose={() => setAssigning(false)} onDone={reload} />}
    </div>
  );
}

/** As many forms as one looks over at once; of more, those come first that the next steps ask for. */
const fewForms = 6;
const formsOf = ({ gate = {} }: Transition): string[] => [
  ...(gate.entries ?? []),
  ...[...(gate.facts ?? []), ...(gate.child?.facts ?? [])].map(({ form }) => form),
];

function Entries({ read }: { read: CaseRead }) {
  const { case: row } = read;
  const definition = programme(row.programme);
  const offered = definition?.forms ?? [];
  const asked = new Set((definition?.transitions ?? []).filter(({ from }) => from === row.stage).flatMap(formsOf));
  const first = offered.length > fewForms ? offered.filter((form) => asked.has(form)) : offered;
  const others = offered.filter((form) => !first.includes(form));
  const buttons = (forms: readonly string[]) => (
    <div class="bar actions">
      {forms.map((form) => (
        <a key={form} class="btn small" href={`/desk/cases/${row.id}/forms/${form}`}>
          <Icon name="plus" /> {formTitle(form)}
        </a>
      ))}
    </div>
  );
  return (
    <Card title={t('desk.case.entries')}>
      {read.may.write && first.length > 0 && buttons(first)}
      {read.may.write && others.length > 0 && (
        <details>
          <summary>{t('desk.case.otherForms')}</summary>
          {buttons(others)}
        </details>
      )}
      {read.entries.length === 0 ? (
        <Empty icon="file" title={t('desk.case.noEntries')} />
      ) : (
        <ul class="rows">
          {read.entries.map((entry) => (
            <li key={entry.id}>
              <a class="row-link" href={`/desk/entries/${entry.id}`}>
                {told(entry.title)}
              </a>
              <span class="small soft">
                {day(entry.at)} · {entry.by}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The rules first, then the way to the number. */
function HowToReach({ personId }: { personId: string }) {
  const person = useCall('person.read', { id: personId });
  return (
    <Card title={t('desk.case.reach')}>
      <div class="body">
        {person.problem ? (
          <p class="soft">{t('desk.reveal.notYours')}</p>
        ) : person.data ? (
          <Reveal personId={personId} rules={person.data.safeContact} hasContact={person.data.hasContact} />
        ) : (
          <Loading rows={2} />
        )}
      </div>
    </Card>
  );
}
