import { Dialog } from '../../ui/dialog.tsx';
import { type Section, SectionText, sectionTitle } from '../../ui/profile.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { day, number, t } from '../../words.ts';

/** What was said before, newest first. */
export function Versions({
  destination,
  section: { kind, origin, ...section },
  onClose,
}: {
  destination: string;
  section: Section;
  onClose: () => void;
}) {
  const called = useCall('profile.versions', { destination, kind, ...(origin && { origin }) });
  return (
    <Dialog title={sectionTitle({ kind, origin, ...section })} onClose={onClose} wide>
      <Shown called={called} rows={4}>
        {({ versions }) => (
          <div class="stack">
            {versions.map((one) => (
              <details key={one.id} open={one === versions[0]}>
                <summary>
                  {t(one.publishedAt ? 'profile.version' : 'profile.versionDraft', {
                    number: number(one.version),
                    date: day(one.writtenAt),
                    by: one.by ?? '–',
                  })}
                </summary>
                {Object.keys(one.text).length === 0 ? (
                  <p class="soft">{t('profile.takenOut')}</p>
                ) : (
                  <SectionText version={one} />
                )}
              </details>
            ))}
          </div>
        )}
      </Shown>
    </Dialog>
  );
}
