/** What is wrong with a definition that somebody wants to publish, beside everything else that is published. */
import { check, type FormDefinition, parseExpression } from '../../kernel/form/index.ts';
import type {
  Calendar,
  Checklist,
  CodeList,
  Fact,
  Limit,
  MessageTemplate,
  Programme,
  Role,
  Sharing,
  Timer,
} from '../../kernel/index.ts';
import type { Db } from '../ports.ts';
import { findUnkeepable } from '../unkeepable.ts';
import { bodies, type PlaceTree } from './bodies.ts';
import type { kinds } from './contract.ts';
import { type Fault, unpublished } from './fault.ts';
import { indicatorFaults } from './indicators.ts';
import { messageFaults, satisfactionFaults } from './messages.ts';

export type { Fault };
export type Kind = (typeof kinds)[number];

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
    const timed = world.all<Timer>('timer').filter((timer) => timer.programme === programme.code);
    const filled = (path: string, form: string | undefined): Fault[] =>
      form === undefined || programme.forms.includes(form) ? [] : [unpublished(path, form)];
    const offered = (path: string, task: string): Fault[] =>
      !kinds || kinds.items.some(({ code }) => code === task) ? [] : [unpublished(path, task)];
    // A case is closed in a last stage: a rule for another one would never let anybody go.
    const ends = new Set(programme.stages.filter(({ final }) => final).map(({ code }) => code));
    const retention = programme.retention ?? [];
    return [
      ...twice(programme.stages, 'stages'),
      ...timed.flatMap(({ code, from, until, pausedIn = [] }) =>
        [...from, ...until, ...pausedIn].flatMap((stage) => known(`stages (timer ${code})`, stage)),
      ),
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
        ...twice(gate?.approvals ?? [], `transitions.${index}.gate.approvals`),
        ...factFaults(
          [...(gate?.facts ?? []), ...(gate?.child?.facts ?? [])],
          `transitions.${index}.gate.facts`,
          programme,
        ),
        ...effects.flatMap(({ task, form, when }) => [
          ...offered(`transitions.${index}.effects`, task),
          ...filled(`transitions.${index}.effects`, form),
          ...(when === undefined ? [] : unreadable(`transitions.${index}.effects.when`, when)),
        ]),
      ]),
      ...(programme.followUps ?? []).flatMap(({ stage, task, form }, index) => [
        ...filled(`followUps.${index}.form`, form),
        ...known(`followUps.${index}.stage`, stage),
        ...offered(`followUps.${index}.task`, task),
      ]),
      ...programme.signs.flatMap(({ code, when }) => unreadable(`signs.${code}.when`, when)),
      ...twice(programme.indicators ?? [], 'indicators'),
      ...indicatorFaults(programme, world),
      ...satisfactionFaults(programme, world),
      ...retention.flatMap(({ stage }, index) =>
        stage === undefined || ends.has(stage) ? [] : [unpublished(`retention.${index}.stage`, stage)],
      ),
      ...twice(
        retention.map(({ stage = '' }) => ({ code: stage })),
        'retention',
      ),
    ];
  },

  calendar: ({ weekend, holidays }: Calendar) => [
    ...twice(
      weekend.map((day) => ({ code: String(day) })),
      'weekend',
    ),
    ...twice(
      holidays.map(({ day }) => ({ code: day })),
      'holidays',
    ),
  ],

  timer: ({ programme, from, until, pausedIn = [], limits }: Timer, world) => {
    const stages = (world.find('programme', programme)?.body as Programme | undefined)?.stages;
    const named = Object.entries({ from, until, pausedIn }).flatMap(([path, codes]) =>
      codes.map((code) => ({ path, code })),
    );
    return [
      ...(stages ? [] : [unpublished('programme', programme)]),
      ...named.flatMap(({ path, code }) =>
        stages && !stages.some((stage) => stage.code === code) ? [unpublished(path, code)] : [],
      ),
      // What starts it cannot also stop it or meet it.
      ...twice(named, 'from'),
      ...limits.flatMap((limit, index) => limitFaults(limit, `limits.${index}`, world)),
      ...twice(
        limits.map(({ where = {} }) => ({
          code: [where.destination, where.nationality, where.place].map((part) => part ?? '-').join(' '),
        })),
        'limits',
      ),
    ];
  },

  checklist: (list: Checklist) => twice(list.steps, 'steps'),

  message: (template: MessageTemplate, world) => messageFaults(template, world),

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

function limitFaults(
  { where = {}, calendar, unit, warnBefore, escalateAfter }: Limit,
  path: string,
  world: World,
): Fault[] {
  const destinations = world.find('codeList', 'destination')?.body as CodeList | undefined;
  const { destination, place } = where;
  const countsWorkingDays = [unit, warnBefore.unit, escalateAfter?.unit].includes('workingDays');
  return [
    ...(calendar === undefined && countsWorkingDays ? [{ path: `${path}.calendar`, code: 'required' }] : []),
    ...(calendar !== undefined && !world.find('calendar', calendar) ? [unpublished(`${path}.calendar`, calendar)] : []),
    ...(destination !== undefined && destinations && !destinations.items.some(({ code }) => code === destination)
      ? [unpublished(`${path}.where.destination`, destination)]
      : []),
    ...(place !== undefined &&
    !world.all<PlaceTree>('places').some(({ places }) => places.some(({ code }) => code === place))
      ? [unpublished(`${path}.where.place`, place)]
      : []),
  ];
}

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
