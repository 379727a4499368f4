import { useState } from 'preact/hooks';
import { PlaceField } from '../../ui/country-place.tsx';
import { TextField } from '../../ui/field.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';

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
  const [name, setName] = useState('');
  const [kind, setKind] = useState('');
  const add = useWrite('organisation.add');
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await add.run({ name, kind }))) return;
        toast(t('admin.added', { name }));
        setName('');
        setKind('');
        added();
      }}
    >
      <TextField
        label={t('admin.newOrganisation')}
        value={name}
        onInput={setName}
        problem={problemAt(add.problem?.fields, 'name')}
      />
      <TextField
        label={t('admin.organisationKind')}
        hint={t('admin.organisationKindHint')}
        value={kind}
        onInput={setKind}
        problem={problemAt(add.problem?.fields, 'kind')}
      />
      <Refusal problem={add.problem} />
      <div class="actions">
        <button type="submit" class="btn" disabled={add.busy || name.trim() === '' || kind.trim() === ''}>
          {t('admin.add')}
        </button>
      </div>
    </form>
  );
}
