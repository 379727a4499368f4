import type { CallOutput } from '../../core/contracts.ts';
import { label } from '../state/definitions.ts';
import { day, t } from '../words.ts';
import { Tag, type Tone } from './pieces.tsx';

export type Referral = CallOutput<'referral.list'>['items'][number];

const tones: Record<Referral['status'], Tone> = {
  sent: 'due',
  accepted: 'ok',
  refused: 'risk',
  recalled: 'calm',
  expired: 'calm',
};

/** How it stands; what it waits for comes first, because somebody has to do it. */
export function ReferralState({ referral: { status, why } }: { referral: Pick<Referral, 'status' | 'why'> }) {
  if (why && why !== 'answer')
    return (
      <Tag tone={why === 'asked' ? 'due' : 'risk'} icon="clock">
        {t(`referral.why.${why}`)}
      </Tag>
    );
  return (
    <Tag tone={tones[status]}>{status === 'expired' ? t('referral.expired') : t(`desk.referral.status.${status}`)}</Tag>
  );
}

/** One referral in a list: who, for what, how it stands, what came of it. */
export function ReferralLine({ referral }: { referral: Referral }) {
  const { id, incoming, organisation, kind, purpose, sentAt, outcome, handler, caseNumber } = referral;
  const facts = [
    kind === 'transfer' && t('referral.kind.transfer'),
    label('consentPurpose', purpose),
    day(sentAt),
    caseNumber,
    outcome && `${t('referral.outcome')}: ${label('referralOutcome', outcome)}`,
    incoming && handler && t('referral.handler', { name: handler }),
  ];
  return (
    <>
      <div>
        <a class="row-link" href={`/desk/referrals/${id}`}>
          {t(incoming ? 'referral.from' : 'referral.to', { organisation })}
        </a>
        <p class="small soft">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div class="actions">
        <ReferralState referral={referral} />
      </div>
    </>
  );
}
