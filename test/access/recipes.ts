/** How each operation is called about a record. The table is made of these: an operation without one has no row. */
import { randomUUID } from 'node:crypto';
import { writeXlsx } from 'hucre';
import type { CallInput, CallName, CallOutput } from '../../src/core/contracts.ts';
import { testPassword } from '../../src/server/testing.ts';
import { type Bundle, registerPlan } from './bundle.ts';
import { formCode, pdf, programme, type Town } from './world.ts';

/** A user who stands in a relation to the caller, and what is theirs. */
export interface OtherUser {
  user: string;
  passkey: string;
  team: string;
}

type About<N extends CallName> =
  /** Names a record; with an unknown identifier it answers like one that is hidden. */
  | { about: (record: Bundle, at: Town) => CallInput<N> }
  /** Names a user, a team, or what belongs to a user. */
  | { ofUser: (other: OtherUser) => CallInput<N> }
  | { listsUsers: (answer: CallOutput<N>, other: OtherUser) => boolean }
  /** Lists: one call, and whether the record is in what it answers. */
  | { lists: (record: Bundle, at: Town) => CallInput<N>; holds: (answer: CallOutput<N>, record: Bundle) => boolean }
  /** Makes a file that lists. */
  | { files: (record: Bundle) => CallInput<N>; inFile: (file: string, record: Bundle) => boolean }
  /** Answers a file itself. */
  | { streams: (record: Bundle) => CallInput<N>; inFile: (file: string, record: Bundle) => boolean }
  /** Names nobody and no record. */
  | { alone: () => CallInput<N> };

export type Recipes = { [N in CallName]: About<N> };

const consent = { how: 'oral' as const };
const list = { code: 'golden-list', title: { en: 'Golden' }, items: [{ code: 'one', label: { en: 'One' } }] };
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const workbook = base64(await writeXlsx({ sheets: [{ name: 'A form', rows: [['{{month}}']] }] }));
const tomorrow = '2026-11-17T03:00:00Z';
/** Of nobody: what is tried is whether it is told so. */
const credential = { challengeId: randomUUID(), response: { id: 'unknown' } };

