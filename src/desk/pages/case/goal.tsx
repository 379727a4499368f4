import { useState } from 'preact/hooks';
import { codes } from '../../state/definitions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Keep } from '../../ui/keep.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { filled, problemAt, useDraft } from '../../use-form.ts';
import { t, told } from '../../words.ts';
import type { Goal } from './plan.tsx';

const outcomes = ['reached', 'changed', 'dropped'] as const;

/** A goal in the person's own words, and later what became of it. */
export function GoalDialog({
  caseId,
  goal,
  onClose,
  onDone,
}: {
  caseId: string;
  goal: Goal | undefined;
  onClose: () => void;
  onDone: () => void;
}) {
  // What is told at length is not lost with the window.
  const said = useDraft(`goal.${caseId}.${goal ? `${goal.id}.${goal.revision}` : 'new'}`, {
    wording: goal?.wording ?? '',
    note: goal?.note ?? '',
  });
  const [kind, setKind] = useState(goal?.kind ?? '');
  const [dueOn, setDueOn] = useState(goal?.dueOn ?? '');
  const [outcome, setOutcome] = useState<string>(goal?.outcome ?? '');
  const set = useWrite('goal.set');
  const fields = set.problem?.fields;
  const offered = codes('goalKind');
  return (
    <Dialog title={t(goal ? 'assistance.plan.change' : 'assistance.plan.addGoal')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const done = await set.run({
            caseId,
            ...(goal && { id: goal.id, revision: goal.revision }),
            kind,
            ...filled({ ...said.value, dueOn }),
            ...(outcomes.some((one) => one === outcome) && { outcome: outcome as (typeof outcomes)[number] }),
          });
          if (!done) return;
          said.done();
          toast(t('assistance.plan.kept'));
          onClose();
          onDone();
        }}
      >
        <SelectField
          label={t('assistance.goal.kind')}
          blank={t('desk.choose')}
          value={kind}
          onInput={setKind}
          options={offered.map(({ code, label }) => ({ value: code, label: told(label) }))}
          problem={problemAt(fields, 'kind')}
        />
        {said.ready && (
          <TextArea
            label={t('assistance.goal.wording')}
            optional
            value={said.value.wording}
            onInput={(wording) => said.change((before) => ({ ...before, wording }))}
          />
        )}
        <TextField
          label={t('assistance.goal.due')}
          optional
          type="date"
          value={dueOn}
          onInput={setDueOn}
          problem={problemAt(fields, 'dueOn')}
        />
        {goal && (
          <>
            <SelectField
              label={t('assistance.goal.outcome')}
              blank={t('assistance.goal.open')}
              value={outcome}
              onInput={setOutcome}
              options={outcomes.map((one) => ({ value: one, label: t(`assistance.goal.outcome.${one}`) }))}
            />
            {said.ready && (
              <TextArea
                label={t('assistance.goal.note')}
                optional
                value={said.value.note}
                onInput={(note) => said.change((before) => ({ ...before, note }))}
              />
            )}
          </>
        )}
        <Keep
          problem={set.problem}
          disabled={set.busy || kind === ''}
          onReload={() => {
            onClose();
            onDone();
          }}
        />
      </form>
    </Dialog>
  );
}
