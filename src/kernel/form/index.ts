export * from './check.ts';
export * from './compare.ts';
export { type ExpressionProperty, expressionProperties } from './compile.ts';
export * from './definition.ts';
export { evaluate, type FormState, type ItemState, mostInstances } from './evaluate.ts';
export {
  type Evaluated,
  type ExpressionCode,
  type ExpressionError,
  evaluateExpression,
  parseExpression,
  toText,
  toTruth as truth,
} from './expression.ts';
export * from './files.ts';
export * from './htcds.ts';
export { join, type SplitAnswers, split } from './split.ts';
export * from './validate.ts';
export { Refused, type RefusedCode, readAnswer, scalarOf } from './values.ts';
