import { useState } from 'preact/hooks';
import { may } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { ReferralLine } from '../../ui/referral-line.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { t } from '../../words.ts';
import { stands } from './consents.tsx';
import type { CaseRead } from './index.tsx';
import { SendReferral } from './send-referral.tsx';

/** Other organisations that were asked to help. Without a consent that stands there is nothing to send, and it says so. */
export function Referrals({ read, reload }: { read: CaseRead; reload: () => void }) {
  const [sending, setSending] = useState(false);
  const recall = useWrite('referral.recall');
  const called = useCall('referral.list', may('referral.write') ? { caseId: read.case.id } : undefined);
  const standing = read.consents.filter((one) => stands(one));
  const again = () => {
    called.reload();
    reload();
  };
  if (!may('referral.write')) return null;
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
      <Shown called={called} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="nothing">{standing.length > 0 ? t('desk.referral.none') : t('desk.referral.noConsent')}</p>
          ) : (
            <ul class="rows">
              {items.map((one) => (
                <li key={one.id}>
                  <ReferralLine referral={one} />
                  {!one.incoming && (one.status === 'sent' || one.status === 'accepted') && (
                    <button
                      type="button"
                      class="bare text small"
                      disabled={recall.busy}
                      onClick={async () => {
                        if (await recall.run({ id: one.id })) again();
                      }}
                    >
                      {t('desk.referral.recall')}
                      <span class="unseen"> {one.organisation}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <Refusal problem={recall.problem} />
      {sending && <SendReferral read={read} consents={standing} onClose={() => setSending(false)} onDone={again} />}
    </Card>
  );
}
