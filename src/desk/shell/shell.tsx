import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Grant } from '../../kernel/index.ts';
import { useKey } from '../keys.ts';
import { go, match, place } from '../router.ts';
import { type Page, routes, type Section } from '../routes.ts';
import { due } from '../state/due.ts';
import { may, session, signOut } from '../state/session.ts';
import { changeSettings, settings } from '../state/settings.ts';
import { useStore } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CheckField, SelectField } from '../ui/field.tsx';
import { Icon, type IconName, Mark } from '../ui/icon.tsx';
import { PersonSearch, registerNew } from '../ui/person-search.tsx';
import { SavedState } from '../ui/pieces.tsx';
import { number, t, told } from '../words.ts';
import { LanguageChoice } from './language-choice.tsx';

const rail: readonly { section: Section; grants: Grant[]; icon: IconName }[] = [
  { section: 'today', grants: [], icon: 'today' },
  { section: 'board', grants: ['board.read'], icon: 'board' },
  { section: 'people', grants: ['person.read'], icon: 'people' },
  { section: 'enquiries', grants: ['enquiry.read'], icon: 'enquiries' },
  { section: 'cases', grants: ['case.read'], icon: 'cases' },
  { section: 'referrals', grants: ['referral.write'], icon: 'send' },
  { section: 'resources', grants: ['case.read'], icon: 'house' },
  { section: 'figures', grants: ['figures.read'], icon: 'figures' },
  {
    section: 'admin',
    grants: ['definition.publish', 'user.manage', 'definition.read', 'person.erase', 'rates.write'],
    icon: 'admin',
  },
];

/** The frame around every page: where one can go, the search, what is saved, who one is. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useStore(place);
  const section = match<Page>(routes, path)?.route.page.section;
  const [help, setHelp] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useKey('desk.key.search', () => search.current?.focus());
  useKey('desk.key.newEnquiry', () => may('enquiry.write') && go('/desk/enquiries/new'));
  useKey('desk.key.today', () => go('/desk/today'));
  useKey('desk.key.help', () => setHelp(true));
  return (
    <>
      <a class="btn skip" href="#main">
        {t('desk.skip')}
      </a>
      <div class="shell">
        <div class="rail">
          <Rail section={section} />
        </div>
        <div>
          <header class="top">
            {may('person.read') && (
              <PersonSearch
                label={t('desk.search.label')}
                placeholder={t('desk.search.placeholder')}
                hideLabel
                inputRef={search}
                onChoose={(person) => go(`/desk/people/${person.id}`)}
                onRegister={may('person.write') ? registerNew : undefined}
              />
            )}
            <div class="end">
              {may('enquiry.write') && path !== '/desk/enquiries/new' && (
                <a class="btn go" href="/desk/enquiries/new">
                  <Icon name="plus" />
                  <span class="wide-only">{t('desk.newEnquiry')}</span>
                  <span class="key wide-only" aria-hidden="true">
                    {t('desk.key.newEnquiry')}
                  </span>
                </a>
              )}
              <span class="saved" role="status">
                <SavedState />
              </span>
              <UserMenu onHelp={() => setHelp(true)} />
            </div>
          </header>
          <main id="main" class="main" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      {help && <Keys onClose={() => setHelp(false)} />}
    </>
  );
}

function Rail({ section }: { section: Section | undefined }) {
  const waiting = useStore(due);
  return (
    <nav aria-label={t('desk.rail.label')}>
      <a class="brand" href="/desk/today">
        <Mark /> Banyan
      </a>
      {rail
        .filter(({ grants }) => grants.length === 0 || grants.some(may))
        .map((one) => (
          <a
            key={one.section}
            class="to"
            href={`/desk/${one.section}`}
            aria-current={one.section === section ? 'page' : undefined}
          >
            <Icon name={one.icon} />
            <span>{t(`desk.rail.${one.section}`)}</span>
            {one.section === 'today' && waiting !== undefined && waiting > 0 && (
              <span class="n num">
                {number(waiting)}
                <span class="unseen"> {t('desk.rail.due')}</span>
              </span>
            )}
          </a>
        ))}
    </nav>
  );
}

function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { me } = useStore(session);
  const { theme, keys } = useStore(settings);
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, []);
  if (!me) return null;
  return (
    <details
      class="menu"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return;
        close();
        menu.current.querySelector('summary')?.focus();
      }}
    >
      <summary>
        <Icon name="user" />
        <span class="wide-only">{me.name}</span>
        <span class="unseen">{t('desk.menu.label')}</span>
      </summary>
      <div class="panel">
        <div>
          <p class="strong">{me.name}</p>
          <p class="small soft">
            {[told(me.role.label), ...me.teams.map((team) => team.name), me.organisation.name].join(' · ')}
          </p>
        </div>
        <LanguageChoice />
        <SelectField
          label={t('desk.theme')}
          value={theme}
          onInput={(next) => changeSettings({ theme: next as typeof theme })}
          options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`desk.theme.${value}`) }))}
        />
        <CheckField label={t('desk.keys.on')} checked={keys} onInput={(on) => changeSettings({ keys: on })} />
        <div class="stack">
          <button
            type="button"
            class="btn"
            onClick={() => {
              close();
              onHelp();
            }}
          >
            {t('desk.keys.title')}
          </button>
          <a class="btn" href="/desk/account" onClick={close}>
            <Icon name="shield" /> {t('desk.account.title')}
          </a>
          <button type="button" class="btn" onClick={() => void signOut()}>
            {t('desk.signOut')}
          </button>
        </div>
      </div>
    </details>
  );
}

const allKeys = ['newEnquiry', 'search', 'today', 'help'] as const;

function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('desk.keys.title')} onClose={onClose}>
      <dl class="facts">
        {allKeys.map((key) => (
          <div key={key} class="pair">
            <dt>
              <kbd class="key">{t(`desk.key.${key}`)}</kbd>
            </dt>
            <dd>{t(`desk.keys.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
