/** Fields: a visible label, a hint, an error that says what to do, tied together for a screen reader. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { FieldProblem, PartialDate } from '../../kernel/index.ts';
import { parsePartialDate } from '../../kernel/index.ts';
import { partialDate, t } from '../words.ts';
import { Icon } from './icon.tsx';
import { fieldText } from './states.tsx';

export interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  problem?: FieldProblem | undefined;
  /** Whether leaving it blank is fine; said in words, because an asterisk is not. */
  optional?: boolean;
}

/** What ties an input to its label, hint and error. */
interface Tied {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

export function Field({
  label,
  hint,
  problem,
  optional,
  children,
}: FieldProps & { children: (tied: Tied) => ComponentChildren }) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="soft"> {t('desk.optional')}</span>}
      </label>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children({
        id,
        ...(described !== '' && { 'aria-describedby': described }),
        ...(problem && { 'aria-invalid': true as const }),
      })}
      {problem && <FieldError id={`${id}-error`} problem={problem} />}
    </div>
  );
}

export const FieldError = ({ id, problem }: { id?: string; problem: FieldProblem }) => (
  <p class="error" {...(id && { id })}>
    <Icon name="risk" /> {fieldText(problem)}
  </p>
);

export function TextField({
  value,
  onInput,
  type = 'text',
  autocomplete = 'off',
  required = false,
  inputMode = 'text',
  maxLength = 300,
  autofocus = false,
  ...field
}: FieldProps & {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'email' | 'tel' | 'date' | 'datetime-local' | 'time' | 'search' | 'number';
  autocomplete?: string;
  required?: boolean;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  maxLength?: number;
  autofocus?: boolean;
}) {
  return (
    <Field {...field}>
      {(tied) => (
        <input
          {...tied}
          // Preact ties attributes to one literal type; these types share all that are used here.
          type={type as 'text'}
          value={value}
          autocomplete={autocomplete}
          required={required}
          inputMode={inputMode}
          maxLength={maxLength}
          dir="auto"
          autofocus={autofocus}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  value,
  onInput,
  rows = 3,
  maxLength = 20_000,
  ...field
}: FieldProps & { value: string; onInput: (value: string) => void; rows?: number; maxLength?: number }) {
  return (
    <Field {...field}>
      {(tied) => (
        <textarea
          {...tied}
          rows={rows}
          value={value}
          maxLength={maxLength}
          dir="auto"
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}

export function SelectField({
  value,
  onInput,
  options,
  blank,
  ...field
}: FieldProps & {
  value: string;
  onInput: (value: string) => void;
  options: readonly Option[];
  /** The first, empty option: what it means not to choose. */
  blank?: string;
}) {
  return (
    <Field {...field}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => onInput(event.currentTarget.value)}>
          {blank !== undefined && <option value="">{blank}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export const CheckField = ({
  label,
  checked,
  onInput,
}: {
  label: string;
  checked: boolean;
  onInput: (checked: boolean) => void;
}) => (
  <label class="check">
    <input type="checkbox" checked={checked} onChange={(event) => onInput(event.currentTarget.checked)} />
    <span>{label}</span>
  </label>
);

/**
 * A date as somebody gives it: a year, a month or a day, any native digits, Buddhist era understood. What was
 * understood is shown beneath in both eras.
 */
export function DateField({
  value,
  onInput,
  ...field
}: FieldProps & { value: PartialDate | undefined; onInput: (value: PartialDate | undefined) => void }) {
  const typed = value?.value ?? '';
  const read = typed === '' ? undefined : parsePartialDate(typed);
  const known = value?.known ?? 'stated';
  return (
    <Field hint={t('desk.date.hint')} {...field}>
      {(tied) => (
        <>
          <div class="joined">
            <input
              {...tied}
              value={typed}
              inputMode="text"
              maxLength={30}
              autocomplete="off"
              onInput={(event) => {
                const next = event.currentTarget.value;
                onInput(next === '' ? undefined : { value: next, known });
              }}
            />
            <select
              aria-label={t('desk.date.howKnown')}
              value={known}
              disabled={typed === ''}
              onChange={(event) => onInput({ value: typed, known: event.currentTarget.value as PartialDate['known'] })}
            >
              <option value="stated">{t('desk.date.stated')}</option>
              <option value="document">{t('desk.date.document')}</option>
              <option value="estimated">{t('desk.date.estimated')}</option>
            </select>
          </div>
          {typed !== '' && (
            <output class="small soft" for={tied.id}>
              {read ? partialDate(read, true) : t('desk.date.notYet')}
            </output>
          )}
        </>
      )}
    </Field>
  );
}
