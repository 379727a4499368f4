import { AssessmentView, type AssessmentViewProps } from '../../../view/assessment/index.ts';
import { language, tx } from '../../words.ts';

type WeighedProps = Pick<AssessmentViewProps, 'definition' | 'answers' | 'context' | 'covered'>;

/** What the answers amount to, for a form that weighs them. */
export const Weighed = (props: WeighedProps) =>
  props.definition.assessment ? (
    <aside class="card">
      <AssessmentView {...props} t={tx} language={language()} />
    </aside>
  ) : null;
