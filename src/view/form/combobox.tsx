/** One of many: type a part of it, in any spelling of its marks, and choose. Without script a native list. */
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { findable, type Tied, useFilling } from './context.ts';

export interface Option {
  code: string;
  label: string;
  /** Shown softly after the label, and found by it too: the district of a village. */
  note?: string;
}

export interface ComboboxProps {
  options: readonly Option[];
  value: string;
  set: (value: unknown) => void;
  tied: Tied;
}

/** As many as are drawn; typing another letter narrows them. */
const mostDrawn = 80;

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

export function Combobox(props: ComboboxProps): JSX.Element {
  return useFilling().change ? <Search {...props} /> : <Select {...props} />;
}

function Select({ options, value, tied }: ComboboxProps): JSX.Element {
  const { t } = useFilling();
  return (
    <select {...tied} aria-required={tied['aria-required']}>
      <option value="">{t('form.choose')}</option>
      {options.map(({ code, label, note }) => (
        <option key={code} value={code} selected={code === value}>
          {note ? `${label} (${note})` : label}
        </option>
      ))}
    </select>
  );
}

function Search({ options, value, set, tied }: ComboboxProps): JSX.Element {
  const { t } = useFilling();
  const chosen = options.find(({ code }) => code === value);
  const shown = chosen?.label ?? value;
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const open = typed !== undefined;
  const wanted = findable((typed ?? '').trim());
  const found = open ? look(options, wanted) : [];
  const listId = `${tied.id}-list`;
  const optionId = (index: number): string => `${tied.id}-option-${index}`;

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active, open]);

  const choose = (option: Option | undefined): void => {
    if (option) set(option.code);
    setTyped(undefined);
  };
  const show = (text: string): void => {
    setTyped(text);
    setActive(0);
  };
  const press = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) show('');
      else setActive(Math.min(Math.max(active + step, 0), Math.max(0, found.length - 1)));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(undefined);
    }
  };
  return (
    <div class="form-combobox">
      <input
        {...tied}
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && found.length > 0 ? optionId(active) : undefined}
        autocomplete="off"
        value={typed ?? shown}
        placeholder={t('form.filter', { count: options.length })}
        onInput={(event) => {
          const text = event.currentTarget.value;
          if (text === '') set(undefined);
          show(text);
        }}
        onClick={() => !open && show('')}
        onKeyDown={press}
        onBlur={() => setTyped(undefined)}
      />
      <div class="form-options" role="listbox" id={listId} ref={list} aria-label={t('form.choices')} hidden={!open}>
        {found.map((option, index) => (
          // The pointer must not take the focus from the field: the choice would be lost with it.
          <div
            key={option.code}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(option);
            }}
          >
            {option.label}
            {option.note && <span class="soft small"> {option.note}</span>}
          </div>
        ))}
      </div>
      <span class="unseen" role="status">
        {open ? t('form.found', { count: found.length }) : ''}
      </span>
    </div>
  );
}

/** What begins with the words looked for comes before what has them inside. */
function look(options: readonly Option[], wanted: string): Option[] {
  if (wanted === '') return options.slice(0, mostDrawn);
  const first: Option[] = [];
  const second: Option[] = [];
  for (const option of options) {
    const label = findable(option.label);
    if (label.startsWith(wanted)) first.push(option);
    else if (
      label.includes(wanted) ||
      option.code.toLowerCase() === wanted ||
      (option.note && findable(option.note).includes(wanted))
    )
      second.push(option);
  }
  return [...first, ...second].slice(0, mostDrawn);
}
