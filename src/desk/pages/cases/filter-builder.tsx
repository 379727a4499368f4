import { useState } from 'preact/hooks';
import { changeQuery } from '../../router.ts';
import { codes, places, programmes } from '../../state/definitions.ts';
import { ChipChoices } from '../../ui/chips.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, Field, type Option, SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { t, told } from '../../words.ts';
import { type Column, type Condition, columnText, conditionsText, valueText } from './look.ts';

/** More than these are chosen from a list, one after the other. */
const mostChips = 30;

/** What is filtered by besides the usual filters: each taken away by a press, and one more added. */
export function FilterBuilder({
  columns,
  conditions,
  onOpen,
}: {
  /** Undefined until they have come. */
  columns: readonly Column[] | undefined;
  conditions: readonly Condition[];
  onOpen: () => void;
}) {
  const [adding, setAdding] = useState(false);
  const set = (next: readonly Condition[]) => changeQuery({ where: conditionsText(next) });
  return (
    <div class="actions">
      {conditions.map((condition, index) => {
        const text = conditionText(columns, condition);
        return (
          <button
            key={conditionsText([condition])}
            type="button"
            class="chip calm"
            aria-label={t('register.takeAway', { what: text })}
            onClick={() => set(conditions.filter((_, other) => other !== index))}
          >
            <span>{text}</span> <Icon name="cross" />
          </button>
        );
      })}
      <button
        type="button"
        class="btn"
        onClick={() => {
          onOpen();
          setAdding(true);
        }}
      >
        <Icon name="plus" /> {t('register.addFilter')}
      </button>
      {adding && columns && (
        <AddFilter
          columns={columns.filter(({ comparisons }) => comparisons.length > 0)}
          onAdd={(condition) => {
            set([...conditions, condition]);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}

function conditionText(columns: readonly Column[] | undefined, { field, is, values = [] }: Condition): string {
  const column = columns?.find(({ code }) => code === field);
  const said = values.map((value) => valueText(column, value)).join(', ');
  return [columnText(column, field), t(`register.is.${is}`), said].filter(Boolean).join(' ');
}

function AddFilter({
  columns,
  onAdd,
  onClose,
}: {
  columns: readonly Column[];
  onAdd: (condition: Condition) => void;
  onClose: () => void;
}) {
  const [code, setCode] = useState('');
  const [is, setIs] = useState<Condition['is']>('in');
  const [values, setValues] = useState<string[]>([]);
  const column = columns.find((one) => one.code === code);
  const blank = is === 'blank' || is === 'notBlank';
  const choose = (next: string) => {
    setCode(next);
    setIs(columns.find((one) => one.code === next)?.comparisons[0] ?? 'in');
    setValues([]);
  };
  return (
    <Dialog title={t('register.addFilter')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (column && (blank || values.length > 0)) onAdd({ field: code, is, values: blank ? [] : values });
        }}
      >
        <Field label={t('register.field')}>
          {(tied) => (
            <select {...tied} value={code} required onChange={(event) => choose(event.currentTarget.value)}>
              <option value="" />
              {groupsOf(columns).map(([title, group]) => (
                <optgroup key={title} label={title}>
                  {group.map((one) => (
                    <option key={one.code} value={one.code}>
                      {columnText(one, one.code)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        {column && (
          <SelectField
            label={t('register.condition')}
            value={is}
            onInput={(next) => setIs(next as Condition['is'])}
            options={column.comparisons.map((one) => ({ value: one, label: t(`register.is.${one}`) }))}
          />
        )}
        {column && !blank && <Values column={column} values={values} onInput={setValues} />}
        <div class="actions">
          <button type="submit" class="btn go" disabled={!column || (!blank && values.length === 0)}>
            {t('register.add')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Values({
  column,
  values,
  onInput,
}: {
  column: Column;
  values: readonly string[];
  onInput: (values: string[]) => void;
}) {
  const label = t('register.values');
  const options = optionsOf(column);
  if (column.kind === 'number' || column.kind === 'day' || column.kind === 'time')
    return (
      <TextField
        label={label}
        type={column.kind === 'number' ? 'number' : 'date'}
        value={values[0] ?? ''}
        onInput={(next) => onInput(next ? [next] : [])}
        required
      />
    );
  if (options.length === 0)
    return <TextField label={label} value={values[0] ?? ''} onInput={(next) => onInput(next ? [next] : [])} required />;
  const chips = options.map(({ value, label: said }) => ({ value, label: said }));
  if (options.length <= mostChips) return <ChipChoices label={label} chips={chips} value={values} onInput={onInput} />;
  return (
    <>
      <SelectField
        label={label}
        blank=""
        value=""
        options={options.filter(({ value }) => !values.includes(value))}
        onInput={(next) => next && onInput([...values, next])}
      />
      {options
        .filter(({ value }) => values.includes(value))
        .map(({ value, label: said }) => (
          <CheckField key={value} label={said} checked onInput={() => onInput(values.filter((one) => one !== value))} />
        ))}
    </>
  );
}

/** The case itself first, then each form, in the order of its questions. */
export function groupsOf(columns: readonly Column[]): [title: string, columns: Column[]][] {
  const groups = new Map<string, Column[]>();
  for (const column of columns) {
    const title = told(column.of) || t('register.ofCase');
    groups.set(title, [...(groups.get(title) ?? []), column]);
  }
  return [...groups];
}

function optionsOf(column: Column): Option[] {
  if (column.choices) return column.choices.map(({ code }) => ({ value: code, label: valueText(column, code) }));
  const worded = (items: readonly { code: string; label: Record<string, string> }[]) =>
    items.map(({ code, label }) => ({ value: code, label: told(label) || code }));
  switch (column.code) {
    case 'programme':
      return programmes().map(({ code, title }) => ({ value: code, label: told(title) }));
    case 'stage':
      return worded(programmes().flatMap(({ stages }) => stages));
    case 'closingReason':
      return worded(programmes().flatMap(({ closingReasons }) => closingReasons));
    default:
      if (column.list === 'place') return places().map(({ code, name }) => ({ value: code, label: told(name) }));
      return column.list ? worded(codes(column.list)) : [];
  }
}
