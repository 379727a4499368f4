import { useState } from 'preact/hooks';
import { formTitle, programme } from '../../state/definitions.ts';
import { ChipChoice } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { languageName } from '../../ui/languages.ts';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t } from '../../words.ts';

/** Who interpreted, for what; and calling somebody in who has said that nothing ties them to anybody in it. */
export function Interpreting({ caseId, programmeCode }: { caseId: string; programmeCode: string }) {
  const called = useCall('interpreting.list', { caseId });
  const [calling, setCalling] = useState(false);
  return (
    <Card
      title={t('assistance.interpreting.title')}
      aside={
        called.data?.mayWrite && (
          <button type="button" class="bare text" onClick={() => setCalling(true)}>
            <Icon name="plus" /> {t('assistance.interpreting.call')}
          </button>
        )
      }
    >
      <Shown called={called} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="nothing">{t('assistance.interpreting.none')}</p>
          ) : (
            <ul class="rows">
              {items.map((one) => (
                <li key={one.id}>
                  <div>
                    <p>
                      <bdi>{one.name ?? t('assistance.interpreter.title')}</bdi>
                    </p>
                    <p class="small soft">
                      {formTitle(one.form)} · {day(one.at)}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {calling && (
        <CallIn
          caseId={caseId}
          forms={programme(programmeCode)?.forms ?? []}
          onClose={() => setCalling(false)}
          onDone={called.reload}
        />
      )}
    </Card>
  );
}

function CallIn({
  caseId,
  forms,
  onClose,
  onDone,
}: {
  caseId: string;
  forms: readonly string[];
  onClose: () => void;
  onDone: () => void;
}) {
  const [language, setLanguage] = useState('');
  const [gender, setGender] = useState('');
  const [interpreterId, setInterpreterId] = useState('');
  const [form, setForm] = useState('');
  const [conflict, setConflict] = useState('');
  const called = useCall('interpreter.list', {});
  const record = useWrite('interpreting.record');
  const all = called.data?.interpreters ?? [];
  const fitting = all.filter(
    (one) => (language === '' || one.languages.includes(language)) && (gender === '' || one.gender === gender),
  );
  const spoken = [...new Set(all.flatMap(({ languages }) => languages))].sort();
  const chosen = fitting.find(({ id }) => id === interpreterId);
  return (
    <Dialog title={t('assistance.interpreting.call')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (conflict !== 'none' && conflict !== 'declared') return;
          if (!(await record.run({ caseId, interpreterId, form, conflict }))) return;
          toast(t('assistance.interpreting.kept'));
          onClose();
          onDone();
        }}
      >
        <SelectField
          label={t('assistance.interpreter.languages')}
          blank={t('assistance.interpreter.anyLanguage')}
          value={language}
          onInput={setLanguage}
          options={spoken.map((value) => ({ value, label: languageName(value) }))}
        />
        <SelectField
          label={t('assistance.interpreter.gender')}
          blank={t('assistance.interpreter.anyGender')}
          value={gender}
          onInput={setGender}
          options={(['female', 'male', 'other'] as const).map((value) => ({ value, label: t(`desk.sex.${value}`) }))}
        />
        {called.data && fitting.length === 0 ? (
          <p>{t('assistance.interpreter.none')}</p>
        ) : (
          <SelectField
            label={t('assistance.interpreting.who')}
            blank={t('desk.choose')}
            value={chosen ? interpreterId : ''}
            onInput={setInterpreterId}
            options={fitting.map((one) => ({
              value: one.id,
              label: [one.name, one.contact, one.languages.map(languageName).join(', ')].filter(Boolean).join(' · '),
            }))}
            problem={problemAt(record.problem?.fields, 'interpreterId')}
          />
        )}
        <SelectField
          label={t('assistance.interpreting.form')}
          blank={t('desk.choose')}
          value={form}
          onInput={setForm}
          options={forms.map((value) => ({ value, label: formTitle(value) }))}
          problem={problemAt(record.problem?.fields, 'form')}
        />
        <ChipChoice
          label={t('assistance.interpreting.ask')}
          chips={(['none', 'declared'] as const).map((value) => ({
            value,
            label: t(`assistance.interpreting.conflict.${value}`),
          }))}
          value={conflict}
          onInput={setConflict}
        />
        <Refusal problem={record.problem ?? called.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={record.busy || !chosen || form === '' || conflict === ''}>
            {t('assistance.interpreting.go')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
