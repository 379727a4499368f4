import { raisedFlags } from '../../core/flags.ts';
import { ageBand, readableNumber, uuidv7 } from '../../kernel/index.ts';
import { known, type Matter, makeEnquiry, makeMatter, topics } from './contacts.ts';
import { agencies, tellings } from './data/tellings.ts';
import {
  type Bundle,
  type CaseDraft,
  type ConsentDraft,
  day,
  dayOf,
  hour,
  inOfficeHours,
  type Owned,
  type PersonDraft,
  type World,
} from './model.ts';
import type { Random } from './random.ts';

const sectors = [
  ['manufacturing', 40],
  ['construction', 15],
  ['agriculture', 12],
  ['domesticWork', 11],
  ['care', 9],
  ['hospitality', 6],
  ['fishing', 4],
  ['online', 3],
] as const;

/** What a story fixes; chance decides the rest. */
export interface CaseWish {
  matter?: Matter;
  stage?: string;
  sessions?: number;
  closing?: { reason: string; satisfaction: number | null };
  account?: readonly string[];
  fromEnquiry?: boolean;
  /** Where it happened, when it was not at home. */
  place?: string;
  noTask?: boolean;
}

/** A case with everything in it, put into `bundle`: enquiry, consent, entries, tasks. */
export function addCase(
  world: World,
  bundle: Bundle,
  person: PersonDraft,
  owned: Owned,
  openedAt: number,
  wish: CaseWish = {},
): CaseDraft {
  const { random, now } = world;
  const matter = wish.matter ?? makeMatter(world);
  const id = uuidv7(openedAt, random.fill);
  const fromEnquiry =
    (wish.fromEnquiry ?? random.chance(0.7))
      ? makeEnquiry(world, owned, Math.max(openedAt - random.between(5, 40) * 60_000, 0), matter, person)
      : undefined;
  if (fromEnquiry) bundle.enquiries.push({ ...fromEnquiry, caseId: id });
  const age = now - openedAt;
  const stage = wish.stage ?? stageAfter(world, age / day);
  const closed = stage === 'closed';
  const closedAt = closed ? inOfficeHours(world, openedAt + Math.min(age * 0.9, random.between(8, 110) * day)) : null;
  const until = closedAt ?? now;
  const closing = wish.closing ?? closingOf(world);
  const band = ageBand(person.identity.birth?.value, dayOf(openedAt)) ?? null;
  const theCase: CaseDraft = {
    id,
    number: random.distinct(() => readableNumber('BC', random.fill)),
    ...owned,
    personId: person.id,
    enquiryId: fromEnquiry?.id ?? null,
    stage,
    channel: matter.channel,
    topic: matter.topic,
    destination: matter.destination,
    place: wish.place ?? person.place,
    sex: person.sex,
    ageBand: band,
    nationality: person.nationalities[0] ?? null,
    flags: [],
    closingReason: closed ? closing.reason : null,
    satisfaction: closed ? closing.satisfaction : null,
    openedAt,
    closedAt,
    lastContactAt: openedAt,
  };
  bundle.cases.push(theCase);
  const consent = addConsent(world, bundle, theCase, 'record', null);
  if (random.chance(0.3)) addConsent(world, bundle, theCase, 'statistics', null, consent.how);
  addEntries(world, bundle, theCase, person, matter, until, wish);
  addTasks(world, bundle, theCase, wish);
  addStages(world, bundle, theCase, until);
  return theCase;
}

/** The way through the stages of the programme to where the case is now; a case that closes may leave some out. */
function addStages({ random, programme }: World, bundle: Bundle, theCase: CaseDraft, until: number): void {
  const { id, openedAt, ownerId, stage } = theCase;
  if (!ownerId) return;
  const codes = programme.stages.map(({ code }) => code);
  const way = codes
    .slice(1, codes.indexOf(stage) + 1)
    .filter((code) => code === stage || theCase.closedAt === null || random.chance(0.7));
  const span = (theCase.closedAt ?? openedAt + (until - openedAt) * 0.8) - openedAt;
  for (const [index, code] of way.entries()) {
    const at = Math.round(openedAt + (span * (index + 1)) / way.length);
    bundle.stages.push({ id: uuidv7(at, random.fill), caseId: id, stage: code, at, by: ownerId });
  }
}

function stageAfter({ random }: World, days: number): string {
  if (days > 200) return random.chance(0.985) ? 'closed' : 'following';
  if (random.chance(Math.min(0.93, days / 110))) return 'closed';
  return random.weighted([
    ['opened', days < 10 ? 60 : 8],
    ['advising', 45],
    ['following', days > 20 ? 45 : 5],
  ] as const);
}

