import { useState } from 'preact/hooks';
import { ConsentFields, type ConsentTyped, consentInput, noConsent } from '../../ui/consent.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PersonName, PersonSearch, type PersonSummary, personFacts } from '../../ui/person-search.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { RegisterPerson } from '../../ui/register-person.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { t } from '../../words.ts';

/** From an enquiry to a case: who it is (searched first), that they agreed, done. The enquiry is not counted again. */
export function OpenCase({
  enquiryId,
  person: known,
  onClose,
  onOpened,
}: {
  enquiryId: string;
  person?: PersonSummary | undefined;
  onClose: () => void;
  onOpened: (caseId: string) => void;
}) {
  const [person, setPerson] = useState(known);
  const [registering, setRegistering] = useState<string>();
  const [consent, setConsent] = useState<ConsentTyped>(noConsent);
  const open = useWrite('enquiry.openCase');

  if (registering !== undefined && !person)
    return (
      <Dialog title={t('desk.register.title')} onClose={onClose} wide>
        <RegisterPerson name={registering} draftName={`register.${enquiryId}`} onDone={setPerson} />
      </Dialog>
    );
  return (
    <Dialog title={t('desk.openCase.title')} onClose={onClose}>
      {person ? (
        <form
          onSubmit={async (event) => {
            event.preventDefault();
            const given = consentInput(consent);
            if (!given) return;
            const opened = await open.run({ enquiryId, personId: person.id, consent: given });
            if (!opened) return;
            toast(t('desk.openCase.done', { number: opened.number }));
            onOpened(opened.caseId);
          }}
        >
          <div class="note">
            <div>
              <PersonName person={person} />
              <p class="small">{personFacts(person)}</p>
            </div>
            <button type="button" class="bare text" onClick={() => setPerson(undefined)}>
              {t('desk.openCase.another')}
            </button>
          </div>
          <ConsentFields value={consent} onInput={setConsent} question={t('desk.consent.toRecord')} />
          <Refusal problem={open.problem} />
          <div class="actions">
            <button type="submit" class="btn go" disabled={open.busy || !consentInput(consent)}>
              {t('desk.openCase.go')}
            </button>
          </div>
        </form>
      ) : (
        <div class="stack tall">
          <PersonSearch
            label={t('desk.openCase.who')}
            placeholder={t('desk.search.placeholder')}
            onChoose={setPerson}
            onRegister={setRegistering}
            autofocus
          />
          <p class="small soft">{t('desk.openCase.searchFirst')}</p>
        </div>
      )}
    </Dialog>
  );
}
