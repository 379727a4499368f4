export { AnswersView, type AnswersViewProps } from './AnswersView.tsx';
export { reconcileAnswers, type Saying, sayAnswer } from './answer.ts';
export { type Attach, type FileReason, FileRefused } from './attaching.ts';
export type { PlaceNode } from './context.ts';
export { explain } from './FieldView.tsx';
export { FormView, type FormViewProps } from './FormView.tsx';
export { type AnswerLine, answerLines } from './lines.ts';
export { type PlainAction, readPlainForm, type Typed, valueAt, withValue } from './paths.ts';
export { chainOf } from './place.tsx';
