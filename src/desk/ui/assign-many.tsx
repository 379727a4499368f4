import { useState } from 'preact/hooks';
import { useWrite } from '../use-call.ts';
import { t } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { type Holder, HolderField } from './holder.tsx';
import { Icon } from './icon.tsx';
import { Refusal } from './pieces.tsx';
import { toast } from './toast.tsx';

interface Row {
  id: string;
  number: string;
  revision: number;
}
/** As many as one call takes. */
const most = 200;

export interface Selection {
  chosen: readonly Row[];
  has: (id: string) => boolean;
  /** Whether one more may be chosen. */
  room: boolean;
  choose: (id: string, on: boolean) => void;
  chooseAll: (on: boolean) => void;
  all: boolean;
}

/** Which of these rows are chosen; one that is not shown any more is not chosen either. */
export function useSelection(rows: readonly Row[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const chosen = rows.filter(({ id }) => ids.has(id));
  return {
    chosen,
    has: (id) => ids.has(id),
    room: chosen.length < most,
    choose: (id, on) => {
      const next = new Set(chosen.map((row) => row.id));
      if (on) next.add(id);
      else next.delete(id);
      setIds(next);
    },
    chooseAll: (on) => setIds(new Set(on ? rows.slice(0, most).map(({ id }) => id) : [])),
    all: rows.length > 0 && chosen.length === Math.min(rows.length, most),
  };
}

export const SelectOne = ({ selection, row }: { selection: Selection; row: Row }) => (
  <input
    type="checkbox"
    class="pick"
    aria-label={t('desk.assign.select', { what: row.number })}
    checked={selection.has(row.id)}
    disabled={!selection.has(row.id) && !selection.room}
    onChange={(event) => selection.choose(row.id, event.currentTarget.checked)}
  />
);

export const SelectAll = ({ selection }: { selection: Selection }) => (
  <input
    type="checkbox"
    class="pick"
    aria-label={t('desk.assign.selectAll')}
    checked={selection.all}
    onChange={(event) => selection.chooseAll(event.currentTarget.checked)}
  />
);

/** What is chosen, and what can be done with it; it stays in sight while one reads on. */
export function AssignBar({ selection, onDone }: { selection: Selection; onDone: () => void }) {
  const [giving, setGiving] = useState(false);
  const count = selection.chosen.length;
  return (
    <>
      <div class={count > 0 ? 'chosen' : 'unseen'}>
        <p class="strong" role="status">
          {count > 0 ? t('desk.assign.selected', { count }) : ''}
        </p>
        {count > 0 && (
          <div class="actions">
            <button type="button" class="btn go" onClick={() => setGiving(true)}>
              <Icon name="user" /> {t('desk.assign.go')}
            </button>
            <button type="button" class="btn" onClick={() => selection.chooseAll(false)}>
              {t('desk.assign.clear')}
            </button>
          </div>
        )}
      </div>
      {giving && <AssignMany selection={selection} onClose={() => setGiving(false)} onDone={onDone} />}
    </>
  );
}

function AssignMany({ selection, onClose, onDone }: { selection: Selection; onClose: () => void; onDone: () => void }) {
  const [to, setTo] = useState<Holder>();
  const [left, setLeft] = useState<readonly Row[]>([]);
  const assign = useWrite('case.assignMany');
  return (
    <Dialog title={t('desk.assign.title')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!to) return;
          const cases = selection.chosen.map(({ id, revision }) => ({ id, revision }));
          const answer = await assign.run({ cases, ...to.input });
          if (!answer) return;
          const changed = new Set(answer.cases.flatMap(({ id, outcome }) => (outcome === 'changed' ? [id] : [])));
          const stayed = selection.chosen.filter(({ id }) => changed.has(id));
          if (changed.size < cases.length)
            toast(t('desk.assign.manyDone', { count: cases.length - changed.size, name: to.name }));
          setLeft(stayed);
          onDone();
          if (stayed.length === 0) onClose();
        }}
      >
        <p>{t('desk.assign.selected', { count: selection.chosen.length })}</p>
        <HolderField value={to} onInput={setTo} />
        <Refusal problem={assign.problem} />
        {left.length > 0 && (
          <div class="note due" role="alert">
            <p class="strong">{t('desk.assign.manyChanged', { count: left.length })}</p>
            <p class="num">{left.map(({ number }) => number).join(' · ')}</p>
          </div>
        )}
        <div class="actions">
          <button type="submit" class="btn go" disabled={assign.busy || !to || selection.chosen.length === 0}>
            {t('desk.assign.go')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
