import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card, Refusal, Tag } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { TableUpload } from '../../ui/table-upload.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { day, number, t } from '../../words.ts';

/** The exchange rates that sums use: entered by the office, never fetched, and how old each is. */
export function Rates() {
  const called = useCall('rate.list', {});
  const [open, setOpen] = useState<'one' | 'table'>();
  const close = () => setOpen(undefined);
  return (
    <Card
      title={t('recruitment.rate.title')}
      aside={
        <>
          <button type="button" class="bare text" onClick={() => setOpen('one')}>
            <Icon name="plus" /> {t('recruitment.rate.add')}
          </button>{' '}
          <button type="button" class="bare text" onClick={() => setOpen('table')}>
            <Icon name="file" /> {t('recruitment.upload.open')}
          </button>
        </>
      }
    >
      <div class="body">
        <p class="soft">{t('recruitment.rate.what')}</p>
      </div>
      <Shown called={called} rows={3}>
        {({ rates }) =>
          rates.length === 0 ? (
            <p class="nothing">{t('recruitment.rate.none')}</p>
          ) : (
            <ul class="rows">
              {rates.map(({ age, old, count: _, ...one }) => (
                <li key={`${one.currency} ${one.base}`}>
                  <p>{t('recruitment.rate.line', { ...one, rate: number(one.rate), day: day(one.day) })}</p>
                  <div class="actions">
                    <Tag tone={old ? 'due' : 'ok'} {...(old && { icon: 'clock' as const })}>
                      {t('recruitment.rate.age', { age })}
                    </Tag>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {open === 'one' && <Enter onClose={close} onDone={called.reload} />}
      {open === 'table' && (
        <TableUpload
          call="rate.upload"
          columns="currency, base, day, rate, source"
          onClose={close}
          onDone={called.reload}
        />
      )}
    </Card>
  );
}

const names = ['currency', 'rate', 'base', 'day', 'source'] as const;

function Enter({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [typed, setTyped] = useState({
    currency: '',
    rate: '',
    base: 'USD',
    day: new Date().toISOString().slice(0, 10),
    source: '',
  });
  const set = useWrite('rate.set');
  return (
    <Dialog title={t('recruitment.rate.add')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const { currency, base, rate, ...rest } = typed;
          const saved = await set.run({
            ...rest,
            currency: currency.toUpperCase(),
            base: base.toUpperCase(),
            rate: Number(rate),
          });
          if (!saved) return;
          toast(t('recruitment.rate.kept'));
          onClose();
          onDone();
        }}
      >
        {names.map((name) => (
          <TextField
            key={name}
            label={t(`recruitment.rate.${name}`)}
            required
            {...(name === 'day' && { type: 'date' as const })}
            {...(name === 'rate' && { inputMode: 'numeric' as const })}
            {...(name === 'currency' && { hint: t('recruitment.offer.currencyHint') })}
            maxLength={name === 'currency' || name === 'base' ? 3 : 300}
            value={typed[name]}
            onInput={(value) => setTyped((before) => ({ ...before, [name]: value }))}
            problem={problemAt(set.problem?.fields, name)}
          />
        ))}
        <Refusal problem={set.problem} />
        <div class="actions">
          <button type="submit" class="btn go" disabled={set.busy}>
            {t('assistance.plan.keep')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
