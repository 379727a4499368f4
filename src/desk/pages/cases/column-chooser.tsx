import { useState } from 'preact/hooks';
import { changeQuery } from '../../router.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { t } from '../../words.ts';
import { groupsOf } from './filter-builder.tsx';
import { type Column, columnText } from './look.ts';

/** Always in the table, as far as the role reads them. */
export const standing = [
  'number',
  'personName',
  'stage',
  'topic',
  'destination',
  'sex',
  'ageBand',
  'openedAt',
  'owner',
];
const most = 30;

/** Which columns stand beside those that are always there. */
export function ColumnChooser({
  columns,
  chosen,
  onClose,
}: {
  columns: readonly Column[];
  chosen: readonly string[];
  onClose: () => void;
}) {
  const [sought, setSought] = useState('');
  const [ticked, setTicked] = useState(chosen);
  const offered = columns.filter(
    (one) =>
      !standing.includes(one.code) &&
      one.code !== 'programme' &&
      one.code !== 'flags' &&
      columnText(one, one.code).toLocaleLowerCase().includes(sought.toLocaleLowerCase()),
  );
  return (
    <Dialog title={t('register.columns')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          changeQuery({ columns: ticked.join(',') });
          onClose();
        }}
      >
        <TextField label={t('register.findField')} type="search" value={sought} onInput={setSought} />
        {groupsOf(offered).map(([title, group]) => (
          <fieldset key={title} class="field">
            <legend>{title}</legend>
            {group.map(({ code, ...column }) => (
              <CheckField
                key={code}
                label={columnText({ code, ...column }, code)}
                checked={ticked.includes(code)}
                onInput={(on) =>
                  setTicked(on ? [...ticked, code].slice(0, most) : ticked.filter((one) => one !== code))
                }
              />
            ))}
          </fieldset>
        ))}
        <div class="actions">
          <button type="submit" class="btn go">
            {t('register.show')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
