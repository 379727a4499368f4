import type { CallOutput } from '../../core/contracts.ts';
import { t } from '../words.ts';
import { Tag, type Tone } from './pieces.tsx';

type State = CallOutput<'deadline.due'>['items'][number]['state'];

const tones: Record<State, Tone> = {
  running: 'calm',
  warning: 'due',
  overdue: 'risk',
  escalated: 'risk',
  paused: 'calm',
  met: 'ok',
};

/** How a clock stands. */
export const DeadlineTag = ({ state, late }: { state: State; late?: boolean }) => (
  <Tag tone={late ? 'due' : tones[state]} icon={state === 'met' ? 'check' : 'clock'}>
    {t(late ? 'deadline.state.late' : `deadline.state.${state}`)}
  </Tag>
);
