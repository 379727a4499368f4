import { useState } from 'preact/hooks';
import type { Refused } from '../../client.ts';
import { call } from '../../state/session.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { asRefused, useCall, useWrite } from '../../use-call.ts';
import { day, t } from '../../words.ts';

/** One's own passkeys: which there are, another one, and the end of one that is lost. */
export function Passkeys({ onChange }: { onChange: () => void }) {
  const called = useCall('me.passkeys', {});
  const remove = useWrite('me.removePasskey');
  const changed = (): void => {
    called.reload();
    onChange();
  };
  return (
    <>
      <Shown called={called}>
        {({ passkeys }) =>
          passkeys.length > 0 && (
            <ul class="rows" aria-label={t('desk.passkey.list')}>
              {passkeys.map(({ id, name, addedAt, usedAt }) => (
                <li key={id}>
                  <span>
                    <bdi class="strong">{name}</bdi>
                    <span class="small soft">
                      {' · '}
                      {t('desk.passkey.added', { when: day(addedAt) })}
                      {' · '}
                      {usedAt ? t('desk.passkey.used', { when: day(usedAt) }) : t('desk.passkey.unused')}
                    </span>
                  </span>
                  <button
                    type="button"
                    class="btn small danger push"
                    disabled={remove.busy}
                    onClick={async () => {
                      if (!(await remove.run({ id }))) return;
                      toast(t('desk.passkey.removed'));
                      changed();
                    }}
                  >
                    {t('desk.passkey.remove')} <span class="unseen">{name}</span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <Refusal problem={remove.problem} />
      {'PublicKeyCredential' in globalThis ? (
        <AddPasskey added={changed} />
      ) : (
        <p class="body soft">{t('desk.passkey.unable')}</p>
      )}
    </>
  );
}

/** A passkey on this device or on a security key. */
function AddPasskey({ added }: { added: () => void }) {
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Refused>();
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
          added();
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
