import { type Answers, evaluateExpression, truth } from '../kernel/form/index.ts';
import type { Programme, Text } from '../kernel/index.ts';

/** A flag that was raised, with the reason in the words of the definition of that day. Names nobody. */
export interface SafeFlag {
  sign: string;
  reason: Text;
}

/**
 * Which of a programme's signs the answers show. A sign whose expression cannot be evaluated over these answers is not
 * shown by them; definitions are checked when they are published.
 */
export function raisedFlags(programme: Programme, answers: Answers, now: string): SafeFlag[] {
  return programme.signs
    .filter((sign) => {
      const result = evaluateExpression(sign.when, answers, { now });
      return result.ok && truth(result.value);
    })
    .map(({ code, reason }) => ({ sign: code, reason }));
}

/** Flags stay: a later answer that shows nothing does not take back what was shown before. */
export function addFlags(old: readonly SafeFlag[], more: readonly SafeFlag[]): SafeFlag[] {
  return [...old, ...more.filter((flag) => !old.some((known) => known.sign === flag.sign))];
}
