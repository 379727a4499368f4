import { useEffect, useState } from 'preact/hooks';
import { go } from '../../router.ts';
import { codes, label } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Card, Tag } from '../../ui/pieces.tsx';
import { sectionTitle } from '../../ui/profile.tsx';
import { Empty, Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { day, number, t, told } from '../../words.ts';

const typingPause = 250;

/** What is known of each country, and where a word stands in it. */
export function Profiles() {
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim().length > 1 ? typed.trim() : ''), typingPause);
    return () => clearTimeout(timer);
  }, [typed]);
  const called = useCall('profile.list', query === '' ? {} : { query });
  return (
    <Card title={t('profile.title')}>
      <div class="body">
        <TextField label={t('profile.search')} type="search" value={typed} onInput={setTyped} maxLength={100} />
        {may('profile.write') && query === '' && (
          <SelectField
            label={t('profile.begin')}
            blank={t('desk.choose')}
            value=""
            onInput={(code) => code !== '' && go(`/desk/profiles/${code}`)}
            options={codes('destination')
              .filter(({ code }) => !called.data?.profiles.some(({ destination }) => destination === code))
              .map((item) => ({ value: item.code, label: told(item.label) }))}
          />
        )}
      </div>
      <Shown called={called} rows={4}>
        {({ profiles, found }) => (
          <>
            {query !== '' && found.length === 0 && <p class="nothing">{t('profile.notFound', { query })}</p>}
            {query !== '' && (
              <ul class="rows">
                {found.map((one) => (
                  <li key={`${one.destination} ${one.kind} ${one.origin ?? ''}`}>
                    <div>
                      <a class="row-link" href={`/desk/profiles/${one.destination}`}>
                        {label('destination', one.destination)}: {sectionTitle(one)}
                      </a>
                      <p class="small" dir="auto" lang={one.language}>
                        {one.excerpt}
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
            )}
            {query === '' && profiles.length === 0 && (
              <Empty icon="file" title={t('profile.empty')}>
                {may('profile.write') && <p>{t('profile.emptyWriter')}</p>}
              </Empty>
            )}
            {query === '' && (
              <ul class="rows">
                {profiles.map(({ destination, owner, sections, stale, reviewDue }) => (
                  <li key={destination}>
                    <div>
                      <a class="row-link" href={`/desk/profiles/${destination}`}>
                        {label('destination', destination)}
                      </a>
                      <p class="small soft">
                        {[
                          t('profile.sections', { count: sections }),
                          owner && t('profile.ownedBy', { name: owner }),
                          reviewDue && t('profile.nextReview', { date: day(reviewDue) }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </p>
                    </div>
                    {stale > 0 && (
                      <div class="actions">
                        <Tag tone="due" icon="clock">
                          {t('profile.staleCount', { count: stale, shown: number(stale) })}
                        </Tag>
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Shown>
    </Card>
  );
}
