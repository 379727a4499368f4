/** What is wrong with a definition that somebody wants to publish, beside everything else that is published. */
import { check, type FormDefinition, parseExpression } from '../../kernel/form/index.ts';
import type { Checklist, CodeList, Fact, Programme, Role, Sharing } from '../../kernel/index.ts';
import type { Db } from '../ports.ts';
import { findUnkeepable } from '../unkeepable.ts';
import { bodies, type PlaceTree } from './bodies.ts';
import type { kinds } from './contract.ts';

export type Kind = (typeof kinds)[number];

/** Keys of the words under `definition.`, `field.`, `xlsform.` or `admin.fault.`. */
export interface Fault {
  sheet?: string;
  row?: number;
  path?: string;
  code: string;
  params?: Record<string, string | number>;
}

/** Everything that is published, newest versions: what a definition may refer to. */
export class World {
  readonly #definitions: Map<string, { kind: Kind; code: string; version: number; body: unknown }>;

  constructor(definitions: Iterable<{ kind: Kind; code: string; version: number; body: unknown }>) {
    this.#definitions = new Map([...definitions].map((one) => [`${one.kind} ${one.code}`, one]));
  }

  static async read(db: Db): Promise<World> {
    const rows = await db
      .selectFrom('definition')
      .distinctOn(['kind', 'code'])
      .select(['kind', 'code', 'version', 'body'])
      .orderBy('kind')
      .orderBy('code')
      .orderBy('version', 'desc')
      .execute();
    return new World(rows.map((row) => ({ ...row, kind: row.kind as Kind })));
  }

