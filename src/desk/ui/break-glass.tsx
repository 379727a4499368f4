import { useEffect, useState } from 'preact/hooks';
import { go } from '../router.ts';
import { forgetSeen, useCall, useWrite } from '../use-call.ts';
import { problemAt } from '../use-form.ts';
import { day, t } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { SelectField, TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { Refusal } from './pieces.tsx';
import { toast } from './toast.tsx';

const spans = [5, 10, 20, 30] as const;

/** In need: one case that is out of reach, by its number or where one stands before it. */
export function BreakGlass({ caseId, onDone }: { caseId?: string; onDone: (caseId: string) => void }) {
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState('30');
  const write = useWrite('glass.break');
  return (
    <>
      <button type="button" class="btn" onClick={() => setOpen(true)}>
        <Icon name="glass" /> {t('glass.go')}
      </button>
      {open && (
        <Dialog title={t('glass.title')} onClose={() => setOpen(false)}>
          <form
            onSubmit={async (event) => {
              event.preventDefault();
              const broken = await write.run({ case: caseId ?? number, reason, minutes: Number(minutes) });
              if (!broken) return;
              toast(t('glass.done', { names: broken.told.join(', ') }));
              setOpen(false);
              onDone(broken.caseId);
            }}
          >
            <p>{t('glass.what')}</p>
            {!caseId && (
              <TextField label={t('glass.case')} value={number} onInput={setNumber} maxLength={40} required autofocus />
            )}
            <TextField
              label={t('glass.reason')}
              hint={t('glass.reasonHint')}
              value={reason}
              onInput={setReason}
              required
              problem={problemAt(write.problem?.fields, 'reason')}
            />
            <SelectField
              label={t('glass.minutes')}
              value={minutes}
              onInput={setMinutes}
              options={spans.map((count) => ({ value: String(count), label: t('glass.minutesOf', { count }) }))}
            />
            <Refusal problem={write.problem} />
            <div class="actions">
              <button type="submit" class="btn danger" disabled={write.busy || reason.trim() === ''}>
                {t('glass.go')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}

/** Over a case that is seen behind the glass: until when. Then the page is left, with what it showed. */
export function GlassBanner({ caseId }: { caseId: string }) {
  const mine = useCall('glass.mine', { caseId });
  const endsAt = mine.data?.glasses.find((one) => new Date(one.endsAt) > new Date())?.endsAt;
  useEffect(() => {
    if (!endsAt) return;
    const timer = setTimeout(() => {
      forgetSeen();
      toast(t('glass.over'));
      go('/desk/today', { replace: true });
    }, new Date(endsAt).getTime() - Date.now());
    return () => clearTimeout(timer);
  }, [endsAt]);
  if (!endsAt) return null;
  return (
    <div class="note due">
      <p class="strong">
        <Icon name="glass" /> {t('glass.banner', { time: day(endsAt, 'time') })}
      </p>
      <p>{t('glass.bannerWhat')}</p>
    </div>
  );
}
