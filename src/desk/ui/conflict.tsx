import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../words.ts';
import { Dialog } from './dialog.tsx';

export interface ConflictRow {
  field: string;
  label: string;
  before?: ComponentChildren;
  mine: ComponentChildren;
  theirs: ComponentChildren;
}

export type Choice = 'mine' | 'theirs';

/**
 * A colleague changed the same record meanwhile. Field by field: what it was, what I wrote, what is there now; nothing
 * of either is lost before somebody has chosen.
 */
export function Conflict({
  rows,
  onDecide,
  onClose,
  busy,
}: {
  rows: readonly ConflictRow[];
  onDecide: (choices: Record<string, Choice>) => void;
  onClose: () => void;
  busy?: boolean;
}) {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const undecided = rows.some(({ field }) => choices[field] === undefined);
  return (
    <Dialog title={t('desk.conflict.title')} onClose={onClose} wide>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!undecided) onDecide(choices);
        }}
      >
        <p>{t('desk.conflict.what')}</p>
        {rows.map((row) => (
          <fieldset key={row.field} class="field">
            <legend>{row.label}</legend>
            {row.before !== undefined && (
              <p class="small soft">
                {t('desk.conflict.before')} <bdi>{row.before}</bdi>
              </p>
            )}
            <div class="opts">
              {(['mine', 'theirs'] as const).map((which) => (
                <label key={which} class={choices[row.field] === which ? 'on' : undefined}>
                  <input
                    type="radio"
                    name={row.field}
                    checked={choices[row.field] === which}
                    onChange={() => setChoices((all) => ({ ...all, [row.field]: which }))}
                  />
                  <span>
                    {t(`desk.conflict.${which}`)} <bdi>{row[which]}</bdi>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        <div class="actions">
          <button type="submit" class="btn go" disabled={undecided || busy}>
            {t('desk.conflict.save')}
          </button>
          <button type="button" class="btn" onClick={onClose}>
            {t('desk.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
