export { PostgresStore, type StoreOptions } from './store.ts';
