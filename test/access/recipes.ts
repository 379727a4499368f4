/** How each operation is called about a record. The table is made of these: an operation without one has no row. */
import { randomUUID } from 'node:crypto';
import type { CallInput, CallName, CallOutput } from '../../src/core/contracts.ts';
import { testPassword } from '../../src/server/testing.ts';
import { type Bundle, formCode, pdf, programme, type Town } from './world.ts';

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
  | { lists: (record: Bundle) => CallInput<N>; holds: (answer: CallOutput<N>, record: Bundle) => boolean }
  /** Makes a file that lists. */
  | { files: (record: Bundle) => CallInput<N>; inFile: (file: string, record: Bundle) => boolean }
  /** Names nobody and no record. */
  | { alone: () => CallInput<N> };

export type Recipes = { [N in CallName]: About<N> };

const consent = { how: 'oral' as const };
const list = { code: 'golden-list', title: { en: 'Golden' }, items: [{ code: 'one', label: { en: 'One' } }] };
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
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
  'team.add': { alone: () => ({ name: 'New' }) },
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
  'person.erase': { about: ({ person }) => ({ id: person, reason: 'Asked for' }) },

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
  'case.export': {
    files: () => ({ format: 'csv', reason: 'A report' }),
    inFile: (file, { caseNumber }) => file.includes(caseNumber),
  },
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
  'case.assign': { about: (record, { neighbour }) => ({ id: record.case, revision: 1, ownerId: neighbour.userId }) },
  'task.today': {
    lists: () => ({ all: true }),
    holds: ({ overdue, today, soon }, { task }) => [...overdue, ...today, ...soon].some(({ id }) => id === task),
  },
  'task.add': { about: (record) => ({ caseId: record.case, kind: 'callBack', dueAt: tomorrow }) },
  'task.finish': { about: ({ task }) => ({ id: task }) },
  'task.postpone': { about: ({ task }) => ({ id: task, dueAt: tomorrow }) },
  'consent.give': { about: (record) => ({ caseId: record.case, purpose: 'referral', how: 'oral' }) },
  'consent.withdraw': { about: (record) => ({ id: record.consent }) },
  'referral.send': {
    about: (record, { third }) => ({
      caseId: record.case,
      toOrganisationId: third,
      consentId: record.consent,
      purpose: 'referral',
    }),
  },
  'referral.answer': { about: ({ offered }) => ({ id: offered, accept: true }) },
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

  'figures.read': {
    lists: ({ month }) => ({ programme, from: month, to: month }),
    // One that is too small to be shown is counted all the same; nothing is shown as nothing.
    holds: ({ totals }) => totals.casesOpened !== 0,
  },
  'indicator.read': { alone: () => ({ programme, from: '2026-01', to: '2026-12' }) },
  'journal.history': { about: ({ person }) => ({ subject: person }) },
};