  /** The same world with some definitions in place of theirs. */
  with(more: readonly { kind: Kind; code: string; version: number; body: unknown }[]): World {
    return new World([...this.#definitions.values(), ...more]);
  }

  find(kind: Kind, code: string): { version: number; body: unknown } | undefined {
    return this.#definitions.get(`${kind} ${code}`);
  }
  all<T>(kind: Kind): T[] {
    return this.everything.filter((one) => one.kind === kind).map(({ body }) => body as T);
  }
  get everything(): { kind: Kind; code: string; version: number; body: unknown }[] {
    return [...this.#definitions.values()];
  }
}

const mostFaults = 200;

/** Whether a body has the shape of its kind, whatever it says. */
export const isSound = (kind: Kind, body: unknown): boolean => bodies[kind].safeParse(body).success;

/** The faults of an untrusted body; with none, the body is of its kind's type. */
export function judge(kind: Kind, raw: unknown, world: World): Fault[] {
  const unkeepable = findUnkeepable(raw);
  if (unkeepable) return [unkeepable];
  const read = bodies[kind].safeParse(raw, { reportInput: true });
  if (!read.success)
    return read.error.issues.slice(0, mostFaults).map((issue) => ({
      path: issue.path.join('.'),
      code:
        issue.code === 'unrecognized_keys' ? 'unknownField' : issue.input === undefined ? 'required' : 'wrongFormat',
    }));
  return faultsOf[kind](raw as never, world).slice(0, mostFaults);
}

const unpublished = (path: string, name: string): Fault => ({ path, code: 'unpublished', params: { name } });

/** A fault for each code that comes a second time. */
function twice(items: readonly { code: string }[], path: string): Fault[] {
  const seen = new Set<string>();
  return items.flatMap(({ code }) => {
    if (!seen.has(code)) {
      seen.add(code);
      return [];
    }
    return [{ path: `${path}.${code}`, code: 'twice', params: { name: code } }];
  });
}

const faultsOf: { [K in Kind]: (body: never, world: World) => Fault[] } = {
  form: (form: FormDefinition, world) => [
    ...check(form).map(({ path, property, code, params }) => ({
      path: [path, property].filter(Boolean).join('.'),
      code,
      ...(params && { params }),
    })),
    ...Object.entries(form.lists).flatMap(([name, list]) =>
      'codeList' in list && !world.find('codeList', list.codeList) ? [unpublished(`lists.${name}`, list.codeList)] : [],
    ),
  ],

  codeList: (list: CodeList, world) => [
    ...twice(list.items, 'items'),
    ...list.items.flatMap(({ code, sharing }) => sharingFaults(sharing, `items.${code}.sharing`, world)),
  ],

  role: (role: Role, world) =>
    role.programmes.flatMap((code) => (world.find('programme', code) ? [] : [unpublished('programmes', code)])),

  programme: (programme: Programme, world) => {
    const stages = new Set(programme.stages.map(({ code }) => code));
    const purposes = world.find('codeList', 'consentPurpose')?.body as CodeList | undefined;
    const kinds = world.find('codeList', 'taskKind')?.body as CodeList | undefined;
    const known = (path: string, stage: string): Fault[] => (stages.has(stage) ? [] : [unpublished(path, stage)]);
    return [
      ...twice(programme.stages, 'stages'),
      ...twice(programme.signs, 'signs'),
      ...twice(programme.closingReasons, 'closingReasons'),
      ...known('firstStage', programme.firstStage),
      ...(programme.reopensAt === undefined ? [] : known('reopensAt', programme.reopensAt)),
      ...(programme.transferReason === undefined ||
      programme.closingReasons.some(({ code }) => code === programme.transferReason)
        ? []
        : [unpublished('transferReason', programme.transferReason)]),
      ...programme.forms.flatMap((form) => (world.find('form', form) ? [] : [unpublished('forms', form)])),
      ...programme.transitions.flatMap(({ from, to, gate, effects = [] }, index) => [
        ...known(`transitions.${index}.from`, from),
        ...known(`transitions.${index}.to`, to),
        ...(gate?.entries ?? []).flatMap((form) =>
          programme.forms.includes(form) ? [] : [unpublished(`transitions.${index}.gate.entries`, form)],
        ),
        ...(gate?.consents ?? []).flatMap((purpose) =>
          purposes?.items.some(({ code }) => code === purpose)
            ? []
            : [unpublished(`transitions.${index}.gate.consents`, purpose)],
        ),
        ...factFaults(
          [...(gate?.facts ?? []), ...(gate?.child?.facts ?? [])],
          `transitions.${index}.gate.facts`,
          programme,
        ),
        ...effects.flatMap(({ task }) =>
          !kinds || kinds.items.some(({ code }) => code === task)
            ? []
            : [unpublished(`transitions.${index}.effects`, task)],
        ),
      ]),
      ...programme.signs.flatMap(({ code, when }) => unreadable(`signs.${code}.when`, when)),
    ];
  },

  checklist: (list: Checklist) => twice(list.steps, 'steps'),

  places: (tree: PlaceTree, world) => {
    const others = world
      .all<PlaceTree>('places')
      .filter(({ code }) => code !== tree.code)
      .flatMap(({ places }) => places);
    const elsewhere = new Set(others.map(({ code }) => code));
    const parents = new Map([...others, ...tree.places].map(({ code, parent }) => [code, parent]));
    return [
      ...twice(tree.places, 'places'),
      ...tree.places.flatMap(({ code, parent }) => {
        if (elsewhere.has(code)) return [{ path: `places.${code}`, code: 'twice', params: { name: code } }];
        if (parent === undefined) return [];
        if (!parents.has(parent)) return [unpublished(`places.${code}.parent`, parent)];
        return isInItself(code, parents)
          ? [{ path: `places.${code}.parent`, code: 'circle', params: { name: code } }]
          : [];
      }),
    ];
  },
};

/** What would never be sent, or ticked without being allowed, was meant otherwise. */
function sharingFaults(sharing: Sharing | undefined, path: string, world: World): Fault[] {
  if (!sharing) return [];
  const kinds = world.find('codeList', 'taskKind')?.body as CodeList | undefined;
  const asked = (sharing.never ?? []).map((question) => question.split('.')[0]!);
  return [
    ...sharing.suggested
      .filter((one) => !sharing.classes.includes(one))
      .map((one) => unpublished(`${path}.suggested`, one)),
    ...[...(sharing.forms ?? []), ...asked]
      .filter((form) => !world.find('form', form))
      .map((form) => unpublished(`${path}.forms`, form)),
    ...(sharing.onWithdrawal ?? [])
      .filter(({ task }) => kinds && !kinds.items.some(({ code }) => code === task))
      .map(({ task }) => unpublished(`${path}.onWithdrawal`, task)),
  ];
}

function unreadable(path: string, when: string): Fault[] {
  const parsed = parseExpression(when);
  return parsed.ok ? [] : [{ path, code: `expression.${parsed.error.code}`, ...paramsOf(parsed.error.params) }];
}

/** A fact of a form that the programme does not have could never be met. */
const factFaults = (facts: readonly Fact[], path: string, programme: Programme): Fault[] => [
  ...twice(facts, path),
  ...facts.flatMap(({ code, form, when }) => [
    ...(programme.forms.includes(form) ? [] : [unpublished(`${path}.${code}.form`, form)]),
    ...(when === undefined ? [] : unreadable(`${path}.${code}.when`, when)),
  ]),
];

const paramsOf = (params: Fault['params'] | undefined): Pick<Fault, 'params'> => (params ? { params } : {});

/** The tree is at most a dozen levels deep; more is a circle. */
function isInItself(code: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  let at = parents.get(code);
  for (let depth = 0; at !== undefined; depth++) {
    if (at === code || depth > 12) return true;
    at = parents.get(at);
  }
  return false;
}