export const recipes: Recipes = {
  'setup.begin': {
    alone: () => ({ code: 'X', organisation: 'X', name: 'X', login: 'x', password: 'a long password of mine' }),
  },
  'setup.state': { alone: () => ({}) },
  'session.signIn': { alone: () => ({ login: `nobody-${randomUUID()}`, password: 'wrong' }) },
  'session.passkeyOptions': { alone: () => ({}) },
  'session.passkeySignIn': { alone: () => credential },
  'session.me': { alone: () => ({}) },
  'session.signOut': { alone: () => ({}) },
  'session.reauthenticate': { alone: () => ({ password: testPassword }) },
  'me.changePassword': { alone: () => ({ current: testPassword, next: 'another long password of mine' }) },
  'me.setLanguage': { alone: () => ({ language: 'fr' }) },
  'me.beginTotp': { alone: () => ({}) },
  'me.confirmTotp': { alone: () => ({ otp: '000000' }) },
  'me.removeTotp': { alone: () => ({}) },
  'me.beginPasskey': { alone: () => ({}) },
  'me.addPasskey': { alone: () => ({ ...credential, name: 'A key' }) },
  'me.passkeys': { alone: () => ({}) },
  'me.removePasskey': { ofUser: ({ passkey }) => ({ id: passkey }) },
  'user.colleagues': { listsUsers: ({ users }, { user }) => users.some(({ id }) => id === user) },
  'user.list': { listsUsers: ({ users }, { user }) => users.some(({ id }) => id === user) },
  'user.add': {
    ofUser: ({ team }) => ({ name: 'New', login: `new-${randomUUID()}`, role: 'counsellor', teamIds: [team] }),
  },
  'user.change': { ofUser: ({ user }) => ({ id: user, name: 'Another name' }) },
  'user.reset': { ofUser: ({ user }) => ({ id: user }) },
  'user.unlock': { ofUser: ({ user }) => ({ id: user }) },
  'team.add': { alone: () => ({ name: 'New' }) },
  'organisation.setDuty': { alone: () => ({ userId: null }) },
  'organisation.add': {
    alone: () => ({ name: 'New', kind: 'mrc', administrator: { name: 'New', login: `new-${randomUUID()}` } }),
  },

  'person.search': {
    lists: ({ name }) => ({ query: name }),
    holds: ({ results }, { person }) => results.some((one) => one.person.id === person),
  },
  'person.register': { alone: () => ({ identity: { name: 'Zo' } }) },
  'person.read': { about: ({ person }) => ({ id: person }) },
  'person.reveal': { about: ({ person }) => ({ id: person, reason: 'To call back' }) },
  'person.amend': { about: ({ person }) => ({ id: person, revision: 1, facts: { sex: 'female' } }) },
  'person.duplicates': { about: ({ person }) => ({ id: person }) },
  'person.merge': { about: ({ person, spare }) => ({ keep: person, merge: spare, reason: 'The same' }) },
  'person.unmerge': { about: ({ merge }) => ({ mergeId: merge, reason: 'Not the same' }) },
  'person.relatives': { about: ({ person }) => ({ id: person }) },
  'person.relate': { about: ({ person, spare }) => ({ id: person, otherId: spare, kind: 'sibling' }) },
  'person.unrelate': { about: ({ person, relative }) => ({ id: relative, personId: person }) },
  'person.erase': { about: ({ person }) => ({ id: person, reason: 'Asked for' }) },

  'hold.set': { about: ({ person }) => ({ personId: person, reason: 'A trial' }) },
  'hold.lift': { about: ({ hold }) => ({ id: hold, reason: 'It is over' }) },
  'hold.list': { about: ({ person }) => ({ personId: person }) },
  'retention.list': {
    lists: () => ({}),
    holds: ({ people }, { person }) => people.some(({ personId }) => personId === person),
  },
  'retention.carryOut': { about: ({ person }) => ({ ids: [person] }) },

  'enquiry.record': {
    about: ({ person }) => ({ programme, channel: 'phone', topic: 'fees', answered: true, personId: person }),
  },
  'enquiry.weigh': { alone: () => ({ programme, answers: {} }) },
  'enquiry.answer': { about: ({ enquiry }) => ({ id: enquiry }) },
  'enquiry.openCase': { about: ({ enquiry, person }) => ({ enquiryId: enquiry, personId: person, consent }) },
  'enquiry.list': {
    lists: () => ({ limit: 200 }),
    holds: ({ items }, { enquiry }) => items.some(({ id }) => id === enquiry),
  },

  'case.open': { about: ({ person }) => ({ personId: person, programme, consent }) },
  'case.read': { about: (record) => ({ id: record.case }) },
  'case.list': {
    lists: () => ({ limit: 200 }),
    holds: ({ items }, record) => items.some(({ id }) => id === record.case),
  },
  'case.meeting': {
    lists: () => ({ programme, names: true }),
    holds: ({ items }, record) => items.some(({ id }) => id === record.case),
  },
  'case.columns': { alone: () => ({}) },
  'case.export': {
    streams: () => ({ format: 'csv', reason: 'A report' }),
    inFile: (file, { caseNumber }) => file.includes(caseNumber),
  },
  'view.list': { alone: () => ({}) },
  'view.save': { alone: () => ({ name: 'Open ones', look: { status: 'open' } }) },
  // Nobody has one yet: what is tried is that another's cannot be told from none.
  'view.share': { alone: () => ({ id: randomUUID(), revision: 1, shared: 'organisation' }) },
  'view.remove': { alone: () => ({ id: randomUUID() }) },
  'case.move': { about: (record) => ({ id: record.case, revision: 1, to: 'advising' }) },
  'case.close': { about: (record) => ({ id: record.case, revision: 1, reason: 'resolved' }) },
  'case.reopen': { about: ({ closedCase }) => ({ id: closedCase, revision: 1 }) },
  'case.waive': {
    // Nothing of this programme may be waived: what is refused is the waiver, not the case.
    about: (record) => ({
      id: record.case,
      revision: 1,
      to: 'advising',
      kind: 'entry',
      code: 'intake',
      reason: 'None',
    }),
  },
  'approval.ask': {
    // Nothing of this programme is approved: what is refused is the question, not the case.
    about: (record) => ({ caseId: record.case, to: 'advising', code: 'none' }),
  },
  'approval.decide': { about: ({ approval }) => ({ id: approval, granted: true }) },
  'approval.list': { about: (record) => ({ caseId: record.case }) },
  'deadline.list': { about: (record) => ({ caseId: record.case }) },
  'deadline.due': {
    lists: () => ({}),
    holds: ({ items }, { deadline }) => items.some(({ id }) => id === deadline),
  },
  'deadline.pause': { about: ({ deadline }) => ({ id: deadline, reason: 'In hospital' }) },
  // It runs: what is refused is to set going what was not stopped.
  'deadline.resume': { about: ({ deadline }) => ({ id: deadline, reason: 'Back' }) },
  'case.assign': { about: (record, { neighbour }) => ({ id: record.case, revision: 1, ownerId: neighbour.userId }) },
  'glass.break': { about: (record) => ({ case: record.case, reason: 'She called for help' }) },
  'glass.mine': { alone: () => ({}) },
  'glass.waiting': { lists: () => ({}), holds: ({ glasses }, { glass }) => glasses.some(({ id }) => id === glass) },
  'glass.review': { about: ({ glass }) => ({ id: glass, verdict: 'justified' }) },
  'case.assignMany': {
    lists: (record, { teams }) => ({ cases: [{ id: record.case, revision: 1 }], teamId: teams.next }),
    holds: ({ cases }, record) => cases.some(({ id, outcome }) => id === record.case && outcome === 'done'),
  },
  'board.read': {
    lists: () => ({}),
    holds: ({ unassigned, quiet }, record) =>
      [...unassigned.oldest, ...quiet.longest].some(({ number }) => number === record.caseNumber),
  },
  'task.today': {
    lists: () => ({ all: true }),
    holds: ({ overdue, today, soon }, { task }) => [...overdue, ...today, ...soon].some(({ id }) => id === task),
  },
  'task.add': { about: (record) => ({ caseId: record.case, kind: 'callBack', dueAt: tomorrow }) },
  'task.finish': { about: ({ task }) => ({ id: task }) },
  'task.postpone': { about: ({ task }) => ({ id: task, dueAt: tomorrow }) },
  'consent.give': { about: (record) => ({ caseId: record.case, purpose: 'referral', how: 'oral' }) },
  'consent.signature': { about: (record) => ({ id: record.consent }) },
  'consent.withdraw': { about: (record) => ({ id: record.consent }) },
  'plan.read': { about: (record) => ({ caseId: record.case }) },
  'goal.set': { about: (record) => ({ caseId: record.case, id: record.goal, revision: 1, kind: 'housing' }) },
  'service.set': {
    about: (record) => ({
      caseId: record.case,
      id: record.service,
      revision: 1,
      service: 'legalInformation',
      status: 'declined',
    }),
  },
  'profile.read': {
    lists: ({ destination }) => ({ destination }),
    holds: ({ sections }) => sections.length > 0,
  },
  'profile.list': {
    lists: () => ({}),
    holds: ({ profiles }, record) => profiles.some(({ destination }) => destination === record.destination),
  },
  'profile.versions': {
    lists: ({ destination }) => ({ destination, kind: 'costs' }),
    holds: ({ versions }) => versions.length > 0,
  },
  'profile.due': {
    lists: () => ({ all: true }),
    holds: ({ items }, { section }) => items.some(({ id }) => id === section),
  },
  'profile.print': { about: ({ destination }) => ({ destination, language: 'vi' }) },
  'profile.set': { alone: () => ({ destination: 'KR', ownerId: null }) },
  'profile.write': {
    alone: () => ({
      destination: 'JP',
      kind: 'costs',
      version: 0,
      text: { en: 'Nobody pays for a job.' },
      sources: [{ name: 'A ministry' }],
      public: false,
      publish: true,
    }),
  },
  'profile.review': { about: ({ section }) => ({ id: section }) },
  'message.options': { about: (record) => ({ caseId: record.case }) },
  // The house of these tests has no gateway: what is refused is the message, not the case.
  'message.send': { about: (record) => ({ caseId: record.case, template: 'please-call' }) },
  'message.list': {
    lists: (record) => ({ caseId: record.case }),
    holds: ({ messages }, { message }) => messages.some(({ id }) => id === message),
  },
  'message.cancel': { about: ({ message }) => ({ id: message }) },
  'message.gateway': { alone: () => ({}) },
  'message.setSender': { alone: () => ({ name: 'Lotus', phone: '024 1234 567' }) },
  'message.test': { alone: () => ({ to: '0901234567', template: 'please-call', language: 'vi' }) },
  'message.receive': { alone: () => ({ from: '0901234567', text: 'STOP' }) },
  'shelter.list': {
    lists: () => ({}),
    holds: ({ shelters }, { shelter }) => shelters.some(({ id }) => id === shelter),
  },
  'shelter.read': { about: ({ shelter }) => ({ id: shelter }) },
  'shelter.set': {
    about: ({ shelter }) => ({
      id: shelter,
      revision: 1,
      name: 'A house',
      capacity: 1000,
      sexes: ['female', 'male', 'other'],
      ageFrom: 0,
      ageTo: 120,
      childrenWithMother: true,
    }),
  },
  'stay.begin': { about: (record) => ({ caseId: record.case, shelterId: record.shelter }) },
  'stay.end': { about: ({ stay }) => ({ id: stay }) },
  'stay.list': { about: (record) => ({ caseId: record.case }) },
  'interpreter.list': {
    lists: () => ({}),
    holds: ({ interpreters }, { interpreter }) => interpreters.some(({ id }) => id === interpreter),
  },
  'interpreter.set': {
    about: ({ interpreter }) => ({ id: interpreter, revision: 1, name: 'X', languages: ['lo'], gender: 'female' }),
  },
  'interpreting.record': {
    about: (record) => ({
      caseId: record.case,
      interpreterId: record.interpreter,
      form: formCode,
      conflict: 'none',
    }),
  },
  // Public facts, and nobody's: the register is the same for whoever may read it.
  'recruiter.list': { alone: () => ({ query: 'green lotus' }) },
  'recruiter.set': {
    alone: () => ({
      name: 'X',
      otherNames: ['Y'],
      kind: 'agency',
      country: 'VN',
      licences: [{ number: '1', issuer: 'A', destinations: [], status: 'valid', source: 'A', checkedOn: '2026-11-01' }],
    }),
  },
  'recruiter.upload': { alone: () => ({ file: base64('name\n'), dryRun: true }) },
  'recruiter.figures': {
    lists: () => ({ programme }),
    holds: ({ recruiters }, { recruiter }) => recruiters.some(({ id }) => id === recruiter),
  },
  'offer.read': { about: (record) => ({ caseId: record.case }) },
  'offer.set': {
    about: (record) => ({
      caseId: record.case,
      version: 'offered',
      revision: 1,
      on: '2026-11-01',
      currency: 'VND',
      terms: { pay: 5 },
    }),
  },
  'cost.read': { about: (record) => ({ caseId: record.case }) },
  'cost.set': {
    about: (record) => ({
      caseId: record.case,
      id: record.cost,
      revision: 1,
      cost: 'matching',
      payer: 'worker',
      amount: 5,
      currency: 'VND',
    }),
  },
  'cost.remove': { about: (record) => ({ caseId: record.case, id: record.cost, revision: 1 }) },
  'loan.set': {
    about: (record) => ({
      caseId: record.case,
      id: record.loan,
      revision: 1,
      lender: 'bank',
      principal: 5,
      currency: 'VND',
    }),
  },
  'loan.remove': { about: (record) => ({ caseId: record.case, id: record.loan, revision: 1 }) },
  'rate.list': { alone: () => ({}) },
  'rate.set': {
    alone: () => ({ currency: 'VND', base: 'USD', day: '2026-11-01', rate: 26_000, source: 'A bank' }),
  },
  'rate.upload': { alone: () => ({ file: base64('currency\n'), dryRun: true }) },
  'interpreting.list': { about: (record) => ({ caseId: record.case }) },
  'referral.send': {
    about: (record, { third }) => ({
      caseId: record.case,
      toOrganisationId: third,
      consentId: record.consent,
      purpose: 'referral',
      fields: ['case.programme'],
    }),
  },
  'referral.preview': {
    about: (record, { third }) => ({
      caseId: record.case,
      toOrganisationId: third,
      consentId: record.consent,
      purpose: 'referral',
    }),
  },
  'referral.list': {
    lists: () => ({}),
    holds: ({ items }, { offered }) => items.some(({ id }) => id === offered),
  },
  'referral.read': { about: ({ accepted }) => ({ id: accepted }) },
  'referral.answer': { about: ({ offered }) => ({ id: offered, accept: true }) },
  'referral.openCase': { about: ({ accepted }) => ({ id: accepted, programme }) },
  'referral.take': { about: ({ offered }) => ({ id: offered }) },
  'referral.say': { about: ({ accepted }) => ({ id: accepted, text: 'A question' }) },
  'referral.report': { about: ({ accepted }) => ({ id: accepted, outcome: 'provided' }) },
  // A step of the recipient's: whoever sent it is told so.
  'referral.mark': { about: ({ accepted }) => ({ id: accepted, step: 'familyAssessment' }) },
  'referral.confirm': { about: ({ recalled }) => ({ id: recalled }) },
  'referral.recall': { about: ({ sent }) => ({ id: sent }) },

  'entry.save': {
    about: (record) => ({
      id: record.entry,
      caseId: record.case,
      form: formCode,
      revision: 1,
      answers: { operationalAnswer: 'x' },
    }),
  },
  'entry.read': { about: ({ entry }) => ({ id: entry }) },
  'entry.export': { about: (record) => ({ caseId: record.case, format: 'json' }) },
  'attachment.add': {
    about: (record) => ({ caseId: record.case, form: formCode, field: 'paper', name: 'a.pdf', bytes: base64(pdf) }),
  },
  'attachment.read': { about: ({ attachment }) => ({ id: attachment }) },

  'case.exportStandard': {
    files: () => ({ format: 'csv', reason: 'A report' }),
    inFile: (file, { caseNumber }) => file.includes(caseNumber),
  },
  'case.import': {
    alone: () => ({ file: base64('prs_FirstName\nZo\n'), programme, consent: 'oral', dryRun: true }),
  },
  'intake.upload': {
    alone: () => ({ file: base64('Full name\nZo\n'), name: 'register.csv', sender: 'A centre', programme }),
  },
  'intake.read': { about: ({ intake }) => ({ id: intake }) },
  'intake.map': { about: ({ intake }) => ({ id: intake, revision: 1, plan: registerPlan }) },
  'intake.check': { about: ({ intake }) => ({ id: intake }) },
  'intake.report': {
    about: ({ intake }) => ({ id: intake, words: { cell: 'Cell' }, lines: [['S', 'A1', 'Name', 'Fill this in.']] }),
  },
  'intake.take': { about: ({ intake }) => ({ id: intake }) },
  'intake.undo': { about: ({ intake }) => ({ id: intake }) },
  'intake.list': { lists: () => ({}), holds: ({ items }, { intake }) => items.some(({ id }) => id === intake) },
  'case.print': { about: (record) => ({ id: record.case, language: 'fr', reason: 'For the hearing' }) },
  'person.copy': { about: ({ person }) => ({ id: person, language: 'vi', reason: 'She asked for it' }) },

  'definition.list': { alone: () => ({}) },
  'definition.read': { alone: () => ({ kind: 'role', code: 'counsellor' }) },
  'definition.bundle': { alone: () => ({}) },
  'definition.preview': {
    alone: () => ({ kind: 'codeList', file: base64(JSON.stringify(list)), fileName: 'golden-list.json' }),
  },
  'definition.publish': { alone: () => ({ kind: 'codeList', code: list.code, body: list, version: 1 }) },
  'definition.download': { alone: () => ({ kind: 'role', code: 'counsellor', format: 'json' }) },
  'configuration.export': { alone: () => ({}) },
  'configuration.import': { alone: () => ({ file: base64('{}'), publish: false }) },

  'assistance.figures': {
    lists: ({ month }) => ({ programme, from: month, to: month }),
    // One that is too small to be shown has a row all the same.
    holds: ({ sexes }) => sexes.length > 0,
  },
  'shelter.figures': { alone: () => ({ from: '2026-01', to: '2026-01' }) },
  'figures.read': {
    lists: ({ month }) => ({ programme, from: month, to: month }),
    // One that is too small to be shown is counted all the same; nothing is shown as nothing.
    holds: ({ totals }) => totals.casesOpened !== 0,
  },
  'figures.centres': { alone: () => ({ programme, from: '2026-01', to: '2026-12' }) },
  'figures.forecast': { alone: () => ({ programme }) },
  'cost.list': { alone: () => ({ from: '2026-01', to: '2026-12' }) },
  'cost.save': {
    ofUser: ({ team }) => ({ teamId: team, month: '2026-01', currency: 'VND', amount: 1_000 }),
  },
  'workload.save': { alone: () => ({ programme, hoursPerCase: 6, hoursPerMonth: 120, source: 'A count of hours' }) },
  'report.list': { alone: () => ({ programme }) },
  'report.save': { alone: () => ({ programme, name: 'A form', file: workbook }) },
  'report.make': { alone: () => ({ programme, month: '2026-01', format: 'xlsx' }) },
  'indicator.read': { alone: () => ({ programme, from: '2026-01', to: '2026-12' }) },
  'journal.history': { about: ({ person }) => ({ subject: person }) },
};
