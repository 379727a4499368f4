import { useRef, useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { uuidv7 } from '../../../kernel/index.ts';
import type { Refused } from '../../client.ts';
import type { PageProps } from '../../routes.ts';
import { call } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { Card, Name, PageHead, Refusal, Tag } from '../../ui/pieces.tsx';
import { Progress, Shown } from '../../ui/states.tsx';
import { asRefused, forgetSeen, useCall } from '../../use-call.ts';
import { day, t } from '../../words.ts';
import { Columns } from './columns.tsx';
import { CountLines } from './counts.tsx';
import { EncodingOf } from './encoding.tsx';
import { Checked } from './problems.tsx';

export type Register = CallOutput<'intake.read'>;

/** One register: how it is read, what is wrong in it, bringing it in, and taking it back. */
export default function RegisterPage({ params }: PageProps) {
  const id = params.id ?? '';
  const register = useCall('intake.read', { id });
  return (
    <Shown called={register} page>
      {(data) => (
        <div class="stack">
          <PageHead
            title={t('intake.one')}
            sub={
              <>
                <bdi>{data.sender}</bdi> · <bdi>{data.file}</bdi> · {day(data.readAt)}
              </>
            }
          >
            <Tag>{t(`intake.state.${data.state}`)}</Tag>
          </PageHead>
          {data.state === 'read' && data.encoding && <EncodingOf register={data} />}
          {data.state === 'read' && <Columns key={data.revision} register={data} changed={register.reload} />}
          {data.state === 'read' && <Checked key={`checked ${data.revision}`} id={id} />}
          <Steps key={id} register={data} changed={register.reload} />
          <Alike register={data} />
          <Kept register={data} />
        </div>
      )}
    </Shown>
  );
}

/** Step after step until it is done or stopped: each is a transaction, and whatever was interrupted goes on. */
function useSteps(changed: () => void) {
  const [share, setShare] = useState<number | undefined>();
  const [problem, setProblem] = useState<Refused | undefined>();
  const stopped = useRef(false);
  const run = async (step: (callId: string) => Promise<number | undefined>): Promise<void> => {
    stopped.current = false;
    setProblem(undefined);
    setShare(0);
    try {
      for (let done: number | undefined = 0; done !== undefined && !stopped.current; ) {
        done = await step(uuidv7());
        if (done !== undefined) setShare(done);
      }
    } catch (error) {
      setProblem(asRefused(error));
    }
    setShare(undefined);
    forgetSeen();
    changed();
  };
  const stop = (): void => {
    stopped.current = true;
  };
  return { run, stop, share, problem };
}

function Steps({ register, changed }: { register: Register; changed: () => void }) {
  const { id, state, rows, taken, counts } = register;
  const taking = useSteps(changed);
  const undoing = useSteps(changed);
  const [asked, setAsked] = useState(false);
  const total = useRef(0);
  const take = () =>
    taking.run(async (callId) => {
      const done = await call('intake.take', { id }, { callId });
      return done.state === 'taken' ? undefined : done.rows > 0 ? done.taken / done.rows : 0;
    });
  const undo = () =>
    undoing.run(async (callId) => {
      const done = await call('intake.undo', { id }, { callId });
      total.current = Math.max(total.current, done.undone + done.left);
      return done.state === 'undone' ? undefined : 1 - done.left / total.current;
    });
  const busy = taking.share !== undefined || undoing.share !== undefined;
  return (
    <Card title={t('intake.steps')}>
      <div class="body stack" aria-live="polite">
        {state !== 'read' && <p>{t('intake.rowsTaken', { taken, rows })}</p>}
        {state !== 'read' && <CountLines counts={counts} done />}
        <Refusal problem={taking.problem ?? undoing.problem} />
        {taking.share !== undefined && <Progress text={t('intake.taking')} share={taking.share} cancel={taking.stop} />}
        {undoing.share !== undefined && (
          <Progress text={t('intake.undoing')} share={undoing.share} cancel={undoing.stop} />
        )}
        {!busy && (
          <div class="actions">
            {(state === 'read' || state === 'taking') && (
              <button type="button" class="btn go" onClick={take}>
                <Icon name="check" /> {t(state === 'read' ? 'intake.take' : 'intake.goOn')}
              </button>
            )}
            {state !== 'undone' && !asked && state !== 'undoing' && (
              <button type="button" class="btn" onClick={() => setAsked(true)}>
                {t(state === 'read' ? 'intake.discard' : 'intake.undo')}
              </button>
            )}
            {(asked || state === 'undoing') && state !== 'undone' && (
              <>
                <p class="note">{t('intake.undoAsk')}</p>
                <button type="button" class="btn danger" onClick={undo}>
                  {t(state === 'undoing' ? 'intake.goOn' : 'intake.undoYes')}
                </button>
                {state !== 'undoing' && (
                  <button type="button" class="btn" onClick={() => setAsked(false)}>
                    {t('desk.cancel')}
                  </button>
                )}
              </>
            )}
            {state === 'taken' && (
              <a class="btn" href="/desk/cases">
                {t('desk.rail.cases')}
              </a>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}

/** Who may be the same: their pages bring two records together. */
function Alike({ register: { alike } }: { register: Register }) {
  if (alike.length === 0) return null;
  return (
    <Card title={t('intake.alikeTitle')}>
      <ul class="rows">
        {alike.map(({ sheet, row, personId, name, otherId, otherName }) => (
          <li key={`${sheet} ${row}`}>
            <div>
              <a class="row-link" href={`/desk/people/${personId}`}>
                <Name>{name ?? '—'}</Name>
              </a>{' '}
              <span class="soft">{t('intake.perhaps')}</span>{' '}
              <a href={`/desk/people/${otherId}`}>
                <Name>{otherName ?? '—'}</Name>
              </a>
            </div>
            <span class="small soft">{t('intake.row', { row })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Kept({ register: { kept, keptRows } }: { register: Register }) {
  if (kept === 0) return null;
  return (
    <Card title={t('intake.kept', { count: kept })}>
      <ul class="rows">
        {keptRows.map(({ sheet, row, caseId }) => (
          <li key={`${sheet} ${row}`}>
            {caseId ? (
              <a class="row-link" href={`/desk/cases/${caseId}`}>
                {t('intake.row', { row })}
              </a>
            ) : (
              t('intake.row', { row })
            )}
            <span class="small soft">{sheet}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
