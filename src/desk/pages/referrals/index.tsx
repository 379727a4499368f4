import { useLive } from '../../live.ts';
import { Card, PageHead } from '../../ui/pieces.tsx';
import { type Referral, ReferralLine } from '../../ui/referral-line.tsx';
import { Shown } from '../../ui/states.tsx';
import { useCall } from '../../use-call.ts';
import { number, t } from '../../words.ts';

/** What other organisations asked for, and what was asked of them; what waits comes first. */
export default function ReferralsPage() {
  useLive('reach');
  const called = useCall('referral.list', {});
  return (
    <>
      <PageHead title={t('referral.title')} />
      <Shown called={called} rows={6}>
        {({ items }) => (
          <div class="two">
            <List
              title={t('referral.incoming')}
              items={items.filter(({ incoming }) => incoming)}
              none={t('referral.noIncoming')}
            />
            <List
              title={t('referral.outgoing')}
              items={items.filter(({ incoming }) => !incoming)}
              none={t('referral.noOutgoing')}
            />
          </div>
        )}
      </Shown>
    </>
  );
}

function List({ title, items, none }: { title: string; items: readonly Referral[]; none: string }) {
  const waiting = items.filter(({ why }) => why).length;
  return (
    <Card title={title} {...(waiting > 0 && { aside: number(waiting), tone: 'due' as const })}>
      {items.length === 0 ? (
        <p class="nothing">{none}</p>
      ) : (
        <ul class="rows">
          {items.map((one) => (
            <li key={one.id}>
              <ReferralLine referral={one} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
