import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { charges, interestPer, judgements, licenceStates, offerVersions } from '../../kernel/recruitment/index.ts';
import { Code, CurrencyCode, Day, Flag, Id, Line, Note, Revision } from '../shapes.ts';

const Version = z.enum(offerVersions);
/** In the smallest unit of the currency: 25 000 is 25 000 đồng, or 250.00 dollars. */
const Amount = z.int().check(z.minimum(0), z.maximum(1e15));
/** By clause of the list `contractClause`: an amount in the smallest unit, a number, or a code of the clause’s own list. */
const Terms = z
  .record(Code, z.union([z.number().check(z.minimum(0), z.maximum(1e15)), Code]))
  .check(z.refine((terms) => Object.keys(terms).length <= 100));

const Used = z.object({
  currency: z.string(),
  base: z.string(),
  day: z.string(),
  rate: z.number(),
  source: z.string(),
  age: z.int(),
});

const Offer = z.object({
  revision: Revision,
  version: Version,
  on: Day,
  recruiter: z.optional(
    z.object({
      id: Id,
      name: z.string(),
      /** On that day, on the way to that country; and how it is today. */
      onThatDay: z.enum(licenceStates),
      state: z.enum(licenceStates),
      /** The day that the state of today turns on. */
      until: z.optional(Day),
    }),
  ),
  currency: z.optional(CurrencyCode),
  terms: z.record(z.string(), z.union([z.number(), z.string()])),
  /** Absent when the role may not read accounts. */
  employer: z.optional(z.string()),
  note: z.optional(z.string()),
});

const ComparedClause = z.object({
  clause: z.string(),
  judgement: z.enum(judgements),
  from: z.optional(Version),
  to: z.optional(Version),
  why: z.object({ code: z.string(), params: z.record(z.string(), z.number()) }),
  /** The sign that it is: it is worse in something that matters. */
  sign: z.optional(z.string()),
});

export const readOffer = contract({
  name: 'offer.read',
  summary: 'What somebody was offered, what they signed and what it really is, laid side by side clause by clause',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ caseId: Id }),
  output: z.object({
    offers: z.array(Offer),
    compared: z.array(ComparedClause),
    rates: z.array(Used),
    mayWrite: z.boolean(),
  }),
});

export const setOffer = contract({
  name: 'offer.set',
  summary: 'Say what was offered, what was signed or what it really is; what is worse than promised raises a sign',
  grant: 'case.write',
  kind: 'write',
  input: z.object({
    caseId: Id,
    version: Version,
    /** As it was read; without it there is none of this version yet. What is left out is blank from now on. */
    revision: z.optional(Revision),
    on: Day,
    recruiterId: z.optional(Id),
    currency: z.optional(CurrencyCode),
    terms: Terms,
    employer: z.optional(Line),
    note: z.optional(Note),
  }),
  output: z.object({ revision: Revision, flags: z.array(Flag) }),
});

const line = {
  /** From the lists `recruitmentCost`, `costPayer` and `costPhase`. */
  cost: Code,
  payer: Code,
  phase: z.optional(Code),
  on: z.optional(Day),
  amount: Amount,
  currency: CurrencyCode,
  receipt: z.optional(z.boolean()),
  deducted: z._default(z.boolean(), false),
  refunded: z.optional(Amount),
  paidTo: z.optional(Line),
  note: z.optional(Note),
};
const loan = {
  /** From the list `lender`. */
  lender: Code,
  on: z.optional(Day),
  principal: z.int().check(z.minimum(1), z.maximum(1e15)),
  owed: z.optional(Amount),
  currency: CurrencyCode,
  /** Per cent of a month, of a year, or once for the whole. */
  rate: z.optional(z.number().check(z.minimum(0), z.maximum(10_000))),
  per: z.optional(z.enum(interestPer)),
  payment: z.optional(Amount),
  /** Whether they must work for it; whether that work is counted towards it; whether its length is laid down. */
  pledged: z.optional(z.boolean()),
  applied: z.optional(z.boolean()),
  limited: z.optional(z.boolean()),
  name: z.optional(Line),
  note: z.optional(Note),
};
/** As it was read; without them it is a new one. */
const known = { id: z.optional(Id), caseId: Id, revision: z.optional(Revision) };
const Kept = z.object({ id: Id, revision: Revision, flags: z.array(Flag) });
const ended = { input: z.object({ id: Id, caseId: Id, revision: Revision }), output: z.object({}) };

