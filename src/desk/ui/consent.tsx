import { t } from '../words.ts';
import { ChipChoice } from './chips.tsx';
import { TextField } from './field.tsx';

export interface ConsentTyped {
  how: string;
  witness: string;
}
export const noConsent: ConsentTyped = { how: '', witness: '' };

/** What a consent call takes; undefined until somebody has said how it was given. */
export const consentInput = ({
  how,
  witness,
}: ConsentTyped): { how: 'oral' | 'written'; witness?: string } | undefined =>
  how === 'oral' || how === 'written' ? { how, ...(witness !== '' && { witness }) } : undefined;

/** That somebody agreed, how they said so, and who was there. */
export function ConsentFields({
  value,
  onInput,
  question,
}: {
  value: ConsentTyped;
  onInput: (value: ConsentTyped) => void;
  question: string;
}) {
  return (
    <>
      <ChipChoice
        label={question}
        hint={t('desk.consent.free')}
        chips={[
          { value: 'oral', label: t('desk.consent.oral') },
          { value: 'written', label: t('desk.consent.written') },
        ]}
        value={value.how}
        onInput={(how) => onInput({ ...value, how })}
      />
      <TextField
        label={t('desk.consent.witness')}
        optional
        value={value.witness}
        maxLength={200}
        onInput={(witness) => onInput({ ...value, witness })}
      />
    </>
  );
}
