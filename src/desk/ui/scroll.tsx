import type { ComponentChildren } from 'preact';

/** What scrolls must be reached by the keyboard too (WCAG 2.1.1). */
const reachable = { tabIndex: 0 } as const;

/** A wide or long table in a window of its own. */
export const Scroll = ({ label, long, children }: { label: string; long?: boolean; children: ComponentChildren }) => (
  <section class={long ? 'scroll admin-long' : 'scroll'} aria-label={label} {...reachable}>
    {children}
  </section>
);
