import { useState } from 'preact/hooks';
import type { CallOutput } from '../../core/contracts.ts';
import type { Refused } from '../client.ts';
import { call } from '../state/session.ts';
import { asRefused } from '../use-call.ts';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';
import { Refusal } from './pieces.tsx';

export type ShelterRow = CallOutput<'shelter.list'>['shelters'][number];

/** Free places and whom it takes, in a line. */
export const shelterLine = ({ free, capacity, sexes, ageFrom, ageTo, childrenWithMother }: ShelterRow): string =>
  [
    t('assistance.shelter.free', { free, capacity }),
    sexes.map((one) => t(`desk.sex.${one}`)).join(', '),
    t('assistance.shelter.ages', { from: ageFrom, to: ageTo }),
    childrenWithMother && t('assistance.shelter.withMother'),
  ]
    .filter(Boolean)
    .join(' · ');

/** Where a shelter is: asked for one by one, so that it does not lie open on every screen, and each asking is noted. */
export function ShelterPlace({ id, name }: { id: string; name: string }) {
  const [told, setTold] = useState<{ location?: string; problem?: Refused }>({});
  if (told.location)
    return (
      <p class="small" dir="auto">
        {told.location}
      </p>
    );
  return (
    <>
      <button
        type="button"
        class="bare text small"
        onClick={() =>
          call('shelter.read', { id }).then(setTold, (error: unknown) => setTold({ problem: asRefused(error) }))
        }
      >
        <Icon name="lock" /> {t('assistance.shelter.where')}
        <span class="unseen"> {name}</span>
      </button>
      <Refusal problem={told.problem} />
    </>
  );
}
