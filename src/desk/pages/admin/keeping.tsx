import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { programmes, stageLabel } from '../../state/definitions.ts';
import { CheckField } from '../../ui/field.tsx';
import { Card, Name, Refusal, Tag } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { day, t, told } from '../../words.ts';

type Due = CallOutput<'retention.list'>;

/** How long records are kept, by which law, and whose time is over. Nobody is erased without somebody who does it. */
export function Keeping() {
  const called = useCall('retention.list', {});
  return (
    <>
      <Card title={t('keeping.due')}>
        <Shown called={called} rows={3}>
          {(due) => <DueList due={due} reload={called.reload} />}
        </Shown>
      </Card>
      <Rules />
    </>
  );
}

function DueList({ due: { people, total }, reload }: { due: Due; reload: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [sure, setSure] = useState(false);
  const carryOut = useWrite('retention.carryOut');
  const free = people.filter(({ held }) => !held).map(({ personId }) => personId);
  const ids = free.filter((id) => chosen.has(id));
  const choose = (id: string, on: boolean) => {
    setSure(false);
    setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  };
  if (people.length === 0)
    return (
      <Empty icon="check" title={t('keeping.nobodyDue')}>
        <p>{t('keeping.nobodyDueWhy')}</p>
      </Empty>
    );
  return (
    <form
      class="body stack"
      onSubmit={async (event) => {
        event.preventDefault();
        const done = await carryOut.run({ ids });
        if (!done) return;
        toast(t('keeping.done', done));
        setChosen(new Set());
        setSure(false);
        reload();
      }}
    >
      <p>{t('keeping.dueWhat', { total })}</p>
      <ul class="rows">
        {people.map((one) => (
          <li key={one.personId}>
            <label class="check">
              <input
                type="checkbox"
                checked={chosen.has(one.personId) && !one.held}
                disabled={one.held}
                onChange={(event) => choose(one.personId, event.currentTarget.checked)}
              />
              <span>
                {one.personName && <Name strong>{one.personName}</Name>} <span class="num">{one.personNumber}</span>
                <span class="small soft"> {t('keeping.dueSince', { day: day(one.dueAt) })}</span>
              </span>
            </label>
            <div>
              {one.held && (
                <Tag tone="due" icon="lock">
                  {t('keeping.stands')}
                </Tag>
              )}{' '}
              <a href={`/desk/people/${one.personId}`}>{t('keeping.see')}</a>
            </div>
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" class="bare text" onClick={() => setChosen(new Set(free))}>
          {t('keeping.all')}
        </button>
      </div>
      {ids.length > 0 && (
        <>
          <p class="note risk">{t('keeping.what', { count: ids.length })}</p>
          <CheckField label={t('person.eraseSure')} checked={sure} onInput={setSure} />
        </>
      )}
      <Refusal problem={carryOut.problem} />
      <div class="actions">
        <button type="submit" class="btn danger" disabled={!sure || ids.length === 0 || carryOut.busy}>
          {t('keeping.go', { count: ids.length })}
        </button>
      </div>
    </form>
  );
}

function Rules() {
  return (
    <Card title={t('keeping.rules')}>
      <ul class="rows">
        {programmes().map(({ code, title, retention = [] }) => (
          <li key={code}>
            <div>
              <p class="strong">{told(title)}</p>
              {retention.length === 0 && <p class="soft">{t('keeping.noRule')}</p>}
              {retention.map(({ stage, months, basis }) => (
                <p key={stage ?? ''}>
                  {t('keeping.rule', { stage: stage ? stageLabel(code, stage) : t('keeping.anyEnd'), months })}
                  <span class="small soft"> {told(basis)}</span>
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <p class="body small soft">{t('keeping.rulesWhere')}</p>
    </Card>
  );
}
