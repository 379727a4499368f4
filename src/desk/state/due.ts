import { store } from './store.ts';

/** How many things are overdue or due today, since the page Today was last drawn; the rail shows it. */
export const due = store<number | undefined>(undefined);
