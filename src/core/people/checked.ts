import type * as z from 'zod/mini';
import { parsePartialDate, refuseField } from '../../kernel/index.ts';
import { requireCode } from '../checks.ts';
import type { Context } from '../ports.ts';
import type { Facts } from './contract.ts';
import type { Identified } from './row.ts';

/**
 * Identity as it is kept: dates in the common era, ISO.
 *
 * @throws Problem `input.invalid` naming the field.
 */
export function checkedIdentity({ definitions, now }: Context, identity: Identified): Identified {
  for (const [index, { type }] of (identity.documents ?? []).entries())
    requireCode(definitions, 'documentType', `identity.documents.${index}.type`, type);
  if (!identity.birth) return identity;
  const value = parsePartialDate(identity.birth.value);
  if (!value) throw refuseField('identity.birth.value', 'date');
  if (value > now.toISOString().slice(0, value.length)) throw refuseField('identity.birth.value', 'past');
  return { ...identity, birth: { ...identity.birth, value } };
}

/** @throws Problem `input.invalid` naming the field. */
export function checkFacts({ definitions }: Context, facts: z.output<typeof Facts>): void {
  for (const [index, code] of (facts.nationalities ?? []).entries())
    requireCode(definitions, 'country', `facts.nationalities.${index}`, code);
  if (facts.place !== undefined && !definitions.place(facts.place)) throw refuseField('facts.place', 'unknownCode');
}

export const birthYearOf = (identity: Identified): number | null =>
  identity.birth ? Number(identity.birth.value.slice(0, 4)) : null;
