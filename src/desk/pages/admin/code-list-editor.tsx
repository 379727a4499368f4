import { useState } from 'preact/hooks';
import type { CodeList, CodeListItem } from '../../../kernel/index.ts';
import { completeLanguages } from '../../../words/index.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { Loading } from '../../ui/states.tsx';
import { useDraft } from '../../use-form.ts';
import { t, told } from '../../words.ts';
import { Edited } from './edited.tsx';
import { columnsIn } from './preview.tsx';
import { usePreview } from './upload.tsx';

interface Props {
  list: CodeList;
  cancel: () => void;
  done: () => void;
}

const codeShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/** Changes a code list: words, order, what items carry beside them. A code that entries may hold is retired, never taken away. */
export function CodeListEditor({ list, cancel, done }: Props) {
  const draft = useDraft<CodeList>(`codeList.${list.code}`, list);
  const preview = usePreview();
  const [added, setAdded] = useState('');
  if (!draft.ready) return <Loading rows={6} />;
  const now = draft.value;
  const languages = [...new Set([...completeLanguages, ...now.items.flatMap(({ label }) => Object.keys(label))])];
  // Of the list as it was: one that was emptied may be filled again.
  const columns = columnsIn(list);
  const change = (items: CodeListItem[]): void => {
    preview.clear();
    draft.change((before) => ({ ...before, items }));
  };
  const set = (at: number, next: CodeListItem): void =>
    change(now.items.map((item, index) => (index === at ? next : item)));
  const move = (at: number, by: -1 | 1): void => {
    const items = [...now.items];
    [items[at], items[at + by]] = [items[at + by]!, items[at]!];
    change(items);
  };
  const taken = now.items.some(({ code }) => code === added);
  return (
    <Edited kind="codeList" known={list} draft={draft} preview={preview} cancel={cancel} done={done}>
      <Scroll label={told(now.title)}>
        <table class="table admin-items">
          <thead>
            <tr>
              <th scope="col">{t('admin.code')}</th>
              {languages.map((code) => (
                <th key={code} scope="col">
                  {code}
                </th>
              ))}
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">{t('admin.retired')}</th>
              <th scope="col">{t('admin.order')}</th>
            </tr>
          </thead>
          <tbody>
            {now.items.map((item, index) => (
              <tr key={item.code}>
                <th scope="row" class="num">
                  {item.code}
                </th>
                {languages.map((code) => (
                  <td key={code}>
                    <input
                      type="text"
                      lang={code}
                      maxLength={2000}
                      aria-label={`${item.code} ${code}`}
                      value={item.label[code] ?? ''}
                      onInput={(event) =>
                        set(index, { ...item, label: texts(item.label, code, event.currentTarget.value) })
                      }
                    />
                  </td>
                ))}
                {columns.map((name) => (
                  <td key={name}>
                    <input
                      type="text"
                      maxLength={1000}
                      aria-label={`${item.code} ${name}`}
                      value={item.columns?.[name] ?? ''}
                      onInput={(event) =>
                        set(index, { ...item, columns: texts(item.columns ?? {}, name, event.currentTarget.value) })
                      }
                    />
                  </td>
                ))}
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${t('admin.retired')} ${item.code}`}
                    checked={item.retired === true}
                    onChange={(event) => {
                      const { retired: _, ...kept } = item;
                      set(index, event.currentTarget.checked ? { ...kept, retired: true } : kept);
                    }}
                  />
                </td>
                <td class="admin-order">
                  <button
                    type="button"
                    class="bare"
                    disabled={index === 0}
                    aria-label={t('admin.up', { code: item.code })}
                    onClick={() => move(index, -1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    class="bare"
                    disabled={index === now.items.length - 1}
                    aria-label={t('admin.down', { code: item.code })}
                    onClick={() => move(index, 1)}
                  >
                    ↓
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <div class="admin-add">
        <TextField
          label={t('admin.newCode')}
          hint={t('admin.newCodeHint')}
          value={added}
          onInput={setAdded}
          maxLength={80}
        />
        <button
          type="button"
          class="btn"
          disabled={!codeShape.test(added) || taken}
          onClick={() => {
            change([...now.items, { code: added, label: {} }]);
            setAdded('');
          }}
        >
          <Icon name="plus" /> {t('admin.add')}
        </button>
      </div>
    </Edited>
  );
}

/** A text with one language changed; an emptied language is gone. */
/** By language or by column; what is emptied goes. */
function texts(known: Record<string, string>, name: string, text: string): Record<string, string> {
  const { [name]: _, ...others } = known;
  return text === '' ? others : { ...known, [name]: text };
}
