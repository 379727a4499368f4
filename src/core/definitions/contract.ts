import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Timestamp, Words } from '../shapes.ts';

export const kinds = [
  ...(['form', 'codeList', 'role', 'programme', 'places', 'checklist', 'calendar', 'timer'] as const),
  'message',
] as const;
const Kind = z.enum(kinds);

const Change = z.object({
  /** A key of the words under `change.`. */
  kind: Code,
  path: z.string(),
  before: z.optional(z.json()),
  after: z.optional(z.json()),
});
const Fault = z.object({
  sheet: z.optional(z.string()),
  row: z.optional(z.int()),
  path: z.optional(z.string()),
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

export const list = contract({
  name: 'definition.list',
  summary: 'Every published form, code list, role, programme, place tree, checklist, calendar, timer and message',
  grant: 'signedIn',
  kind: 'read',
  input: z.object({ kind: z.optional(Kind) }),
  output: z.object({
    items: z.array(
      z.object({
        kind: Kind,
        code: Code,
        version: z.int(),
        title: Words,
        publishedAt: Timestamp,
        entries: z.optional(z.int()),
      }),
    ),
  }),
});

export const read = contract({
  name: 'definition.read',
  summary: 'One definition, the published version or the one asked for',
  grant: 'signedIn',
  kind: 'read',
  input: z.object({ kind: Kind, code: Code, version: z.optional(z.int()) }),
  output: z.object({ kind: Kind, code: Code, version: z.int(), body: z.json() }),
});

/** The desk's start: everything that is needed to draw it, in one call; `etag` lets an unchanged answer stay small. */
export const bundle = contract({
  name: 'definition.bundle',
  summary: 'Programmes, code lists and forms the desk works with',
  grant: 'signedIn',
  kind: 'read',
  input: z.object({ etag: z.optional(z.string().check(z.maxLength(64))) }),
  output: z.object({
    etag: z.string(),
    programmes: z.optional(z.array(z.json())),
    codeLists: z.optional(z.array(z.json())),
    checklists: z.optional(z.array(z.json())),
    forms: z.optional(z.array(z.object({ code: Code, version: z.int(), title: Words }))),
    /** Programmes that have timers. */
    timed: z.optional(z.array(Code)),
    places: z.optional(z.array(z.object({ code: Code, parent: z.optional(Code), level: Code, name: Words }))),
  }),
});

/** Bytes of a request that carries a workbook, a definition with long lists, or a whole configuration. */
const largest = 30 * 1024 * 1024;

/** `file` is base64: an XLSForm for a form, a stage file for a programme, CSV for a code list or a place tree, JSON for any. */
const Upload = {
  kind: Kind,
  file: z.string().check(z.maxLength(14_000_000)),
  fileName: z.string().check(z.maxLength(200)),
};

export const preview = contract({
  name: 'definition.preview',
  summary: 'What an uploaded definition would change, what in it is not supported, and which old entries it touches',
  grant: 'definition.publish',
  kind: 'read',
  largest,
  input: z.object({ ...Upload, code: z.optional(Code) }),
  output: z.object({
    code: Code,
    version: z.int(),
    body: z.json(),
    changes: z.array(Change),
    faults: z.array(Fault),
    unsupported: z.array(Fault),
    entriesTouched: z.int(),
    publishable: z.boolean(),
  }),
});

export const publish = contract({
  name: 'definition.publish',
  summary: 'Publish a definition as its next version; old entries keep theirs',
  grant: 'definition.publish',
  kind: 'write',
  largest,
  input: z.object({ kind: Kind, code: Code, body: z.json(), /** The version that was previewed. */ version: z.int() }),
  output: z.object({ version: z.int() }),
});

export const download = contract({
  name: 'definition.download',
  summary: 'A form as an XLSForm workbook, a programme as a stage file, or any definition as JSON',
  grant: 'definition.read',
  // It leaves a file for the caller to fetch.
  kind: 'write',
  input: z.object({ kind: Kind, code: Code, version: z.optional(z.int()), format: z.enum(['xlsx', 'json', 'csv']) }),
  output: z.object({ file: z.string(), name: z.string() }),
});

export const exportConfiguration = contract({
  name: 'configuration.export',
  summary: 'The whole configuration as one file, to move it to another installation',
  grant: 'definition.publish',
  // It leaves a file for the caller to fetch.
  kind: 'write',
  input: z.object({}),
  output: z.object({ file: z.string(), name: z.string(), definitions: z.int() }),
});

export const importConfiguration = contract({
  name: 'configuration.import',
  summary: 'Take in a whole configuration: shown first, then published in one step',
  grant: 'definition.publish',
  kind: 'write',
  unkept: true,
  largest,
  input: z.object({ file: z.string().check(z.maxLength(28_000_000)), publish: z.boolean() }),
  output: z.object({
    items: z.array(z.object({ kind: Kind, code: Code, change: z.enum(['new', 'changed', 'same']), version: z.int() })),
    faults: z.array(Fault),
    published: z.boolean(),
  }),
});

export const definitionContracts = {
  list,
  read,
  bundle,
  preview,
  publish,
  download,
  exportConfiguration,
  importConfiguration,
};
