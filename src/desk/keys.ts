import { useEffect, useRef } from 'preact/hooks';
import type { MessageKey } from '../words/index.ts';
import { settings } from './state/settings.ts';
import { t } from './words.ts';

/** Where letters are typed, single keys type. */
const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    // In the radio buttons and boxes of the quick entry, the group's own keys come first.
    target instanceof HTMLInputElement);

/**
 * A single key that acts anywhere outside fields. Which key it is comes from the words: it follows the language.
 * Off when the reader turned keys off, and under an open dialog.
 */
export function useKey(word: MessageKey, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!settings.get().keys || typing(event.target) || document.querySelector('dialog[open]')) return;
      if (event.key.toLocaleLowerCase() !== t(word).toLocaleLowerCase()) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [word]);
}

/** Ctrl+Enter, or ⌘↵ on a Mac: finishes the form from any of its fields. */
export const isFinish = (event: { key: string; ctrlKey: boolean; metaKey: boolean }): boolean =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey);

export const finishKeys = (): string =>
  /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '') ? '⌘ ↵' : 'Ctrl ↵';
