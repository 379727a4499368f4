import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { label } from '../state/definitions.ts';
import { useCall } from '../use-call.ts';
import { day, t } from '../words.ts';
import { TextField } from './field.tsx';
import { Name, Tag, type Tone } from './pieces.tsx';
import { Shown } from './states.tsx';

export type Recruiter = CallOutput<'recruiter.list'>['recruiters'][number];
type State = Recruiter['state'];

const tones: Record<State, Tone> = {
  valid: 'ok',
  notYet: 'due',
  expired: 'due',
  suspended: 'risk',
  revoked: 'risk',
  none: 'calm',
};

export const stateText = (state: State, until?: string): string => {
  const on = until ? day(until) : '';
  if (state === 'valid') return until ? t('recruitment.state.validUntil', { until: on }) : t('recruitment.state.valid');
  return t(`recruitment.state.${state}`, { until: on });
};

/** How a licence stands, in words; the colour only repeats them. */
export const LicenceTag = ({ state, until }: { state: State; until?: string | undefined }) => (
  <Tag tone={tones[state]} icon={state === 'valid' ? 'check' : state === 'none' ? 'search' : 'risk'}>
    {stateText(state, until)}
  </Tag>
);

/** One recruiter with its licences: what is held, from where it is known, and when somebody looked. */
export function RecruiterLine({ recruiter: one, children }: { recruiter: Recruiter; children?: ComponentChildren }) {
  const facts = [label('recruiterKind', one.kind), label('country', one.country), ...one.otherNames, one.phone];
  return (
    <li>
      <div>
        <p class="strong">
          <Name>{one.name}</Name>
        </p>
        <p class="small soft">
          <bdi>{facts.filter(Boolean).join(' · ')}</bdi>
        </p>
        {one.website && (
          <p class="small">
            <a href={one.website} rel="noreferrer noopener" target="_blank">
              {one.website}
            </a>
          </p>
        )}
        {one.licences.map((licence) => (
          <p key={`${licence.number} ${licence.issuer}`} class="small">
            <bdi>
              {[
                t('recruitment.licence.title', { number: licence.number }),
                stateText(licence.state, licence.state === 'notYet' ? licence.from : licence.to),
                licence.destinations.map((code) => label('country', code)).join(', '),
              ]
                .filter(Boolean)
                .join(' · ')}
            </bdi>
            <span class="soft">
              {' '}
              {t('recruitment.state.checked', { source: licence.source, day: day(licence.checkedOn) })}
            </span>
          </p>
        ))}
      </div>
      <div class="actions">
        <LicenceTag state={one.state} until={one.until} />
        {children}
      </div>
    </li>
  );
}

/** What is typed, once the typing pauses. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** Looks a recruiter up by name or licence. Not in the register is not the same as without a licence, and it says so. */
export function RecruiterLookup({
  destination,
  autofocus,
  whole,
  action,
}: {
  destination?: string | undefined;
  autofocus?: boolean;
  /** Shows the register as long as nothing is typed. */
  whole?: boolean;
  action?: (one: Recruiter, reload: () => void) => ComponentChildren;
}) {
  const [typed, setTyped] = useState('');
  const query = usePaused(typed);
  const asked = query.length >= 2 ? { query } : whole ? {} : undefined;
  // A destination may be a code of a ministry's own, such as a region.
  const way = destination && /^[A-Z]{2}$/.test(destination) ? { destination } : {};
  const called = useCall('recruiter.list', asked && { ...asked, ...way });
  return (
    // Inside a form that is being filled, Enter looks up and sends nothing.
    <search class="stack" onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && keepForm(event)}>
      <TextField
        label={t('recruitment.recruiter.find')}
        type="search"
        value={typed}
        onInput={setTyped}
        autofocus={autofocus === true}
      />
      <div aria-live="polite">
        {asked && (
          <Shown called={called} rows={2}>
            {({ recruiters, more }) =>
              recruiters.length > 0 ? (
                <ul class="rows">
                  {recruiters.map((one) => (
                    <RecruiterLine key={one.id} recruiter={one}>
                      {action?.(one, called.reload)}
                    </RecruiterLine>
                  ))}
                  {more && <li class="small soft">{t('recruitment.recruiter.more')}</li>}
                </ul>
              ) : query.length >= 2 ? (
                <div class="note">
                  <div>
                    <p class="strong">{t('recruitment.recruiter.notFound')}</p>
                    <p>{t('recruitment.recruiter.notFoundMeans')}</p>
                  </div>
                </div>
              ) : (
                <p class="nothing">{t('recruitment.recruiter.none')}</p>
              )
            }
          </Shown>
        )}
      </div>
    </search>
  );
}

const keepForm = (event: KeyboardEvent): void => {
  if (event.target instanceof HTMLInputElement) event.preventDefault();
};
