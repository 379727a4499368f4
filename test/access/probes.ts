import { uuidv7 } from '../../src/kernel/index.ts';
import type { Bundle } from './bundle.ts';

export type Row = Record<string, unknown>;

/** Rows of one relation: the condition that finds them, what is harmlessly updated, and what makes a copy another row. */
export interface Probe {
  where: (record: Bundle) => [column: string, values: (string | null)[]];
  touch: string;
  fresh?: (row: Row) => Row;
  /** Columns that say whose it is. */
  move?: (record: Bundle) => Row;
}
const byId =
  (pick: (record: Bundle) => string): Probe['where'] =>
  (record) => ['id', [pick(record)]];
const newId = (row: Row): Row => ({ ...row, id: uuidv7(), ...('number' in row && { number: uuidv7() }) });
const owned = ({ organisation, team, owner }: Bundle): Row => ({
  organisation_id: organisation,
  team_id: team,
  owner_id: owner,
});
const record = (pick: (record: Bundle) => string, touch = 'erased_at'): Probe => ({
  where: byId(pick),
  touch,
  fresh: newId,
  move: owned,
});
export const random = (): Buffer => Buffer.from(uuidv7());
const ofUser =
  (column: string): Probe['where'] =>
  ({ owner }) => [column, [owner]];

