import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { useWrite } from '../../use-call.ts';
import { day, t, told } from '../../words.ts';
import type { ReferralRead } from './index.tsx';

type Checklist = NonNullable<ReferralRead['checklist']>;
type Step = Checklist['steps'][number];

/** The steps in their order, each with whose it is and the day it was done; one marks one's own. */
export function Steps({ read, checklist, reload }: { read: ReferralRead; checklist: Checklist; reload: () => void }) {
  const [marking, setMarking] = useState<Step>();
  return (
    <Card title={told(checklist.title) || t('referral.steps')}>
      <ol class="rows">
        {checklist.steps.map((step) => (
          <li key={step.code}>
            <div>
              <p class={step.doneAt ? undefined : 'strong'}>{told(step.label)}</p>
              <p class="small soft">
                {step.ours ? t('referral.step.ours') : read.referral.organisation}
                {step.doneAt && ` · ${day(step.doneAt)}`}
              </p>
              {step.note && (
                <p class="small told-line" dir="auto">
                  {step.note}
                </p>
              )}
            </div>
            {step.doneAt ? (
              <Tag tone="ok" icon="check">
                {t('referral.step.done')}
              </Tag>
            ) : (
              step.ours &&
              read.may.mark && (
                <button type="button" class="btn small" onClick={() => setMarking(step)}>
                  <Icon name="check" /> {t('referral.step.done')}
                  <span class="unseen"> {told(step.label)}</span>
                </button>
              )
            )}
          </li>
        ))}
      </ol>
      {marking && <Mark id={read.referral.id} step={marking} onClose={() => setMarking(undefined)} onDone={reload} />}
    </Card>
  );
}

function Mark({ id, step, onClose, onDone }: { id: string; step: Step; onClose: () => void; onDone: () => void }) {
  const [note, setNote] = useState('');
  const mark = useWrite('referral.mark');
  return (
    <Dialog title={told(step.label)} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await mark.run({ id, step: step.code, ...(note.trim() !== '' && { note }) }))) return;
          onClose();
          onDone();
        }}
      >
        <TextArea label={t('referral.step.note')} value={note} onInput={setNote} optional />
        <Refusal problem={mark.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={mark.busy}>
            {t('referral.step.done')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
