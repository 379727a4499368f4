/** Controls whose answer has parts: a name, money, a document, a partial date, a place on the map. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { parsePartialDate } from '../../kernel/index.ts';
import { formatPartialDate, otherEraYear } from '../../words/index.ts';
import { money as sayMoney } from './answer.ts';
import { type ControlProps, partOf, textOf, useFilling, withPart } from './context.ts';

/** A composite may have been answered by its main part alone. */
const whole = (value: unknown, main: string): unknown =>
  typeof value === 'string' || typeof value === 'number' ? { [main]: String(value) } : value;

interface PartProps extends ControlProps {
  part: string;
  label: string;
  /** The part that carries the field's own label and error. */
  main?: boolean;
  class?: string;
  attributes?: JSX.IntrinsicElements['input'];
}

/** One part with a label of its own; the main one is tied to the field's. */
function Part({ part, label, main, value, set, tied, attributes, ...rest }: PartProps): JSX.Element {
  const id = main ? tied.id : `${tied.id}-${part}`;
  return (
    <div class={rest.class ?? 'form-part'}>
      <label class="small soft" for={id}>
        {label}
      </label>
      <input
        type="text"
        autocomplete="off"
        maxLength={300}
        {...attributes}
        {...(main && tied)}
        id={id}
        name={`${tied.name}.${part}`}
        disabled={tied.disabled}
        value={partOf(value, part)}
        onInput={(event) => set(withPart(value, part, event.currentTarget.value))}
      />
    </div>
  );
}

const Parts = ({ children }: { children: ComponentChildren }): JSX.Element => <div class="form-parts">{children}</div>;

export function NameControl(props: ControlProps): JSX.Element {
  const { t } = useFilling();
  const given = { ...props, value: whole(props.value, 'full') };
  return (
    <Parts>
      <Part
        {...given}
        part="full"
        main
        label={t('form.name.full')}
        class="form-part form-part-wide"
        attributes={{ dir: 'auto' }}
      />
      <Part {...given} part="called" label={t('form.name.called')} attributes={{ dir: 'auto' }} />
      <Part {...given} part="romanised" label={t('form.name.romanised')} />
    </Parts>
  );
}

export function OrganisationControl({ value, set, tied }: ControlProps): JSX.Element {
  return (
    <input
      type="text"
      {...tied}
      name={`${tied.name}.name`}
      maxLength={300}
      dir="auto"
      autocomplete="off"
      value={partOf(whole(value, 'name'), 'name')}
      onInput={(event) => set(withPart(undefined, 'name', event.currentTarget.value))}
    />
  );
}

export function DocumentControl(props: ControlProps): JSX.Element {
  const { t } = useFilling();
  const given = { ...props, value: whole(props.value, 'number') };
  return (
    <Parts>
      <Part {...given} part="number" main label={t('form.document.number')} class="form-part form-part-wide" />
      <Part {...given} part="type" label={t('form.document.type')} />
      <Part {...given} part="country" label={t('form.document.country')} attributes={{ maxLength: 60 }} />
    </Parts>
  );
}

export function MoneyControl(props: ControlProps): JSX.Element {
  const { t, language, state } = useFilling();
  const value = whole(props.value, 'amount');
  const read = state.at(props.state.path)?.value;
  const money =
    typeof read === 'object' && 'amount' in read && 'currency' in read
      ? (read as { amount: number; currency: string })
      : undefined;
  return (
    <>
      <div class="form-money">
        <Part
          {...props}
          value={value}
          part="amount"
          main
          label={t('form.money.amount')}
          attributes={{ inputMode: 'decimal', maxLength: 24 }}
        />
        <Part
          {...props}
          value={value}
          part="currency"
          label={t('form.money.currency')}
          attributes={{ maxLength: 3, autocapitalize: 'characters', class: 'form-upper', placeholder: 'VND' }}
        />
      </div>
      {money && (
        <output class="small soft num" for={props.tied.id}>
          {sayMoney(language, money.amount, money.currency)}
        </output>
      )}
    </>
  );
}

/** A year, a month or a day in any digits and either era, with how it is known; what was understood stands beneath. */
export function PartialDateControl({ value: given, set, tied }: ControlProps): JSX.Element {
  const { t, language } = useFilling();
  const value = whole(given, 'value');
  const typed = partOf(value, 'value');
  const known = partOf(value, 'known') || 'stated';
  const read = parsePartialDate(typed);
  const change = (part: string, text: string): void => {
    const next = withPart(value, part, text);
    set(next && partOf(next, 'value') !== '' ? { known, ...next } : undefined);
  };
  return (
    <>
      <div class="form-joined">
        <input
          type="text"
          {...tied}
          name={`${tied.name}.value`}
          maxLength={30}
          autocomplete="off"
          value={typed}
          placeholder={t('form.date.example')}
          onInput={(event) => change('value', event.currentTarget.value)}
        />
        <select
          name={`${tied.name}.known`}
          aria-label={t('form.date.known')}
          disabled={tied.disabled}
          value={known}
          onChange={(event) => change('known', event.currentTarget.value)}
        >
          {['stated', 'document', 'estimated'].map((how) => (
            <option key={how} value={how} selected={how === known}>
              {t(`form.date.${how}`)}
            </option>
          ))}
        </select>
      </div>
      {typed !== '' && (
        <output class="small soft" for={tied.id}>
          {read
            ? t('form.date.both', { date: formatPartialDate(language, read), year: String(otherEraYear(read)) })
            : t('form.date.notYet')}
        </output>
      )}
    </>
  );
}

/** A point on the map, typed or taken from the device; its precision is said, because a village is not a house. */
export function GeopointControl(props: ControlProps): JSX.Element {
  const { t, change } = useFilling();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const value = typeof props.value === 'string' ? fromText(props.value) : props.value;
  const locate = (): void => {
    setState('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        const { latitude, longitude, accuracy } = coords;
        props.set({
          latitude: latitude.toFixed(5),
          longitude: longitude.toFixed(5),
          accuracy: String(Math.round(accuracy)),
        });
      },
      () => setState('failed'),
      { timeout: 20_000, maximumAge: 60_000 },
    );
  };
  return (
    <>
      <Parts>
        <Part
          {...props}
          value={value}
          part="latitude"
          main
          label={t('form.geo.latitude')}
          attributes={{ inputMode: 'text', maxLength: 24 }}
        />
        <Part
          {...props}
          value={value}
          part="longitude"
          label={t('form.geo.longitude')}
          attributes={{ inputMode: 'text', maxLength: 24 }}
        />
      </Parts>
      {change && !props.tied.disabled && (
        <button type="button" class="btn small" disabled={state === 'busy'} onClick={locate}>
          {state === 'busy' ? t('form.geo.busy') : t('form.geo.here')}
        </button>
      )}
      <output class="small soft" for={props.tied.id}>
        {state === 'failed'
          ? t('form.geo.failed')
          : partOf(value, 'accuracy') !== '' && t('form.geo.accuracy', { metres: partOf(value, 'accuracy') })}
      </output>
    </>
  );
}

function fromText(text: string): Record<string, string> {
  const [latitude, longitude, altitude, accuracy] = text.trim().split(/\s+/);
  return Object.fromEntries(
    Object.entries({ latitude, longitude, altitude, accuracy }).filter(([, part]) => part !== undefined),
  ) as Record<string, string>;
}

export const HiddenControl = ({ value, tied }: ControlProps): JSX.Element => (
  <input type="hidden" name={tied.name} value={textOf(value)} />
);
