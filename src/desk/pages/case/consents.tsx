import { useState } from 'preact/hooks';
import { codes, label } from '../../state/definitions.ts';
import { may } from '../../state/session.ts';
import { ConsentFields, type ConsentTyped, consentInput, noConsent } from '../../ui/consent.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t, told } from '../../words.ts';
import type { CaseRead } from './index.tsx';

type Consent = CaseRead['consents'][number];

/** Whether a consent holds now. */
export const stands = (consent: Consent, now = new Date()): boolean =>
  !consent.withdrawnAt && (!consent.expiresAt || new Date(consent.expiresAt) > now);

/** To what the person agreed, for whom and until when; giving and taking back stand side by side. */
export function Consents({ read, reload }: { read: CaseRead; reload: () => void }) {
  const [giving, setGiving] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Consent>();
  const mayWrite = read.may.write && may('consent.write');
  return (
    <Card
      title={t('desk.consent.title')}
      aside={
        mayWrite && (
          <button type="button" class="bare text" onClick={() => setGiving(true)}>
            {t('desk.consent.add')}
          </button>
        )
      }
    >
      {read.consents.length === 0 ? (
        <p class="nothing">{t('desk.consent.none')}</p>
      ) : (
        <ul class="rows">
          {read.consents.map((one) => (
            <li key={one.id}>
              <div>
                <p>
                  {label('consentPurpose', one.purpose)}
                  {one.recipient && <span class="soft"> · {one.recipient}</span>}
                </p>
                <p class="small soft">
                  {t(`desk.consent.${one.how}`)} · {day(one.givenAt)}
                  {one.witness && ` · ${one.witness}`}
                </p>
              </div>
              <div class="actions">
                <State consent={one} />
                {stands(one) && mayWrite && (
                  <button type="button" class="bare text small" onClick={() => setWithdrawing(one)}>
                    {t('desk.consent.withdraw')}
                    <span class="unseen"> {label('consentPurpose', one.purpose)}</span>
                  </button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {giving && <Give caseId={read.case.id} onClose={() => setGiving(false)} onDone={reload} />}
      {withdrawing && <Withdraw consent={withdrawing} onClose={() => setWithdrawing(undefined)} onDone={reload} />}
    </Card>
  );
}

function State({ consent }: { consent: Consent }) {
  if (consent.withdrawnAt)
    return (
      <Tag tone="risk" icon="cross">
        {t('desk.consent.withdrawn', { when: day(consent.withdrawnAt) })}
      </Tag>
    );
  if (!stands(consent)) return <Tag tone="due">{t('desk.consent.expired')}</Tag>;
  return (
    <Tag tone="ok" icon="check">
      {consent.expiresAt ? t('desk.consent.until', { when: day(consent.expiresAt) }) : t('desk.consent.given')}
    </Tag>
  );
}

function Give({ caseId, onClose, onDone }: { caseId: string; onClose: () => void; onDone: () => void }) {
  const [purpose, setPurpose] = useState('');
  const [recipient, setRecipient] = useState('');
  const [expires, setExpires] = useState('');
  const [consent, setConsent] = useState<ConsentTyped>(noConsent);
  const give = useWrite('consent.give');
  const given = consentInput(consent);
  return (
    <Dialog title={t('desk.consent.add')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!given) return;
          const done = await give.run({
            caseId,
            purpose,
            ...given,
            ...(recipient !== '' && { recipient }),
            ...(expires !== '' && { expiresAt: new Date(`${expires}T23:59:59`).toISOString() }),
          });
          if (!done) return;
          toast(t('desk.consent.kept'));
          onClose();
          onDone();
        }}
      >
        <SelectField
          label={t('desk.consent.purpose')}
          blank={t('desk.choose')}
          value={purpose}
          onInput={setPurpose}
          options={codes('consentPurpose').map((item) => ({ value: item.code, label: told(item.label) }))}
          problem={problemAt(give.problem?.fields, 'purpose')}
        />
        <TextField
          label={t('desk.consent.recipient')}
          hint={t('desk.consent.recipientHint')}
          optional
          value={recipient}
          onInput={setRecipient}
        />
        <ConsentFields value={consent} onInput={setConsent} question={t('desk.consent.how')} />
        <TextField
          label={t('desk.consent.expires')}
          optional
          type="date"
          value={expires}
          onInput={setExpires}
          problem={problemAt(give.problem?.fields, 'expiresAt')}
        />
        <Refusal problem={give.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={give.busy || purpose === '' || !given}>
            {t('desk.consent.keep')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Withdraw({ consent, onClose, onDone }: { consent: Consent; onClose: () => void; onDone: () => void }) {
  const withdraw = useWrite('consent.withdraw');
  return (
    <Dialog title={t('desk.consent.withdraw')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const done = await withdraw.run({ id: consent.id });
          if (!done) return;
          toast(t('desk.consent.stopped', { count: done.stoppedReferrals }));
          onClose();
          onDone();
        }}
      >
        <p class="strong">{label('consentPurpose', consent.purpose)}</p>
        <p>{t('desk.consent.withdrawWhat')}</p>
        <Refusal problem={withdraw.problem} />
        <div class="actions">
          <button type="submit" class="btn danger" disabled={withdraw.busy}>
            {t('desk.consent.withdraw')}
          </button>
          <button type="button" class="btn" onClick={onClose}>
            {t('desk.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
