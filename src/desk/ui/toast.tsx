import { store, useStore } from '../state/store.ts';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';

interface Said {
  text: string;
  /** Counts, so that the same words twice are said twice. */
  turn: number;
}
const said = store<Said | undefined>(undefined);
let hide: ReturnType<typeof setTimeout> | undefined;

/** Says that something was done; it goes by itself, so never for what must be read. Errors stay in the page. */
export function toast(text: string): void {
  clearTimeout(hide);
  said.set((before) => ({ text, turn: (before?.turn ?? 0) + 1 }));
  hide = setTimeout(() => said.set(undefined), 6000);
}

/** The live region; drawn once, by the shell. */
export function Toasts() {
  const now = useStore(said);
  return (
    <div class="toasts" role="status">
      {now && (
        <p key={now.turn}>
          <Icon name="check" /> <span>{now.text}</span>
          <button type="button" class="bare" aria-label={t('desk.close')} onClick={() => said.set(undefined)}>
            <Icon name="cross" />
          </button>
        </p>
      )}
    </div>
  );
}
