import { useState } from 'preact/hooks';
import { go } from '../../router.ts';
import { takeName } from '../../state/carried.ts';
import { Card, PageHead } from '../../ui/pieces.tsx';
import { RegisterPerson } from '../../ui/register-person.tsx';
import { t } from '../../words.ts';

/** Somebody new; reached from a search that did not find them, with what was typed there as the name. */
export default function RegisterPage() {
  const [name] = useState(takeName);
  return (
    <div class="narrow stack">
      <PageHead title={t('desk.register.title')} sub={t('desk.openCase.searchFirst')} />
      <Card>
        <RegisterPerson name={name} draftName="person.new" onDone={(person) => go(`/desk/people/${person.id}`)} />
      </Card>
    </div>
  );
}
