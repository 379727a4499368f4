import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { ShelterPlace, shelterLine } from '../../ui/shelter.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t } from '../../words.ts';

type Stay = CallOutput<'stay.list'>['stays'][number];

/** In which shelter somebody is, and has been; where that is, only on request. */
export function Stays({ caseId }: { caseId: string }) {
  const called = useCall('stay.list', { caseId });
  const [placing, setPlacing] = useState(false);
  const { stays = [], mayWrite = false } = called.data ?? {};
  const staying = stays.some(({ until }) => !until);
  return (
    <Card
      title={t('assistance.stay.title')}
      aside={
        mayWrite &&
        !staying && (
          <button type="button" class="bare text" onClick={() => setPlacing(true)}>
            <Icon name="plus" /> {t('assistance.stay.begin')}
          </button>
        )
      }
    >
      <Shown called={called} rows={1}>
        {({ stays: all }) =>
          all.length === 0 ? (
            <p class="nothing">{t('assistance.stay.none')}</p>
          ) : (
            <ul class="rows">
              {all.map((one) => (
                <StayLine key={one.id} stay={one} mayWrite={mayWrite} onDone={called.reload} />
              ))}
            </ul>
          )
        }
      </Shown>
      {placing && <Place caseId={caseId} onClose={() => setPlacing(false)} onDone={called.reload} />}
    </Card>
  );
}

function StayLine({ stay, mayWrite, onDone }: { stay: Stay; mayWrite: boolean; onDone: () => void }) {
  const end = useWrite('stay.end');
  const { from, until } = stay;
  return (
    <li>
      <div>
        <p>{stay.shelter}</p>
        <p class="small soft">
          {until
            ? t('assistance.stay.fromTo', { from: day(from), until: day(until) })
            : t('assistance.stay.since', { from: day(from) })}
        </p>
        {!until && <ShelterPlace id={stay.shelterId} name={stay.shelter} />}
        <Refusal problem={end.problem} />
      </div>
      {!until && mayWrite && (
        <div class="actions">
          <button
            type="button"
            class="bare text small"
            disabled={end.busy}
            onClick={async () => {
              if (!(await end.run({ id: stay.id }))) return;
              toast(t('assistance.stay.ended'));
              onDone();
            }}
          >
            {t('assistance.stay.end')}
          </button>
        </div>
      )}
    </li>
  );
}

function Place({ caseId, onClose, onDone }: { caseId: string; onClose: () => void; onDone: () => void }) {
  const [shelterId, setShelterId] = useState('');
  const [withMother, setWithMother] = useState(false);
  const shelters = useCall('shelter.list', {});
  const begin = useWrite('stay.begin');
  const free = (shelters.data?.shelters ?? []).filter((one) => one.active && one.free > 0);
  const chosen = free.find(({ id }) => id === shelterId);
  return (
    <Dialog title={t('assistance.stay.begin')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const input = {
            caseId,
            shelterId,
            ...(withMother && chosen?.childrenWithMother && { withMother: true as const }),
          };
          if (!(await begin.run(input))) return shelters.reload();
          toast(t('assistance.stay.begun'));
          onClose();
          onDone();
        }}
      >
        {shelters.data && free.length === 0 && <p>{t('assistance.stay.noRoom')}</p>}
        <SelectField
          label={t('assistance.shelter.title')}
          blank={t('desk.choose')}
          value={shelterId}
          onInput={setShelterId}
          options={free.map((one) => ({ value: one.id, label: `${one.name} · ${shelterLine(one)}` }))}
          problem={problemAt(begin.problem?.fields, 'shelterId') ?? problemAt(begin.problem?.fields, 'caseId')}
        />
        {chosen?.childrenWithMother && (
          <CheckField label={t('assistance.stay.withMother')} checked={withMother} onInput={setWithMother} />
        )}
        <Refusal problem={begin.problem ?? shelters.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={begin.busy || shelterId === ''}>
            {t('assistance.stay.begin')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
