/** Controls whose answer is one line or one number. */
import type { JSX } from 'preact';
import { formatNumber } from '../../words/index.ts';
import { type ControlProps, textOf, useFilling } from './context.ts';

type InputAttributes = JSX.IntrinsicElements['input'];

/** How a browser is told what comes: the right keyboard on a phone, nothing remembered by the browser. */
const kinds: Partial<Record<string, InputAttributes>> = {
  text: { type: 'text', maxLength: 2000, dir: 'auto' },
  barcode: { type: 'text', maxLength: 2000 },
  email: { type: 'email', maxLength: 254, inputMode: 'email' },
  phone: { type: 'tel', maxLength: 40, inputMode: 'tel' },
  integer: { type: 'text', inputMode: 'numeric', maxLength: 20 },
  decimal: { type: 'text', inputMode: 'decimal', maxLength: 24 },
  date: { type: 'date' },
  time: { type: 'time' },
  dateTime: { type: 'datetime-local' },
};

export function LineControl({ field, value, set, tied }: ControlProps): JSX.Element {
  const shape = kinds[field.type] ?? kinds.text;
  const narrow = field.type !== 'text' && field.type !== 'email' && field.type !== 'barcode';
  return (
    <input
      {...shape}
      {...tied}
      class={narrow ? 'form-narrow' : undefined}
      value={field.type === 'dateTime' ? textOf(value).slice(0, 16) : textOf(value)}
      autocomplete="off"
      onInput={(event) => set(event.currentTarget.value)}
    />
  );
}

export function LongTextControl({ value, set, tied }: ControlProps): JSX.Element {
  return (
    <textarea
      {...tied}
      rows={4}
      maxLength={100_000}
      dir="auto"
      value={textOf(value)}
      onInput={(event) => set(event.currentTarget.value)}
    />
  );
}

export function RangeControl({ field, value, set, tied }: ControlProps): JSX.Element {
  const { start, end, step } = field.range ?? { start: 0, end: 10, step: 1 };
  const { t, change } = useFilling();
  const least = Math.min(start, end);
  // Without script a slider answers its middle when nobody touched it; a number field leaves a blank blank.
  if (!change || value === undefined) {
    return (
      <input
        type="number"
        {...tied}
        class="form-narrow"
        min={least}
        max={Math.max(start, end)}
        step={step}
        value={textOf(value)}
        placeholder={`${start} – ${end}`}
        onInput={(event) => set(event.currentTarget.value)}
      />
    );
  }
  return (
    <div class="form-range">
      <span class="soft num" aria-hidden="true">
        {start}
      </span>
      <input
        type="range"
        {...tied}
        min={least}
        max={Math.max(start, end)}
        step={Math.abs(step)}
        value={textOf(value)}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <span class="soft num" aria-hidden="true">
        {end}
      </span>
      <output class="num strong" for={tied.id}>
        {textOf(value)}
      </output>
      <button type="button" class="btn small" onClick={() => set(undefined)}>
        {t('form.clear')}
      </button>
    </div>
  );
}

/** `today` fills in the day of filling; the field stays open for another. */
export function DateControl(props: ControlProps): JSX.Element {
  const { t, context, change } = useFilling();
  return (
    <div class="form-joined">
      <LineControl {...props} />
      {change && !props.tied.disabled && (
        <button type="button" class="btn small" onClick={() => props.set(context.now.slice(0, 10))}>
          {t('form.today')}
        </button>
      )}
    </div>
  );
}

export function AcknowledgeControl({ value, set, tied }: ControlProps): JSX.Element {
  // The group around it is marked as invalid already.
  const { 'aria-invalid': _, ...rest } = tied;
  const { t } = useFilling();
  return (
    <label class="check">
      <input
        {...rest}
        type="checkbox"
        value="true"
        checked={value === true || value === 'true'}
        onChange={(event) => set(event.currentTarget.checked ? true : undefined)}
      />
      <span>{t('form.acknowledge')}</span>
    </label>
  );
}

/** What the form computes: shown, never typed. */
export function ComputedControl({ state, tied }: ControlProps): JSX.Element {
  const { t, language } = useFilling();
  const { value } = state;
  return (
    <output class="form-computed num" id={tied.id}>
      {typeof value === 'number'
        ? formatNumber(language, value)
        : value === undefined
          ? t('form.notYet')
          : String(value)}
    </output>
  );
}
