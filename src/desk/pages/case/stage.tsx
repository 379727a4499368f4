import { useState } from 'preact/hooks';
import { formTitle, label, programme, stageLabel } from '../../state/definitions.ts';
import { call } from '../../state/session.ts';
import { ChipChoice } from '../../ui/chips.tsx';
import { Conflict } from '../../ui/conflict.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t, told } from '../../words.ts';
import type { CaseRead } from './index.tsx';

type Transition = CaseRead['transitions'][number];
type Missing = Transition['missing'][number];

/** What is missing, in words. */
const wordsOf = ({ kind, code, what }: Missing): string =>
  t(`gate.${kind}`, {
    what:
      told(what) || (kind === 'consent' ? label('consentPurpose', code) : kind === 'entry' ? formTitle(code) : code),
  });

/** A step whose gate still needs something: what, in words, with the way to it where there is one. */
function Barred({
  label: step,
  missing,
  caseId,
  waive,
}: {
  label: string;
  missing: readonly Missing[];
  caseId: string;
  /** What happens when somebody wants to go without a part; absent for who may not. */
  waive?: ((part: Missing) => void) | undefined;
}) {
  return (
    <li>
      <div>
        <p>
          <span class="strong">{step}</span> <span class="small soft">{t('desk.stage.notYet')}</span>
        </p>
        <ul class="small">
          {missing.map((part) => (
            <li key={part.kind + part.code}>
              {part.kind === 'entry' ? (
                <a href={`/desk/cases/${caseId}/forms/${part.code}`}>{wordsOf(part)}</a>
              ) : (
                wordsOf(part)
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
  const waiveFor = (to: string) => (read.may.waive ? (part: Missing) => setWaiving({ to, part }) : undefined);
  const definition = programme(row.programme);
  const isFinal = (code: string) => definition?.stages.find((stage) => stage.code === code)?.final === true;
  // A closing reason is asked in the dialog, so it never stands in the way of the button.
  const stops = (one: Transition) => one.missing.filter(({ kind }) => kind !== 'closingReason');
  const steps = read.transitions.filter(({ to }) => !isFinal(to));
  const ends = read.transitions.filter(({ to }) => isFinal(to));
  const endsMissing = ends.flatMap(stops);
  const open = read.may.write ? steps.filter((one) => stops(one).length === 0) : [];
  const barred = read.may.write ? steps.filter((one) => stops(one).length > 0) : [];

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
            {read.may.close && endsMissing.length === 0 && (
              <button type="button" class="btn" onClick={() => setClosing(true)}>
                <Icon name="check" /> {t('desk.stage.close')}
              </button>
            )}
          </div>
          <ul class="rows">
            {barred.map((one) => (
              <Barred
                key={one.to}
                label={told(one.label)}
                missing={stops(one)}
                caseId={row.id}
                waive={waiveFor(one.to)}
              />
            ))}
            {read.may.close && endsMissing.length > 0 && (
              <Barred
                label={t('desk.stage.close')}
                missing={endsMissing}
                caseId={row.id}
                waive={waiveFor(ends[0]?.to ?? '')}
              />
            )}
          </ul>
        </>
      ) : (
        <p class="nothing">{t('desk.stage.readOnly')}</p>
      )}
      <Waived read={read} />
      {waiving && <Waive read={read} {...waiving} onClose={() => setWaiving(undefined)} reload={reload} />}
      {moving && <Move read={read} to={moving} onClose={() => setMoving(undefined)} reload={reload} />}
      {closing && <Close read={read} onClose={() => setClosing(false)} reload={reload} />}
    </Card>
  );
}

/** What the case went without, for whoever comes later. */
function Waived({ read: { case: row, waivers } }: { read: CaseRead }) {
  if (waivers.length === 0) return null;
  const transitions = programme(row.programme)?.transitions ?? [];
  return (
    <>
      <h3>{t('desk.waive.list')}</h3>
      <ul class="rows">
        {waivers.map(({ from, to, kind, code, at, by, reason }) => {
          const way = transitions.find((one) => one.from === from && one.to === to);
          const fact = way?.gate?.facts?.find((one) => one.code === code);
          return (
            <li key={at + code}>
              <div>
                <p>
                  <span class="strong">{told(way?.label) || stageLabel(row.programme, to)}</span>{' '}
                  {wordsOf({ kind, code, ...(fact && { what: fact.missing }) })}
                </p>
                {reason !== undefined && <p>{reason}</p>}
                <p class="small soft">{t('desk.waive.by', { name: by, date: day(at) })}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Waive({
  read,
  to,
  part,
  onClose,
  reload,
}: {
  read: CaseRead;
  to: string;
  part: Missing;
  onClose: () => void;
  reload: () => void;
}) {
  const [reason, setReason] = useState('');
  const waive = useWrite('case.waive');
  const { kind, code } = part;
  return (
    <Dialog title={t('desk.waive.title', { what: wordsOf(part) })} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (kind !== 'fact' && kind !== 'entry') return;
          if (!(await waive.run({ id: read.case.id, revision: read.revision, to, kind, code, reason }))) return;
          toast(t('desk.waive.done'));
          onClose();
          reload();
        }}
      >
        <p>{t('desk.waive.hint')}</p>
        <TextArea
          label={t('desk.waive.reason')}
          value={reason}
          onInput={setReason}
          problem={problemAt(waive.problem?.fields, 'reason')}
        />
        <Refusal problem={waive.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={waive.busy || reason.trim() === ''}>
            {t('desk.waive.go')}
          </button>
        </div>
      </form>
    </Dialog>
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

function Close({ read, onClose, reload }: { read: CaseRead; onClose: () => void; reload: () => void }) {
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
            <button type="submit" class="btn go" disabled={close.busy || reason === ''}>
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
