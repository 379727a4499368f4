/** Controls whose answer is picked from a list: a few in sight, many by looking through them. */
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type Choice, say } from '../../kernel/form/index.ts';
import { Combobox, type Option } from './combobox.tsx';
import { type ControlProps, type Filling, findable, textOf, useFilling } from './context.ts';

/** More than this is looked through, not looked at. */
const mostInSight = 12;

const optionsOf = (choices: readonly Choice[], { formLanguage, definition }: Filling): Option[] =>
  choices.map(({ code, label }) => ({ code, label: say(label, formLanguage, definition.defaultLanguage) ?? code }));

export function ChoiceControl({ state, field, value, set, tied }: ControlProps): JSX.Element {
  const filling = useFilling();
  const options = optionsOf(state.choices ?? [], filling);
  const compact = /minimal|autocomplete/.test(field.appearance ?? '');
  if (options.length > mostInSight || compact)
    return <Combobox options={options} value={textOf(value)} set={set} tied={tied} />;
  return <Radios options={options} value={textOf(value)} set={set} tied={tied} />;
}

export function YesNoControl({ value, set, tied }: ControlProps): JSX.Element {
  const { t } = useFilling();
  const options = ['yes', 'no', 'unknown'].map((code) => ({ code, label: t(`form.yesNo.${code}`) }));
  return <Radios options={options} value={textOf(value)} set={set} tied={tied} />;
}

interface RadiosProps {
  options: readonly Option[];
  value: string;
  set: (value: unknown) => void;
  tied: ControlProps['tied'];
}

/** Native radio buttons, drawn as chips; a second click on the chosen one takes it back, and so does "clear". */
function Radios({ options, value, set, tied }: RadiosProps): JSX.Element {
  const { t, change } = useFilling();
  return (
    <div class={options.some(({ label }) => label.length > 36) ? 'opts form-stacked' : 'opts'}>
      {options.map(({ code, label }, index) => (
        <label key={code} class={code === value ? 'on' : undefined}>
          <input
            type="radio"
            id={index === 0 ? tied.id : undefined}
            name={tied.name}
            value={code}
            disabled={tied.disabled}
            checked={code === value}
            onChange={() => set(code)}
          />
          <span>{label}</span>
        </label>
      ))}
      {change && value !== '' && !tied.disabled && (
        <button type="button" class="bare text small" onClick={() => set(undefined)}>
          {t('form.clear')}
        </button>
      )}
    </div>
  );
}

export function ChoicesControl({ state, value, set, tied }: ControlProps): JSX.Element {
  const filling = useFilling();
  const [wanted, setWanted] = useState('');
  const options = optionsOf(state.choices ?? [], filling);
  const chosen = chosenOf(value);
  const long = options.length > mostInSight;
  const seen =
    wanted === ''
      ? options
      : options.filter(({ label, code }) => chosen.includes(code) || findable(label).includes(findable(wanted)));
  const { t, change } = filling;
  return (
    <>
      {long && change && (
        <div class="form-filter">
          <input
            type="search"
            value={wanted}
            placeholder={t('form.filter', { count: options.length })}
            aria-label={t('form.filter', { count: options.length })}
            autocomplete="off"
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
          <span class="soft small" role="status">
            {t('form.chosen', { count: chosen.length })}
          </span>
        </div>
      )}
      <div class={long || options.some(({ label }) => label.length > 36) ? 'opts form-stacked form-long' : 'opts'}>
        {seen.map(({ code, label }, index) => (
          <label key={code} class={chosen.includes(code) ? 'on' : undefined}>
            <input
              type="checkbox"
              id={index === 0 ? tied.id : undefined}
              name={tied.name}
              value={code}
              disabled={tied.disabled}
              checked={chosen.includes(code)}
              onChange={(event) =>
                set(event.currentTarget.checked ? [...chosen, code] : chosen.filter((other) => other !== code))
              }
            />
            <span>{label}</span>
          </label>
        ))}
        {seen.length === 0 && <p class="soft">{t('form.noneFound')}</p>}
      </div>
    </>
  );
}

