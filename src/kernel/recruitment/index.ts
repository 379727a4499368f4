export * from './costs.ts';
export * from './debt.ts';
export * from './licence.ts';
export * from './rates.ts';
export * from './terms.ts';
