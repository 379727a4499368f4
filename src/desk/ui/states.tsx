/** The states every page has besides its content: loading, nothing there, refused, no network. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FieldProblem } from '../../kernel/index.ts';
import type { Refused } from '../client.ts';
import type { Called } from '../use-call.ts';
import { say, t, told, tx } from '../words.ts';
import { Icon, type IconName } from './icon.tsx';

/** Grey lines while something comes; they wait a moment, so that what is quick does not flicker. */
export function Loading({ rows = 3 }: { rows?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 180);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="loading" role="status">
      <span class="unseen">{t('desk.loading')}</span>
      {shown && Array.from({ length: rows }, (_, row) => <i key={row} />)}
    </div>
  );
}

/** Nothing there yet: what it means, and what to do. */
export function Empty({ icon, title, children }: { icon?: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      {icon && <Icon name={icon} />}
      <p class="strong">{title}</p>
      {children}
    </div>
  );
}

/** What happened and what to do about it, in the words of the problem catalogue. */
export function problemText(problem: Refused): { title: string; remedy: string } {
  const params = Object.fromEntries(
    Object.entries(problem.params).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  ) as Record<string, string | number>;
  const own = problem.code === 'network.away' || problem.code === 'call.cancelled';
  const key = own ? `desk.problem.${problem.code}` : `problem.${problem.code}`;
  return { title: tx(key, params), remedy: say(`${key}.remedy`, params) ?? '' };
}

/** A refusal in the page, or in its place: then it is the page's heading. It is announced when it appears. */
export function Failure({ problem, retry, page }: { problem: Refused; retry?: () => void; page?: boolean }) {
  const { title, remedy } = problemText(problem);
  const forbidden = problem.code === 'grant.missing' || problem.code === 'class.missing';
  return (
    <div class="failure" role="alert">
      <Icon name={forbidden ? 'lock' : problem.code === 'network.away' ? 'away' : 'risk'} />
      <div>
        {page ? <h1>{title}</h1> : <p class="strong">{title}</p>}
        {remedy !== '' && <p>{remedy}</p>}
        {retry && (
          <button type="button" class="btn" onClick={retry}>
            {t('desk.retry')}
          </button>
        )}
      </div>
    </div>
  );
}

/** The message of one refused field: the form author's own, else the catalogue's. */
export function fieldText(problem: FieldProblem): string {
  if (problem.message) return told(problem.message);
  return (
    say(`field.${problem.code}`, problem.params) ?? say(`form.field.${problem.code}`, problem.params) ?? problem.code
  );
}

/** A read in one of its states; draws `children` with the data as soon as there is any. */
export function Shown<T>({
  called,
  rows,
  page,
  children,
}: {
  called: Called<T>;
  rows?: number;
  /** There is nothing else on the page, not even a heading, before the data. */
  page?: boolean;
  children: (data: T) => ComponentChildren;
}) {
  return (
    <>
      {called.problem && (
        <Failure problem={called.problem} retry={called.reload} page={page === true && called.data === undefined} />
      )}
      {called.data !== undefined ? (
        <div class={called.loading ? 'stale' : undefined} aria-busy={called.loading}>
          {children(called.data)}
        </div>
      ) : (
        called.loading && <Loading {...(rows !== undefined && { rows })} />
      )}
    </>
  );
}

/** Long work: how far it is, where known, and the way to stop it. */
export function Progress({ text, share, cancel }: { text: string; share?: number; cancel?: () => void }) {
  return (
    <div class="progress" role="status">
      <label>
        <span>{text}</span>
        <progress {...(share !== undefined && { value: share, max: 1 })} />
      </label>
      {cancel && (
        <button type="button" class="btn" onClick={cancel}>
          {t('desk.cancel')}
        </button>
      )}
    </div>
  );
}
