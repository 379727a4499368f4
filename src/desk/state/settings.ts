import { chooseLanguage } from '../../words/index.ts';
import { store } from './store.ts';

/**
 * What this browser remembers of its reader: language, light or dark, whether single keys act. Nothing of anybody's
 * record; it is kept in plain text, and lost without harm when the browser keeps nothing.
 */
export interface Settings {
  language: string;
  theme: 'system' | 'light' | 'dark';
  /** Single-key shortcuts can be turned off (WCAG 2.1.4): dictation software types letters too. */
  keys: boolean;
}

const place = 'banyan.settings';

function read(): Settings {
  let kept: Partial<Settings> = {};
  try {
    kept = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Settings>;
  } catch {
    // A browser that keeps nothing, or somebody else's value: the usual settings serve.
  }
  return {
    language: chooseLanguage([kept.language, ...(globalThis.navigator?.languages ?? [])]),
    theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system',
    keys: kept.keys !== false,
  };
}

export const settings = store<Settings>(read());

export function changeSettings(change: Partial<Settings>): void {
  settings.set((before) => ({ ...before, ...change }));
  try {
    localStorage.setItem(place, JSON.stringify(settings.get()));
  } catch {
    // Then it holds for this visit.
  }
}

/** Puts light or dark on the page now and whenever the choice or the system changes. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { theme } = settings.get();
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  apply();
  dark.addEventListener('change', apply);
  settings.watch(apply);
}
