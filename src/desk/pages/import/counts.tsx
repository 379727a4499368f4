import type { CallOutput } from '../../../core/contracts.ts';
import { t } from '../../words.ts';

const kinds = ['people', 'cases', 'contacts', 'joined', 'alike', 'skipped', 'wrong', 'totals'] as const;

/** Rows by what they become, or became; what is none is not said. */
export function CountLines({ counts, done = false }: { counts: CallOutput<'intake.check'>['counts']; done?: boolean }) {
  return (
    <dl class="facts">
      {kinds
        .filter((kind) => counts[kind] > 0 || kind === 'cases')
        .filter((kind) => !(kind === 'cases' && counts.contacts > 0))
        .map((kind) => (
          <div key={kind} class="pair">
            <dt>{t(`intake.count.${kind}`)}</dt>
            <dd class={done ? 'num strong' : 'num'}>{counts[kind]}</dd>
          </div>
        ))}
    </dl>
  );
}
