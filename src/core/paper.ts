/** What goes on paper, still without words: the printer says it in the language of whoever reads it. */

import type * as z from 'zod/mini';
import type { Answers, FormDefinition } from '../kernel/form/index.ts';
import type { Text } from '../kernel/index.ts';
import type { CostLine, Loan, Offer } from '../kernel/recruitment/index.ts';
import type { Contact, Facts, Identity, SafeContact } from './people/contract.ts';

export interface PaperHead {
  /** Of the reader: words, dates and the labels of definitions. */
  language: string;
  at: Date;
  /** Days are those of the house. */
  timeZone: string;
  organisation: string;
  /** Who had it made, and what for: said on every page. */
  by: string;
  reason: string;
}

/** A part is absent where the role may not read its class. */
export interface PaperPerson {
  number: string;
  identity?: z.output<typeof Identity> | undefined;
  facts: z.output<typeof Facts>;
  contact?: z.output<typeof Contact> | undefined;
  safeContact?: z.output<typeof SafeContact> | undefined;
}

export interface PaperEntry {
  definition: FormDefinition;
  at: Date;
  by?: string | undefined;
  answers: Answers;
  /** Names of questions that the role may not read. */
  covered: readonly string[];
}

export interface PaperCase {
  number: string;
  programme: string;
  team?: string | undefined;
  owner?: string | undefined;
  channel?: string | undefined;
  topic?: string | undefined;
  destination?: string | undefined;
  closingReason?: string | undefined;
  closedAt?: Date | undefined;
  flags: readonly Text[];
  stages: readonly { stage: string; at: Date }[];
  waivers: readonly { to: string; at: Date; reason?: string | undefined }[];
  consents: readonly {
    purpose: string;
    recipient?: string | undefined;
    how: string;
    givenAt: Date;
    expiresAt?: Date | undefined;
    withdrawnAt?: Date | undefined;
  }[];
  referrals: readonly { to: string; purpose: string; status: string; sentAt: Date }[];
  goals: readonly {
    kind: string;
    wording?: string | undefined;
    dueOn?: string | undefined;
    outcome?: string | undefined;
    note?: string | undefined;
  }[];
  services: readonly {
    service: string;
    status: string;
    provider?: string | undefined;
    startedOn?: string | undefined;
    endedOn?: string | undefined;
    rating?: number | undefined;
  }[];
  /** In shelters, by the name among colleagues, which does not say where it is. */
  stays: readonly { shelter: string; from: Date; to?: Date | undefined }[];
  offers: readonly (Offer & {
    recruiter?: string | undefined;
    employer?: string | undefined;
    note?: string | undefined;
  })[];
  costs: readonly (CostLine & {
    phase?: string | undefined;
    receipt?: boolean | undefined;
    deducted: boolean;
    paidTo?: string | undefined;
    note?: string | undefined;
  })[];
  loans: readonly (Loan & { on?: string | undefined; name?: string | undefined; note?: string | undefined })[];
  tasks: readonly { kind: string; dueAt: Date; note?: string | undefined }[];
  entries: readonly PaperEntry[];
}

/** One case, for whoever works on it or must be shown it. */
export interface CasePaper {
  kind: 'case';
  head: PaperHead;
  person: PaperPerson;
  file: PaperCase;
}

/** All that is held about somebody, for themselves. */
export interface PersonPaper {
  kind: 'person';
  head: PaperHead;
  person: PaperPerson & { registeredAt: Date };
  files: readonly PaperCase[];
  enquiries: readonly { at: Date; channel: string; topic: string; note?: string | undefined }[];
  /** What was done with the record, by which role, how often, and when last. No names of staff. */
  doings: readonly { operation: string; role: string; times: number; last: Date }[];
}

/** A table of numbers: a filled workbook, line by line. The first line that says something is its title. */
export interface ReportPaper {
  kind: 'report';
  head: PaperHead;
  lines: readonly (readonly string[])[];
}

/** What is known of a country, for whoever goes there. */
export interface LeafletPaper {
  kind: 'leaflet';
  head: PaperHead;
  destination: string;
  sections: readonly {
    kind: string;
    /** For people from there alone. */
    origin?: string | undefined;
    text: Text;
    sources: readonly { name: string; link?: string | undefined; date?: string | undefined }[];
    reviewedOn?: string | undefined;
    reviewDue?: string | undefined;
    /** The day by which it was to be checked again has passed. */
    stale: boolean;
  }[];
}

export type Paper = CasePaper | PersonPaper | ReportPaper | LeafletPaper;
