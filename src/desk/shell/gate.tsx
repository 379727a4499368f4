import type { ComponentChildren } from 'preact';
import { Mark } from '../ui/icon.tsx';
import { LanguageChoice } from './language-choice.tsx';

/** The page before one is inside: the name of the house, one thing to do, the language. */
export function Gate({ children }: { children: ComponentChildren }) {
  return (
    <div class="gate">
      <main>
        <div class="brand">
          <Mark /> Banyan
        </div>
        {children}
        <LanguageChoice />
      </main>
    </div>
  );
}
