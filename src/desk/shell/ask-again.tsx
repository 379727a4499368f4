import { useState } from 'preact/hooks';
import type { Refused } from '../client.ts';
import { answered, call, session } from '../state/session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Refusal } from '../ui/pieces.tsx';
import { asRefused } from '../use-call.ts';
import { t } from '../words.ts';
import { SignIn } from './sign-in.tsx';

/** Over the page, which keeps what was typed: sign in again, or give the password before something grave. */
export function AskAgain({ asking }: { asking: 'signIn' | 'password' }) {
  const me = session.get().me;
  if (asking === 'password') return <AskPassword />;
  return (
    <Dialog title={t('desk.again.title')} onClose={() => answered('givenUp')}>
      <div class="stack">
        <p>{t('desk.again.what', { name: me?.name ?? '' })}</p>
        <SignIn {...(me && { login: me.login })} onDone={(signed) => answered({ me: signed })} />
      </div>
    </Dialog>
  );
}

function AskPassword() {
  const [password, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused>();
  const totp = session.get().me?.totp;
  return (
    <Dialog title={t('desk.password.title')} onClose={() => answered('givenUp')}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          setBusy(true);
          try {
            await call('session.reauthenticate', { password, ...(totp && { otp }) }, { quiet: true });
            answered({});
          } catch (error) {
            setBusy(false);
            setProblem(asRefused(error));
          }
        }}
      >
        <p>{t('desk.password.what')}</p>
        <TextField
          label={t('desk.signIn.password')}
          type="password"
          value={password}
          onInput={setPassword}
          autocomplete="current-password"
          maxLength={500}
          required
          autofocus
        />
        {totp && (
          <TextField
            label={t('desk.signIn.otp')}
            value={otp}
            onInput={setOtp}
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={12}
            required
          />
        )}
        <Refusal problem={problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={busy}>
            {t('desk.password.go')}
          </button>
          <button type="button" class="btn" onClick={() => answered('givenUp')}>
            {t('desk.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
