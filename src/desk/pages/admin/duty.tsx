import { SelectField } from '../../ui/field.tsx';
import { Card, Refusal } from '../../ui/pieces.tsx';
import { Shown } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useCall, useWrite } from '../../use-call.ts';
import { t } from '../../words.ts';

/** To whom falls what other organisations send and nobody sees to. */
export function Duty() {
  const called = useCall('user.list', {});
  const setDuty = useWrite('organisation.setDuty');
  return (
    <Card title={t('referral.duty')}>
      <div class="body">
        <Shown called={called} rows={1}>
          {({ users, duty }) => (
            <SelectField
              label={t('referral.duty')}
              hint={t('referral.dutyHint')}
              blank={t('referral.noDuty')}
              value={duty ?? ''}
              options={users.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
              onInput={async (userId) => {
                if (await setDuty.run({ userId: userId === '' ? null : userId })) toast(t('referral.dutySaved'));
                called.reload();
              }}
            />
          )}
        </Shown>
        <Refusal problem={setDuty.problem} />
      </div>
    </Card>
  );
}
