import { useState } from 'preact/hooks';
import { may } from '../../state/session.ts';
import { ChipChoices } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Keep } from '../../ui/keep.tsx';
import { Card, Tag } from '../../ui/pieces.tsx';
import { ShelterPlace, type ShelterRow, shelterLine } from '../../ui/shelter.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';

type Sex = ShelterRow['sexes'][number];
const sexes: readonly Sex[] = ['female', 'male', 'other'];

/** Every shelter with its free places; a bar says at a glance what the words beside it say. */
export function Shelters() {
  const called = useCall('shelter.list', {});
  const [editing, setEditing] = useState<{ shelter?: ShelterRow }>();
  const manages = may('shelter.manage');
  return (
    <Card
      title={t('assistance.shelter.title')}
      aside={
        manages && (
          <button type="button" class="bare text" onClick={() => setEditing({})}>
            <Icon name="plus" /> {t('assistance.shelter.add')}
          </button>
        )
      }
    >
      <Shown called={called} rows={3}>
        {({ shelters }) =>
          shelters.length === 0 ? (
            <Empty title={t('assistance.shelter.none')} />
          ) : (
            <ul class="rows">
              {shelters.map((one) => (
                <li key={one.id}>
                  <div>
                    <p class="strong">{one.name}</p>
                    <p class="small soft">{shelterLine(one)}</p>
                    <progress aria-hidden="true" max={one.capacity} value={one.capacity - one.free} />
                    {manages && <ShelterPlace id={one.id} name={one.name} />}
                  </div>
                  <div class="actions">
                    {!one.active && <Tag tone="calm">{t('assistance.shelter.closed')}</Tag>}
                    {manages && (
                      <button type="button" class="bare text small" onClick={() => setEditing({ shelter: one })}>
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
      {editing && <Edit shelter={editing.shelter} onClose={() => setEditing(undefined)} onDone={called.reload} />}
    </Card>
  );
}

function Edit({
  shelter,
  onClose,
  onDone,
}: {
  shelter: ShelterRow | undefined;
  onClose: () => void;
  onDone: () => void;
}) {
  const [typed, setTyped] = useState({
    name: shelter?.name ?? '',
    location: '',
    capacity: String(shelter?.capacity ?? ''),
    ageFrom: String(shelter?.ageFrom ?? 0),
    ageTo: String(shelter?.ageTo ?? 120),
    sexes: (shelter?.sexes ?? []) as readonly string[],
    childrenWithMother: shelter?.childrenWithMother ?? false,
    active: shelter?.active ?? true,
  });
  const put = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const set = useWrite('shelter.set');
  const text = (name: 'name' | 'location' | 'capacity' | 'ageFrom' | 'ageTo', hint?: string) => (
    <TextField
      label={t(`assistance.shelter.${name}`)}
      {...(hint && { hint })}
      value={typed[name]}
      {...(['name', 'location'].includes(name) ? {} : { inputMode: 'numeric' as const })}
      onInput={(value) => put({ [name]: value })}
      problem={problemAt(set.problem?.fields, name)}
    />
  );
  const done = () => {
    onClose();
    onDone();
  };
  return (
    <Dialog title={t(shelter ? 'assistance.plan.change' : 'assistance.shelter.add')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const { location, capacity, ageFrom, ageTo, ...rest } = typed;
          const saved = await set.run({
            ...rest,
            sexes: sexes.filter((one) => typed.sexes.includes(one)),
            capacity: Number(capacity),
            ageFrom: Number(ageFrom),
            ageTo: Number(ageTo),
            ...(location !== '' && { location }),
            ...(shelter && { id: shelter.id, revision: shelter.revision }),
          });
          if (!saved) return;
          toast(t('assistance.shelter.kept'));
          done();
        }}
      >
        {text('name', t('assistance.shelter.nameHint'))}
        {text(
          'location',
          [t('assistance.shelter.locationHint'), shelter && t('assistance.shelter.locationKept')]
            .filter(Boolean)
            .join(' '),
        )}
        {text('capacity')}
        <ChipChoices
          label={t('assistance.shelter.takes')}
          chips={sexes.map((value) => ({ value, label: t(`desk.sex.${value}`) }))}
          value={typed.sexes}
          onInput={(value) => put({ sexes: value })}
          problem={problemAt(set.problem?.fields, 'sexes')}
        />
        {text('ageFrom')}
        {text('ageTo')}
        <CheckField
          label={t('assistance.shelter.withMother')}
          checked={typed.childrenWithMother}
          onInput={(childrenWithMother) => put({ childrenWithMother })}
        />
        <CheckField
          label={t('assistance.shelter.active')}
          checked={typed.active}
          onInput={(active) => put({ active })}
        />
        <Keep problem={set.problem} disabled={set.busy || typed.name.trim() === ''} onReload={done} />
      </form>
    </Dialog>
  );
}
