import { useState } from 'preact/hooks';
import { PlaceField } from '../../ui/country-place.tsx';
import { TextField } from '../../ui/field.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';
import { type Made, Secret } from './secret.tsx';

/** Teams (centres) of the organisation, and the organisations that work in this installation. */
export function Teams() {
  const called = useCall('user.colleagues', {});
  return (
    <Shown called={called}>
      {({ teams, organisations }) => (
        <div class="two">
          <Card title={t('admin.teams')}>
            <ul class="rows">
              {teams.map((team) => (
                <li key={team.id}>{team.name}</li>
              ))}
            </ul>
            <AddTeam added={called.reload} />
          </Card>
          <Card title={t('admin.organisations')}>
            <ul class="rows">
              {organisations.map((organisation) => (
                <li key={organisation.id}>{organisation.name}</li>
              ))}
            </ul>
            <AddOrganisation added={called.reload} />
          </Card>
        </div>
      )}
    </Shown>
  );
}

function AddTeam({ added }: { added: () => void }) {
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const add = useWrite('team.add');
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await add.run({ name, ...(place !== '' && { place }) }))) return;
        toast(t('admin.added', { name }));
        setName('');
        added();
      }}
    >
      <TextField
        label={t('admin.newTeam')}
        value={name}
        onInput={setName}
        problem={problemAt(add.problem?.fields, 'name')}
      />
      <PlaceField label={t('admin.place')} value={place} onInput={setPlace} />
      <Refusal problem={add.problem} />
      <div class="actions">
        <button type="submit" class="btn" disabled={add.busy || name.trim() === ''}>
          {t('admin.add')}
        </button>
      </div>
    </form>
  );
}

function AddOrganisation({ added }: { added: () => void }) {
  const blank = { name: '', kind: '', administrator: { name: '', login: '' } };
  const [typed, setTyped] = useState(blank);
  const [secret, setSecret] = useState<Made>();
  const add = useWrite('organisation.add');
  const set = (part: Partial<typeof typed>): void => setTyped((before) => ({ ...before, ...part }));
  const { administrator } = typed;
  const field = (path: string, value: string, onInput: (value: string) => void) => ({
    value,
    onInput,
    required: true,
    problem: problemAt(add.problem?.fields, path),
  });
  return (
    <>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const made = await add.run(typed);
          if (!made) return;
          setSecret({ login: administrator.login, password: made.password });
          setTyped(blank);
          added();
        }}
      >
        <TextField label={t('admin.newOrganisation')} {...field('name', typed.name, (name) => set({ name }))} />
        <TextField
          label={t('admin.organisationKind')}
          hint={t('admin.organisationKindHint')}
          {...field('kind', typed.kind, (kind) => set({ kind }))}
        />
        <fieldset class="field">
          <legend>{t('admin.firstAdministrator')}</legend>
          <div class="hint">{t('admin.firstAdministratorHint')}</div>
          <TextField
            label={t('admin.name')}
            {...field('administrator.name', administrator.name, (name) =>
              set({ administrator: { ...administrator, name } }),
            )}
          />
          <TextField
            label={t('admin.login')}
            hint={t('admin.loginHint')}
            {...field('administrator.login', administrator.login, (login) =>
              set({ administrator: { ...administrator, login } }),
            )}
          />
        </fieldset>
        <Refusal problem={add.problem} />
        <div class="actions">
          <button type="submit" class="btn" disabled={add.busy}>
            {t('admin.add')}
          </button>
        </div>
      </form>
      {secret && <Secret {...secret} close={() => setSecret(undefined)} />}
    </>
  );
}
