import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useId } from 'preact/hooks';
import type { FieldProblem } from '../../kernel/index.ts';
import { signOf } from '../keys.ts';
import { t } from '../words.ts';
import { FieldError } from './field.tsx';

export interface Chip {
  value: string;
  label: string;
  /** The key that chooses it while the focus is in the group. */
  key?: string | undefined;
}

interface Common {
  label: string;
  chips: readonly Chip[];
  problem?: FieldProblem | undefined;
  optional?: boolean;
  /** A choice can be taken back, without saying so beside the label. */
  clearable?: boolean;
  hint?: string;
}

/** A key of another group of the form is taken by that group, so nobody has to aim. */
const groups = 'fieldset[data-chips]';
/** Where the focus may go on to: the next group, a list or a text. */
const stops = `${groups}, select, textarea`;

/** Chooses the chip of this key in the group, or in another group of the form; then the next group has the focus. */
function press(event: TargetedKeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  const group = event.currentTarget;
  const form = group.closest('form') ?? group;
  const all = [...form.querySelectorAll<HTMLElement>(groups)];
  const key = signOf(event);
  for (const candidate of [group, ...all]) {
    const chip = [...candidate.querySelectorAll<HTMLInputElement>('input[data-key]')].find(
      (input) => input.dataset.key === key,
    );
    if (!chip) continue;
    event.preventDefault();
    chip.click();
    const fields = [...form.querySelectorAll<HTMLElement>(stops)];
    const next = chip.type === 'radio' ? fields[fields.indexOf(candidate) + 1] : undefined;
    const inside = next?.querySelector<HTMLInputElement>('input:checked') ?? next?.querySelector('input');
    (inside ?? next ?? chip).focus();
    return;
  }
}

/** One of a few, in sight at once, each with its key. Native radio buttons: arrows work as everywhere. */
export function ChipChoice({ value, onInput, ...group }: Common & { value: string; onInput: (value: string) => void }) {
  const name = useId();
  return (
    <ChipGroup
      {...group}
      chosen={(chip) => chip.value === value}
      input={(chip) => ({
        type: 'radio',
        name,
        value: chip.value,
        onChange: () => onInput(chip.value),
        // A choice that may be left blank can be taken back.
        onClick: () => (group.optional || group.clearable) && chip.value === value && onInput(''),
      })}
    />
  );
}

/** Several of a few. */
export function ChipChoices({
  value,
  onInput,
  ...group
}: Common & { value: readonly string[]; onInput: (value: string[]) => void }) {
  return (
    <ChipGroup
      {...group}
      chosen={(chip) => value.includes(chip.value)}
      input={(chip) => ({
        type: 'checkbox',
        onChange: () =>
          onInput(value.includes(chip.value) ? value.filter((one) => one !== chip.value) : [...value, chip.value]),
      })}
    />
  );
}

function ChipGroup({
  label,
  chips,
  problem,
  optional,
  hint,
  chosen,
  input,
}: Common & { chosen: (chip: Chip) => boolean; input: (chip: Chip) => JSX.IntrinsicElements['input'] }) {
  const id = useId();
  return (
    <fieldset class="field" data-chips onKeyDown={press} aria-describedby={problem ? `${id}-error` : undefined}>
      <legend>
        {label}
        {optional && <span class="soft"> {t('desk.optional')}</span>}
      </legend>
      {hint && <div class="hint">{hint}</div>}
      <div class="opts">
        {chips.map((chip) => (
          <label key={chip.value} class={chosen(chip) ? 'on' : undefined}>
            <input
              {...input(chip)}
              checked={chosen(chip)}
              data-key={chip.key?.toLocaleLowerCase()}
              aria-keyshortcuts={chip.key}
            />
            <span>{chip.label}</span>
            {chip.key && (
              <span class="key" aria-hidden="true">
                {chip.key.toLocaleUpperCase()}
              </span>
            )}
          </label>
        ))}
      </div>
      {problem && <FieldError id={`${id}-error`} problem={problem} />}
    </fieldset>
  );
}
