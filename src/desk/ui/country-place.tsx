import { codes, label, places } from '../state/definitions.ts';
import { language, t, told } from '../words.ts';
import { SelectField } from './field.tsx';
import { Icon } from './icon.tsx';

/** Nationalities: several are possible; each chosen one is a chip that can be taken away. */
export function CountryField({
  label: text,
  value,
  onInput,
}: {
  label: string;
  value: readonly string[];
  onInput: (value: string[]) => void;
}) {
  const list = codes('country').length > 0 ? 'country' : 'destination';
  const offered = codes(list)
    .filter(({ code }) => !value.includes(code))
    .map((item) => ({ value: item.code, label: told(item.label) }))
    .sort((a, b) => a.label.localeCompare(b.label, language()));
  return (
    <div class="field">
      <SelectField
        label={text}
        value=""
        blank={value.length > 0 ? t('desk.register.another') : t('desk.enquiry.unknown')}
        options={offered}
        onInput={(code) => code !== '' && onInput([...value, code])}
      />
      {value.length > 0 && (
        <div class="actions">
          {value.map((code) => (
            <button
              key={code}
              type="button"
              class="chip calm"
              aria-label={t('desk.register.remove', { what: label(list, code) })}
              onClick={() => onInput(value.filter((one) => one !== code))}
            >
              {label(list, code)} <Icon name="cross" />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** A place of the tree, one level after another: country, province, district, as deep as is known. */
export function PlaceField({
  label: text,
  value,
  onInput,
}: {
  label: string;
  value: string;
  onInput: (value: string) => void;
}) {
  const all = places();
  const path: string[] = [];
  for (let code: string | undefined = value; code; code = all.find((place) => place.code === code)?.parent)
    path.unshift(code);
  const children = (parent: string | undefined) => all.filter((place) => place.parent === parent);
  const levels = [undefined, ...path].map((parent) => children(parent)).filter((level) => level.length > 0);
  if (levels.length === 0) return null;
  return (
    <div class="field">
      {levels.map((level, depth) => (
        <SelectField
          key={path[depth - 1] ?? 'top'}
          label={depth === 0 ? text : t('desk.register.placeWithin')}
          blank={t('desk.enquiry.unknown')}
          value={path[depth] ?? ''}
          options={level.map((place) => ({ value: place.code, label: told(place.name) }))}
          onInput={(code) => onInput(code === '' ? (path[depth - 1] ?? '') : code)}
        />
      ))}
    </div>
  );
}
