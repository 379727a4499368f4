import { useState } from 'preact/hooks';
import { go } from '../../router.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';
import type { PersonRead } from './amend.ts';

/** Somebody's whole record, gone for good: said in full, confirmed, with a reason, and after the password. */
export function Erase({ record: { person, cases }, close }: { record: PersonRead; close: () => void }) {
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const erase = useWrite('person.erase');
  return (
    <Dialog title={t('person.eraseTitle', { number: person.number })} onClose={close}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await erase.run({ id: person.id, reason }))) return;
          toast(t('person.erased', { number: person.number }));
          go('/desk/people', { replace: true });
        }}
      >
        <p class="note risk">{t('person.eraseWhat', { cases: cases.length })}</p>
        <TextField
          label={t('person.eraseReason')}
          hint={t('desk.reveal.journal')}
          value={reason}
          onInput={setReason}
          required
          problem={problemAt(erase.problem?.fields, 'reason')}
        />
        <CheckField label={t('person.eraseSure')} checked={sure} onInput={setSure} />
        <Refusal problem={erase.problem} />
        <div class="actions">
          <button type="submit" class="btn danger" disabled={!sure || erase.busy || reason.trim() === ''}>
            {t('person.eraseGo')}
          </button>
          <button type="button" class="btn" onClick={close}>
            {t('desk.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
