import { useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { may } from '../state/session.ts';
import { useWrite } from '../use-call.ts';
import { t } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { Refusal, SafeContactNote } from './pieces.tsx';

/** Telephone numbers and address: covered; a reason uncovers them, and the rules of calling stand before the number. */
export function Reveal({ personId }: { personId: string }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<CallOutput<'person.reveal'>>();
  const reveal = useWrite('person.reveal');
  if (!may('person.reveal')) return <p class="small soft">{t('desk.reveal.notYours')}</p>;
  if (shown) return <Contact {...shown} />;
  return (
    <>
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
