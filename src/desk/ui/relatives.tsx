import { useState } from 'preact/hooks';
import { codes, label, stageLabel } from '../state/definitions.ts';
import { may } from '../state/session.ts';
import { useCall, useWrite } from '../use-call.ts';
import { t, told } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { SelectField } from './field.tsx';
import { Icon } from './icon.tsx';
import { PersonName, PersonSearch, type PersonSummary, personFacts } from './person-search.tsx';
import { Card, Refusal } from './pieces.tsx';
import { Shown } from './states.tsx';

/** Who belongs to somebody, and where their cases stand: sisters are seen together, not one after the other. */
export function Relatives({ personId }: { personId: string }) {
  const called = useCall('person.relatives', { id: personId });
  const [adding, setAdding] = useState(false);
  const end = useWrite('person.unrelate');
  const mayWrite = may('person.write');
  return (
    <Card
      title={t('desk.relatives.title')}
      aside={
        mayWrite && (
          <button type="button" class="bare text" onClick={() => setAdding(true)}>
            <Icon name="plus" /> {t('desk.relatives.add')}
          </button>
        )
      }
    >
      <Shown called={called} rows={1}>
        {({ relatives }) =>
          relatives.length === 0 ? (
            <p class="nothing">{t('desk.relatives.none')}</p>
          ) : (
            <ul class="rows">
              {relatives.map(({ id, kind, person, cases }) => (
                <li key={id}>
                  <div>
                    <a class="row-link" href={`/desk/people/${person.id}`}>
                      <PersonName person={person} />
                    </a>
                    <p class="small soft">
                      {[label('kinship', kind), personFacts(person)].filter(Boolean).join(' · ')}
                    </p>
                    {cases.map((one) => (
                      <p key={one.id} class="small">
                        <a href={`/desk/cases/${one.id}`}>{one.number}</a> {stageLabel(one.programme, one.stage)}
                      </p>
                    ))}
                  </div>
                  {mayWrite && (
                    <button
                      type="button"
                      class="bare text small"
                      disabled={end.busy}
                      onClick={async () => {
                        if (await end.run({ id, personId })) called.reload();
                      }}
                    >
                      {t('desk.relatives.remove')}
                      <span class="unseen"> {person.name ?? person.number}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <Refusal problem={end.problem} />
      {adding && <Add personId={personId} onClose={() => setAdding(false)} onDone={called.reload} />}
    </Card>
  );
}

function Add({ personId, onClose, onDone }: { personId: string; onClose: () => void; onDone: () => void }) {
  const [other, setOther] = useState<PersonSummary>();
  const [kind, setKind] = useState('');
  const relate = useWrite('person.relate');
  return (
    <Dialog title={t('desk.relatives.add')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!other || !(await relate.run({ id: personId, otherId: other.id, kind }))) return;
          onClose();
          onDone();
        }}
      >
        {other ? (
          <p>
            <PersonName person={other} /> <span class="soft">{personFacts(other)}</span>
          </p>
        ) : (
          <PersonSearch label={t('desk.relatives.who')} onChoose={setOther} />
        )}
        <SelectField
          label={t('desk.relatives.kind')}
          blank={t('desk.choose')}
          value={kind}
          onInput={setKind}
          options={codes('kinship').map((item) => ({ value: item.code, label: told(item.label) }))}
        />
        <Refusal problem={relate.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={relate.busy || !other || kind === ''}>
            {t('desk.relatives.keep')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
