import { useState } from 'preact/hooks';
import type { CallInput, CallOutput } from '../../../core/contracts.ts';
import { may } from '../../state/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Card, Refusal, SafeContactNote } from '../../ui/pieces.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';
import type { PersonRead } from './amend.ts';

interface Props {
  record: PersonRead;
  reload: () => void;
}

/** First how somebody may be reached, then, on request and with a reason, where. */
export function ContactCard({ record, reload }: Props) {
  const [changing, setChanging] = useState(false);
  const changes = may('person.write') && may('person.reveal');
  return (
    <Card title={t('person.contact')}>
      <div class="body">
        <Reveal personId={record.person.id} rules={record.safeContact} hasContact={record.hasContact} />
        {changes && (
          <div>
            <button type="button" class="bare text" onClick={() => setChanging(true)}>
              {record.hasContact ? t('person.changeContact') : t('person.addContact')}
            </button>
          </div>
        )}
      </div>
      {changing && <ChangeContact record={record} reload={reload} close={() => setChanging(false)} />}
    </Card>
  );
}

type Contact = CallOutput<'person.reveal'>['contact'];

/** What is to be changed must first be seen, and seeing it needs a reason; nothing there needs none. */
function ChangeContact({ record, reload, close }: Props & { close: () => void }) {
  const [known, setKnown] = useState<Contact | undefined>(record.hasContact ? undefined : {});
  return (
    <Dialog title={t('person.changeContact')} onClose={close}>
      <SafeContactNote rules={record.safeContact} />
      {known ? (
        <ContactForm
          record={record}
          contact={known}
          done={() => {
            close();
            reload();
          }}
        />
      ) : (
        <AskReason id={record.person.id} onShown={setKnown} />
      )}
    </Dialog>
  );
}

function AskReason({ id, onShown }: { id: string; onShown: (contact: Contact) => void }) {
  const [reason, setReason] = useState('');
  const reveal = useWrite('person.reveal');
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        const answer = await reveal.run({ id, reason });
        if (answer) onShown(answer.contact);
      }}
    >
      <TextField
        label={t('desk.reveal.reason')}
        hint={t('desk.reveal.journal')}
        value={reason}
        onInput={setReason}
        required
      />
      <Refusal problem={reveal.problem} />
      <div class="actions">
        <button type="submit" class="btn go" disabled={reveal.busy}>
          {t('desk.reveal.show')}
        </button>
      </div>
    </form>
  );
}

interface Line {
  number: string;
  whose: string;
  /** Of several, the one that messages go to. */
  messages: boolean;
}
const blankLine: Line = { number: '', whose: '', messages: false };

function ContactForm({ record, contact, done }: { record: PersonRead; contact: Contact; done: () => void }) {
  const amend = useWrite('person.amend');
  const [phones, setPhones] = useState<Line[]>(() => [
    ...(contact.phones ?? []).map(({ number, whose = '', messages = false }) => ({ number, whose, messages })),
    blankLine,
  ]);
  const [email, setEmail] = useState(contact.email ?? '');
  const [address, setAddress] = useState(contact.address ?? '');
  const set = (at: number, part: Partial<Line>): void => {
    const next = phones.map((phone, index) => (index === at ? { ...phone, ...part } : phone));
    setPhones(next.at(-1)?.number === '' ? next : [...next, blankLine]);
  };
  const at = (path: string) => problemAt(amend.problem?.fields, path);
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        const kept = phones.filter(({ number }) => number.trim() !== '');
        const input: NonNullable<CallInput<'person.amend'>['contact']> = {
          phones: kept.map(({ number, whose, messages }) => ({
            number,
            ...(whose.trim() !== '' && { whose }),
            ...(messages && { messages: true as const }),
          })),
          ...(email.trim() !== '' && { email }),
          ...(address.trim() !== '' && { address }),
        };
        const answer = await amend.run({ id: record.person.id, revision: record.revision, contact: input });
        if (!answer) return;
        toast(t('person.saved'));
        done();
      }}
    >
      {phones.map((phone, index) => (
        <div class="grid" key={index}>
          <TextField
            label={t('desk.reveal.phone')}
            type="tel"
            inputMode="tel"
            value={phone.number}
            onInput={(number) => set(index, { number })}
            problem={at(`contact.phones.${index}.number`)}
          />
          <TextField
            label={t('desk.register.whose')}
            optional
            value={phone.whose}
            onInput={(whose) => set(index, { whose })}
          />
          {phone.number !== '' && phones.length > 2 && (
            <CheckField
              label={t('message.thisNumber')}
              checked={phone.messages}
              onInput={(messages) =>
                setPhones((all) => all.map((one, at) => ({ ...one, messages: at === index && messages })))
              }
            />
          )}
        </div>
      ))}
      <TextField
        label={t('desk.reveal.email')}
        type="email"
        optional
        value={email}
        onInput={setEmail}
        problem={at('contact.email')}
      />
      <TextField
        label={t('desk.reveal.address')}
        optional
        value={address}
        onInput={setAddress}
        problem={at('contact.address')}
      />
      <Refusal problem={amend.problem} />
      <div class="actions">
        <button type="submit" class="btn go" disabled={amend.busy}>
          {t('person.save')}
        </button>
      </div>
    </form>
  );
}
