/**
 * Everything that can be refused, in one place. The words are in `words/<language>/problem.json`
 * (`<code>` says what happened, `<code>.remedy` what to do); a test proves that both agree.
 */
export const problems = {
  'input.invalid': 400,
  'input.tooLarge': 413,
  'input.fileType': 415,
  'call.reused': 409,
  'call.missing': 400,
  'auth.required': 401,
  'auth.failed': 401,
  'auth.secondFactor': 401,
  'auth.reauthenticate': 403,
  'auth.weakPassword': 400,
  'account.locked': 403,
  'setup.closed': 403,
  'setup.code': 403,
  'grant.missing': 403,
  'class.missing': 403,
  'record.absent': 404,
  'record.changed': 409,
  'record.closed': 409,
  'glass.needless': 409,
  'record.held': 409,
  'enquiry.counted': 409,
  'stage.refused': 409,
  'approval.own': 403,
  'deadline.over': 409,
  'consent.missing': 409,
  'shelter.full': 409,
  'shelter.unfit': 409,
  'interpreter.conflict': 409,
  'message.hindered': 409,
  'person.merged': 409,
  'merge.impossible': 409,
  'intake.begun': 409,
  'definition.invalid': 400,
  'definition.unchanged': 409,
  'user.exists': 409,
  'rate.limited': 429,
  'quota.reached': 429,
  'origin.refused': 403,
  'route.absent': 404,
  'server.failed': 500,
  'database.away': 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problems;

/** One field that was refused: `path` as in the input (`birth.value`, `signs.0`), `code` a key of the words under `field.`. */
export interface FieldProblem {
  path: string;
  code: string;
  params?: Record<string, string | number>;
  /** The form author's own message in the languages of the form, when the constraint has one. */
  message?: Record<string, string>;
}

export interface ProblemBody {
  code: ProblemCode;
  fields?: FieldProblem[];
  params?: Record<string, unknown>;
}

/** A refusal that reaches the caller. Anything else that is thrown is a fault of ours and answers `server.failed`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly fields: FieldProblem[] | undefined;
  readonly params: Record<string, unknown> | undefined;

  constructor(code: ProblemCode, details: { fields?: FieldProblem[]; params?: Record<string, unknown> } = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.fields = details.fields;
    this.params = details.params;
  }

  get status(): number {
    return problems[this.code];
  }

  toBody(): ProblemBody {
    return {
      code: this.code,
      ...(this.fields && { fields: this.fields }),
      ...(this.params && { params: this.params }),
    };
  }
}

/** Hidden and absent look alike: the one answer for both. */
export const absent = (): Problem => new Problem('record.absent');

/** A refusal that concerns one field. */
export const refuseField = (path: string, code: string, params?: Record<string, string | number>): Problem =>
  new Problem('input.invalid', { fields: [{ path, code, ...(params && { params }) }] });