const chosenOf = (value: unknown): string[] => {
  const list = typeof value === 'string' ? value.split(/\s+/) : Array.isArray(value) ? value : [];
  return list.filter((code): code is string => typeof code === 'string' && code !== '');
};

/** Puts choices in an order: with buttons, or without script by choosing the first, the second and so on. */
export function RankControl({ state, value, set, tied }: ControlProps): JSX.Element {
  const filling = useFilling();
  const id = useId();
  const { t, change } = filling;
  const options = optionsOf(state.choices ?? [], filling);
  const ranked = chosenOf(value);
  const labelOf = (code: string): string => options.find((option) => option.code === code)?.label ?? code;
  if (!change) {
    return (
      <div class="stack">
        {options.map((_, place) => (
          <select
            key={place}
            name={tied.name}
            id={place === 0 ? tied.id : undefined}
            aria-label={t('form.rankPlace', { place: place + 1 })}
          >
            <option value="">{t('form.rankPlace', { place: place + 1 })}</option>
            {options.map(({ code, label }) => (
              <option key={code} value={code} selected={ranked[place] === code}>
                {label}
              </option>
            ))}
          </select>
        ))}
      </div>
    );
  }
  const left = options.filter(({ code }) => !ranked.includes(code));
  const swap = (index: number, by: -1 | 1): void => {
    const next = [...ranked];
    [next[index], next[index + by]] = [next[index + by]!, next[index]!];
    set(next);
  };
  return (
    <div class="stack">
      {ranked.length > 0 && (
        <ol class="form-rank">
          {ranked.map((code, index) => (
            <li key={code}>
              <span id={`${id}-${code}`}>{labelOf(code)}</span>
              <button
                type="button"
                class="btn small"
                aria-describedby={`${id}-${code}`}
                disabled={index === 0 || tied.disabled}
                onClick={() => swap(index, -1)}
              >
                <span aria-hidden="true">↑</span>
                <span class="unseen">{t('form.up')}</span>
              </button>
              <button
                type="button"
                class="btn small"
                aria-describedby={`${id}-${code}`}
                disabled={index === ranked.length - 1 || tied.disabled}
                onClick={() => swap(index, 1)}
              >
                <span aria-hidden="true">↓</span>
                <span class="unseen">{t('form.down')}</span>
              </button>
              <button
                type="button"
                class="bare text small"
                aria-describedby={`${id}-${code}`}
                disabled={tied.disabled}
                onClick={() => set(ranked.filter((other) => other !== code))}
              >
                {t('form.remove')}
              </button>
            </li>
          ))}
        </ol>
      )}
      {left.length > 0 && (
        <div class="opts">
          {left.map(({ code, label }, index) => (
            <button
              key={code}
              type="button"
              class="btn small"
              id={index === 0 ? tied.id : undefined}
              disabled={tied.disabled}
              onClick={() => set([...ranked, code])}
            >
              + {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Countries and languages: the installation's list where it keeps one, else the code with its name beside it. */
export function NamedCodeControl({ field, value, set, tied }: ControlProps): JSX.Element {
  const filling = useFilling();
  const list = filling.context.codeList?.(field.type);
  if (list) return <Combobox options={optionsOf(list, filling)} value={textOf(value)} set={set} tied={tied} />;
  const type = field.type === 'country' ? 'region' : 'language';
  const text = textOf(value);
  return (
    <div class="form-joined">
      <input
        type="text"
        {...tied}
        class="form-code"
        maxLength={type === 'region' ? 2 : 12}
        autocapitalize={type === 'region' ? 'characters' : 'none'}
        autocomplete="off"
        value={text}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <output class="soft" for={tied.id}>
        {nameOf(text, type, filling.language)}
      </output>
    </div>
  );
}

/** `VN` as `Việt Nam`; nothing for what is not a code. */
function nameOf(code: string, type: 'region' | 'language', language: string): string {
  try {
    const name = new Intl.DisplayNames(language, { type, fallback: 'none' }).of(
      type === 'region' ? code.toUpperCase() : code,
    );
    return name ?? '';
  } catch {
    return '';
  }
}
