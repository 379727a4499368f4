export { AssessmentView, type AssessmentViewProps } from './AssessmentView.tsx';
