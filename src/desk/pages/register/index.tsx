import { go, place } from '../../router.ts';
import { Card, PageHead } from '../../ui/pieces.tsx';
import { RegisterPerson } from '../../ui/register-person.tsx';
import { t } from '../../words.ts';

/** Somebody new; reached from a search that did not find them, with what was typed there as the name. */
export default function RegisterPage() {
  return (
    <div class="narrow stack">
      <PageHead title={t('desk.register.title')} sub={t('desk.openCase.searchFirst')} />
      <Card>
        <RegisterPerson
          name={place.get().query.get('name') ?? ''}
          draftName="person.new"
          onDone={(person) => go(`/desk/people/${person.id}`)}
        />
      </Card>
    </div>
  );
}
