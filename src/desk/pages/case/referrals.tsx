import { useState } from 'preact/hooks';
import { label } from '../../state/definitions.ts';
import { session } from '../../state/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal, Tag, type Tone } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { day, t } from '../../words.ts';
import { stands } from './consents.tsx';
import type { CaseRead } from './index.tsx';

const tones: Record<CaseRead['referrals'][number]['status'], Tone> = {
  sent: 'due',
  accepted: 'ok',
  refused: 'risk',
  recalled: 'calm',
};

/** Other organisations that were asked to help. Without a consent that stands there is nothing to send, and it says so. */
export function Referrals({ read, reload }: { read: CaseRead; reload: () => void }) {
  const [sending, setSending] = useState(false);
  const recall = useWrite('referral.recall');
  const standing = read.consents.filter((one) => stands(one));
  return (
    <Card
      title={t('desk.referral.title')}
      aside={
        read.may.refer &&
        standing.length > 0 && (
          <button type="button" class="bare text" onClick={() => setSending(true)}>
            <Icon name="send" /> {t('desk.referral.send')}
          </button>
        )
      }
    >
      {read.referrals.length === 0 ? (
        <p class="nothing">{standing.length > 0 ? t('desk.referral.none') : t('desk.referral.noConsent')}</p>
      ) : (
        <ul class="rows">
          {read.referrals.map((one) => (
            <li key={one.id}>
              <div>
                <p>{one.to}</p>
                <p class="small soft">
                  {label('consentPurpose', one.purpose)} · {day(one.sentAt)}
                </p>
              </div>
              <div class="actions">
                <Tag tone={tones[one.status]}>{t(`desk.referral.status.${one.status}`)}</Tag>
                {read.may.refer && (one.status === 'sent' || one.status === 'accepted') && (
                  <button
                    type="button"
                    class="bare text small"
                    disabled={recall.busy}
                    onClick={async () => {
                      if (await recall.run({ id: one.id })) reload();
                    }}
                  >
                    {t('desk.referral.recall')}
                    <span class="unseen"> {one.to}</span>
                  </button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      <Refusal problem={recall.problem} />
      {sending && <Send read={read} consents={standing} onClose={() => setSending(false)} onDone={reload} />}
    </Card>
  );
}

function Send({
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
  const [to, setTo] = useState('');
  const [consentId, setConsentId] = useState(consents.length === 1 ? consents[0]!.id : '');
  const send = useWrite('referral.send');
  const colleagues = useCall('user.colleagues', {});
  const others = (colleagues.data?.organisations ?? []).filter(({ id }) => id !== session.get().me?.organisation.id);
  const consent = consents.find(({ id }) => id === consentId);
  return (
    <Dialog title={t('desk.referral.send')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!consent) return;
          const sent = await send.run({
            caseId: read.case.id,
            toOrganisationId: to,
            consentId: consent.id,
            purpose: consent.purpose,
          });
          if (!sent) return;
          toast(t('desk.referral.sent'));
          onClose();
          onDone();
        }}
      >
        <p>{t('desk.referral.what')}</p>
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
          options={consents.map((one) => ({
            value: one.id,
            label: [label('consentPurpose', one.purpose), one.recipient].filter(Boolean).join(' · '),
          }))}
        />
        <Refusal problem={send.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={send.busy || to === '' || !consent}>
            <Icon name="send" /> {t('desk.referral.go')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
