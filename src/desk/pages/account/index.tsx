import { refreshMe, session, signOut } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { Card, PageHead, Tag } from '../../ui/pieces.tsx';
import { day, t } from '../../words.ts';
import { Passkeys } from './passkeys.tsx';
import { Password } from './password.tsx';
import { Totp } from './totp.tsx';

/** One's own account: password, authenticator, passkeys, sessions. */
export default function AccountPage() {
  const me = useStore(session).me;
  if (!me) return null;
  return (
    <div class="narrow stack">
      <PageHead title={t('desk.account.title')} sub={`${me.name} · ${me.login}`} />
      <Card title={t('desk.account.password')}>
        <Password onChange={() => void refreshMe()} />
      </Card>
      <Card
        title={t('desk.totp.title')}
        aside={
          me.totp ? (
            <Tag tone="ok" icon="check">
              {t('desk.account.on')}
            </Tag>
          ) : (
            <Tag>{t('desk.account.off')}</Tag>
          )
        }
      >
        <Totp on={me.totp} onChange={() => void refreshMe()} />
      </Card>
      <Card title={t('desk.passkey.title')} aside={t('desk.passkey.count', { count: me.passkeys })}>
        <Passkeys onChange={() => void refreshMe()} />
      </Card>
      <Card title={t('desk.account.session')}>
        <div class="body">
          <p class="soft">{t('desk.account.sessionEnds', { when: day(me.sessionEndsAt, 'dayTime') })}</p>
          <div class="actions">
            <button type="button" class="btn" onClick={() => void signOut()}>
              {t('desk.signOut')}
            </button>
            <button type="button" class="btn danger" onClick={() => void signOut(true)}>
              {t('desk.account.everywhere')}
            </button>
          </div>
        </div>
      </Card>
    </div>
  );
}
