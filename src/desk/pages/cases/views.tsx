import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { go } from '../../router.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';
import { type Look, queryOf } from './look.ts';

type View = CallOutput<'view.list'>['views'][number];

const addressOf = ({ look, gone }: View): string => {
  const query = queryOf(look, gone);
  return query === '' ? '/desk/cases' : `/desk/cases?${query}`;
};

/** Views that are kept: one's own, with whom each is shared; and what colleagues share. */
export function Views({ look, onClose }: { look: Look; onClose: () => void }) {
  const views = useCall('view.list', {});
  const [name, setName] = useState('');
  const save = useWrite('view.save');
  return (
    <Dialog title={t('register.views')} onClose={onClose}>
      <div class="stack">
        <Shown called={views}>
          {({ views: found }) =>
            found.length === 0 ? (
              <Empty title={t('register.noViews')}>
                <p>{t('register.noViewsMore')}</p>
              </Empty>
            ) : (
              <ul class="rows">
                {found.map((view) => (
                  <li key={view.id}>
                    <OneView view={view} onChanged={views.reload} onOpened={onClose} />
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
        <form
          onSubmit={async (event) => {
            event.preventDefault();
            const kept = await save.run({ name, look });
            if (!kept) return;
            setName('');
            views.reload();
          }}
        >
          <TextField
            label={t('register.viewName')}
            hint={t('register.viewHint')}
            value={name}
            onInput={setName}
            maxLength={80}
            required
            problem={problemAt(save.problem?.fields, 'name')}
          />
          <Refusal problem={save.problem} />
          <div class="actions">
            <button type="submit" class="btn go" disabled={save.busy}>
              {t('register.keepView')}
            </button>
          </div>
        </form>
      </div>
    </Dialog>
  );
}

function OneView({ view, onChanged, onOpened }: { view: View; onChanged: () => void; onOpened: () => void }) {
  const share = useWrite('view.share');
  const remove = useWrite('view.remove');
  return (
    <div class="stack">
      <button
        type="button"
        class="bare text"
        onClick={() => {
          go(addressOf(view));
          onOpened();
        }}
      >
        {view.name}
      </button>
      {!view.mine && <span class="soft">{t('register.sharedBy', { name: view.by ?? '' })}</span>}
      {view.gone.length > 0 && <p class="note due">{t('register.gone', { fields: view.gone.join(', ') })}</p>}
      {view.mine && (
        <div class="actions">
          <SelectField
            label={t('register.seenBy')}
            value={view.shared}
            options={(['nobody', 'team', 'organisation'] as const).map((one) => ({
              value: one,
              label: t(`register.share.${one}`),
            }))}
            onInput={async (shared) => {
              if (await share.run({ id: view.id, revision: view.revision, shared: shared as View['shared'] }))
                onChanged();
            }}
          />
          <button
            type="button"
            class="bare"
            aria-label={t('register.removeView', { name: view.name })}
            onClick={async () => {
              if (await remove.run({ id: view.id })) onChanged();
            }}
          >
            <Icon name="cross" />
          </button>
        </div>
      )}
      <Refusal problem={share.problem ?? remove.problem} />
    </div>
  );
}
