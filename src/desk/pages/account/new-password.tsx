import { Gate } from '../../shell/gate.tsx';
import { refreshMe } from '../../state/session.ts';
import { t } from '../../words.ts';
import { Password } from './password.tsx';

/** Before anything else: whoever gave this password could act in this name, so it is not used for work. */
export default function NewPasswordPage() {
  return (
    <Gate>
      <div class="stack">
        <h1>{t('desk.newPassword.title')}</h1>
        <p>{t('desk.newPassword.why')}</p>
        <Password onChange={() => void refreshMe()} />
      </div>
    </Gate>
  );
}
