import type { SensitivityClass } from './sensitivity.ts';

/** What a role may be given. Every operation names one; `signedIn` and `public` are the two that need no role. */
export const grants = [
  'enquiry.read',
  'enquiry.write',
  'person.read',
  'person.write',
  'person.reveal',
  'person.copy',
  'person.merge',
  'person.erase',
  'case.read',
  'case.write',
  'case.assign',
  'case.close',
  'case.import',
  'case.print',
  'gate.waive',
  'approval.decide',
  'glass.break',
  'glass.review',
  'board.read',
  'task.write',
  'message.send',
  'consent.write',
  'referral.write',
  'shelter.manage',
  'interpreter.manage',
  'profile.write',
  'recruiter.write',
  'rates.write',
  'register.export',
  'figures.read',
  'figures.write',
  'journal.read',
  'definition.read',
  'definition.publish',
  'user.manage',
] as const;
export type Grant = (typeof grants)[number];

/** Whose records a role reaches, narrowest first. Row-level security in the database enforces the same. */
export const scopes = ['none', 'own', 'team', 'organisation', 'programme'] as const;
export type Scope = (typeof scopes)[number];

/** A role is data: an administrator changes it without a programmer. */
export interface Role {
  code: string;
  label: Record<string, string>;
  grants: Grant[];
  scope: Scope;
  /**
   * Programmes the role works in: it opens, records and counts in these and in no other, so an empty list is none. With
   * the scope `programme` they are the whole of what it reaches; a narrower scope shows its records of any programme.
   */
  programmes: string[];
  read: SensitivityClass[];
  write: SensitivityClass[];
}

/** The signed-in user on whose behalf an operation runs. */
export interface Actor {
  userId: string;
  name: string;
  organisationId: string;
  teamIds: string[];
  role: Role;
  language: string;
  /** When this session last proved its password or passkey. */
  authenticatedAt: Date;
}
