import { useState } from 'preact/hooks';
import type { Refused } from '../../client.ts';
import { Gate } from '../../shell/gate.tsx';
import { call, chooseAtDoor, session, signedIn } from '../../state/session.ts';
import { TextField } from '../../ui/field.tsx';
import { PageHead, Refusal } from '../../ui/pieces.tsx';
import { asRefused } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { language, t } from '../../words.ts';

/** An empty installation: whoever has the code from the console becomes its administrator. */
export default function SetupPage() {
  const [typed, setTyped] = useState({ code: '', organisation: '', name: '', login: '', password: '' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused>();
  const field = (name: keyof typeof typed) => ({
    label: t(`desk.setup.${name}`),
    value: typed[name],
    onInput: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
    problem: problemAt(problem?.fields, name),
    required: true,
  });
  return (
    <Gate>
      <form
        class="stack"
        onSubmit={async (event) => {
          event.preventDefault();
          setBusy(true);
          setProblem(undefined);
          try {
            await call('setup.begin', typed, { quiet: true });
            const { login, password } = typed;
            chooseAtDoor(language());
            signedIn((await call('session.signIn', { login, password }, { quiet: true })).me);
          } catch (error) {
            const refused = asRefused(error);
            setProblem(refused);
            setBusy(false);
            // Somebody else was first: there is an administrator now, so signing in is what is left.
            if (refused.code === 'setup.closed') session.set({ state: 'signedOut' });
          }
        }}
      >
        <PageHead title={t('desk.setup.title')} sub={t('desk.setup.what')} />
        <TextField {...field('code')} hint={t('desk.setup.codeHint')} maxLength={40} />
        <TextField {...field('organisation')} />
        <TextField {...field('name')} autocomplete="name" />
        <TextField {...field('login')} autocomplete="username" maxLength={200} />
        <TextField
          {...field('password')}
          hint={t('desk.account.passwordHint')}
          type="password"
          autocomplete="new-password"
          maxLength={500}
        />
        <Refusal problem={problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={busy}>
            {t('desk.setup.go')}
          </button>
        </div>
      </form>
    </Gate>
  );
}
