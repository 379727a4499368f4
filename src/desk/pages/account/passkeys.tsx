import { useState } from 'preact/hooks';
import type { Refused } from '../../client.ts';
import { call } from '../../state/session.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { asRefused } from '../../use-call.ts';
import { t } from '../../words.ts';

/** A passkey on this device or on a security key. */
export function Passkeys({ onChange }: { onChange: () => void }) {
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused>();
  if (!('PublicKeyCredential' in globalThis)) return <p class="body soft">{t('desk.passkey.unable')}</p>;
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        setBusy(true);
        setProblem(undefined);
        try {
          const { challengeId, options } = await call('me.beginPasskey', {});
          const { makePasskey } = await import('../../shell/passkey.ts');
          await call('me.addPasskey', { challengeId, name, response: await makePasskey(options) });
          setName('');
          toast(t('desk.passkey.done'));
          onChange();
        } catch (error) {
          setProblem(asRefused(error));
        }
        setBusy(false);
      }}
    >
      <p class="soft">{t('desk.passkey.what')}</p>
      <TextField
        label={t('desk.passkey.name')}
        hint={t('desk.passkey.nameHint')}
        value={name}
        onInput={setName}
        required
      />
      <Refusal problem={problem} />
      <div class="actions">
        <button type="submit" class="btn" disabled={busy}>
          <Icon name="shield" /> {t('desk.passkey.add')}
        </button>
      </div>
    </form>
  );
}
