export type { OpenedWith, SealedTo } from './archive.ts';
export { type BackupOptions, backup, type Summary, type TableEnd } from './backup.ts';
export { Erasures } from './erasures.ts';
export { externalPostgres } from './external.ts';
export { migrate, newerMigrations } from './migrate.ts';
export { type Postgres, startPostgres } from './postgres.ts';
export { PostgresRefusal } from './refusal.ts';
export { type RestoreOptions, restore } from './restore.ts';
export type { LaunchOptions } from './server.ts';
