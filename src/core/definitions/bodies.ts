/** The shapes of what is published, for what comes from outside. */
import * as z from 'zod/mini';
import { FormDefinitionSchema } from '../../kernel/form/schema.ts';
import {
  ageBands,
  grants,
  indicatorDimensions,
  indicatorUnits,
  scopes,
  sensitivityClasses,
  spanUnits,
  type Text,
} from '../../kernel/index.ts';
import type { Place } from '../ports.ts';
import { Code, CountryCode, Day, Sex } from '../shapes.ts';

const Words = z.record(z.string().check(z.minLength(1), z.maxLength(35)), z.string().check(z.maxLength(2000)));
const Label = Words.check(z.refine((text) => Object.values(text).some((said) => said.trim() !== '')));
const expression = z.string().check(z.minLength(1), z.maxLength(8000));
const short = z.string().check(z.minLength(1), z.maxLength(128));
const some = <T extends z.ZodMiniType>(one: T, most = 1000) => z.array(one).check(z.maxLength(most));

const EffectBody = z.strictObject({
  task: Code,
  within: z.int().check(z.minimum(1), z.maximum(100_000)),
  childOnly: z.optional(z.literal(true)),
  form: z.optional(Code),
  when: z.optional(expression),
});

const Classes = some(z.enum(sensitivityClasses), sensitivityClasses.length);
const SharingBody = z.strictObject({
  classes: Classes,
  suggested: Classes,
  forms: z.optional(some(Code)),
  never: z.optional(some(short)),
  answerWithin: z.int().check(z.minimum(1), z.maximum(100_000)),
  onWithdrawal: z.optional(some(EffectBody)),
});

const Item = z.strictObject({
  code: Code,
  label: Label,
  retired: z.optional(z.literal(true)),
  key: z.optional(z.record(short, z.string().check(z.maxLength(4)))),
  columns: z.optional(z.record(short, z.string().check(z.maxLength(1000)))),
  mappings: z.optional(z.strictObject({ htcds: z.optional(short), icTip: z.optional(short) })),
  sharing: z.optional(SharingBody),
});

const CodeListBody = z.strictObject({ code: Code, title: Label, items: some(Item, 20_000) });

const RoleBody = z.strictObject({
  code: Code,
  label: Label,
  grants: some(z.enum(grants)),
  scope: z.enum(scopes),
  programmes: some(Code),
  read: some(z.enum(sensitivityClasses)),
  write: some(z.enum(sensitivityClasses)),
});

const FactBody = z.strictObject({ code: Code, form: Code, when: z.optional(expression), missing: Label });

const MomentBody = z.union([
  z.strictObject({ stage: Code }),
  z.strictObject({
    form: Code,
    question: z.optional(short),
    is: z.optional(some(z.string().check(z.minLength(1), z.maxLength(300))).check(z.minLength(1))),
  }),
  z.strictObject({ consent: Code }),
]);

const IndicatorBody = z.strictObject({
  code: Code,
  title: Label,
  definition: Label,
  unit: z.enum(indicatorUnits),
  of: MomentBody,
  monthsAfter: z.optional(z.int().check(z.minimum(1), z.maximum(120))),
  only: z.optional(z.strictObject({ sex: z.optional(some(Sex)), ageBand: z.optional(some(z.enum(ageBands))) })),
  has: z.optional(MomentBody),
  before: z.optional(z.literal(true)),
  by: some(z.enum(indicatorDimensions)),
});