export const setCost = contract({
  name: 'cost.set',
  summary: 'Note what was paid for the job, by whom and when, or say it anew',
  grant: 'case.write',
  kind: 'write',
  input: z.object({ ...known, ...line }),
  output: Kept,
});

export const removeCost = contract({
  name: 'cost.remove',
  summary: 'Take out a cost that was noted by mistake; it stays in the journal',
  grant: 'case.write',
  kind: 'write',
  ...ended,
});

export const setLoan = contract({
  name: 'loan.set',
  summary: 'Note what somebody owes for the job and on what terms, or say it anew',
  grant: 'case.write',
  kind: 'write',
  input: z.object({ ...known, ...loan }),
  output: Kept,
});

export const removeLoan = contract({
  name: 'loan.remove',
  summary: 'Take out a loan that was noted by mistake; it stays in the journal',
  grant: 'case.write',
  kind: 'write',
  ...ended,
});

const months = z.union([z.int(), z.literal('never')]);
const Sum = z.object({ amount: z.number() });

export const readCosts = contract({
  name: 'cost.read',
  summary: 'What a job cost, who paid, what may not be charged, what is owed, and what speaks for a debt that binds',
  grant: 'case.read',
  kind: 'read',
  reveals: true,
  input: z.object({ caseId: Id }),
  output: z.object({
    lines: z.array(
      z.object({
        id: Id,
        revision: Revision,
        ...line,
        deducted: z.boolean(),
        paidTo: z.optional(z.string()),
        note: z.optional(z.string()),
        /** In the currency of the sums; absent without a rate. */
        converted: z.optional(z.number()),
        used: z.array(Used),
        charge: z.enum(charges),
        limit: z.optional(z.string()),
      }),
    ),
    loans: z.array(
      z.object({
        id: Id,
        revision: Revision,
        ...loan,
        name: z.optional(z.string()),
        note: z.optional(z.string()),
        schedule: z.object({
          owed: z.number(),
          interest: z.number(),
          payment: z.optional(z.number()),
          months: z.optional(months),
          yearly: z.optional(z.number()),
        }),
      }),
    ),
    /** Absent while nothing was paid. */
    sums: z.optional(
      z.object({
        currency: z.string(),
        byPayer: z.array(z.object({ payer: z.string(), ...Sum.shape })),
        byGroup: z.array(z.object({ group: z.string(), ...Sum.shape })),
        worker: z.number(),
        refunded: z.number(),
        open: z.number(),
        aboveLimits: z.optional(z.number()),
        months: z.optional(z.number()),
        unconverted: z.int(),
      }),
    ),
    /** A month’s pay as it was promised, and what is left of the pay, by which version. */
    pay: z.optional(z.object({ amount: z.number(), currency: z.string(), version: Version })),
    left: z.optional(z.object({ amount: z.number(), currency: z.string(), version: Version })),
    /** What speaks for debt bondage, each with its numbers. A warning, never a verdict. */
    reasons: z.array(
      z.object({
        code: z.string(),
        loan: z.optional(Id),
        currency: z.optional(z.string()),
        numbers: z.record(z.string(), z.number()),
        sign: z.optional(z.string()),
      }),
    ),
    /** What would have to be asked to say more. */
    missing: z.array(z.string()),
    mayWrite: z.boolean(),
  }),
});

export const recruitmentContracts = { readOffer, setOffer, readCosts, setCost, removeCost, setLoan, removeLoan };
