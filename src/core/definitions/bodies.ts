/** The shapes of what is published, for what comes from outside. */
import * as z from 'zod/mini';
import { FormDefinitionSchema } from '../../kernel/form/schema.ts';
import { grants, scopes, sensitivityClasses, type Text } from '../../kernel/index.ts';
import type { Place } from '../ports.ts';
import { Code } from '../shapes.ts';

const Words = z.record(z.string().check(z.minLength(1), z.maxLength(35)), z.string().check(z.maxLength(2000)));
const Label = Words.check(z.refine((text) => Object.values(text).some((said) => said.trim() !== '')));
const expression = z.string().check(z.minLength(1), z.maxLength(8000));
const short = z.string().check(z.minLength(1), z.maxLength(128));
const some = <T extends z.ZodMiniType>(one: T, most = 1000) => z.array(one).check(z.maxLength(most));

const EffectBody = z.strictObject({
  task: Code,
  within: z.int().check(z.minimum(1), z.maximum(100_000)),
  childOnly: z.optional(z.literal(true)),
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
          closingReason: z.optional(z.literal(true)),
          child: z.optional(z.strictObject({ facts: some(FactBody) })),
          adultsOnly: z.optional(Label),
        }),
      ),
      waivable: z.optional(z.literal(true)),
      effects: z.optional(some(EffectBody)),
    }),
  ),
  forms: some(Code),
  signs: some(z.strictObject({ code: Code, when: expression, reason: Label })),
  closingReasons: some(Item),
  transferReason: z.optional(Code),
  quietAfterDays: z.int().check(z.minimum(1), z.maximum(3650)),
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
  checklist: ChecklistBody,
} as const satisfies Record<string, z.ZodMiniType>;
