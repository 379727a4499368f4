export * from './access.ts';
export * from './dates.ts';
export * from './ids.ts';
export * from './operation.ts';
export * from './problem.ts';
export * from './programme.ts';
export * from './sensitivity.ts';
export * from './working-days.ts';
