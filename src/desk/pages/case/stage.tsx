import { useState } from 'preact/hooks';
import type { Transition as Step } from '../../../kernel/index.ts';
import { programme, stageLabel } from '../../state/definitions.ts';
import { call } from '../../state/session.ts';
import type { Approval } from '../../ui/approvals.tsx';
import { ChipChoice } from '../../ui/chips.tsx';
import { Conflict } from '../../ui/conflict.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t, told } from '../../words.ts';
import { Approvals, AskApproval, type Asking, AskOrWait } from './approvals.tsx';
import type { CaseRead } from './index.tsx';
import { type Missing, Waive, Waived, wordsOf } from './waive.tsx';

type Transition = CaseRead['transitions'][number];

/** A step whose gate still needs something: what, in words, with the way to it where there is one. */
function Barred({
  label: step,
  missing,
  caseId,
  ways,
  waive,
  waiting,
  ask,
}: {
  label: string;
  missing: readonly Missing[];
  caseId: string;
  /** The steps as the programme describes them. */
  ways: readonly Step[];
  /** What happens when somebody wants to go without a part; absent for who may not. */
  waive?: ((part: Missing) => void) | undefined;
  /** Approvals of this step that wait for somebody. */
  waiting: readonly Approval[];
  /** What happens when somebody wants to ask for an approval; absent for who may not. */
  ask?: ((part: Missing) => void) | undefined;
}) {
  const facts = ways.flatMap(({ gate = {} }) => [...(gate.facts ?? []), ...(gate.child?.facts ?? [])]);
  const formOf = ({ kind, code }: Missing): string | undefined =>
    kind === 'entry' ? code : facts.find((one) => one.code === code)?.form;
  return (
    <li>
      <div>
        <p>
          <span class="strong">{step}</span> <span class="small soft">{t('desk.stage.notYet')}</span>
        </p>
        <ul class="small">
          {missing.map((part) => (
            <li key={part.kind + part.code}>
              {formOf(part) ? (
                <a href={`/desk/cases/${caseId}/forms/${formOf(part)}`}>{wordsOf(part)}</a>
              ) : (
                wordsOf(part)
              )}
              {part.kind === 'approval' && ask && (
                <>
                  {' '}
                  <AskOrWait approval={waiting.find(({ code }) => code === part.code)} part={part} ask={ask} />
                </>
              )}
              {waive && part.waivable && (
                <>
                  {' '}
                  <button type="button" class="btn small" onClick={() => waive(part)}>
                    {t('desk.waive.go')}
                    <span class="unseen"> {wordsOf(part)}</span>
                  </button>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

/** Where the case stands, the steps it may take, and for the others why not yet. */
export function Stage({ read, reload }: { read: CaseRead; reload: () => void }) {
  const { case: row } = read;
  const [closing, setClosing] = useState(false);
  const [moving, setMoving] = useState<Transition>();
  const [waiving, setWaiving] = useState<{ to: string; part: Missing }>();
  const [asking, setAsking] = useState<Asking>();
  const asks = (programme(row.programme)?.transitions ?? []).some((one) => one.gate?.approvals);
  const approvals = useCall('approval.list', asks && read.may.write ? { caseId: row.id } : undefined);
  const said = approvals.data?.items ?? [];
  const waiting = said.filter(({ state }) => state === 'waiting');
  const answered = () => {
    approvals.reload();
    reload();
  };
  const waiveFor = (to: string) => (read.may.waive ? (part: Missing) => setWaiving({ to, part }) : undefined);
  const definition = programme(row.programme);
  const waysTo = (to: string) =>
    (definition?.transitions ?? []).filter((one) => one.from === row.stage && one.to === to);
  const isFinal = (code: string) => definition?.stages.find((stage) => stage.code === code)?.final === true;
  // A closing reason is asked in the dialog, so it never stands in the way of the button.
  const stops = (one: Transition) => one.missing.filter(({ kind }) => kind !== 'closingReason');
  const steps = read.transitions.filter(({ to }) => !isFinal(to));
  const ends = read.transitions.filter(({ to }) => isFinal(to));
  const openEnds = ends.filter((one) => stops(one).length === 0);
  const open = read.may.write ? steps.filter((one) => stops(one).length === 0) : [];
  // Each end by itself: what keeps a case from one of them must not be hidden by another that is open.
  const barred = [...(read.may.write ? steps : []), ...(read.may.close ? ends : [])].filter(
    (one) => stops(one).length > 0,
  );

  if (row.closedAt)
    return (
      <Card title={t('desk.stage.closed')}>
        <dl class="facts">
          <dt>{t('desk.stage.closedAt')}</dt>
          <dd>{day(row.closedAt)}</dd>
          <dt>{t('desk.stage.reason')}</dt>
          <dd>{told(definition?.closingReasons.find(({ code }) => code === row.closingReason)?.label)}</dd>
          {row.satisfaction !== undefined && (
            <>
              <dt>{t('desk.stage.satisfaction')}</dt>
              <dd>{t(`desk.satisfaction.${row.satisfaction as 1 | 2 | 3 | 4 | 5}`)}</dd>
            </>
          )}
        </dl>
        <Approvals items={said} onChange={answered} />
        <Waived read={read} />
        {read.may.close && <Reopen read={read} reload={reload} />}
      </Card>
    );
  return (
    <Card title={t('desk.stage.next')}>
      <ol class="stages">
        {(definition?.stages ?? []).map((stage) => (
          <li key={stage.code} aria-current={stage.code === row.stage ? 'step' : undefined}>
            {told(stage.label)}
          </li>
        ))}
      </ol>
      {read.may.write || read.may.close ? (
        <>
          <div class="bar actions">
            {open.map((one) => (
              <button key={one.to} type="button" class="btn" onClick={() => setMoving(one)}>
                <Icon name="forward" /> {told(one.label)}
              </button>
            ))}
            {read.may.close && openEnds.length > 0 && (
              <button type="button" class="btn" onClick={() => setClosing(true)}>
                <Icon name="check" /> {t('desk.stage.close')}
              </button>
            )}
          </div>
          <ul class="rows">
            {barred.map((one) => (
              <Barred
                key={one.to}
                label={isFinal(one.to) && ends.length === 1 ? t('desk.stage.close') : told(one.label)}
                missing={stops(one)}
                caseId={row.id}
                ways={waysTo(one.to)}
                waive={waiveFor(one.to)}
                waiting={waiting.filter(({ to }) => to === one.to)}
                ask={read.may.write ? (part) => setAsking({ to: one.to, part }) : undefined}
              />
            ))}
          </ul>
        </>
      ) : (
        <p class="nothing">{t('desk.stage.readOnly')}</p>
      )}
      <Approvals items={said} onChange={answered} />
      <Waived read={read} />
      {asking && <AskApproval caseId={row.id} {...asking} onClose={() => setAsking(undefined)} onDone={answered} />}
      {waiving && <Waive read={read} {...waiving} onClose={() => setWaiving(undefined)} reload={reload} />}
      {moving && <Move read={read} to={moving} onClose={() => setMoving(undefined)} reload={reload} />}
      {closing && <Close read={read} ends={openEnds} onClose={() => setClosing(false)} reload={reload} />}
    </Card>
  );
}

/**
 * A colleague moved the case meanwhile: what is there now is read, shown beside what was wanted, and decided on.
 * `again` repeats the wish on the new revision.
 */
function useStageConflict(read: CaseRead, again: (revision: number) => Promise<void>) {
  const [now, setNow] = useState<CaseRead>();
  return {
    begin: async () => setNow(await call('case.read', { id: read.case.id })),
    dialog: (mine: string, leave: () => void) =>
      now && (
        <Conflict
          rows={[
            {
              field: 'stage',
              label: t('desk.cases.stage'),
              before: stageLabel(read.case.programme, read.case.stage),
              mine,
              theirs: stageLabel(now.case.programme, now.case.stage),
            },
          ]}
          onClose={() => setNow(undefined)}
          onDecide={({ stage }) => {
            setNow(undefined);
            if (stage === 'theirs') leave();
            else void again(now.revision);
          }}
        />
      ),
  };
}

function Move({
  read,
  to,
  onClose,
  reload,
}: {
  read: CaseRead;
  to: Transition;
  onClose: () => void;
  reload: () => void;
}) {
  const [note, setNote] = useState('');
  const move = useWrite('case.move');
  const done = () => {
    onClose();
    reload();
  };
  const send = async (revision: number) => {
    const moved = await move.run({ id: read.case.id, revision, to: to.to, ...(note !== '' && { note }) });
    if (!moved) return;
    toast(t('desk.stage.moved', { stage: stageLabel(read.case.programme, moved.stage) }));
    done();
  };
  const conflict = useStageConflict(read, send);
  return (
    <Dialog title={told(to.label)} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          await send(read.revision);
        }}
      >
        <TextArea label={t('desk.note')} optional value={note} onInput={setNote} />
        <Refusal problem={move.problem} />
        <div class="actions">
          {move.problem?.code === 'record.changed' ? (
            <button type="button" class="btn go" onClick={() => void conflict.begin()}>
              {t('desk.conflict.see')}
            </button>
          ) : (
            <button type="submit" class="btn go" disabled={move.busy}>
              {t('desk.stage.move')}
            </button>
          )}
        </div>
      </form>
      {conflict.dialog(stageLabel(read.case.programme, to.to), done)}
    </Dialog>
  );
}

function Close({
  read,
  ends,
  onClose,
  reload,
}: {
  read: CaseRead;
  ends: readonly Transition[];
  onClose: () => void;
  reload: () => void;
}) {
  const [to, setTo] = useState(ends.length === 1 ? (ends[0]?.to ?? '') : '');
  const [reason, setReason] = useState('');
  const [satisfaction, setSatisfaction] = useState('');
  const [note, setNote] = useState('');
  const close = useWrite('case.close');
  const done = () => {
    onClose();
    reload();
  };
  const send = async (revision: number) => {
    const closed = await close.run({
      id: read.case.id,
      revision,
      to,
      reason,
      ...(satisfaction !== '' && { satisfaction: Number(satisfaction) }),
      ...(note !== '' && { note }),
    });
    if (!closed) return;
    toast(t('desk.stage.closedNow'));
    done();
  };
  const conflict = useStageConflict(read, send);
  const reasons = (programme(read.case.programme)?.closingReasons ?? []).filter(({ retired }) => !retired);
  return (
    <Dialog title={t('desk.stage.close')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          await send(read.revision);
        }}
      >
        {ends.length > 1 && (
          <SelectField
            label={t('desk.cases.stage')}
            blank={t('desk.choose')}
            value={to}
            onInput={setTo}
            options={ends.map((one) => ({ value: one.to, label: told(one.label) }))}
          />
        )}
        <SelectField
          label={t('desk.stage.reason')}
          blank={t('desk.choose')}
          value={reason}
          onInput={setReason}
          options={reasons.map((item) => ({ value: item.code, label: told(item.label) }))}
          problem={problemAt(close.problem?.fields, 'reason')}
        />
        <ChipChoice
          label={t('desk.stage.satisfaction')}
          optional
          hint={t('desk.stage.satisfactionHint')}
          chips={([1, 2, 3, 4, 5] as const).map((value) => ({
            value: String(value),
            label: t(`desk.satisfaction.${value}`),
            key: String(value),
          }))}
          value={satisfaction}
          onInput={setSatisfaction}
        />
        <TextArea label={t('desk.note')} optional value={note} onInput={setNote} />
        <Refusal problem={close.problem} />
        <div class="actions">
          {close.problem?.code === 'record.changed' ? (
            <button type="button" class="btn go" onClick={() => void conflict.begin()}>
              {t('desk.conflict.see')}
            </button>
          ) : (
            <button type="submit" class="btn go" disabled={close.busy || reason === '' || to === ''}>
              {t('desk.stage.close')}
            </button>
          )}
        </div>
      </form>
      {conflict.dialog(t('desk.stage.closed'), done)}
    </Dialog>
  );
}

function Reopen({ read, reload }: { read: CaseRead; reload: () => void }) {
  const reopen = useWrite('case.reopen');
  return (
    <div class="bar">
      <Refusal problem={reopen.problem} />
      <button
        type="button"
        class="btn"
        disabled={reopen.busy}
        onClick={async () => {
          if (await reopen.run({ id: read.case.id, revision: read.revision })) reload();
        }}
      >
        {t('desk.stage.reopen')}
      </button>
    </div>
  );
}
