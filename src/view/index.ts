export * from './charts/index.ts';
export * from './form/index.ts';
export * from './journey/index.ts';
export * from './prose/index.ts';
export type { Translate } from './words.ts';
