import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Refused } from '../client.ts';
import { showNew, unshown } from '../live.ts';
import { match, place } from '../router.ts';
import { type Page, type PageProps, routes } from '../routes.ts';
import { definitions, loadDefinitions } from '../state/definitions.ts';
import { ending } from '../state/idle.ts';
import { may, session, start, stay } from '../state/session.ts';
import { useStore } from '../state/store.ts';
import { Icon } from '../ui/icon.tsx';
import { nameWindow, PageHead } from '../ui/pieces.tsx';
import { Empty, Failure, Loading } from '../ui/states.tsx';
import { Toasts } from '../ui/toast.tsx';
import { asRefused } from '../use-call.ts';
import { spoken, t } from '../words.ts';
import { AskAgain } from './ask-again.tsx';
import { Gate } from './gate.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

/** The whole desk, by what is known of who sits at it. */
export function Desk() {
  // Watched here, so that everything is drawn again in another language.
  useStore(spoken);
  const { state, me, asking } = useStore(session);
  if (state === 'starting') return <Loading />;
  if (state === 'away')
    return (
      <Gate>
        <Empty icon="away" title={t('desk.problem.network.away')}>
          <button type="button" class="btn go" onClick={() => void start()}>
            {t('desk.retry')}
          </button>
        </Empty>
      </Gate>
    );
  if (state === 'setup') return <Lazily load={setup} params={{}} />;
  if (state === 'signedOut')
    return (
      <Gate>
        <SignIn />
      </Gate>
    );
  return (
    <>
      {me?.passwordGiven ? (
        <Lazily load={newPassword} params={{}} />
      ) : (
        <Shell>
          <Outlet />
        </Shell>
      )}
      {asking ? <AskAgain asking={asking} /> : <Ending />}
      <Unshown />
      <Toasts />
    </>
  );
}

/** The session is about to end because nothing was done: said in time, to whoever still sits there. */
function Ending() {
  if (!useStore(ending)) return null;
  return (
    <div class="toasts" role="alert">
      <p>
        <span>{t('desk.idle.soon')}</span>
        <button type="button" class="btn" onClick={stay}>
          {t('desk.idle.stay')}
        </button>
      </p>
    </div>
  );
}

/** There is something new, which waits because somebody is at work on the page. */
function Unshown() {
  const what = useStore(unshown);
  return (
    <div class="toasts" role="status">
      {what && (
        <p>
          <span>{t(what === 'reach' ? 'desk.live.reach' : 'desk.live.record')}</span>
          <button type="button" class="btn" onClick={showNew}>
            {t('desk.live.show')}
          </button>
        </p>
      )}
    </div>
  );
}

const setup = () => import('../pages/setup/index.tsx');
const newPassword = () => import('../pages/account/new-password.tsx');

/** The page of the present address. */
function Outlet() {
  const { path } = useStore(place);
  const defined = useStore(definitions);
  const [problem, setProblem] = useState<Refused>();
  const fetchDefinitions = () => {
    setProblem(undefined);
    loadDefinitions().catch((error: unknown) => setProblem(asRefused(error)));
  };
  useEffect(fetchDefinitions, []);
  const found = match<Page>(routes, path);
  const section = found?.route.page.section;
  // Until the page has a heading; see PageHead.
  useEffect(() => nameWindow(section && t(`desk.rail.${section}`)), [path]);
  if (problem) return <Failure problem={problem} retry={fetchDefinitions} page />;
  if (!found)
    return (
      <>
        <PageHead title={t('desk.absent.title')} />
        <p>
          <a href="/desk/today">{t('desk.absent.back')}</a>
        </p>
      </>
    );
  if (found.route.page.grant && !may(found.route.page.grant))
    return (
      <>
        <PageHead title={t('desk.forbidden.title')} />
        <p class="note">
          <span>
            <Icon name="lock" /> {t('desk.forbidden.what')}
          </span>
        </p>
      </>
    );
  if (!defined) return <Loading rows={6} />;
  return <Lazily key={path} load={found.route.page.load} params={found.params} />;
}

/** A page whose file is fetched now. A file that is gone (a new version was installed) is answered by a fresh start. */
function Lazily({ load, params }: { load: Page['load'] } & PageProps) {
  const [page, setPage] = useState<{ Page: ComponentType<PageProps> } | 'failed'>();
  useEffect(() => {
    let wanted = true;
    load().then(
      (loaded) => wanted && setPage({ Page: loaded.default }),
      () => wanted && setPage('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  if (page === 'failed')
    return (
      <Empty icon="away" title={t('desk.page.failed')}>
        <button type="button" class="btn go" onClick={() => location.reload()}>
          {t('desk.page.reload')}
        </button>
      </Empty>
    );
  if (!page) return <Loading rows={6} />;
  return <page.Page params={params} />;
}
