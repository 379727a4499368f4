import { useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { daysBetween } from '../../words/index.ts';
import { label } from '../state/definitions.ts';
import { may } from '../state/session.ts';
import { useWrite } from '../use-call.ts';
import { day, relativeDay, say, t } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { TextArea, TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { Name, Refusal, SafeContactLine, Tag } from './pieces.tsx';
import { toast } from './toast.tsx';

export type Task = CallOutput<'task.today'>['today'][number];

/** A kind of task: the ministry's words where it published some, else ours. */
export const taskKind = (kind: string): string => {
  const published = label('taskKind', kind);
  return published !== kind ? published : (say(`task.kind.${kind}`) ?? kind);
};

/** Things to do, each with what is needed to do it from here. */
export function TaskRows({
  tasks,
  onChange,
  showOwner,
  now = new Date(),
}: {
  tasks: readonly Task[];
  onChange: () => void;
  showOwner?: boolean;
  now?: Date;
}) {
  const [finishing, setFinishing] = useState<Task>();
  const [postponing, setPostponing] = useState<Task>();
  return (
    <>
      <ul class="rows tasks">
        {tasks.map((task) => (
          <li key={task.id}>
            <div>
              <p>
                {task.caseId ? (
                  <a class="row-link" href={`/desk/cases/${task.caseId}`}>
                    {taskKind(task.kind)} <Name>{task.personName ?? task.caseNumber ?? ''}</Name>
                  </a>
                ) : (
                  <span class="strong">{taskKind(task.kind)}</span>
                )}
              </p>
              <p class="small soft meta">
                <When task={task} now={now} />{' '}
                {[task.personName && task.caseNumber, showOwner && task.owner, task.note].filter(Boolean).join(' · ')}
              </p>
              {task.safeContact && !task.doneAt && <SafeContactLine rules={task.safeContact} />}
            </div>
            <div class="actions">
              {!task.doneAt && may('task.write') && (
                <>
                  <button type="button" class="btn" onClick={() => setFinishing(task)}>
                    <Icon name="check" /> {t('desk.task.done')}
                    <span class="unseen"> {taskKind(task.kind)}</span>
                  </button>
                  <button
                    type="button"
                    class="btn"
                    aria-label={t('desk.task.later')}
                    title={t('desk.task.later')}
                    onClick={() => setPostponing(task)}
                  >
                    <Icon name="clock" />
                  </button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {finishing && <Finish task={finishing} onClose={() => setFinishing(undefined)} onDone={onChange} />}
      {postponing && <Postpone task={postponing} onClose={() => setPostponing(undefined)} onDone={onChange} />}
    </>
  );
}

function When({ task, now }: { task: Task; now: Date }) {
  if (task.doneAt)
    return (
      <Tag tone="ok" icon="check">
        {relativeDay(task.doneAt, now)}
      </Tag>
    );
  const late = new Date(task.dueAt) < now;
  // The hour matters on the day itself; on another day it is noise.
  const today = daysBetween(now, task.dueAt) === 0;
  const when = today ? day(task.dueAt, 'time') : relativeDay(task.dueAt, now);
  if (late)
    return (
      <Tag tone="due" icon="clock">
        {t('desk.task.late', { when })}
      </Tag>
    );
  return <Tag>{when}</Tag>;
}

function Finish({ task, onClose, onDone }: { task: Task; onClose: () => void; onDone: () => void }) {
  const [note, setNote] = useState('');
  const finish = useWrite('task.finish');
  return (
    <Dialog title={taskKind(task.kind)} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await finish.run({ id: task.id, ...(note !== '' && { note }) }))) return;
          toast(t('desk.task.doneNow'));
          onClose();
          onDone();
        }}
      >
        <TextArea label={t('desk.task.outcome')} optional value={note} onInput={setNote} />
        <Refusal problem={finish.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={finish.busy}>
            {t('desk.task.done')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Postpone({ task, onClose, onDone }: { task: Task; onClose: () => void; onDone: () => void }) {
  const [when, setWhen] = useState(localTime(new Date(Date.now() + 86_400_000)));
  const postpone = useWrite('task.postpone');
  return (
    <Dialog title={t('desk.task.later')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await postpone.run({ id: task.id, dueAt: new Date(when).toISOString() }))) return;
          onClose();
          onDone();
        }}
      >
        <TextField label={t('desk.task.when')} type="datetime-local" value={when} onInput={setWhen} required />
        <Refusal problem={postpone.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={postpone.busy}>
            {t('desk.task.later')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** A moment as `<input type="datetime-local">` wants it, in the reader's own time. */
export function localTime(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
