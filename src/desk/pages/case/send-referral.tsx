import { useState } from 'preact/hooks';
import type { CallOutput } from '../../../core/contracts.ts';
import { checklists, label, shares } from '../../state/definitions.ts';
import { session } from '../../state/session.ts';
import { ChipChoice } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { groupTitle, itemLabel, ToldFacts } from '../../ui/told.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { t, told } from '../../words.ts';
import type { CaseRead } from './index.tsx';

type Offer = CallOutput<'referral.preview'>;
type Kind = 'referral' | 'transfer';

/** To whom, on which consent, and then every field that may go, each with its tick: nothing goes that is not shown here. */
export function SendReferral({
  read,
  consents,
  onClose,
  onDone,
}: {
  read: CaseRead;
  consents: CaseRead['consents'];
  onClose: () => void;
  onDone: () => void;
}) {
  const shareable = consents.filter(({ purpose }) => shares(purpose));
  const [to, setTo] = useState('');
  const [consentId, setConsentId] = useState(shareable.length === 1 ? shareable[0]!.id : '');
  const colleagues = useCall('user.colleagues', {});
  const others = (colleagues.data?.organisations ?? []).filter(({ id }) => id !== session.get().me?.organisation.id);
  const consent = shareable.find(({ id }) => id === consentId);
  const wish =
    to !== '' && consent
      ? { caseId: read.case.id, toOrganisationId: to, consentId: consent.id, purpose: consent.purpose }
      : undefined;
  const preview = useCall('referral.preview', wish);
  return (
    <Dialog title={t('desk.referral.send')} onClose={onClose} wide>
      {shareable.length === 0 && <p>{t('desk.referral.noConsent')}</p>}
      <SelectField
        label={t('desk.referral.to')}
        blank={t('desk.choose')}
        value={to}
        onInput={setTo}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        label={t('desk.referral.consent')}
        hint={t('desk.referral.consentHint')}
        blank={t('desk.choose')}
        value={consentId}
        onInput={setConsentId}
        options={shareable.map((one) => ({
          value: one.id,
          label: [label('consentPurpose', one.purpose), one.recipient].filter(Boolean).join(' · '),
        }))}
      />
      {wish && (
        <Shown called={preview} rows={6}>
          {(offer) => (
            <Choose
              key={`${to} ${consentId}`}
              offer={offer}
              wish={wish}
              onSent={() => {
                toast(t('desk.referral.sent'));
                onClose();
                onDone();
              }}
            />
          )}
        </Shown>
      )}
    </Dialog>
  );
}

const everyPath = ({ groups }: Offer, wanted: (item: Offer['groups'][number]['items'][number]) => boolean) =>
  new Set(groups.flatMap(({ items }) => items.filter(wanted).map(({ path }) => path)));

function Choose({
  offer,
  wish,
  onSent,
}: {
  offer: Offer;
  wish: { caseId: string; toOrganisationId: string; consentId: string; purpose: string };
  onSent: () => void;
}) {
  const [ticked, setTicked] = useState(() => everyPath(offer, ({ suggested }) => suggested));
  const [kind, setKind] = useState<Kind>('referral');
  const [message, setMessage] = useState('');
  const [checklist, setChecklist] = useState('');
  const [until, setUntil] = useState('');
  const send = useWrite('referral.send');
  const tick = (path: string, on: boolean) =>
    setTicked((before) => new Set(on ? [...before, path] : [...before].filter((one) => one !== path)));
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        const sent = await send.run({
          ...wish,
          kind,
          fields: [...ticked],
          ...(message.trim() !== '' && { message }),
          ...(checklist !== '' && { checklist }),
          ...(until !== '' && { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
        });
        if (sent) onSent();
      }}
    >
      {offer.mayTransfer && (
        <ChipChoice
          label={t('referral.kindAsked')}
          hint={t(`referral.kindHint.${kind}`)}
          value={kind}
          onInput={(value) => setKind(value as Kind)}
          chips={(['referral', 'transfer'] as const).map((one) => ({ value: one, label: t(`referral.kind.${one}`) }))}
        />
      )}
      <TextArea
        label={t('referral.message')}
        hint={t('referral.sayHint')}
        value={message}
        onInput={setMessage}
        optional
      />
      <h3>{t('referral.fields')}</h3>
      <p class="small soft">{t('referral.fieldsHint')}</p>
      <button type="button" class="btn small" onClick={() => setTicked(everyPath(offer, () => true))}>
        {t('referral.all')}
      </button>
      {offer.groups.map((group) => (
        <fieldset key={group.key} class="told-group">
          <legend>{groupTitle(group, offer.forms)}</legend>
          <ToldFacts
            group={group}
            forms={offer.forms}
            before={(item) => {
              const required = offer.groups
                .flatMap(({ items }) => items)
                .some((one) => one.path === item.path && one.required);
              return (
                <label class="check">
                  <input
                    type="checkbox"
                    checked={ticked.has(item.path)}
                    disabled={required}
                    onChange={(event) => tick(item.path, event.currentTarget.checked)}
                  />
                  <span>
                    {itemLabel(item, group, offer.forms)}{' '}
                    <span class="small soft">
                      {t(`admin.class.${item.class}`)}
                      {required && ` · ${t('referral.always')}`}
                    </span>
                  </span>
                </label>
              );
            }}
          />
        </fieldset>
      ))}
      {checklists().length > 0 && (
        <SelectField
          label={t('referral.checklist')}
          blank={t('referral.noChecklist')}
          value={checklist}
          onInput={setChecklist}
          options={checklists().map(({ code, title }) => ({ value: code, label: told(title) || code }))}
          optional
        />
      )}
      <TextField label={t('referral.end')} type="date" value={until} onInput={setUntil} optional />
      <Refusal problem={send.problem} />
      <div class="actions">
        <span class="small soft" role="status">
          {t('referral.chosen', { count: ticked.size })}
        </span>
        <button type="submit" class="btn go" disabled={send.busy || ticked.size === 0}>
          <Icon name="send" /> {t('desk.referral.go')}
        </button>
      </div>
    </form>
  );
}