function closingOf({ random }: World): NonNullable<CaseWish['closing']> {
  const reason = random.weighted([
    ['resolved', 34],
    ['informed', 30],
    ['departed', 14],
    ['referred', 8],
    ['lostContact', 8],
    ['withdrawn', 5],
    ['mistake', 1],
  ] as const);
  const asked = random.chance(reason === 'lostContact' || reason === 'mistake' ? 0 : 0.72);
  const good = reason === 'resolved' || reason === 'departed' ? 3 : 0;
  return {
    reason,
    satisfaction: asked
      ? random.weighted([
          [1, 3],
          [2, 6],
          [3, 16 - good],
          [4, 38],
          [5, 37 + good],
        ] as const)
      : null,
  };
}

export function addConsent(
  world: World,
  bundle: Bundle,
  theCase: CaseDraft,
  purpose: string,
  recipient: string | null,
  how?: 'oral' | 'written',
  givenAt = theCase.openedAt,
): ConsentDraft {
  const { random } = world;
  const spoken = how ?? (random.chance(0.55) ? 'oral' : 'written');
  const consent: ConsentDraft = {
    id: uuidv7(givenAt, random.fill),
    ...ofCase(theCase),
    purpose,
    recipient,
    how: spoken,
    ...(spoken === 'oral' &&
      random.chance(0.5) && { witness: world.staff.users.find(({ id }) => id === theCase.ownerId)!.name }),
    givenAt,
  };
  bundle.consents.push(consent);
  return consent;
}

const ofCase = ({ id, personId, organisationId, teamId, ownerId }: CaseDraft) => ({
  caseId: id,
  personId,
  organisationId,
  teamId,
  ownerId,
});

/** How often somebody who is advised is called again. */
const callsAgain = [
  [0, 25],
  [1, 25],
  [2, 20],
  [3, 14],
  [4, 8],
  [6, 5],
  [8, 3],
] as const;

/** Intake, sessions, perhaps the check of an offer and how it was: what the gates of the stage ask for is there. */
function addEntries(
  world: World,
  bundle: Bundle,
  theCase: CaseDraft,
  person: PersonDraft,
  matter: Matter,
  until: number,
  wish: CaseWish,
): void {
  const { random } = world;
  const { openedAt, topic, destination } = theCase;
  const put = (form: string, at: number, answers: Record<string, unknown>, from: Random = random) => {
    theCase.lastContactAt = Math.max(theCase.lastContactAt, at);
    bundle.entries.push({
      id: uuidv7(at, from.fill),
      ...ofCase(theCase),
      form,
      at,
      answers: known({ date: dayOf(at), ...answers }),
    });
  };
  const situation =
    topic === 'return'
      ? 'returned'
      : topic === 'abroad' || topic === 'wages' || topic === 'health'
        ? 'abroad'
        : topic === 'family'
          ? 'relative'
          : 'intending';
  const sector = random.weighted(sectors);
  const intending = situation === 'intending' || situation === 'relative';
  if (random.chance(0.75))
    put('intake', openedAt, {
      situation,
      spokenLanguage: person.nationalities[0] === 'VN' ? 'vi' : undefined,
      needs: random.pick(tellings[topic]!.asked),
      homePlace: person.place,
      education: random.weighted([
        ['lowerSecondary', 30],
        ['upperSecondary', 42],
        ['vocational', 14],
        ['higher', 8],
        ['primary', 6],
      ] as const),
      dependants: random.between(0, 4),
      destinationCountry: intending ? destination : undefined,
      sector: intending ? sector : undefined,
      departure:
        intending && random.chance(0.4)
          ? { value: dayOf(openedAt + random.between(30, 200) * day).slice(0, 7), known: 'estimated' }
          : undefined,
    });
  const sessions =
    wish.sessions ??
    (theCase.stage === 'opened'
      ? 0
      : random.weighted([
          [1, 50],
          [2, 32],
          [3, 13],
          [4, 5],
        ] as const));
  const safety: Record<string, unknown> = {};
  const session = (from: Random, at: number, n: number, answered: boolean) => {
    const answers = {
      how: n === 0 ? matter.channel : from.pick(['counter', 'phone', 'phone']),
      topics: [topic, ...(from.chance(0.3) ? [from.weighted(topics)] : [])].filter(
        (code, index, all) => all.indexOf(code) === index,
      ),
      situation,
      sector,
      account: wish.account?.[n] ?? from.pick(tellings[topic]!.told),
      advice: from.pick(tellings[topic]!.advised),
      ...(n === 0 ? safety : {}),
      answered: answered ? 'yes' : 'no',
    };
    put('counselling-session', at, answers, from);
  };
  for (let n = 0; n < sessions; n++) {
    const at =
      n === 0 ? Math.min(openedAt + hour, until) : inOfficeHours(world, openedAt + ((until - openedAt) * n) / sessions);
    if (n === 0) Object.assign(safety, howThingsAre(world, matter, situation));
    session(random, Math.min(at, until), n, n === sessions - 1 && theCase.stage !== 'advising');
  }
  // Whoever is advised is mostly called again; by chance of its own, so that it changes nothing else.
  const { later } = world;
  const again = sessions === 0 || wish.sessions !== undefined ? 0 : later.weighted(callsAgain);
  for (let n = 1; n <= again; n++) {
    const at = inOfficeHours({ random: later, now: world.now }, openedAt + ((until - openedAt) * n) / (again + 1));
    session(later, Math.max(Math.min(openedAt + hour, until), Math.min(at, until)), n, false);
  }
  if (sessions > 0 && (topic === 'jobOffer' || topic === 'agency' || topic === 'contract') && random.chance(0.6)) {
    const agency = random.weighted(agencies.map((one) => [one, one.verdict === 'warned' ? 1 : 2]));
    put('job-offer', Math.min(openedAt + 2 * hour, until), {
      destinationCountry: destination ?? 'JP',
      sector,
      agency: { name: agency.name },
      licence: agency.licence,
      monthlyPay: { amount: random.between(14, 38) * 1_000_000, currency: 'VND' },
      costs: [
        {
          costKind: random.pick(['service', 'broker', 'deposit', 'training']),
          costAmount: { amount: random.between(5, 130) * 1_000_000, currency: 'VND' },
          costReceipt: agency.verdict === 'sound' ? 'yes' : 'no',
        },
      ],
      debtMonths: random.between(0, 2),
      verdict: agency.verdict,
      reasons: agency.verdict === 'sound' ? undefined : 'Giấy phép và khoản thu chưa rõ; đề nghị chờ kết quả xác minh.',
    });
  }
  if (theCase.satisfaction !== null && theCase.closedAt !== null)
    put('satisfaction', theCase.closedAt, {
      askedHow: random.pick(['phone', 'person', 'paper']),
      understood: Math.min(5, theCase.satisfaction + random.between(0, 1)),
      helpful: theCase.satisfaction,
      respected: theCase.satisfaction > 1 ? 'yes' : 'no',
      again: theCase.satisfaction > 2 ? 'yes' : 'no',
    });
  const facts = known({
    channel: matter.channel,
    topic,
    destination,
    sex: theCase.sex,
    ageBand: theCase.ageBand,
    signs: matter.signs,
    ...safety,
  });
  theCase.flags = raisedFlags(world.programme, facts, new Date(openedAt).toISOString());
}

