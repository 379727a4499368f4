export * from './assess.ts';
export type { AssessmentCode } from './check.ts';
export * from './definition.ts';
