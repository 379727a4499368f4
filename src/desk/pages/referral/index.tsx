import type { CallOutput } from '../../../core/contracts.ts';
import { useLive } from '../../live.ts';
import type { PageProps } from '../../routes.ts';
import { label } from '../../state/definitions.ts';
import { Icon } from '../../ui/icon.tsx';
import { Card, PageHead, Refusal } from '../../ui/pieces.tsx';
import { ReferralState } from '../../ui/referral-line.tsx';
import { Shown } from '../../ui/states.tsx';
import { groupTitle, ToldFacts } from '../../ui/told.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { day, t } from '../../words.ts';
import { Answer, OpenCase, Report } from './answer.tsx';
import { Steps } from './steps.tsx';
import { Talk } from './talk.tsx';

export type ReferralRead = CallOutput<'referral.read'>;

/** One referral, as both sides see it: what was sent, what was asked, the steps, and what came of it. Printed, it is the letter. */
export default function ReferralPage({ params }: PageProps) {
  useLive('reach');
  const called = useCall('referral.read', { id: params.id ?? '' });
  return (
    <Shown called={called} rows={8} page>
      {(read) => <One read={read} reload={called.reload} />}
    </Shown>
  );
}

function One({ read, reload }: { read: ReferralRead; reload: () => void }) {
  const { referral, may } = read;
  const { incoming, organisation, kind, purpose, outcome, outcomeAt } = referral;
  return (
    <div class="stack wide-gap referral">
      <PageHead
        window={t('referral.window')}
        title={`${t(`referral.kind.${kind}`)}: ${t(incoming ? 'referral.from' : 'referral.to', { organisation })}`}
        sub={[
          label('consentPurpose', purpose),
          t('referral.sentOn', { day: day(referral.sentAt) }),
          referral.expiresAt && t('referral.until', { day: day(referral.expiresAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        <ReferralState referral={referral} />
        <button type="button" class="btn" onClick={() => window.print()}>
          <Icon name="file" /> {t('referral.print')}
        </button>
      </PageHead>
      <div class="two">
        <div class="stack wide-gap">
          <Told read={read} />
          <Talk read={read} reload={reload} />
        </div>
        <div class="stack wide-gap">
          <Card title={t('referral.window')}>
            <div class="body">
              {incoming && (
                <p>{referral.handler ? t('referral.handler', { name: referral.handler }) : t('referral.nobody')}</p>
              )}
              {referral.status === 'sent' && referral.answerBy && (
                <p class="small soft">{t('referral.answerBy', { day: day(referral.answerBy, 'dayTime') })}</p>
              )}
              {referral.caseId && (
                <p>
                  <a href={`/desk/cases/${referral.caseId}`}>
                    {t('referral.theCase', { number: referral.caseNumber ?? '' })}
                  </a>
                </p>
              )}
              {may.take && <Simple name="referral.take" read={read} reload={reload} text={t('referral.take')} />}
              {may.answer && <Answer read={read} reload={reload} />}
              {may.open && <OpenCase read={read} reload={reload} />}
              {may.confirm && (
                <Simple name="referral.confirm" read={read} reload={reload} text={t('referral.confirm')} go />
              )}
              {may.recall && (
                <Simple name="referral.recall" read={read} reload={reload} text={t('desk.referral.recall')} />
              )}
            </div>
          </Card>
          <Card title={t('referral.outcome')}>
            <div class="body">
              <p class={outcome ? 'strong' : 'soft'}>
                {outcome ? `${label('referralOutcome', outcome)} · ${day(outcomeAt ?? '')}` : t('referral.noOutcome')}
              </p>
              {may.report && <Report read={read} reload={reload} />}
            </div>
          </Card>
          {read.checklist && <Steps read={read} checklist={read.checklist} reload={reload} />}
        </div>
      </div>
    </div>
  );
}

/** What needs nothing but the wish to do it. */
function Simple({
  name,
  read,
  reload,
  text,
  go = false,
}: {
  name: 'referral.take' | 'referral.confirm' | 'referral.recall';
  read: ReferralRead;
  reload: () => void;
  text: string;
  go?: boolean;
}) {
  const write = useWrite(name);
  return (
    <div class="actions">
      <button
        type="button"
        class={go ? 'btn go' : 'btn'}
        disabled={write.busy}
        onClick={async () => {
          if (await write.run({ id: read.referral.id })) reload();
        }}
      >
        {text}
      </button>
      <Refusal problem={write.problem} />
    </div>
  );
}

function Told({ read: { referral, groups, forms, covered } }: { read: ReferralRead }) {
  return (
    <Card title={t('referral.told')}>
      <div class="body">
        {!groups && <p class="soft">{t(referral.status === 'sent' ? 'referral.notYet' : 'referral.over')}</p>}
        {groups?.map((group) => (
          <section key={group.key}>
            <h3>{groupTitle(group, forms)}</h3>
            <ToldFacts group={group} forms={forms} />
          </section>
        ))}
        {covered.map((one) => (
          <p key={one.class} class="small soft">
            {t('referral.covered', { count: one.count, class: t(`admin.class.${one.class}`) })}
          </p>
        ))}
      </div>
    </Card>
  );
}
