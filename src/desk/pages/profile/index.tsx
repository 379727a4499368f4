import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import type { PageProps } from '../../routes.ts';
import { codes, label } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { SelectField } from '../../ui/field.tsx';
import { Leaflet } from '../../ui/leaflet.tsx';
import { Card, PageHead, Refusal } from '../../ui/pieces.tsx';
import { ReviewButton, type Section, Sections, sectionTitle } from '../../ui/profile.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { t, told } from '../../words.ts';
import { EditSection } from './edit.tsx';
import { Versions } from './versions.tsx';

type Read = CallOutput<'profile.read'>;

/** One country: what is known, who answers for it, what is to be looked at again. */
export default function ProfilePage({ params }: PageProps) {
  const destination = params.destination ?? '';
  const called = useCall('profile.read', { destination });
  return (
    <div class="stack">
      <PageHead title={label('destination', destination)} sub={t('profile.what')}>
        {called.data && <Leaflet destination={destination} sections={called.data.sections} />}
      </PageHead>
      <Shown called={called} rows={8}>
        {(read) => <Profile destination={destination} read={read} reload={called.reload} />}
      </Shown>
    </div>
  );
}

function Profile({ destination, read, reload }: { destination: string; read: Read; reload: () => void }) {
  const [editing, setEditing] = useState<Pick<Section, 'kind' | 'origin'> & { section?: Section }>();
  const [history, setHistory] = useState<Section>();
  const writes = may('profile.write');
  const missing = codes('profileSection').filter(
    ({ code }) => !read.sections.some(({ kind, origin }) => kind === code && origin === undefined),
  );
  return (
    <div class="two">
      <Card title={t('profile.known')}>
        {read.sections.length === 0 ? (
          <p class="nothing">{t(writes ? 'profile.emptyWriter' : 'profile.none')}</p>
        ) : (
          <Sections
            sections={read.sections}
            {...(writes && {
              aside: (section: Section) => (
                <div class="actions">
                  {section.published && (
                    <ReviewButton id={section.published.id} what={sectionTitle(section)} onDone={reload} />
                  )}
                  <button type="button" class="btn" onClick={() => setEditing({ ...section, section })}>
                    {t(section.draft ? 'profile.editDraft' : 'profile.edit')}
                    <span class="unseen"> {sectionTitle(section)}</span>
                  </button>
                  <button type="button" class="bare text" onClick={() => setHistory(section)}>
                    {t('profile.versions')}
                    <span class="unseen"> {sectionTitle(section)}</span>
                  </button>
                </div>
              ),
            })}
          />
        )}
      </Card>
      {writes && (
        <div class="stack">
          <Card title={t('profile.add')}>
            <div class="body stack">
              <SelectField
                label={t('profile.section')}
                blank={t('desk.choose')}
                value=""
                onInput={(kind) => kind !== '' && setEditing({ kind })}
                options={missing.map((item) => ({ value: item.code, label: told(item.label) }))}
              />
              <p class="small soft">{t('profile.corridorHint')}</p>
            </div>
          </Card>
          <Owner destination={destination} read={read} reload={reload} />
        </div>
      )}
      {editing && (
        <EditSection
          destination={destination}
          {...editing}
          onClose={() => setEditing(undefined)}
          onDone={() => {
            setEditing(undefined);
            reload();
          }}
        />
      )}
      {history && <Versions destination={destination} section={history} onClose={() => setHistory(undefined)} />}
    </div>
  );
}

/** Whoever answers for it finds on Today what is to be reviewed. */
function Owner({ destination, read, reload }: { destination: string; read: Read; reload: () => void }) {
  const colleagues = useCall('user.colleagues', {});
  const set = useWrite('profile.set');
  return (
    <Card title={t('profile.owner')}>
      <div class="body">
        <SelectField
          label={t('profile.owner')}
          hint={t('profile.ownerHint')}
          blank={t('profile.nobody')}
          value={read.profile?.ownerId ?? ''}
          onInput={async (id) => {
            const { profile } = read;
            const done = await set.run({
              destination,
              ownerId: id === '' ? null : id,
              ...(profile && { revision: profile.revision }),
            });
            if (!done) return;
            toast(t('profile.kept'));
            reload();
          }}
          options={(colleagues.data?.users ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          problem={set.problem?.fields[0]}
        />
        <Refusal problem={set.problem ?? colleagues.problem} />
      </div>
    </Card>
  );
}
