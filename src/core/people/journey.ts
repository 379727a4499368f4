import type * as z from 'zod/mini';
import type { Text } from '../../kernel/index.ts';
import type { SafeFlag } from '../flags.ts';
import type { Definitions } from '../ports.ts';
import type * as contracts from './contract.ts';

type Point = z.input<typeof contracts.read.output>['journey'][number];
type OfCase = { case_id: string | null };
type OfProgramme = { programme: string };

export interface History {
  row: { registered_at: Date; place: string | null };
  cases: (OfProgramme & {
    id: string;
    place: string | null;
    flags: SafeFlag[];
    closing_reason: string | null;
    opened_at: Date;
    closed_at: Date | null;
  })[];
  stages: (OfCase & OfProgramme & { stage: string; at: Date; closed_at: Date | null })[];
  consents: (OfCase & OfProgramme & { purpose: string; given_at: Date; withdrawn_at: Date | null })[];
  entries: (OfCase & OfProgramme & { id: string; form: string; at: Date })[];
  tasks: (OfCase & OfProgramme & { kind: string; due_at: Date })[];
  referrals: (OfCase & { purpose: string; status: string; sent_at: Date; answered_at: Date | null })[];
  enquiries: (OfCase & OfProgramme & { topic: string; flags: SafeFlag[]; at: Date })[];
}

/** What happened to somebody and what is due, oldest first: one line through every programme. */
export function journeyOf(definitions: Definitions, history: History): Point[] {
  const { row, cases, stages, consents, entries, tasks, referrals, enquiries } = history;
  const titles = new Map(definitions.forms().map(({ code, title }) => [code, title]));
  const item = (list: string, code: string): Text | undefined =>
    definitions.codeList(list)?.items.find((one) => one.code === code)?.label;
  const places = new Map(cases.map(({ id, place }) => [id, place]));
  const points: Point[] = [];
  const put = (kind: string, at: Date, more: Omit<Point, 'kind' | 'at'>) =>
    points.push({ kind, at: at.toISOString(), ...more });
  const about = (one: OfCase & Partial<OfProgramme>, label?: Text) => ({
    programme: one.programme,
    label,
    caseId: one.case_id ?? undefined,
    place: places.get(one.case_id ?? '') ?? undefined,
  });

  put('registered', row.registered_at, { place: row.place ?? undefined });
  for (const one of enquiries) {
    put('enquiry', one.at, about(one, item('topic', one.topic)));
    // A case took its flags over from the enquiry that it was made of.
    if (!one.case_id) for (const flag of one.flags) put('flag', one.at, { ...about(one, flag.reason), risk: true });
  }
  for (const one of cases) {
    const programme = definitions.programme(one.programme);
    const here = { ...one, case_id: one.id };
    put('caseOpened', one.opened_at, about(here, programme?.title));
    for (const flag of one.flags) put('flag', one.opened_at, { ...about(here, flag.reason), risk: true });
    const reason = programme?.closingReasons.find(({ code }) => code === one.closing_reason);
    if (one.closed_at) put('closed', one.closed_at, about(here, reason?.label));
  }
  for (const one of stages) {
    // The end that still stands is told above, with its reason.
    if (one.closed_at && +one.closed_at === +one.at) continue;
    const stage = definitions.programme(one.programme)?.stages.find(({ code }) => code === one.stage);
    put(stage?.final ? 'closed' : 'stage', one.at, about(one, stage?.label));
  }
  for (const one of entries) put('entry', one.at, { ...about(one, titles.get(one.form)), entryId: one.id });
  for (const one of consents) {
    const purpose = item('consentPurpose', one.purpose);
    put('consentGiven', one.given_at, about(one, purpose));
    if (one.withdrawn_at) put('consentWithdrawn', one.withdrawn_at, about(one));
  }
  for (const one of referrals) {
    put('referralSent', one.sent_at, about(one, item('consentPurpose', one.purpose)));
    if (one.status === 'accepted' && one.answered_at) put('referralAccepted', one.answered_at, about(one));
  }
  for (const one of tasks)
    put(one.kind === 'callBack' ? 'callBack' : 'task', one.due_at, {
      ...about(one, item('taskKind', one.kind)),
      due: true,
    });
  return points.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
