import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { may } from '../../state/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Keep } from '../../ui/keep.tsx';
import { languageName } from '../../ui/languages.ts';
import { Card, Tag } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { filled, problemAt } from '../../use-form.ts';
import { day, t } from '../../words.ts';

type Interpreter = CallOutput<'interpreter.list'>['interpreters'][number];

/** Who may be called in; whoever keeps the register sees those as well who may not. */
export function Interpreters() {
  const manages = may('interpreter.manage');
  const called = useCall('interpreter.list', manages ? { all: true } : {});
  const [editing, setEditing] = useState<{ interpreter?: Interpreter }>();
  return (
    <Card
      title={t('assistance.interpreter.title')}
      aside={
        manages && (
          <button type="button" class="bare text" onClick={() => setEditing({})}>
            <Icon name="plus" /> {t('assistance.interpreter.add')}
          </button>
        )
      }
    >
      <Shown called={called} rows={3}>
        {({ interpreters }) =>
          interpreters.length === 0 ? (
            <Empty title={t('assistance.interpreter.none')} />
          ) : (
            <ul class="rows">
              {interpreters.map((one) => (
                <li key={one.id}>
                  <div>
                    <p class="strong">
                      <bdi>{one.name ?? t(`desk.sex.${one.gender}`)}</bdi>
                    </p>
                    <p class="small soft">
                      <bdi>
                        {[one.languages.map(languageName).join(', '), t(`desk.sex.${one.gender}`), one.contact]
                          .filter(Boolean)
                          .join(' · ')}
                      </bdi>
                    </p>
                  </div>
                  <div class="actions">
                    <Tag tone={one.offered ? 'ok' : 'due'}>
                      {one.offered && one.vettedUntil
                        ? t('assistance.interpreter.offered', { until: day(one.vettedUntil) })
                        : t('assistance.interpreter.notOffered')}
                    </Tag>
                    {manages && (
                      <button type="button" class="bare text small" onClick={() => setEditing({ interpreter: one })}>
                        {t('assistance.plan.change')}
                        <span class="unseen"> {one.name}</span>
                      </button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {editing && (
        <Edit interpreter={editing.interpreter} onClose={() => setEditing(undefined)} onDone={called.reload} />
      )}
    </Card>
  );
}

function Edit({
  interpreter: one,
  onClose,
  onDone,
}: {
  interpreter: Interpreter | undefined;
  onClose: () => void;
  onDone: () => void;
}) {
  const [typed, setTyped] = useState({
    name: one?.name ?? '',
    contact: one?.contact ?? '',
    languages: one?.languages.join(' ') ?? '',
    gender: one?.gender ?? ('female' as Interpreter['gender']),
    vettedOn: one?.vettedOn ?? '',
    vettedUntil: one?.vettedUntil ?? '',
    active: one?.active ?? true,
  });
  const put = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const set = useWrite('interpreter.set');
  const text = (
    name: 'name' | 'contact' | 'languages' | 'vettedOn' | 'vettedUntil',
    more: { type?: 'date'; hint?: string; optional?: boolean } = {},
  ) => (
    <TextField
      label={t(`assistance.interpreter.${name}`)}
      value={typed[name]}
      onInput={(value) => put({ [name]: value })}
      problem={
        problemAt(set.problem?.fields, name) ?? set.problem?.fields.find(({ path }) => path.startsWith(`${name}.`))
      }
      {...more}
    />
  );
  const done = () => {
    onClose();
    onDone();
  };
  return (
    <Dialog title={t(one ? 'assistance.plan.change' : 'assistance.interpreter.add')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const { name, languages, gender, active, ...rest } = typed;
          const saved = await set.run({
            ...filled(rest),
            name,
            gender,
            active,
            languages: languages
              .toLowerCase()
              .split(/[\s,;]+/)
              .filter(Boolean),
            ...(one && { id: one.id, revision: one.revision }),
          });
          if (!saved) return;
          toast(t('assistance.interpreter.kept'));
          done();
        }}
      >
        {text('name')}
        {text('contact', { optional: true })}
        {text('languages', { hint: t('assistance.interpreter.languagesHint') })}
        <SelectField
          label={t('assistance.interpreter.gender')}
          value={typed.gender}
          onInput={(gender) => put({ gender: gender as Interpreter['gender'] })}
          options={(['female', 'male', 'other'] as const).map((value) => ({ value, label: t(`desk.sex.${value}`) }))}
        />
        {text('vettedOn', { type: 'date', optional: true, hint: t('assistance.interpreter.vettedHint') })}
        {text('vettedUntil', { type: 'date', optional: true })}
        <CheckField
          label={t('assistance.interpreter.active')}
          checked={typed.active}
          onInput={(active) => put({ active })}
        />
        <Keep problem={set.problem} disabled={set.busy || typed.name.trim() === ''} onReload={done} />
      </form>
    </Dialog>
  );
}