export const probes: Record<string, Probe> = {
  organisation: { where: (one) => ['id', [one.organisation]], touch: 'name', fresh: newId },
  team: {
    where: byId(({ team }) => team),
    touch: 'name',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  app_user: {
    where: ofUser('id'),
    touch: 'name',
    fresh: (row) => ({ ...newId(row), login: uuidv7() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  team_member: { where: ofUser('user_id'), touch: 'team_id', move: (one) => ({ team_id: one.team }) },
  passkey: { where: ofUser('user_id'), touch: 'name', fresh: (row) => ({ ...newId(row), credential_id: uuidv7() }) },
  passkey_challenge: { where: ofUser('user_id'), touch: 'challenge', fresh: newId },
  session: { where: ofUser('user_id'), touch: 'seen_at', fresh: (row) => ({ ...row, token_hash: random() }) },
  sign_in_attempt: {
    where: (one) => ['subject', [one.person]],
    touch: 'failures',
    fresh: (row) => ({ ...row, subject: random() }),
  },
  setting: { where: (one) => ['key', [one.person]], touch: 'value', fresh: (row) => ({ ...row, key: uuidv7() }) },
  definition: { where: () => ['code', ['golden']], touch: 'body', fresh: (row) => ({ ...row, code: uuidv7() }) },
  data_key: { ...record(({ person }) => person, 'wrapped'), move: (one) => ({ organisation_id: one.organisation }) },
  person: record(({ person }) => person, 'sex'),
  person_index: {
    where: (one) => ['person_id', [one.person]],
    touch: 'tokens',
    fresh: (row) => ({ ...row, team_id: uuidv7() }),
    move: owned,
  },
  case_file: record((one) => one.case, 'topic'),
  case_stage: {
    where: byId(({ stage }) => stage),
    touch: 'stage',
    fresh: newId,
    move: (one) => ({ case_id: one.case }),
  },
  enquiry: record(({ enquiry }) => enquiry, 'topic'),
  entry: record(({ entry }) => entry, 'answers'),
  attachment: {
    where: byId(({ attachment }) => attachment),
    touch: 'changed_at',
    fresh: newId,
    move: (one) => ({ case_id: one.case }),
  },
  task: record(({ task }) => task, 'kind'),
  consent: record(({ consent }) => consent, 'purpose'),
  message: record(({ message }) => message, 'state'),
  message_stop: {
    where: (one) => ['number', [one.person]],
    touch: 'at',
    fresh: (row) => ({ ...row, number: random() }),
  },
  message_sender: {
    where: (one) => ['organisation_id', [one.organisation]],
    touch: 'name',
    move: (one) => ({ organisation_id: one.organisation }),
  },
  approval: {
    ...record(({ approval }) => approval, 'granted'),
    fresh: (row) => ({ ...newId(row), code: uuidv7() }),
  },
  deadline: {
    ...record(({ deadline }) => deadline, 'warn_at'),
    fresh: (row) => ({ ...newId(row), timer: uuidv7() }),
  },
  referral: {
    where: byId(({ sent }) => sent),
    touch: 'status',
    fresh: newId,
    move: (one) => ({ case_id: one.case, from_organisation_id: one.organisation }),
  },
  plan_goal: record(({ goal }) => goal, 'kind'),
  service: record(({ service }) => service, 'status'),
  stay: record(({ stay }) => stay, 'ends_at'),
  interpreting: record(({ interpreting }) => interpreting, 'form'),
  job_offer: {
    ...record(({ offer }) => offer, 'terms'),
    fresh: (row) => ({ ...newId(row), version: uuidv7() }),
  },
  cost_line: record(({ cost }) => cost, 'amount'),
  loan: record(({ loan }) => loan, 'principal'),
  // Public facts, in which nobody of a case is: whoever is signed in reads them, and the grants say who writes.
  recruiter: { where: byId(({ recruiter }) => recruiter), touch: 'name', fresh: newId },
  exchange_rate: {
    where: () => ['source', ['golden']],
    touch: 'rate',
    fresh: (row) => ({ ...row, currency: uuidv7() }),
  },
  shelter: {
    where: byId(({ shelter }) => shelter),
    touch: 'name',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  interpreter: {
    where: byId(({ interpreter }) => interpreter),
    touch: 'active',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  profile: {
    where: byId(({ profile }) => profile),
    touch: 'updated_at',
    fresh: (row) => ({ ...newId(row), destination: uuidv7() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  profile_section: {
    where: byId(({ section }) => section),
    touch: 'reviewed_on',
    fresh: (row) => ({ ...newId(row), origin: uuidv7() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  saved_view: {
    where: byId(({ view }) => view),
    touch: 'about',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  referral_package: {
    where: (one) => ['referral_id', [one.accepted]],
    touch: 'sealed',
    move: (one) => ({ referral_id: one.sent }),
  },
  referral_note: {
    where: byId(({ note }) => note),
    touch: 'kind',
    fresh: newId,
    move: (one) => ({ referral_id: one.sent }),
  },
  merge: {
    where: byId(({ merge }) => merge),
    touch: 'undone_at',
    fresh: newId,
    move: (one) => ({ kept_id: one.person }),
  },
  relative: {
    where: byId(({ relative }) => relative),
    touch: 'ended_at',
    fresh: newId,
    move: (one) => ({ person_id: one.person }),
  },
  break_glass: {
    where: byId(({ glass }) => glass),
    touch: 'reviewed_at',
    fresh: newId,
    move: (one) => ({ ...owned(one), case_id: one.case, person_id: one.person }),
  },
  hold: {
    where: byId(({ hold }) => hold),
    touch: 'lifted_at',
    fresh: newId,
    move: (one) => ({ person_id: one.person }),
  },
  intake: { ...record(({ intake }) => intake, 'rows') },
  intake_part: {
    where: (one) => ['intake_id', [one.intake]],
    touch: 'taken_at',
    fresh: (row) => ({ ...row, seq: 9 }),
    move: (one) => ({ intake_id: one.intake }),
  },
  intake_row: {
    where: (one) => ['intake_id', [one.intake]],
    touch: 'kept',
    fresh: (row) => ({ ...row, row: 9 }),
    move: (one) => ({ intake_id: one.intake }),
  },
  intake_mapping: {
    where: (one) => ['sender', [`\\x${Buffer.from(one.intake).toString('hex')}`]],
    touch: 'updated_at',
    fresh: (row) => ({ ...row, sender: random() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  figure_sum: { where: ({ team }) => ['team_id', [team]], touch: 'count', move: ({ team }) => ({ team_id: team }) },
  figure_change: { where: ({ team }) => ['team_id', [team]], touch: 'count', move: ({ team }) => ({ team_id: team }) },
  centre_cost: {
    where: ({ team }) => ['team_id', [team]],
    touch: 'amount',
    fresh: (row) => ({ ...newId(row), currency: 'XXX' }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  workload: {
    where: ({ organisation }) => ['organisation_id', [organisation]],
    touch: 'source',
    fresh: (row) => ({ ...newId(row), programme: uuidv7() }),
    move: (one) => ({ organisation_id: one.organisation }),
  },
  report_form: {
    where: ({ organisation }) => ['organisation_id', [organisation]],
    touch: 'name',
    fresh: newId,
    move: (one) => ({ organisation_id: one.organisation }),
  },
  made_file: { where: ofUser('user_id'), touch: 'name', fresh: newId, move: ({ owner }) => ({ user_id: owner }) },
  journal: { where: (one) => ['id', [one.journal]], touch: 'outcome', fresh: newId },
  journal_head: { where: () => ['shard', ['0']], touch: 'seq' },
  journal_checkpoint: { where: (one) => ['id', [one.person]], touch: 'heads', fresh: newId },
};

/** Tables of which every row is somebody's. */
export const ofPeople = [
  'person',
  'data_key',
  'case_file',
  'case_stage',
  'enquiry',
  'entry',
  'attachment',
  'task',
  'consent',
  'message',
  'approval',
  'deadline',
  'merge',
  'relative',
  'hold',
  'break_glass',
  'referral',
  'referral_package',
  'referral_note',
  'plan_goal',
  'service',
  'stay',
  'interpreting',
  'shelter',
  'interpreter',
  'job_offer',
  'cost_line',
  'loan',
  'intake',
  'intake_part',
  'intake_row',
];
/** Those of them that are counted, beyond the organisation as well. */
export const counted = ['case_file', 'case_stage', 'enquiry', 'entry', 'service', 'job_offer'];
/** Those of them of which a row itself says whose it is. */
export const owning = [
  'intake',
  'person',
  'case_file',
  'enquiry',
  'entry',
  'task',
  'consent',
  'message',
  'approval',
  'deadline',
  'plan_goal',
  'service',
  'stay',
  'interpreting',
  'job_offer',
  'cost_line',
  'loan',
];
/** A register is of nobody who can be erased: what stands in the column `erased` is another one of the caller's own. */
export const neverErased = ['intake'];
