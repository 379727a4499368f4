import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { t } from '../../words.ts';

export interface Made {
  login: string;
  password: string;
}

/** A new password, once. It is nowhere to be found afterwards. */
export function Secret({ login, password, close }: Made & { close: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={t('admin.secret', { login })} onClose={close}>
      <div class="stack">
        <p>{t('admin.secretWhat')}</p>
        <output class="admin-secret">{password}</output>
        <div class="actions">
          <button
            type="button"
            class="btn"
            onClick={() => void navigator.clipboard.writeText(password).then(() => setCopied(true))}
          >
            {copied ? t('admin.copied') : t('admin.copy')}
          </button>
          <button type="button" class="btn go" onClick={close}>
            {t('admin.handed')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
