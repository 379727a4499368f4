/** Addresses of the desk and what answers at them. Plain `<a href>` works everywhere; nothing needs a link component. */
import { store } from './state/store.ts';

export type RouteParams = Record<string, string>;

export interface Route<Page> {
  /** `/desk/people/:id`; a last `*` takes the rest, under the name `rest`. */
  path: string;
  page: Page;
}

export interface Match<Page> {
  route: Route<Page>;
  params: RouteParams;
}

/** The first route that fits the path, with its parameters decoded. */
export function match<Page>(routes: readonly Route<Page>[], path: string): Match<Page> | undefined {
  const parts = split(path);
  for (const route of routes) {
    const params = fitPath(split(route.path), parts);
    if (params) return { route, params };
  }
  return undefined;
}

const split = (path: string): string[] => path.split('/').filter((part) => part !== '');

function fitPath(pattern: string[], parts: string[]): RouteParams | undefined {
  const params: RouteParams = {};
  for (const [index, wanted] of pattern.entries()) {
    if (wanted === '*') return { ...params, rest: parts.slice(index).join('/') };
    const part = parts[index];
    if (part === undefined) return undefined;
    if (wanted.startsWith(':')) {
      const value = decode(part);
      if (value === undefined) return undefined;
      params[wanted.slice(1)] = value;
    } else if (wanted !== part) return undefined;
  }
  return pattern.length === parts.length ? params : undefined;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

export interface Place {
  path: string;
  query: URLSearchParams;
}

const here = (): Place =>
  typeof location === 'undefined'
    ? { path: '/desk/', query: new URLSearchParams() }
    : { path: location.pathname, query: new URLSearchParams(location.search) };

export const place = store<Place>(here());

/** Goes to an address of the desk. `replace` leaves no step to go back to. */
export function go(address: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState']({}, '', address);
  if (!replace) arriving = true;
  place.set(here());
  if (!replace) scrollTo(0, 0);
}

let arriving = false;

/** Whether somebody has just come to another page; answers yes once, to the heading that takes the focus. */
export function arrived(): boolean {
  const just = arriving;
  arriving = false;
  return just;
}

/** Changes the query of the present address in place: filters survive a reload and can be sent to a colleague. */
export function changeQuery(change: Record<string, string | undefined>): void {
  const { path, query } = place.get();
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  go(text === '' ? path : `${path}?${text}`, { replace: true });
}

/** Takes over clicks on the desk's own links; everything a browser does with a link (new tab, download) stays. */
export function followLinks(): void {
  addEventListener('popstate', () => {
    arriving = true;
    place.set(here());
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link?.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (!link.pathname.startsWith('/desk/') || link.hash !== '') return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