const ProgrammeBody = z.strictObject({
  code: Code,
  title: Label,
  stages: some(z.strictObject({ code: Code, label: Label, final: z.optional(z.literal(true)) })).check(z.minLength(1)),
  firstStage: Code,
  reopensAt: z.optional(Code),
  transitions: some(
    z.strictObject({
      from: Code,
      to: Code,
      label: Label,
      gate: z.optional(
        z.strictObject({
          consents: z.optional(some(Code)),
          entries: z.optional(some(Code)),
          facts: z.optional(some(FactBody)),
          approvals: z.optional(some(z.strictObject({ code: Code, label: Label }))),
          closingReason: z.optional(z.literal(true)),
          child: z.optional(z.strictObject({ facts: some(FactBody) })),
          adultsOnly: z.optional(Label),
        }),
      ),
      waivable: z.optional(z.literal(true)),
      effects: z.optional(some(EffectBody)),
    }),
  ),
  followUps: z.optional(
    some(
      z.strictObject({
        stage: Code,
        task: Code,
        afterMonths: some(z.int().check(z.minimum(1), z.maximum(240)), 60).check(z.minLength(1)),
        form: z.optional(Code),
      }),
      100,
    ),
  ),
  forms: some(Code),
  signs: some(z.strictObject({ code: Code, when: expression, reason: Label })),
  closingReasons: some(Item),
  indicators: z.optional(some(IndicatorBody, 100)),
  transferReason: z.optional(Code),
  satisfaction: z.optional(z.strictObject({ template: Code, afterDays: z.int().check(z.minimum(0), z.maximum(365)) })),
  quietAfterDays: z.int().check(z.minimum(1), z.maximum(3650)),
  retention: z.optional(
    some(
      z.strictObject({ stage: z.optional(Code), months: z.int().check(z.minimum(1), z.maximum(1_200)), basis: Label }),
    ),
  ),
});

const CalendarBody = z.strictObject({
  code: Code,
  title: Label,
  // A week in which nobody ever works would have no end.
  weekend: some(z.int().check(z.minimum(0), z.maximum(6)), 6),
  holidays: some(z.strictObject({ day: Day, name: Label }), 10_000),
  source: Label,
});

const span = { amount: z.int().check(z.minimum(0), z.maximum(100_000)), unit: z.enum(spanUnits) };

const TimerBody = z.strictObject({
  code: Code,
  title: Label,
  programme: Code,
  from: some(Code).check(z.minLength(1)),
  until: some(Code),
  pausedIn: z.optional(some(Code)),
  limits: some(
    z.strictObject({
      where: z.optional(
        z.strictObject({
          destination: z.optional(CountryCode),
          nationality: z.optional(CountryCode),
          place: z.optional(Code),
        }),
      ),
      ...span,
      calendar: z.optional(Code),
      source: Label,
      warnBefore: z.strictObject(span),
      escalateAfter: z.optional(z.strictObject(span)),
    }),
  ),
});

const PlacesBody = z.strictObject({
  code: Code,
  title: Label,
  places: some(z.strictObject({ code: Code, parent: z.optional(Code), level: Code, name: Label }), 100_000),
});

const ChecklistBody = z.strictObject({
  code: Code,
  title: Label,
  steps: some(
    z.strictObject({
      code: Code,
      label: Label,
      side: z.enum(['sender', 'recipient']),
      shared: z.optional(z.literal(true)),
    }),
    100,
  ).check(z.minLength(1)),
});

/** Longest text of a message that is still read, in characters. */
const longestMessage = 300;
const MessageBody = z.strictObject({
  code: Code,
  title: Label,
  text: z
    .record(
      z.string().check(z.minLength(1), z.maxLength(35)),
      z.string().check(z.minLength(1), z.maxLength(longestMessage)),
    )
    .check(z.refine((text) => Object.keys(text).length > 0)),
  consent: Code,
  rating: z.optional(z.literal(true)),
  task: z.optional(Code),
  onReply: z.optional(z.strictObject({ task: Code, within: z.int().check(z.minimum(1), z.maximum(10_000)) })),
});

/** A tree of places; a parent may be in another tree. */
export interface PlaceTree {
  code: string;
  title: Text;
  places: Place[];
}

export const bodies = {
  form: FormDefinitionSchema,
  codeList: CodeListBody,
  role: RoleBody,
  programme: ProgrammeBody,
  places: PlacesBody,
  calendar: CalendarBody,
  timer: TimerBody,
  checklist: ChecklistBody,
  message: MessageBody,
} as const satisfies Record<string, z.ZodMiniType>;
