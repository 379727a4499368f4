import { useCall } from '../use-call.ts';
import { t } from '../words.ts';
import { SelectField } from './field.tsx';
import { Refusal } from './pieces.tsx';

/** Who takes a case: a colleague, or a team where nobody has taken it yet. */
export interface Holder {
  name: string;
  input: { ownerId: string } | { teamId: string };
}

export function HolderField({
  value,
  onInput,
}: {
  value: Holder | undefined;
  onInput: (holder: Holder | undefined) => void;
}) {
  const colleagues = useCall('user.colleagues', {});
  const holders = new Map<string, Holder>([
    ...(colleagues.data?.users ?? []).map(({ id, name }) => [id, { name, input: { ownerId: id } }] as const),
    ...(colleagues.data?.teams ?? []).map(({ id, name }) => [id, { name, input: { teamId: id } }] as const),
  ]);
  const chosen = value && Object.values(value.input)[0];
  return (
    <>
      <SelectField
        label={t('desk.assign.to')}
        blank={t('desk.choose')}
        value={chosen ?? ''}
        onInput={(id) => onInput(holders.get(id))}
        options={[...holders].map(([id, { name, input }]) => ({
          value: id,
          label: 'teamId' in input ? t('desk.assign.team', { name }) : name,
        }))}
      />
      <Refusal problem={colleagues.problem} />
    </>
  );
}
