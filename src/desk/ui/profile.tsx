/** What is known of a country, section by section: beside a case, beside an enquiry, and on its own page. */
import type { ComponentChildren } from 'preact';
import type { CallOutput } from '../../core/contracts.ts';
import type { Text } from '../../kernel/index.ts';
import { Prose } from '../../view/index.ts';
import { label } from '../state/definitions.ts';
import { may } from '../state/session.ts';
import { useCall, useWrite } from '../use-call.ts';
import { day, language, number, t } from '../words.ts';
import { languageName } from './languages.ts';
import { Leaflet } from './leaflet.tsx';
import { Card, Refusal, Tag } from './pieces.tsx';
import { Shown } from './states.tsx';
import { toast } from './toast.tsx';

export type Section = CallOutput<'profile.read'>['sections'][number];
export type SectionVersion = NonNullable<Section['published']>;

export const sectionTitle = ({ kind, origin }: { kind: string; origin?: string | undefined }): string =>
  origin === undefined
    ? label('profileSection', kind)
    : t('profile.from', { section: label('profileSection', kind), country: label('country', origin) });

/** In the reader’s language, else in English, else in what there is; and which that was. */
function chosen(text: Text): { said: string; in: string } {
  const code = [language(), 'en'].find((one) => text[one]) ?? Object.keys(text)[0] ?? 'en';
  return { said: text[code] ?? '', in: code };
}

export const SectionText = ({ version }: { version: SectionVersion }) => {
  const { said, in: code } = chosen(version.text);
  return (
    <div class="stack">
      {code !== language() && <p class="small soft">{t('profile.onlyIn', { language: languageName(code) })}</p>}
      <Prose text={said} language={code} />
      {version.sources.length > 0 && (
        <p class="small soft">
          {t('profile.sources')}:{' '}
          {version.sources.map(({ name, link, date }, index) => (
            <span key={index}>
              {index > 0 && '; '}
              {link ? (
                <a href={link} target="_blank" rel="noopener noreferrer">
                  {name}
                </a>
              ) : (
                name
              )}
              {date && `, ${day(date)}`}
            </span>
          ))}
        </p>
      )}
      {version.reviewedOn && (
        <p class="small soft">
          {t('profile.reviewed', { date: day(version.reviewedOn), by: version.reviewedBy ?? '–' })}
        </p>
      )}
    </div>
  );
};

export const StaleTag = ({ section }: { section: Section }) =>
  section.stale && section.published?.reviewDue ? (
    <Tag tone="due" icon="clock">
      {t('profile.staleSince', { date: day(section.published.reviewDue) })}
    </Tag>
  ) : null;

/** Sections to unfold; `aside` draws what may be done with one. */
export const Sections = ({
  sections,
  aside,
}: {
  sections: readonly Section[];
  aside?: (section: Section) => ComponentChildren;
}) => (
  <div class="body stack">
    {sections.map((section) => (
      <details key={`${section.kind} ${section.origin ?? ''}`} class="profile-section">
        <summary>
          {sectionTitle(section)} <StaleTag section={section} />
          {!section.published && <Tag>{t('profile.draft')}</Tag>}
        </summary>
        <div class="stack">
          {section.published && <SectionText version={section.published} />}
          {aside?.(section)}
        </div>
      </details>
    ))}
  </div>
);

/** The card beside a case or an enquiry: what is said to people who go there, and from where they come. */
export function AboutCountry({ destination, origin }: { destination: string; origin?: string | undefined }) {
  const called = useCall('profile.read', { destination, ...(origin && { origin }) });
  const title = t('profile.about', { country: label('destination', destination) });
  return (
    <Card title={title} aside={<a href={`/desk/profiles/${destination}`}>{t('profile.open')}</a>}>
      <Shown called={called} rows={3}>
        {({ sections }) => {
          const standing = sections.filter(({ published }) => published);
          return standing.length === 0 ? (
            <p class="nothing">{t('profile.none')}</p>
          ) : (
            <>
              <Sections sections={standing} />
              <div class="bar actions">
                <Leaflet destination={destination} sections={standing} />
              </div>
            </>
          );
        }}
      </Shown>
    </Card>
  );
}

/** One press: it was looked at, and still holds. */
export function ReviewButton({ id, what, onDone }: { id: string; what: string; onDone: () => void }) {
  const review = useWrite('profile.review');
  return (
    <>
      <button
        type="button"
        class="btn"
        disabled={review.busy}
        onClick={async () => {
          if (!(await review.run({ id }))) return;
          toast(t('profile.reviewedNow'));
          onDone();
        }}
      >
        {t('profile.unchanged')}
        <span class="unseen"> {what}</span>
      </button>
      <Refusal problem={review.problem} />
    </>
  );
}

/** On Today: what is to be looked at again. Nothing is drawn while there is nothing. */
export function DueProfiles({ all }: { all: boolean }) {
  const { data, reload } = useCall('profile.due', may('profile.write') ? (all ? { all } : {}) : undefined);
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={t('profile.due')} aside={number(data.items.length)} tone="due">
      <ul class="rows">
        {data.items.map((one) => {
          const what = `${label('destination', one.destination)}: ${sectionTitle(one)}`;
          return (
            <li key={one.id}>
              <div>
                <a class="row-link" href={`/desk/profiles/${one.destination}`}>
                  {what}
                </a>
                <p class="small soft">
                  {[t('profile.staleSince', { date: day(one.reviewDue) }), !one.mine && one.owner]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <div class="actions">
                <ReviewButton id={one.id} what={what} onDone={reload} />
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
