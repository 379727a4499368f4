import type { Refused } from '../client.ts';
import { t } from '../words.ts';
import { Refusal } from './pieces.tsx';

/** How a form of a record ends: why it was refused, and saving; or, when a colleague was first, a look at what it is now. */
export function Keep({
  problem,
  disabled,
  onReload,
}: {
  problem: Refused | undefined;
  disabled: boolean;
  onReload: () => void;
}) {
  return (
    <>
      <Refusal problem={problem} />
      <div class="actions">
        {problem?.code === 'record.changed' ? (
          <button type="button" class="btn go" onClick={onReload}>
            {t('assistance.plan.reload')}
          </button>
        ) : (
          <button type="submit" class="btn go" disabled={disabled}>
            {t('assistance.plan.keep')}
          </button>
        )}
      </div>
    </>
  );
}
