import { useState } from 'preact/hooks';
import { may } from '../../state/session.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Card } from '../../ui/pieces.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { day, number, t, told } from '../../words.ts';
import type { Kind } from './bytes.ts';

export const kinds: readonly Kind[] = [
  'form',
  'codeList',
  'role',
  'programme',
  'places',
  'checklist',
  'calendar',
  'timer',
  'message',
];

/** Everything that is published, and the way to publish more. */
export function Definitions() {
  const called = useCall('definition.list', {});
  const [kind, setKind] = useState('');
  const [wanted, setWanted] = useState('');
  return (
    <Card
      title={t('admin.published')}
      aside={
        may('definition.publish') && (
          <a class="btn go" href="/desk/admin/definitions/upload">
            {t('admin.upload')}
          </a>
        )
      }
    >
      <div class="admin-filter">
        <SelectField
          label={t('admin.kind')}
          blank={t('desk.all')}
          value={kind}
          options={kinds.map((one) => ({ value: one, label: t(`admin.kinds.${one}`) }))}
          onInput={setKind}
        />
        <TextField label={t('admin.find')} type="search" value={wanted} onInput={setWanted} />
      </div>
      <Shown called={called} rows={6}>
        {({ items }) => {
          const text = wanted.trim().toLocaleLowerCase();
          const seen = items.filter(
            (item) =>
              (kind === '' || item.kind === kind) &&
              (text === '' ||
                item.code.toLowerCase().includes(text) ||
                told(item.title).toLocaleLowerCase().includes(text)),
          );
          return seen.length === 0 ? (
            <Empty icon="file" title={t('admin.nothing')} />
          ) : (
            <Scroll label={t('admin.published')}>
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{t('admin.name')}</th>
                    <th scope="col">{t('admin.kind')}</th>
                    <th scope="col">{t('admin.version')}</th>
                    <th scope="col">{t('admin.publishedAt')}</th>
                    <th scope="col">{t('admin.entries')}</th>
                  </tr>
                </thead>
                <tbody>
                  {seen.map((item) => (
                    <tr key={`${item.kind} ${item.code}`}>
                      <td>
                        <a
                          class="strong"
                          href={`/desk/admin/definitions/${item.kind}/${encodeURIComponent(item.code)}`}
                        >
                          {told(item.title) || item.code}
                        </a>
                        <div class="small soft">{item.code}</div>
                      </td>
                      <td>{t(`admin.kinds.${item.kind}`)}</td>
                      <td class="num">{item.version}</td>
                      <td>{day(item.publishedAt)}</td>
                      <td class="num">{item.entries === undefined ? '' : number(item.entries)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          );
        }}
      </Shown>
    </Card>
  );
}
