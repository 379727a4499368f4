import { useState } from 'preact/hooks';
import {
  type Grant,
  grants,
  type Role,
  type Scope,
  type SensitivityClass,
  scopes,
  sensitivityClasses,
} from '../../../kernel/index.ts';
import { completeLanguages } from '../../../words/index.ts';
import { programmes } from '../../state/definitions.ts';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { Loading } from '../../ui/states.tsx';
import { useDraft } from '../../use-form.ts';
import { t, told } from '../../words.ts';
import { Edited } from './edited.tsx';
import { usePreview } from './upload.tsx';

interface Props {
  role: Role;
  cancel: () => void;
  done: () => void;
}

/** Grants by what they concern: a list of nineteen is not read, five short ones are. */
const groups = [...new Set(grants.map((grant) => grant.split('.')[0]!))];

/** What a role may do, whose records it reaches, and which classes it reads and writes. */
export function RoleEditor({ role, cancel, done }: Props) {
  const draft = useDraft<Role>(`role.${role.code}`, role);
  const preview = usePreview();
  const [language, setLanguage] = useState('en');
  if (!draft.ready) return <Loading rows={6} />;
  const now = draft.value;
  const change = (part: Partial<Role>): void => {
    preview.clear();
    draft.change((before) => ({ ...before, ...part }));
  };
  const toggled = <T extends string>(list: readonly T[], one: T, on: boolean, order: readonly T[]): T[] =>
    order.filter((each) => (each === one ? on : list.includes(each)));
  const languages = [...new Set([...completeLanguages, ...Object.keys(now.label)])];
  return (
    <Edited kind="role" known={role} draft={draft} preview={preview} cancel={cancel} done={done}>
      <div class="grid">
        <SelectField
          label={t('desk.language')}
          value={language}
          options={languages.map((code) => ({ value: code, label: code }))}
          onInput={setLanguage}
        />
        <TextField
          label={t('admin.name')}
          value={now.label[language] ?? ''}
          onInput={(text) => change({ label: { ...now.label, [language]: text } })}
        />
      </div>
      <SelectField
        label={t('admin.scope')}
        hint={t('admin.scopeHint')}
        value={now.scope}
        options={scopes.map((scope) => ({ value: scope, label: t(`admin.scopes.${scope}`) }))}
        onInput={(scope) => change({ scope: scope as Scope })}
      />
      <fieldset class="field">
        <legend>{t('admin.grants')}</legend>
        <div class="admin-grants">
          {groups.map((group) => (
            <div key={group}>
              {grants
                .filter((grant) => grant.startsWith(`${group}.`))
                .map((grant: Grant) => (
                  <CheckField
                    key={grant}
                    label={t(`admin.grant.${grant}`)}
                    checked={now.grants.includes(grant)}
                    onInput={(on) => change({ grants: toggled(now.grants, grant, on, grants) })}
                  />
                ))}
            </div>
          ))}
        </div>
      </fieldset>
      <Classes role={now} change={change} />
      <fieldset class="field">
        <legend>{t('admin.programmes')}</legend>
        <div class="hint">{t('admin.programmesHint')}</div>
        <div>
          {programmes().map(({ code, title }) => (
            <CheckField
              key={code}
              label={told(title)}
              checked={now.programmes.includes(code)}
              onInput={(on) =>
                change({
                  programmes: toggled(
                    now.programmes,
                    code,
                    on,
                    programmes().map((one) => one.code),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
    </Edited>
  );
}

/** Classes by reading and writing. Who writes a class reads it too: a form cannot be corrected blind. */
function Classes({ role, change }: { role: Role; change: (part: Partial<Role>) => void }) {
  const set = (which: 'read' | 'write', one: SensitivityClass, on: boolean): void => {
    const next = (list: readonly SensitivityClass[]) =>
      sensitivityClasses.filter((each) => (each === one ? on : list.includes(each)));
    if (which === 'read')
      change({ read: next(role.read), ...(!on && { write: role.write.filter((each) => each !== one) }) });
    else change({ write: next(role.write), ...(on && { read: next(role.read) }) });
  };
  return (
    <table class="table admin-classes">
      <caption class="strong">{t('admin.classes')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('admin.classOf')}</th>
          <th scope="col">{t('admin.reads')}</th>
          <th scope="col">{t('admin.writes')}</th>
        </tr>
      </thead>
      <tbody>
        {sensitivityClasses.map((one) => (
          <tr key={one}>
            <th scope="row">
              {t(`admin.class.${one}`)}
              <div class="small soft">{t(`admin.classWhat.${one}`)}</div>
            </th>
            {(['read', 'write'] as const).map((which) => (
              <td key={which}>
                <label class="check">
                  <input
                    type="checkbox"
                    checked={role[which].includes(one)}
                    onChange={(event) => set(which, one, event.currentTarget.checked)}
                  />
                  <span class="unseen">
                    {t(which === 'read' ? 'admin.reads' : 'admin.writes')} {t(`admin.class.${one}`)}
                  </span>
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
