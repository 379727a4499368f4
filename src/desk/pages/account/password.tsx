import { useState } from 'preact/hooks';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Refusal } from '../../ui/pieces.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../use-call.ts';
import { problemAt } from '../../use-form.ts';
import { t } from '../../words.ts';

/** Another password in place of the present one. */
export function Password({ onChange }: { onChange: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useWrite('me.changePassword');
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await change.run({ current, next }))) return;
        setCurrent('');
        setNext('');
        toast(t('desk.account.passwordChanged'));
        onChange();
      }}
    >
      <TextField
        label={t('desk.account.current')}
        type="password"
        autocomplete="current-password"
        maxLength={500}
        required
        value={current}
        onInput={setCurrent}
        problem={problemAt(change.problem?.fields, 'current')}
      />
      <TextField
        label={t('desk.account.next')}
        hint={t('desk.account.passwordHint')}
        type="password"
        autocomplete="new-password"
        maxLength={500}
        required
        value={next}
        onInput={setNext}
        problem={problemAt(change.problem?.fields, 'next')}
      />
      <Refusal problem={change.problem} />
      <div class="actions">
        <button type="submit" class="btn go" disabled={change.busy}>
          <Icon name="lock" /> {t('desk.account.changePassword')}
        </button>
      </div>
    </form>
  );
}
