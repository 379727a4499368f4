import { useState } from 'preact/hooks';
import { languages } from '../../../words/index.ts';
import type { Refused } from '../../client.ts';
import { label } from '../../state/definitions.ts';
import { call, may } from '../../state/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { SignatureView, type Strokes } from '../../ui/signature.tsx';
import { toast } from '../../ui/toast.tsx';
import { asRefused, useWrite } from '../../use-call.ts';
import { day, t } from '../../words.ts';
import { GiveConsent } from './give-consent.tsx';
import type { CaseRead } from './index.tsx';

type Consent = CaseRead['consents'][number];

const nameOf = (code: string): string => languages.find((one) => one.code === code)?.name ?? code;

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
                  {one.givenBy === 'guardian' && ` · ${t('desk.consent.byGuardian')}`}
                  {one.assent &&
                    ` · ${t(one.assent === 'yes' ? 'desk.consent.childAgrees' : 'desk.consent.childRefuses')}`}
                  {one.language && ` · ${nameOf(one.language)}`}
                  {one.witness && ` · ${one.witness}`}
                </p>
                {one.how === 'signed' && <Signed consent={one} />}
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
      {giving && <GiveConsent caseId={read.case.id} onClose={() => setGiving(false)} onDone={reload} />}
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

/** The signature, when somebody wants to see it: who looks at it is noted. */
function Signed({ consent }: { consent: Consent }) {
  const [strokes, setStrokes] = useState<Strokes>();
  const [problem, setProblem] = useState<Refused>();
  const see = () =>
    call('consent.signature', { id: consent.id }).then(
      ({ signature }) => setStrokes(signature),
      (error: unknown) => setProblem(asRefused(error)),
    );
  if (strokes) return <SignatureView strokes={strokes} label={t('desk.consent.seeSignature')} />;
  return (
    <>
      <button type="button" class="bare text small" onClick={() => void see()}>
        {t('desk.consent.seeSignature')}
        <span class="unseen"> {label('consentPurpose', consent.purpose)}</span>
      </button>
      <Refusal problem={problem} />
    </>
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
