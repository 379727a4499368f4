import { useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { may } from '../state/session.ts';
import { useWrite } from '../use-call.ts';
import { t } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { Refusal, type SafeContact, SafeContactNote } from './pieces.tsx';

/**
 * The rules of calling, and under them the telephone numbers and address: covered until somebody gives a reason.
 * What is uncovered comes with the rules as they are at that moment, in place of the ones that were read before.
 */
export function Reveal({
  personId,
  rules,
  hasContact,
}: {
  personId: string;
  rules: SafeContact | undefined;
  hasContact: boolean;
}) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<CallOutput<'person.reveal'>>();
  const reveal = useWrite('person.reveal');
  if (shown) return <Contact {...shown} />;
  if (!hasContact || !may('person.reveal'))
    return (
      <>
        <SafeContactNote rules={rules} />
        <p class="small soft">{t(hasContact ? 'desk.reveal.notYours' : 'desk.reveal.nothing')}</p>
      </>
    );
  return (
    <>
      <SafeContactNote rules={rules} />
      <button type="button" class="btn" onClick={() => setAsking(true)}>
        <Icon name="phone" /> {t('desk.reveal.show')}
      </button>
      {asking && (
        <Dialog title={t('desk.reveal.title')} onClose={() => setAsking(false)}>
          <form
            onSubmit={async (event) => {
              event.preventDefault();
              const answer = await reveal.run({ id: personId, reason });
              if (!answer) return;
              setShown(answer);
              setAsking(false);
            }}
          >
            <TextField
              label={t('desk.reveal.reason')}
              hint={t('desk.reveal.journal')}
              value={reason}
              onInput={setReason}
              required
              autofocus
            />
            <Refusal problem={reveal.problem} />
            <div class="actions">
              <button type="submit" class="btn go" disabled={reveal.busy}>
                {t('desk.reveal.show')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}

function Contact({ safeContact, contact }: CallOutput<'person.reveal'>) {
  return (
    <div class="stack">
      <SafeContactNote rules={safeContact} />
      <dl class="facts">
        {(contact.phones ?? []).map((phone) => (
          <div key={phone.number} class="pair">
            <dt dir="auto">{phone.whose ?? t('desk.reveal.phone')}</dt>
            <dd>
              <a href={`tel:${phone.number.replaceAll(/[^\d+]/g, '')}`} class="num" dir="ltr">
                {phone.number}
              </a>
            </dd>
          </div>
        ))}
        {contact.email && (
          <div class="pair">
            <dt>{t('desk.reveal.email')}</dt>
            <dd>{contact.email}</dd>
          </div>
        )}
        {contact.address && (
          <div class="pair">
            <dt>{t('desk.reveal.address')}</dt>
            <dd dir="auto">{contact.address}</dd>
          </div>
        )}
      </dl>
      {!contact.phones?.length && !contact.email && !contact.address && <p class="soft">{t('desk.reveal.nothing')}</p>}
    </div>
  );
}
