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
 * The letter or sign of a key, small. A keyboard that writes another script (Lao, Thai, Khmer, Burmese) has no Latin
 * letters to press: there a key stands for the one that is printed beside its own, so that nobody has to switch.
 */
export function signOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (/^(?!\p{Script=Latin})[\p{L}\p{M}]$/u.test(key)) {
    if (code === 'Slash') return shiftKey ? '?' : '/';
    const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
    if (place) return place.toLocaleLowerCase('en');
  }
  return key.toLocaleLowerCase();
}

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
      if (signOf(event) !== t(word).toLocaleLowerCase()) return;
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
