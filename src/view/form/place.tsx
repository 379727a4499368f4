/** A place of the installation's tree: found by name at any level, or walked down level by level. */
import type { JSX } from 'preact';
import { say } from '../../kernel/form/index.ts';
import { Combobox } from './combobox.tsx';
import { type ControlProps, type PlaceNode, textOf, useFilling } from './context.ts';

export function PlaceControl({ value, set, tied }: ControlProps): JSX.Element {
  const { places, t, language, change } = useFilling();
  const code = textOf(value);
  if (places.length === 0) {
    return (
      <input type="text" {...tied} maxLength={64} value={code} onInput={(event) => set(event.currentTarget.value)} />
    );
  }
  const byCode = new Map(places.map((place) => [place.code, place]));
  const nameOf = (place: PlaceNode): string => say(place.name, language, 'en') ?? place.code;
  const chain = chainOf(code, byCode);
  const options = places.map((place) => ({
    code: place.code,
    label: nameOf(place),
    note: chainOf(place.parent ?? '', byCode)
      .map(nameOf)
      .reverse()
      .join(', '),
  }));
  const next = places.filter(({ parent }) => parent === (chain.at(-1)?.code ?? undefined));
  return (
    <>
      <Combobox options={options} value={code} set={set} tied={tied} />
      {change && chain.length > 0 && (
        <p class="form-trail small">
          {chain.map((place, index) => (
            <>
              {index > 0 && <span aria-hidden="true"> › </span>}
              <button
                type="button"
                class="bare text small"
                disabled={tied.disabled}
                aria-label={t('form.place.up', { place: nameOf(place) })}
                onClick={() => set(place.code)}
              >
                {nameOf(place)}
              </button>
            </>
          ))}
        </p>
      )}
      {change && chain.length > 0 && next.length > 0 && !tied.disabled && (
        <select
          aria-label={t('form.place.within', { place: nameOf(chain.at(-1)!) })}
          value=""
          onChange={(event) => event.currentTarget.value !== '' && set(event.currentTarget.value)}
        >
          <option value="">{t('form.place.within', { place: nameOf(chain.at(-1)!) })}</option>
          {next.map((place) => (
            <option key={place.code} value={place.code}>
              {nameOf(place)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

/** From the country down to the place itself; empty for a code that is not in the tree. */
export function chainOf(code: string, places: ReadonlyMap<string, PlaceNode>): PlaceNode[] {
  const chain: PlaceNode[] = [];
  let here = places.get(code);
  while (here && !chain.includes(here)) {
    chain.unshift(here);
    here = here.parent === undefined ? undefined : places.get(here.parent);
  }
  return chain;
}
