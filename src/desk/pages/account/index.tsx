import { useState } from 'preact/hooks';
import { refreshMe, session, signOut } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, PageHead, Refusal, Tag } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, t } from '../../words.ts';
import { Passkeys } from './passkeys.tsx';
import { Totp } from './totp.tsx';

/** One's own account: password, authenticator, passkeys, sessions. */
export default function AccountPage() {
  const me = useStore(session).me;
  if (!me) return null;
  return (
    <div class="narrow stack">
      <PageHead title={t('desk.account.title')} sub={`${me.name} · ${me.login}`} />
      <Password />
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

function Password() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useWrite('me.changePassword');
  return (
    <Card title={t('desk.account.password')}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await change.run({ current, next }))) return;
          setCurrent('');
          setNext('');
          toast(t('desk.account.passwordChanged'));
        }}
      >
        <TextField
          label={t('desk.account.current')}
          type="password"
          autocomplete="current-password"
          maxLength={500}
          required
          value={current}
          onInput={setCurrent}
          problem={problemAt(change.problem?.fields, 'current')}
        />
        <TextField
          label={t('desk.account.next')}
          hint={t('desk.account.passwordHint')}
          type="password"
          autocomplete="new-password"
          maxLength={500}
          required
          value={next}
          onInput={setNext}
          problem={problemAt(change.problem?.fields, 'next')}
        />
        <Refusal problem={change.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={change.busy}>
            <Icon name="lock" /> {t('desk.account.changePassword')}
          </button>
        </div>
      </form>
    </Card>
  );
}
