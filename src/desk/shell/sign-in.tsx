import { useState } from 'preact/hooks';
import type { Refused } from '../client.ts';
import { call, type Me, session, signedIn } from '../state/session.ts';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { PageHead, Refusal } from '../ui/pieces.tsx';
import { asRefused } from '../use-call.ts';
import { t } from '../words.ts';

/**
 * Signing in: the password, a one-time code where one is set up, or a passkey. `login` is given when the session of a
 * known user ended, and then only that user's password is asked.
 */
export function SignIn({ login: known, onDone = signedIn }: { login?: string; onDone?: (me: Me) => void }) {
  const [login, setLogin] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [otp, setOtp] = useState('');
  const [second, setSecond] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused>();

  const attempt = async (work: () => Promise<{ me: Me }>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { me } = await work();
      onDone(me);
    } catch (error) {
      const refused = asRefused(error);
      if (refused.code === 'auth.secondFactor' && !second) setSecond(true);
      else setProblem(refused);
    }
    setBusy(false);
  };
  const withPassword = () =>
    attempt(() => call('session.signIn', { login, password, ...(second && { otp }) }, { quiet: true }));
  const withPasskey = () =>
    attempt(async () => {
      const { challengeId, options } = await call('session.passkeyOptions', {}, { quiet: true });
      const { askPasskey } = await import('./passkey.ts');
      const response = await askPasskey(options);
      return call('session.passkeySignIn', { challengeId, response }, { quiet: true });
    });

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void withPassword();
      }}
    >
      {!known && <PageHead title={t('desk.signIn.title')} />}
      {second ? (
        <TextField
          key="otp"
          label={t('desk.signIn.otp')}
          hint={t('desk.signIn.otpHint')}
          value={otp}
          onInput={setOtp}
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={12}
          required
          autofocus
        />
      ) : (
        <>
          {!known && (
            <TextField
              label={t('desk.signIn.login')}
              value={login}
              onInput={setLogin}
              autocomplete="username"
              maxLength={200}
              required
            />
          )}
          <TextField
            label={t('desk.signIn.password')}
            type="password"
            value={password}
            onInput={setPassword}
            autocomplete="current-password"
            maxLength={500}
            required
            autofocus={known !== undefined}
          />
        </>
      )}
      <Refusal problem={problem} />
      <div class="actions">
        <button type="submit" class="btn go" disabled={busy}>
          {t('desk.signIn.go')}
        </button>
        {!second && 'PublicKeyCredential' in globalThis && (
          <button type="button" class="btn" disabled={busy} onClick={() => void withPasskey()}>
            <Icon name="shield" /> {t('desk.signIn.passkey')}
          </button>
        )}
      </div>
      {session.get().demo && <p class="note calm small">{t('desk.signIn.demo')}</p>}
    </form>
  );
}
