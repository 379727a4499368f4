import { go } from '../../router.ts';
import { may } from '../../state/session.ts';
import { PersonSearch, registerNew } from '../../ui/person-search.tsx';
import { PageHead } from '../../ui/pieces.tsx';
import { Empty } from '../../ui/states.tsx';
import { t } from '../../words.ts';

/** People are found by searching: a list of everybody would show names that nobody needs to see. */
export default function PeoplePage() {
  return (
    <div class="narrow stack">
      <PageHead title={t('desk.people.title')} />
      <PersonSearch
        label={t('desk.search.label')}
        placeholder={t('desk.search.placeholder')}
        autofocus
        onChoose={(person) => go(`/desk/people/${person.id}`)}
        onRegister={may('person.write') ? registerNew : undefined}
      />
      <Empty icon="people" title={t('desk.people.how')}>
        <p>{t('desk.people.why')}</p>
      </Empty>
    </div>
  );
}
