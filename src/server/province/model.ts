import type { SafeFlag } from '../../core/flags.ts';
import type { Answers } from '../../kernel/form/index.ts';
import type { Programme } from '../../kernel/index.ts';
import type { Licence, OfferVersion } from '../../kernel/recruitment/index.ts';
import type { Random } from './random.ts';
import type { Staff, Team } from './staff.ts';

/** What the generator makes: the records of the core before sealing, with times in milliseconds since the epoch. */
export interface Owned {
  organisationId: string;
  teamId: string;
  ownerId: string;
}

export interface Identity {
  name: string;
  romanised?: string;
  callMe?: string;
  aliases?: string[];
  birth?: { value: string; known: 'stated' | 'document' | 'estimated' };
  documents?: { type: string; number: string; country?: string }[];
}
export interface Contact {
  phones?: { number: string; whose?: string }[];
  email?: string;
  address?: string;
}
export interface SafeContact {
  mayCall: 'yes' | 'onlyAsAgreed' | 'no';
  hours?: string;
  ifSomebodyElseAnswers?: string;
  until?: string;
}

export interface PersonDraft extends Owned {
  id: string;
  number: string;
  identity: Identity;
  contact?: Contact;
  safeContact?: SafeContact;
  sex: 'female' | 'male';
  nationalities: string[];
  place: string | null;
  registeredAt: number;
}
export interface EnquiryDraft extends Owned {
  id: string;
  channel: string;
  topic: string;
  destination: string | null;
  sex: string | null;
  ageBand: string | null;
  answered: boolean;
  answeredAt: number | null;
  signs: string[];
  flags: SafeFlag[];
  personId: string | null;
  caseId: string | null;
  note?: string;
  at: number;
}
export interface CaseDraft extends Owned {
  id: string;
  number: string;
  personId: string;
  enquiryId: string | null;
  stage: string;
  channel: string;
  topic: string;
  destination: string | null;
  place: string | null;
  sex: string;
  ageBand: string | null;
  nationality: string | null;
  flags: SafeFlag[];
  closingReason: string | null;
  satisfaction: number | null;
  openedAt: number;
  closedAt: number | null;
  lastContactAt: number;
}
interface OfCase extends Owned {
  id: string;
  caseId: string;
  personId: string;
}
/** Where a case went after its first stage. */
export interface StageDraft {
  id: string;
  caseId: string;
  stage: string;
  at: number;
  by: string;
}
export interface EntryDraft extends OfCase {
  form: string;
  answers: Answers;
  at: number;
}
export interface TaskDraft extends OfCase {
  kind: string;
  note?: string;
  dueAt: number;
  doneAt: number | null;
  createdAt: number;
}
export interface ConsentDraft extends OfCase {
  purpose: string;
  recipient: string | null;
  how: 'oral' | 'written';
  witness?: string;
  givenAt: number;
}
export interface ReferralDraft {
  id: string;
  fromOrganisationId: string;
  toOrganisationId: string;
  caseId: string;
  personId: string;
  consentId: string;
  purpose: string;
  kind: 'referral';
  status: 'sent' | 'accepted';
  sentBy: string;
  sentAt: number;
  answeredAt: number | null;
}

/** What one case was offered, signed, found and paid; with the public facts that go with it. */
export interface RecruitmentDraft {
  case: CaseDraft;
  recruiters: { id: string; name: string; otherNames: string[]; kind: string; country: string; licences: Licence[] }[];
  rates: { currency: string; base: string; day: string; rate: number; source: string }[];
  offers: {
    id: string;
    version: OfferVersion;
    on: string;
    recruiterId: string;
    currency: string;
    terms: Record<string, number | string>;
    told: Record<string, string>;
  }[];
  costs: {
    id: string;
    cost: string;
    payer: string;
    phase: string;
    on: string;
    amount: number;
    currency: string;
    receipt: boolean | null;
    deducted: boolean;
    told: Record<string, string>;
  }[];
  loans: {
    id: string;
    lender: string;
    on: string;
    principal: number;
    currency: string;
    rate: number;
    per: string;
    payment: number;
    pledged: boolean;
    applied: boolean;
    limited: boolean;
    told: Record<string, string>;
  }[];
}

/** What belongs together and is loaded together: a person, or a contact without one. */
export interface Bundle {
  people: PersonDraft[];
  cases: CaseDraft[];
  stages: StageDraft[];
  enquiries: EnquiryDraft[];
  entries: EntryDraft[];
  tasks: TaskDraft[];
  consents: ConsentDraft[];
  referrals: ReferralDraft[];
  recruitment?: RecruitmentDraft;
}
export const emptyBundle = (): Bundle => ({
  people: [],
  cases: [],
  stages: [],
  enquiries: [],
  entries: [],
  tasks: [],
  consents: [],
  referrals: [],
});

/** What every part of the generator works with. */
export interface World {
  random: Random;
  /** Of its own, for what was added since: the rest stays as it was. */
  later: Random;
  now: number;
  staff: Staff;
  programme: Programme;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Office hours of the centres, 8 to 17 o'clock at UTC+7, on the day of a moment; never after `now`. */
export function inOfficeHours({ random, now }: Pick<World, 'random' | 'now'>, moment: number): number {
  const midnight = Math.floor((moment + 7 * hour) / day) * day - 7 * hour;
  const at = midnight + 8 * hour + random.between(0, 9 * 60 - 1) * minute;
  return Math.min(at, now);
}

/** A moment's day at UTC+7, as ISO text. */
export const dayOf = (moment: number): string => new Date(moment + 7 * hour).toISOString().slice(0, 10);

/** A centre by its share of the work, and one of its counsellors. */
export function somebodyOnDuty(
  { random, staff }: World,
  team: Team = random.weighted(staff.teams.map((one) => [one, one.weight])),
): Owned {
  return { organisationId: team.organisationId, teamId: team.id, ownerId: random.pick(team.keepers) };
}
