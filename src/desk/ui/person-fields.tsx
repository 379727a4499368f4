/** What somebody is asked in the same words when they are registered and when that is changed. */
import type { FieldProblem, PartialDate } from '../../kernel/index.ts';
import { codes } from '../state/definitions.ts';
import { problemAt } from '../use-form.ts';
import { t, told } from '../words.ts';
import { ChipChoice } from './chips.tsx';
import { CountryField, PlaceField } from './country-place.tsx';
import { DateField, SelectField, TextField } from './field.tsx';
import { type MessageRules, MessageRulesFields } from './message-rules.tsx';

export interface About {
  birth: PartialDate | undefined;
  sex: string;
  nationalities: string[];
  place: string;
  documentType: string;
  documentNumber: string;
}
export interface Reaching extends MessageRules {
  mayCall: string;
  hours: string;
  elseAnswers: string;
  until: string;
}
interface Props<T> {
  value: T;
  onInput: (part: Partial<T>) => void;
  /** A choice can be taken back: nothing of it was said yet. */
  clearable?: boolean;
}

export function AboutFields({
  value,
  onInput,
  clearable = false,
  problems,
}: Props<About> & { problems: readonly FieldProblem[] | undefined }) {
  return (
    <>
      <div class="grid">
        <DateField
          label={t('desk.register.birth')}
          value={value.birth}
          onInput={(birth) => onInput({ birth })}
          problem={problemAt(problems, 'identity.birth.value')}
        />
        <ChipChoice
          label={t('desk.enquiry.sex')}
          clearable={clearable}
          chips={(['female', 'male', 'other'] as const).map((sex) => ({ value: sex, label: t(`desk.sex.${sex}`) }))}
          value={value.sex}
          onInput={(sex) => onInput({ sex })}
        />
      </div>
      <div class="grid">
        <CountryField
          label={t('desk.register.nationality')}
          value={value.nationalities}
          onInput={(nationalities) => onInput({ nationalities })}
        />
        <PlaceField label={t('desk.register.place')} value={value.place} onInput={(place) => onInput({ place })} />
      </div>
      <div class="grid">
        <SelectField
          label={t('desk.register.documentType')}
          blank={t('desk.register.noDocument')}
          options={codes('documentType').map((item) => ({ value: item.code, label: told(item.label) }))}
          value={value.documentType}
          onInput={(documentType) => onInput({ documentType })}
        />
        <TextField
          label={t('desk.register.documentNumber')}
          value={value.documentNumber}
          onInput={(documentNumber) => onInput({ documentNumber })}
          problem={problemAt(problems, 'identity.documents.0.number')}
        />
      </div>
    </>
  );
}

/** Whether, when and how somebody may be reached. */
export function ReachingFields({ value, onInput, clearable = false }: Props<Reaching>) {
  return (
    <>
      <ChipChoice
        label={t('desk.safe.mayCall')}
        clearable={clearable}
        hint={t('desk.safe.hint')}
        chips={(['yes', 'onlyAsAgreed', 'no'] as const).map((may) => ({ value: may, label: t(`desk.safe.${may}`) }))}
        value={value.mayCall}
        onInput={(mayCall) => onInput({ mayCall })}
      />
      {value.mayCall !== '' && (
        <div class="grid">
          <TextField label={t('desk.safe.hours')} value={value.hours} onInput={(hours) => onInput({ hours })} />
          <TextField
            label={t('desk.safe.else')}
            value={value.elseAnswers}
            onInput={(elseAnswers) => onInput({ elseAnswers })}
          />
          <TextField
            label={t('desk.safe.until')}
            type="date"
            value={value.until}
            onInput={(until) => onInput({ until })}
          />
        </div>
      )}
      {(value.mayCall === 'yes' || value.mayCall === 'onlyAsAgreed') && (
        <MessageRulesFields value={value} onInput={onInput} />
      )}
    </>
  );
}
