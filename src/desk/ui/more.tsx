import type { Refused } from '../client.ts';
import { t } from '../words.ts';
import { Failure } from './states.tsx';

/** The way to the next page of a list. A button, not endless scrolling: the foot of the page stays reachable. */
export function More({
  pages,
}: {
  pages: { more: (() => void) | undefined; moreLoading: boolean; moreProblem: Refused | undefined };
}) {
  if (pages.moreProblem) return <Failure problem={pages.moreProblem} {...(pages.more && { retry: pages.more })} />;
  if (!pages.more) return null;
  return (
    <div class="more">
      <button type="button" class="btn" disabled={pages.moreLoading} onClick={pages.more}>
        {t('desk.more')}
      </button>
    </div>
  );
}
