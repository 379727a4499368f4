export type { Listening } from './listen.ts';
export { PostgresStore, type StoreOptions } from './store.ts';
