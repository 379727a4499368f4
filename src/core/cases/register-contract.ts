import * as z from 'zod/mini';
import { contract, sensitivityClasses } from '../../kernel/index.ts';
import { Band, Code, CountryCode, Day, Flag, Id, Page, pageOf, Revision, Sex, Timestamp, Words } from '../shapes.ts';

export const CaseRow = z.object({
  id: Id,
  number: z.string(),
  programme: Code,
  stage: Code,
  personId: Id,
  /** Absent when the role may not read identity. */
  personName: z.optional(z.string()),
  personNumber: z.string(),
  channel: z.optional(z.string()),
  topic: z.optional(z.string()),
  destination: z.optional(z.string()),
  sex: z.optional(Sex),
  ageBand: z.optional(Band),
  team: z.optional(z.string()),
  owner: z.optional(z.string()),
  openedAt: Timestamp,
  closedAt: z.optional(Timestamp),
  closingReason: z.optional(Code),
  satisfaction: z.optional(z.int()),
  flags: z.array(Flag),
});

/** `topic` of the case itself, or `form.question`. */
const Field = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,210}$/));

/** A value as a list shows it: codes as codes, several of them as an array. */
export const Cell = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type Cell = z.output<typeof Cell>;

/** How values are compared and shown. `time` is a moment, `day` a day as somebody gave it, maybe only its year. */
export const ColumnKind = z.enum(['codes', 'number', 'day', 'time', 'text', 'flags']);

/** Kinds of condition, and of what they may be asked: see `filters.ts`. */
export const comparisons = ['in', 'notIn', 'from', 'to', 'blank', 'notBlank'] as const;
const Condition = z.object({
  field: Field,
  is: z.enum(comparisons),
  values: z._default(z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(50)), []),
});
export type Condition = z.output<typeof Condition>;

export const Filters = {
  programme: z.optional(Code),
  stage: z.optional(Code),
  status: z.optional(z.enum(['open', 'closed'])),
  topic: z.optional(Code),
  channel: z.optional(Code),
  destination: z.optional(CountryCode),
  sex: z.optional(Sex),
  ageBand: z.optional(Band),
  teamId: z.optional(Id),
  ownerId: z.optional(z.union([Id, z.enum(['me', 'nobody'])])),
  flagged: z.optional(z.boolean()),
  openedFrom: z.optional(Day),
  openedTo: z.optional(Day),
  /** All of them hold. */
  where: z.optional(z.array(Condition).check(z.maxLength(20))),
};
export const CaseFilters = z.object(Filters);
export const sorts = ['openedAt', 'number', 'stage', 'closedAt', 'topic', 'destination'] as const;
export const sort = z._default(z.enum(sorts), 'openedAt');
export const descending = z._default(z.boolean(), true);
const Columns = z.array(Field).check(z.maxLength(60));

export const list = contract({
  name: 'case.list',
  summary: 'The register: filtered, sorted, in keyset pages',
  grant: 'case.read',
  kind: 'read',
  input: z.object({ ...Page, ...Filters, sort, descending, columns: z.optional(Columns) }),
  /**
   * `total` with the first page; `beyond` when there are more than that, uncounted. A page may be shorter than its limit and
   * still have a `next`: what is rare is looked for a piece at a time.
   */
  output: z.extend(
    /** `more`: the columns that were asked for besides, where they are not blank. */
    pageOf(z.extend(CaseRow, { revision: Revision, more: z.optional(z.record(z.string(), Cell)) })),
    { total: z.optional(z.int()), beyond: z.optional(z.boolean()) },
  ),
});

export const columns = contract({
  name: 'case.columns',
  summary: 'What the register can show and be filtered by: of the case itself, and each question of the forms',
  grant: 'case.read',
  kind: 'read',
  input: z.object({}),
  output: z.object({
    columns: z.array(
      z.object({
        code: z.string(),
        class: z.enum(sensitivityClasses),
        kind: ColumnKind,
        /** Of a question: what it asks, and in which form. Of the case itself the desk has the words. */
        label: z.optional(Words),
        of: z.optional(Words),
        /** The installation's code list that its values are from. */
        list: z.optional(z.string()),
        choices: z.optional(z.array(z.object({ code: z.string(), label: Words }))),
        /** What it may be asked. */
        comparisons: z.array(z.enum(comparisons)),
        sort: z.optional(z.enum(sorts)),
      }),
    ),
  }),
});

export const exportRegister = contract({
  name: 'case.export',
  summary: 'What the register shows, as a file that is made while it is fetched',
  grant: 'register.export',
  kind: 'stream',
  input: z.object({
    ...Filters,
    sort,
    descending,
    /** Without them, those that every case has. */
    columns: z.optional(Columns),
    format: z.enum(['csv', 'xlsx', 'json']),
    /** A second row of HXL tags. */
    hxl: z._default(z.boolean(), false),
    /** Codes beside their words. */
    codes: z._default(z.boolean(), false),
    /** Needed above a thousand people, and the password of a moment ago. */
    reason: z.optional(z.string().check(z.trim(), z.maxLength(300))),
    language: z._default(Code, 'en'),
    /** The reader's words for what no definition names: a column by its name, a value as `sex.female`. */
    words: z._default(z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(100))), {}),
  }),
  output: z.object({ name: z.string(), type: z.string(), rows: z.int() }),
});

/** A view: what is filtered, shown and sorted by. */
const Look = z.object({ ...Filters, sort, descending, columns: z.optional(Columns) });
const shares = ['nobody', 'team', 'organisation'] as const;
const ViewName = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

export const listViews = contract({
  name: 'view.list',
  summary: 'Views of the register: one’s own, and those that colleagues share',
  grant: 'case.read',
  kind: 'read',
  input: z.object({}),
  output: z.object({
    views: z.array(
      z.object({
        id: Id,
        revision: Revision,
        name: z.string(),
        mine: z.boolean(),
        /** Whose it is. */
        by: z.optional(z.string()),
        shared: z.enum(shares),
        teamId: z.optional(Id),
        look: Look,
        /** Fields that it names and that nothing published has any more. */
        gone: z.array(z.string()),
      }),
    ),
  }),
});

export const saveView = contract({
  name: 'view.save',
  summary: 'Keep a view of the register under a name, or keep another in its place',
  grant: 'case.read',
  kind: 'write',
  input: z.object({
    id: z.optional(Id),
    /** Of the view that it takes the place of. */
    revision: z.optional(Revision),
    name: ViewName,
    look: Look,
  }),
  output: z.object({ id: Id, revision: Revision }),
});

export const shareView = contract({
  name: 'view.share',
  summary: 'Show a view to one’s team, to everybody of one’s organisation, or to nobody any more',
  grant: 'case.read',
  kind: 'write',
  input: z.object({ id: Id, revision: Revision, shared: z.enum(shares), teamId: z.optional(Id) }),
  output: z.object({ revision: Revision }),
});

export const removeView = contract({
  name: 'view.remove',
  summary: 'Remove a view of one’s own',
  grant: 'case.read',
  kind: 'write',
  input: z.object({ id: Id }),
  output: z.object({ id: Id }),
});

export const registerContracts = { list, columns, exportRegister, listViews, saveView, shareView, removeView };
