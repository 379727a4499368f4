import type { ComponentType } from 'preact';
import type { Grant } from '../kernel/index.ts';
import type { Route, RouteParams } from './router.ts';

export interface PageProps {
  params: RouteParams;
}
type Loaded = { default: ComponentType<PageProps> };

export interface Page {
  /** Each page is a file of its own, fetched when it is opened. */
  load: () => Promise<Loaded>;
  /** What the role needs; without it the page says so instead of failing call by call. */
  grant?: Grant;
  /** Which entry of the rail is lit. */
  section?: Section;
}
export type Section =
  | 'today'
  | 'board'
  | 'people'
  | 'enquiries'
  | 'cases'
  | 'referrals'
  | 'resources'
  | 'figures'
  | 'admin';

const person = () => import('./pages/person/index.tsx');
const entry = () => import('./pages/entry/index.tsx');
const admin = () => import('./pages/admin/index.tsx');

/** Every address of the desk. The first that fits answers. */
export const routes: readonly Route<Page>[] = [
  { path: '/desk', page: { load: () => import('./pages/today/index.tsx'), section: 'today' } },
  { path: '/desk/today', page: { load: () => import('./pages/today/index.tsx'), section: 'today' } },
  {
    path: '/desk/board',
    page: { load: () => import('./pages/board/index.tsx'), grant: 'board.read', section: 'board' },
  },
  {
    path: '/desk/enquiries',
    page: { load: () => import('./pages/enquiries/index.tsx'), grant: 'enquiry.read', section: 'enquiries' },
  },
  {
    path: '/desk/enquiries/new',
    page: { load: () => import('./pages/enquiry/index.tsx'), grant: 'enquiry.write', section: 'enquiries' },
  },
  {
    path: '/desk/people',
    page: { load: () => import('./pages/people/index.tsx'), grant: 'person.read', section: 'people' },
  },
  {
    path: '/desk/people/new',
    page: { load: () => import('./pages/register/index.tsx'), grant: 'person.write', section: 'people' },
  },
  { path: '/desk/people/:id', page: { load: person, grant: 'person.read', section: 'people' } },
  {
    path: '/desk/cases',
    page: { load: () => import('./pages/cases/index.tsx'), grant: 'case.read', section: 'cases' },
  },
  {
    path: '/desk/cases/:id',
    page: { load: () => import('./pages/case/index.tsx'), grant: 'case.read', section: 'cases' },
  },
  {
    path: '/desk/meeting',
    page: { load: () => import('./pages/meeting/index.tsx'), grant: 'case.read', section: 'cases' },
  },
  { path: '/desk/cases/:id/forms/:form', page: { load: entry, grant: 'case.write', section: 'cases' } },
  { path: '/desk/entries/:id', page: { load: entry, grant: 'case.read', section: 'cases' } },
  {
    path: '/desk/import',
    page: { load: () => import('./pages/import/index.tsx'), grant: 'case.import', section: 'cases' },
  },
  {
    path: '/desk/import/:id',
    page: { load: () => import('./pages/import/register.tsx'), grant: 'case.import', section: 'cases' },
  },
  {
    path: '/desk/resources',
    page: { load: () => import('./pages/resources/index.tsx'), grant: 'case.read', section: 'resources' },
  },
  {
    path: '/desk/profiles/:destination',
    page: { load: () => import('./pages/profile/index.tsx'), grant: 'case.read', section: 'resources' },
  },
  {
    path: '/desk/referrals',
    page: { load: () => import('./pages/referrals/index.tsx'), grant: 'referral.write', section: 'referrals' },
  },
  {
    path: '/desk/referrals/:id',
    page: { load: () => import('./pages/referral/index.tsx'), grant: 'referral.write', section: 'referrals' },
  },
  {
    path: '/desk/figures',
    page: { load: () => import('./pages/figures/index.tsx'), grant: 'figures.read', section: 'figures' },
  },
  { path: '/desk/admin', page: { load: admin, section: 'admin' } },
  { path: '/desk/admin/*', page: { load: admin, section: 'admin' } },
  { path: '/desk/account', page: { load: () => import('./pages/account/index.tsx') } },
];
