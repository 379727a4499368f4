import { raisedFlags } from '../../core/flags.ts';
import type { Answers } from '../../kernel/form/index.ts';
import { ageBand, uuidv7 } from '../../kernel/index.ts';
import { tellings } from './data/tellings.ts';
import { dayOf, type EnquiryDraft, hour, type Owned, type PersonDraft, type World } from './model.ts';

const channels = [
  ['counter', 34],
  ['phone', 27],
  ['hotline', 13],
  ['web', 11],
  ['outreach', 10],
  ['email', 5],
] as const;
export const topics = [
  ['jobOffer', 18],
  ['contract', 15],
  ['fees', 15],
  ['agency', 11],
  ['documents', 11],
  ['wages', 9],
  ['abroad', 6],
  ['return', 6],
  ['health', 4],
  ['family', 3],
  ['other', 2],
] as const;
const destinations = [
  ['JP', 34],
  ['TW', 26],
  ['KR', 14],
  ['MY', 5],
  ['TH', 4],
  ['LA', 4],
  ['CN', 3],
  ['KH', 3],
  ['SA', 2],
  ['RO', 2],
  ['AE', 1],
  ['DE', 1],
  ['HU', 1],
] as const;
const signsByTopic: Record<string, readonly string[]> = {
  abroad: ['documentsHeld', 'cannotLeave', 'threats', 'isolation', 'excessiveOvertime'],
  wages: ['wagesUnpaid', 'excessiveOvertime', 'abusiveConditions', 'documentsHeld'],
  fees: ['debt', 'debt', 'deception'],
  jobOffer: ['deception'],
  agency: ['deception', 'debt'],
  contract: ['deception', 'documentsHeld'],
};
/** How often something that worries is noticed, by topic. */
const worry: Record<string, number> = {
  abroad: 0.45,
  wages: 0.22,
  fees: 0.12,
  agency: 0.06,
  jobOffer: 0.04,
  contract: 0.06,
};

/** What is known of a contact before anybody decides what to do about it. */
export interface Matter {
  channel: string;
  topic: string;
  destination: string | null;
  signs: string[];
}

export function makeMatter({ random }: World): Matter {
  const topic = random.weighted(topics);
  const seen = signsByTopic[topic] ?? ['debt'];
  const signs = random.chance(worry[topic] ?? 0.01)
    ? [random.pick(seen), ...(random.chance(0.35) ? [random.pick(seen)] : [])]
    : [];
  return {
    channel: random.weighted(channels),
    topic,
    destination: random.chance(0.88) ? random.weighted(destinations) : null,
    signs: [...new Set(signs)],
  };
}

/** Answers without the blanks. */
export const known = (facts: Record<string, unknown>): Answers =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)) as Answers;

/** A contact. Without `person` it stays anonymous; only in the last days does one still wait for its answer. */
export function makeEnquiry(
  world: World,
  owned: Owned,
  at: number,
  matter: Matter,
  person?: PersonDraft,
): EnquiryDraft {
  const { random, now, programme } = world;
  const sex = person?.sex ?? (random.chance(0.85) ? random.pick(['female', 'male']) : null);
  const band = person
    ? (ageBand(person.identity.birth?.value, dayOf(at)) ?? null)
    : random.weighted([
        [null, 30],
        ['0-17', 1],
        ['18-24', 24],
        ['25-34', 28],
        ['35-49', 13],
        ['50+', 4],
      ] as const);
  const { channel, topic, destination, signs } = matter;
  const answered = random.chance(0.87);
  const later = at + random.between(2, 70) * hour;
  return {
    id: uuidv7(at, random.fill),
    ...owned,
    ...matter,
    sex,
    ageBand: band,
    answered,
    answeredAt: answered ? at : later < now ? later : null,
    flags: raisedFlags(
      programme,
      known({ channel, topic, destination, signs, sex, ageBand: band }),
      new Date(at).toISOString(),
    ),
    personId: person?.id ?? null,
    caseId: null,
    ...(random.chance(0.4) && { note: random.pick(tellings[topic]!.asked) }),
    at,
  };
}
