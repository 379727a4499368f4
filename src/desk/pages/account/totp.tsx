import { useEffect, useState } from 'preact/hooks';
import { TextField } from '../../ui/field.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { t } from '../../words.ts';

/** An authenticator application: a picture to scan, the secret to type for who cannot, a code to prove it works. */
export function Totp({ on, onChange }: { on: boolean; onChange: () => void }) {
  const begin = useWrite('me.beginTotp');
  const confirm = useWrite('me.confirmTotp');
  const remove = useWrite('me.removeTotp');
  const [secret, setSecret] = useState<{ uri: string; secret: string }>();
  const [otp, setOtp] = useState('');

  if (on)
    return (
      <div class="body">
        <p class="soft">{t('desk.totp.on')}</p>
        <Refusal problem={remove.problem} />
        <div class="actions">
          <button
            type="button"
            class="btn danger"
            disabled={remove.busy}
            onClick={async () => {
              if (await remove.run({})) onChange();
            }}
          >
            {t('desk.totp.remove')}
          </button>
        </div>
      </div>
    );
  if (!secret)
    return (
      <div class="body">
        <p class="soft">{t('desk.totp.what')}</p>
        <Refusal problem={begin.problem} />
        <div class="actions">
          <button type="button" class="btn" disabled={begin.busy} onClick={async () => setSecret(await begin.run({}))}>
            {t('desk.totp.begin')}
          </button>
        </div>
      </div>
    );
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await confirm.run({ otp }))) return;
        setSecret(undefined);
        setOtp('');
        toast(t('desk.totp.done'));
        onChange();
      }}
    >
      <p>{t('desk.totp.scan')}</p>
      <QrCode text={secret.uri} />
      <p class="small">
        {t('desk.totp.secret')} <code>{secret.secret}</code>
      </p>
      <TextField
        label={t('desk.signIn.otp')}
        value={otp}
        onInput={setOtp}
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        required
      />
      <Refusal problem={confirm.problem} />
      <div class="actions">
        <button type="submit" class="btn go" disabled={confirm.busy}>
          {t('desk.totp.confirm')}
        </button>
      </div>
    </form>
  );
}

/** Drawn as one path; the picture carries nothing that the text beneath does not say. */
function QrCode({ text }: { text: string }) {
  const [drawing, setDrawing] = useState<{ size: number; path: string }>();
  useEffect(() => {
    let wanted = true;
    void import('qrcode-generator').then(({ default: qrcode }) => {
      const code = qrcode(0, 'M');
      code.addData(text);
      code.make();
      const size = code.getModuleCount();
      let path = '';
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++)
          if (code.isDark(row, column)) path += `M${column + 4} ${row + 4}h1v1h-1z`;
      if (wanted) setDrawing({ size: size + 8, path });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  if (!drawing) return <div class="qr" />;
  return (
    <svg class="qr" viewBox={`0 0 ${drawing.size} ${drawing.size}`} role="img" aria-label={t('desk.totp.picture')}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={drawing.path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
