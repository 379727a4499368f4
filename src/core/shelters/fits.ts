import { type AgeKnown, adultAge } from '../people/index.ts';

export interface Takes {
  sexes: readonly string[];
  age_from: number;
  age_to: number;
  children_with_mother: boolean;
}
export interface Comer {
  sex: string | null;
  age: AgeKnown;
  withMother: boolean;
}

const everySex = 3;

/**
 * Whether a shelter takes somebody. Whoever may be a child is one: nobody in doubt is placed among adults. Of whom the
 * sex is not known, only a shelter for everybody.
 */
export function fits(shelter: Takes, { sex, age, withMother }: Comer): boolean {
  if (withMother && age.mayBeChild) return shelter.children_with_mother;
  if (sex === null ? shelter.sexes.length < everySex : !shelter.sexes.includes(sex)) return false;
  if (age.mayBeChild && shelter.age_from >= adultAge) return false;
  return age.most >= shelter.age_from && age.least <= shelter.age_to;
}
