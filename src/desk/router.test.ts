import { describe, expect, it } from 'vitest';
import { match } from './router.ts';
import { routes } from './routes.ts';

const pages = [
  { path: '/desk/people/new', page: 'register' },
  { path: '/desk/people/:id', page: 'person' },
  { path: '/desk/cases/:id/forms/:form', page: 'entry' },
  { path: '/desk/admin/*', page: 'admin' },
];

describe('the router', () => {
  it('finds the first route that fits, with its parameters', () => {
    expect(match(pages, '/desk/people/new')?.route.page).toBe('register');
    expect(match(pages, '/desk/people/42')).toMatchObject({ route: { page: 'person' }, params: { id: '42' } });
    expect(match(pages, '/desk/cases/7/forms/htcds')?.params).toEqual({ id: '7', form: 'htcds' });
    expect(match(pages, '/desk/people/42/')?.params).toEqual({ id: '42' });
  });

  it('decodes parameters, and does not fall over a broken one', () => {
    expect(match(pages, '/desk/people/%E0%BA%99')?.params).toEqual({ id: 'ນ' });
    expect(match(pages, '/desk/people/%E0%')).toBeUndefined();
  });

  it('gives the rest to a star', () => {
    expect(match(pages, '/desk/admin/forms/htcds')?.params).toEqual({ rest: 'forms/htcds' });
    expect(match(pages, '/desk/admin')?.params).toEqual({ rest: '' });
  });

  it('knows when nothing fits', () => {
    expect(match(pages, '/desk/people')).toBeUndefined();
    expect(match(pages, '/desk/people/1/2')).toBeUndefined();
  });

  it('reaches every page of the desk by its own address', () => {
    for (const route of routes) {
      const address = route.path.replace('*', 'x').replaceAll(/:\w+/g, '1');
      expect(match(routes, address)?.route.path).toBe(route.path);
    }
  });
});