/** What the routine questions of the first session found; they agree with the signs that were noticed. */
function howThingsAre({ random }: World, { signs }: Matter, situation: string): Record<string, unknown> {
  const abroad = situation !== 'intending' && situation !== 'relative';
  const has = (sign: string) => signs.includes(sign);
  return {
    documentsHeldBy: has('documentsHeld')
      ? random.pick(['employer', 'agency'])
      : random.pick(['self', 'self', 'family']),
    debtMonths: has('debt') ? random.between(4, 22) : random.chance(0.5) ? random.between(0, 3) : undefined,
    ...(abroad && {
      asPromised: has('deception') ? 'no' : random.chance(0.7) ? 'yes' : undefined,
      unpaidMonths: has('wagesUnpaid') ? random.between(2, 6) : 0,
      canLeave: has('cannotLeave') || has('isolation') ? 'no' : 'yes',
    }),
    threatened: has('threats') || has('violence') ? 'yes' : 'no',
    ...(signs.length > 0 && { signs }),
  };
}

/** Call-backs around now for what is open, some of them late; a flagged case is to be looked at within a day. */
function addTasks(world: World, bundle: Bundle, theCase: CaseDraft, wish: CaseWish): void {
  const { random, now } = world;
  const put = (kind: string, createdAt: number, dueAt: number, doneAt: number | null, note?: string) =>
    bundle.tasks.push({
      id: uuidv7(createdAt, random.fill),
      ...ofCase(theCase),
      kind,
      createdAt,
      dueAt,
      doneAt,
      ...(note && { note }),
    });
  const open = theCase.closedAt === null;
  if (theCase.flags.length > 0) {
    const due = theCase.openedAt + day;
    const done = !open || now - due > 3 * day || random.chance(0.5);
    put('screening', theCase.openedAt, due, done ? Math.min(now, theCase.closedAt ?? now, due - hour) : null);
  }
  if (wish.noTask) return;
  if (open && random.chance(0.7)) {
    const kind = random.weighted([
      ['callBack', 55],
      ['followUp', 25],
      ['documentCheck', 12],
      ['visit', 8],
    ] as const);
    const wanted = now + random.between(-5, 16) * day;
    const due = Math.max(theCase.openedAt + day, inOfficeHours({ random, now: Number.MAX_SAFE_INTEGER }, wanted));
    const note = random.chance(0.6) ? random.pick(tellings[theCase.topic]!.advised) : undefined;
    put(kind, Math.max(theCase.openedAt, Math.min(now, due) - 6 * day), due, null, note);
  } else if (!open && random.chance(0.4)) {
    const done = theCase.closedAt! - Math.floor((theCase.closedAt! - theCase.openedAt) / 3);
    put('callBack', theCase.openedAt, done, done);
  }
}
