export const licenceStatuses = ['valid', 'suspended', 'revoked'] as const;

/** A licence as a register has it. Days are `YYYY-MM-DD`, countries ISO 3166-1 alpha-2. */
export interface Licence {
  number: string;
  issuer: string;
  from?: string | undefined;
  to?: string | undefined;
  origin?: string | undefined;
  /** Blank is any. */
  destinations: string[];
  status: (typeof licenceStatuses)[number];
  /** Where it was looked up, and on which day. */
  source: string;
  checkedOn: string;
}

/** `none`: no licence is known here, which does not say that there is none. */
export const licenceStates = ['valid', 'notYet', 'expired', 'suspended', 'revoked', 'none'] as const;
export type LicenceState = (typeof licenceStates)[number];

export const licenceState = ({ status, from, to }: Licence, today: string): Exclude<LicenceState, 'none'> =>
  status !== 'valid' ? status : to && to < today ? 'expired' : from && from > today ? 'notYet' : 'valid';

/** How a recruiter stands today, or would on the way to one country: by the best of its licences, then by the latest. */
export function standing(
  licences: readonly Licence[],
  today: string,
  destination?: string,
): { state: LicenceState; licence?: Licence } {
  const fit = licences.filter(
    ({ destinations }) => !destination || destinations.length === 0 || destinations.includes(destination),
  );
  const best = fit
    .map((licence) => ({ state: licenceState(licence, today), licence }))
    .sort(
      (a, b) =>
        licenceStates.indexOf(a.state) - licenceStates.indexOf(b.state) ||
        ((a.licence.to ?? '9999') < (b.licence.to ?? '9999') ? 1 : -1),
    )[0];
  return best ?? { state: 'none' };
}
