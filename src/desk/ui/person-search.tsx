import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import type { Refused } from '../client.ts';
import { go } from '../router.ts';
import { carryName } from '../state/carried.ts';
import { label } from '../state/definitions.ts';
import { call } from '../state/session.ts';
import { asRefused } from '../use-call.ts';
import { ageBandText, partialDate, say, t } from '../words.ts';
import { Icon } from './icon.tsx';
import { Name } from './pieces.tsx';
import { problemText } from './states.tsx';

type Found = CallOutput<'person.search'>['results'];
export type PersonSummary = Found[number]['person'];

/** Long enough to type a syllable; the answer itself takes some 20 ms. */
const typingPause = 120;

/** To the page where somebody new is registered, with what was typed as the name. */
export function registerNew(name: string): void {
  carryName(name);
  go('/desk/people/new');
}

/** Looks for people while somebody types; an answer that comes late is dropped. */
export function usePersonSearch(query: string): { found: Found | undefined; problem: Refused | undefined } {
  const [state, setState] = useState<{ found?: Found; problem?: Refused }>({});
  useEffect(() => {
    const wanted = query.trim();
    if (wanted.length < 2) return setState({});
    const stop = new AbortController();
    const timer = setTimeout(() => {
      call('person.search', { query: wanted }, { signal: stop.signal }).then(
        ({ results }) => setState({ found: results }),
        (error: unknown) => !stop.signal.aborted && setState({ problem: asRefused(error) }),
      );
    }, typingPause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query]);
  return { found: state.found, problem: state.problem };
}

/** Why somebody was found, in words; a reason nobody wrote words for is left out. */
export const whyFound = (why: Found[number]['why']): string =>
  why
    .map(({ code, params }) => say(`match.${code}`, params))
    .filter(Boolean)
    .join(' · ');

/** A name in its own script, with how it is read. A role that may not read names sees the number. */
export function PersonName({ person }: { person: PersonSummary }) {
  return (
    <>
      <Name strong>{person.name ?? person.number}</Name>
      {person.romanised && person.romanised !== person.name && <span class="soft"> {person.romanised}</span>}
    </>
  );
}

/** A date of birth with how sure it is. */
const birthText = ({ value, known }: NonNullable<PersonSummary['birth']>): string =>
  known === 'estimated' ? t('desk.date.about', { date: partialDate(value) }) : partialDate(value);

export const personFacts = (person: PersonSummary): string =>
  [
    person.name ? person.number : undefined,
    person.sex && t(`desk.sex.${person.sex}`),
    person.birth ? birthText(person.birth) : ageBandText(person.ageBand),
    person.nationalities.map((code) => label('country', code)).join(', '),
  ]
    .filter(Boolean)
    .join(' · ');

/**
 * One box for a name in any script or spelling, a telephone, a document or a case number (the ARIA combobox pattern:
 * the focus stays in the box, arrows walk the list). `onRegister` is offered last, after what was found: search before
 * create, always.
 */
export function PersonSearch({
  label,
  placeholder = '',
  hideLabel,
  onChoose,
  onRegister,
  inputRef,
  autofocus = false,
}: {
  label: string;
  placeholder?: string;
  hideLabel?: boolean;
  onChoose: (person: PersonSummary) => void;
  onRegister?: ((typed: string) => void) | undefined;
  inputRef?: { current: HTMLInputElement | null };
  autofocus?: boolean;
}) {
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  const input = inputRef ?? own;
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const { found, problem } = usePersonSearch(query);
  const people = found ?? [];
  const count = people.length + (onRegister && found ? 1 : 0);
  const shown = open && (found !== undefined || problem !== undefined);

  const close = () => setOpen(false);
  const choose = (index: number) => {
    const one = people[index];
    if (one) onChoose(one.person);
    else onRegister?.(query.trim());
    setQuery('');
    close();
  };
  const option = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option' as const,
    'aria-selected': index === at,
    onPointerDown: (event: PointerEvent) => event.preventDefault(),
    onClick: () => choose(index),
  });

  return (
    <search class="field">
      <label for={id} class={hideLabel ? 'unseen' : undefined}>
        {label}
      </label>
      <div class="find">
        <Icon name="search" />
        <input
          ref={input}
          id={id}
          type="text"
          enterkeyhint="search"
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && count > 0 ? `${id}-${at}` : undefined}
          value={query}
          placeholder={placeholder}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          maxLength={200}
          autofocus={autofocus}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={close}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && shown) close();
            else if (event.key === 'ArrowDown' && count > 0) setAt(open ? (at + 1) % count : at);
            else if (event.key === 'ArrowUp' && count > 0) setAt((at + count - 1) % count);
            else if (event.key === 'Enter' && shown && count > 0) choose(at);
            else return;
            if (event.key !== 'Escape') setOpen(true);
            if (event.key === 'Enter') close();
            event.preventDefault();
          }}
        />
        <div class="unseen" role="status">
          {shown && found && t('desk.search.count', { count: people.length })}
        </div>
        <div id={`${id}-list`} role="listbox" aria-label={label} class="found" hidden={!shown || count === 0}>
          {people.map(({ person, why, cases }, index) => (
            <div key={person.id} {...option(index)}>
              <span>
                <PersonName person={person} />
              </span>
              <span class="small soft num">{t('desk.search.cases', { count: cases })}</span>
              <span class="small soft">{personFacts(person)}</span>
              <span class="small soft">{whyFound(why)}</span>
            </div>
          ))}
          {onRegister && found && (
            <div {...option(people.length)}>
              <span>
                <Icon name="plus" /> {t('desk.search.register', { name: query.trim() })}
              </span>
            </div>
          )}
        </div>
        {shown && count === 0 && (
          <div class="found">
            <p class={problem ? 'error' : 'soft'}>{problem ? problemText(problem).title : t('desk.search.nobody')}</p>
          </div>
        )}
      </div>
    </search>
  );
}
