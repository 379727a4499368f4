import type { Programme } from '../../kernel/index.ts';
import { addCase } from './cases.ts';
import { makeEnquiry, makeMatter } from './contacts.ts';
import { type Bundle, emptyBundle, inOfficeHours, type PersonDraft, somebodyOnDuty, type World } from './model.ts';
import { monthsUntil, portions } from './months.ts';
import { makePerson, registerAgain } from './people.ts';
import { Random } from './random.ts';
import { addReferral, showcase, showcasePeople } from './showcase.ts';
import { makeStaff, type Staff } from './staff.ts';

export interface ProvinceOptions {
  /** How many person records, at least as many as the stories have. */
  people: number;
  seed: string;
  now: Date;
  /** The programme that the cases are in; its signs raise their flags. */
  programme: Programme;
}

export interface Province {
  staff: Staff;
  /** Oldest month first, the stories before all; made one at a time, whatever the size. */
  bundles: Generator<Bundle>;
}

/** How many people are remembered, so that one can come back or be registered again. */
const remembered = 400;
/** Contacts that stay anonymous, for each person who is registered. */
const anonymous = 1.4;

/**
 * A fictional province: the same options give the same bytes. Five years end at `now`; cases in a month rise as
 * `monthsUntil` says.
 *
 * @throws RangeError when `people` is too small for the stories.
 */
export function generateProvince({ people, seed, now, programme }: ProvinceOptions): Province {
  if (!Number.isSafeInteger(people) || people < showcasePeople)
    throw new RangeError(`A province has ${showcasePeople} people or more.`);
  const random = new Random(`${seed} ${people}`);
  const months = monthsUntil(now);
  const staff = makeStaff(random, people, months[0]!.start);
  const world: World = {
    random,
    later: new Random(`${seed} ${people} later`),
    now: now.getTime(),
    staff,
    programme,
  };
  return { staff, bundles: bundles(world, people - showcasePeople) };
}

function* bundles(world: World, people: number): Generator<Bundle> {
  const { random } = world;
  const months = monthsUntil(new Date(world.now));
  const newcomers = portions(people, months);
  const passing = portions(Math.round(people * anonymous), months);
  const known: PersonDraft[] = [];
  yield showcase(world);
  for (const [index, month] of months.entries()) {
    const moment = () => inOfficeHours(world, month.start + random.unit() * (month.end - month.start - 1));
    for (let n = 0; n < newcomers[index]!; n++) {
      const bundle = emptyBundle();
      const owned = somebodyOnDuty(world);
      const twin = known.length > 20 && random.chance(0.015) ? random.pick(known) : undefined;
      if (twin) bundle.people.push(registerAgain(world, twin, owned, moment()));
      else {
        const person = makePerson(world, owned, moment());
        bundle.people.push(person);
        // Some only asked; they were registered to be called back.
        if (random.chance(0.06))
          bundle.enquiries.push(makeEnquiry(world, owned, person.registeredAt, makeMatter(world), person));
        else visit(world, bundle, person, person.registeredAt);
        if (known.length < remembered) known.push(person);
        else known[random.between(0, remembered - 1)] = person;
      }
      // And somebody from before comes back with something new.
      if (known.length > 20 && random.chance(0.075)) {
        const person = random.pick(known);
        const at = moment();
        if (at > person.registeredAt) visit(world, bundle, person, at);
      }
      yield bundle;
    }
    for (let n = 0; n < passing[index]!; n++)
      yield { ...emptyBundle(), enquiries: [makeEnquiry(world, somebodyOnDuty(world), moment(), makeMatter(world))] };
  }
}

function visit(world: World, bundle: Bundle, person: PersonDraft, at: number): void {
  const { organisationId, teamId, ownerId } = person;
  const opened = addCase(world, bundle, person, { organisationId, teamId, ownerId }, at);
  if (opened.flags.length > 0 && opened.closedAt !== null && world.random.chance(0.12))
    addReferral(world, bundle, opened, 'accepted');
}
