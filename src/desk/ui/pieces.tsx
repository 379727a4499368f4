/** Small pieces that many pages share. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import { languageOfLetters } from '../../words/index.ts';
import type { Refused } from '../client.ts';
import { arrived } from '../router.ts';
import { saving } from '../state/saving.ts';
import { useStore } from '../state/store.ts';
import { day, partialDate, t, told } from '../words.ts';
import { Icon, type IconName } from './icon.tsx';
import { languageName } from './languages.ts';
import { problemText } from './states.tsx';

/** What the browser calls this window and keeps in its history: never somebody's name. */
export function nameWindow(title: string | undefined): void {
  document.title = title ? `${title} · Banyan` : 'Banyan';
}

/**
 * The page's heading; arriving at a page puts the focus on it, so that a screen reader says where one is.
 * The window is called like it; where the heading names somebody, `window` says what to call it instead.
 */
export function PageHead({
  title,
  window = typeof title === 'string' ? title : undefined,
  sub,
  children,
}: {
  title: ComponentChildren;
  window?: string | undefined;
  sub?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived()) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (window) nameWindow(window);
  }, [window]);
  return (
    <header class="page-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {sub && <div class="soft">{sub}</div>}
      </div>
      {children && <div class="actions">{children}</div>}
    </header>
  );
}

export function Card({
  title,
  aside,
  children,
  tone,
}: {
  title?: ComponentChildren;
  aside?: ComponentChildren;
  children: ComponentChildren;
  tone?: 'due' | 'risk';
}) {
  return (
    <section class={tone ? `card ${tone}` : 'card'}>
      {title && (
        <header>
          <h2>{title}</h2>
          {aside && <div class="small soft">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

/** Somebody's name in its own script, whatever language stands around it. */
export const Name = ({ children, strong }: { children: string; strong?: boolean }) => (
  <bdi class={strong ? 'strong' : undefined} lang={languageOfLetters(children)}>
    {children}
  </bdi>
);

export type Tone = 'due' | 'risk' | 'ok' | 'calm';
export const Tag = ({ tone, icon, children }: { tone?: Tone; icon?: IconName; children: ComponentChildren }) => (
  <span class={tone ? `chip ${tone}` : 'chip'}>
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </span>
);

/** What a judgement of the system rests on, one click away from the judgement. */
export const Why = ({ children }: { children: ComponentChildren }) => (
  <details class="why">
    <summary>{t('desk.why')}</summary>
    <div>{children}</div>
  </details>
);

type Flags = CallOutput<'enquiry.weigh'>['flags'];

/** Signs of trafficking with their reason. A suspicion to look into, and said as one. */
export function FlagNote({ flags }: { flags: Flags }) {
  if (flags.length === 0) return null;
  return (
    <div class="note risk flag">
      <p class="strong">
        <Icon name="risk" /> {t('desk.flags.title', { count: flags.length })}
      </p>
      <Why>
        <ul>
          {flags.map((flag) => (
            <li key={flag.sign}>{told(flag.reason)}</li>
          ))}
        </ul>
        <p class="soft">{t('desk.flags.meaning')}</p>
      </Why>
    </div>
  );
}

/** The same in a list: the reasons themselves, quietly. */
export const FlagLine = ({ flags }: { flags: Flags }) =>
  flags.length === 0 ? null : (
    <p class="small flag-line">
      <Tag tone="risk" icon="risk">
        {t('desk.flags.chip', { count: flags.length })}
      </Tag>
      <span>{flags.map((flag) => told(flag.reason)).join(' ')}</span>
    </p>
  );

export const FlagTag = ({ flags }: { flags: Flags }) =>
  flags.length === 0 ? null : (
    <span title={flags.map((flag) => told(flag.reason)).join(' · ')}>
      <Tag tone="risk" icon="risk">
        {t('desk.flags.chip', { count: flags.length })}
      </Tag>
    </span>
  );

export type SafeContact = NonNullable<CallOutput<'person.read'>['safeContact']>;

/** Rules hold to the end of their last day, where whoever calls is. */
const stillHold = ({ until }: SafeContact): boolean =>
  until === undefined || new Date(`${until}T23:59:59`) >= new Date();

/** A no stays a no; a yes that was given for a time is to be asked again. */
const safeTone = (rules: SafeContact | undefined): Tone =>
  rules?.mayCall === 'no' ? 'risk' : rules?.mayCall === 'yes' && stillHold(rules) ? 'ok' : 'due';

/** Whether, when and how somebody may be called. Always drawn before any number. */
export function SafeContactNote({ rules }: { rules: SafeContact | undefined }) {
  return (
    <div class={`note ${safeTone(rules)}`}>
      <p class="strong">
        <Icon name={rules?.mayCall === 'no' ? 'phoneOff' : 'phone'} /> {t(`desk.safe.${rules?.mayCall ?? 'unknown'}`)}
      </p>
      {rules && !stillHold(rules) && <p class="strong">{t('desk.safe.over')}</p>}
      {rules && (
        <dl class="facts">
          {rules.hours && (
            <>
              <dt>{t('desk.safe.hours')}</dt>
              <dd dir="auto">{rules.hours}</dd>
            </>
          )}
          {rules.ifSomebodyElseAnswers && (
            <>
              <dt>{t('desk.safe.else')}</dt>
              <dd dir="auto">{rules.ifSomebodyElseAnswers}</dd>
            </>
          )}
          {rules.messages && (
            <>
              <dt>{t('message.title')}</dt>
              <dd>{t('message.yesIn', { ...rules.messages, language: languageName(rules.messages.language) })}</dd>
            </>
          )}
          {rules.until && (
            <>
              <dt>{t('desk.safe.until')}</dt>
              <dd>{partialDate(rules.until)}</dd>
            </>
          )}
        </dl>
      )}
    </div>
  );
}

/** The same on one line, beside something to do. */
export function SafeContactLine({ rules }: { rules: SafeContact }) {
  const holds = stillHold(rules);
  return (
    <p class="small meta">
      <Tag tone={safeTone(rules)} icon={rules.mayCall === 'no' ? 'phoneOff' : 'phone'}>
        {holds ? t(`desk.safe.${rules.mayCall}`) : t('desk.safe.over')}
      </Tag>{' '}
      <bdi>{[rules.hours, rules.ifSomebodyElseAnswers].filter(Boolean).join(' · ')}</bdi>
    </p>
  );
}

/** One line under a form's buttons: why it was refused. */
export function Refusal({ problem }: { problem: Refused | undefined }) {
  if (!problem) return null;
  const { title, remedy } = problemText(problem);
  return (
    <p class="error" role="alert">
      <Icon name="risk" /> {title} {remedy}
    </p>
  );
}

/** `draft kept · 14:02`, while there is a draft on the page. */
export function DraftNote({ keptAt }: { keptAt: Date | undefined }) {
  return (
    <span class="small soft draft" role="status">
      {keptAt ? t('desk.draft.kept', { time: day(keptAt, 'time') }) : ''}
    </span>
  );
}

/** What the top of the page says of the state of things. */
export function SavedState() {
  const { writing, reached, draftAt } = useStore(saving);
  if (!reached)
    return (
      <Tag tone="due" icon="away">
        {t('desk.saved.away')}
      </Tag>
    );
  if (writing > 0) return <Tag icon="clock">{t('desk.saved.saving')}</Tag>;
  if (draftAt) return <Tag icon="file">{t('desk.draft.kept', { time: day(draftAt, 'time') })}</Tag>;
  return (
    <Tag tone="ok" icon="check">
      {t('desk.saved.all')}
    </Tag>
  );
}
