/** What a form shows, requires and computes for some answers. Runs the same in the browser and on the server. */

import type { Text } from '../programme.ts';
import { type Compiled, compile, type ExpressionProperty, type Program } from './compile.ts';
import {
  type Answer,
  type Answers,
  type Choice,
  choicesOf,
  type Field,
  type FormContext,
  type FormDefinition,
  type Item,
  type Repeat,
  say,
} from './definition.ts';
import { bareName, run } from './expression.ts';
import { type Scalar, type Scope, toText, toTruth, type Value } from './functions.ts';
import { Refused, readAnswer, scalarOf } from './values.ts';

/** How one item stands. Instances of a repeat have items of their own, with their number in the path. */
export interface ItemState {
  /** `children.0.age`, as in `FieldProblem.path`. */
  path: string;
  item: Item;
  shown: boolean;
  required: boolean;
  readOnly: boolean;
  /** Present for a shown field that is answered, and answered in the right form. */
  value?: Answer;
  /** Why the answer given is not in the right form. */
  refused?: Refused;
  /** Number of instances of a repeat. */
  instances?: number;
  /** Choices on offer now, retired ones left out; computed when asked for. */
  readonly choices: readonly Choice[] | undefined;
}

export interface FormState {
  /** Answers with calculations filled in, and without what is not shown or not in the right form. */
  answers: Answers;
  /** Every item in document order. */
  items: readonly ItemState[];
  at(path: string): ItemState | undefined;
  /** A text of the form in the context's language, its `${name}` replaced by answers as seen from `path`. */
  say(text: Text | undefined, path?: string): string | undefined;
  /** Value of an item's expression as seen from its instance; undefined when it has none or it fails. */
  result(path: string, property: ExpressionProperty): Value | undefined;
}

/** Of one repeat in its place, and of all repeats of an entry together: a count of counts must not grow without end. */
export const mostInstances = 500;
const mostInAll = 5000;

/** One level of answers: the form itself, or one instance of a repeat. */
interface Frame {
  raw: Record<string, unknown>;
  repeat?: string;
  index: number;
  parent?: Frame;
  shown: Map<string, boolean>;
  values: Map<string, Answer>;
  refused: Map<string, Refused>;
  instances: Map<string, Frame[]>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const frame = (raw: unknown, index: number, place: { repeat: string; parent: Frame } | object = {}): Frame => ({
  raw: isRecord(raw) ? raw : {},
  index,
  ...place,
  shown: new Map(),
  values: new Map(),
  refused: new Map(),
  instances: new Map(),
});

/** Evaluates a form for answers as they are held while filling: keep what was typed, also where it is hidden now. */
export function evaluate(
  definition: FormDefinition,
  answers: Readonly<Record<string, unknown>>,
  context: FormContext,
): FormState {
  return new Evaluation(definition, answers, context);
}

class Evaluation implements FormState {
  readonly items: ItemState[] = [];
  readonly answers: Answers;
  private readonly places = new Map<string, { state: ItemState; frame: Frame }>();
  private readonly definition: FormDefinition;
  private readonly context: FormContext;
  private readonly program: Program;
  private readonly root: Frame;
  private readonly lang: string;
  private left = mostInAll;

  constructor(definition: FormDefinition, answers: Readonly<Record<string, unknown>>, context: FormContext) {
    this.definition = definition;
    this.context = context;
    this.lang = context.lang ?? definition.defaultLanguage;
    this.program = compile(definition);
    this.root = frame(answers, 0);
    for (const compiled of this.program.order) {
      for (const place of this.frames(compiled.repeats, [this.root])) this.settle(compiled, place);
    }
    this.answers = this.collect(definition.items, this.root, '');
  }

  at(path: string): ItemState | undefined {
    return this.places.get(path)?.state;
  }

  say(text: Text | undefined, path?: string): string | undefined {
    const from = (path === undefined ? undefined : this.places.get(path)?.frame) ?? this.root;
    return say(text, this.lang, this.definition.defaultLanguage)?.replace(
      /\$\{\s*([^\s{}]+)\s*\}/g,
      (_, name: string) =>
        this.see(name, from)
          .map((value) => this.display(name, value))
          .join(', '),
    );
  }

  result(path: string, property: ExpressionProperty): Value | undefined {
    const compiled = this.program.byName.get(path.slice(path.lastIndexOf('.') + 1));
    return compiled && this.compute(compiled, this.places.get(path)?.frame ?? this.root, property);
  }

  /** All frames below `from` that belong to the innermost of the repeats. */
  private frames(repeats: readonly Repeat[], from: Frame[]): Frame[] {
    return repeats.reduce((found, { name }) => found.flatMap((one) => one.instances.get(name) ?? []), from);
  }

  /** Decides whether the item is shown in this frame, and its value or its instances. */
  private settle(compiled: Compiled, place: Frame): void {
    const { item, parent } = compiled;
    const parentShown = parent?.kind === 'group' ? place.shown.get(parent.name) === true : true;
    const shown = parentShown && this.truth(compiled, place, 'showIf', true);
    place.shown.set(item.name, shown);
    if (item.kind === 'repeat') place.instances.set(item.name, shown ? this.open(compiled, place) : []);
    else if (item.kind === 'field' && shown) this.fill(compiled as Compiled<Field>, place);
  }

  private open(compiled: Compiled, place: Frame): Frame[] {
    const { name } = compiled.item;
    const given = Object.hasOwn(place.raw, name) ? place.raw[name] : undefined;
    const list: readonly unknown[] = Array.isArray(given) ? given : [];
    const count = this.compute(compiled, place, 'count');
    const wanted = count === undefined ? list.length : Math.trunc(Number(toText(count))) || 0;
    const length = Math.max(0, Math.min(wanted, mostInstances, this.left));
    if (length < wanted) place.refused.set(name, new Refused('tooMany', { most: length }));
    this.left -= length;
    return Array.from({ length }, (_, index) => frame(list[index], index, { repeat: name, parent: place }));
  }

  private fill(compiled: Compiled<Field>, place: Frame): void {
    const { item: field } = compiled;
    const given = Object.hasOwn(place.raw, field.name) ? place.raw[field.name] : undefined;
    let read = readAnswer(given, field, this.context);
    if (field.type === 'stamp') read = this.stamp(field, read);
    if (compiled.nodes.calculation && field.type !== 'note') {
      const always = field.type === 'calculated' || field.readOnly;
      // The answer is set first, so that `once()` and `.` see it.
      if (read !== undefined && !(read instanceof Refused)) place.values.set(field.name, read);
      if (always || read === undefined) {
        const result = this.compute(compiled, place, 'calculation');
        place.values.delete(field.name);
        read = this.computed(field, result);
      }
    }
    if (read instanceof Refused) place.refused.set(field.name, read);
    else if (read !== undefined) place.values.set(field.name, read);
  }

  private stamp(field: Field, read: Answer | undefined | Refused): Answer {
    const { now } = this.context;
    if (field.stamp === 'end' || typeof read !== 'string') return field.stamp === 'today' ? now.slice(0, 10) : now;
    return read;
  }

  private computed(field: Field, result: Value | undefined): Answer | undefined | Refused {
    const one = typeof result === 'object' ? result[0] : result;
    if (one === undefined || one === '' || (typeof one === 'number' && !Number.isFinite(one))) return undefined;
    return field.type === 'calculated' ? one : readAnswer(one, field, this.context);
  }

  private compute({ item, nodes }: Compiled, place: Frame, property: ExpressionProperty): Value | undefined {
    const node = nodes[property];
    if (!node) return undefined;
    const evaluated = run(node, this.scope(item.name, place));
    return evaluated.ok ? evaluated.value : undefined;
  }

  private truth(compiled: Compiled, place: Frame, property: ExpressionProperty, otherwise: boolean): boolean {
    const value = this.compute(compiled, place, property);
    return value === undefined ? otherwise : toTruth(value);
  }

  private scope(name: string, place: Frame, column: Scope['column'] = () => ''): Scope {
    return {
      now: this.context.now,
      lang: this.lang,
      self: scalarOf(place.values.get(name)),
      ref: (other) => this.see(other, place),
      all: (other) => this.see(other, place.parent ?? place),
      position: () => place.index + 1,
      choiceName: (field, code) => this.display(bareName(field), code),
      column,
    };
  }

  /**
   * Values of an item as seen from a frame: the one of the same instance where they share a repeat, else of every
   * instance. What is not shown is blank, and does not count among instances.
   */
  private see(name: string, from: Frame): readonly Scalar[] {
    const target = this.program.byName.get(name);
    if (!target) return [''];
    const around: Frame[] = [];
    for (let one: Frame | undefined = from; one?.parent; one = one.parent) around.unshift(one);
    let shared = 0;
    while (around[shared] && around[shared]!.repeat === target.repeats[shared]?.name) shared++;
    const start = shared === 0 ? this.root : around[shared - 1]!;
    const rest = target.repeats.slice(shared);
    const places = this.frames(rest, [start]);
    if (target.item.kind === 'repeat') return places.flatMap((one) => (one.instances.get(name) ?? []).map(() => ''));
    if (rest.length === 0) return [scalarOf(start.values.get(name))];
    return places.filter((one) => one.shown.get(name)).map((one) => scalarOf(one.values.get(name)));
  }

  /** A value as a person reads it: the label of a choice, else the value. */
  private display(name: string, value: Scalar): string {
    const item = this.program.byName.get(name)?.item;
    const choices = item?.kind === 'field' ? choicesOf(this.definition, item.list, this.context.codeList) : undefined;
    if (!choices) return String(value);
    return String(value)
      .split(' ')
      .map(
        (code) =>
          say(choices.find((choice) => choice.code === code)?.label, this.lang, this.definition.defaultLanguage) ??
          code,
      )
      .join(', ');
  }

  /** Builds the states and the answers in document order. */
  private collect(items: readonly Item[], place: Frame, prefix: string): Answers {
    const found: [string, Answer][] = [];
    for (const item of items) {
      const path = prefix + item.name;
      const state = this.state(item, place, path);
      this.items.push(state);
      this.places.set(path, { state, frame: place });
      if (item.kind === 'group') found.push(...Object.entries(this.collect(item.items, place, prefix)));
      else if (item.kind === 'repeat') {
        const instances = (place.instances.get(item.name) ?? []).map((one) =>
          this.collect(item.items, one, `${path}.${one.index}.`),
        );
        if (instances.length > 0) found.push([item.name, instances]);
      } else if (state.value !== undefined) found.push([item.name, state.value]);
    }
    // `fromEntries` defines names and never assigns them: no name reaches a prototype.
    return Object.fromEntries(found);
  }

  private state(item: Item, place: Frame, path: string): ItemState {
    const compiled = this.program.byName.get(item.name)!;
    const shown = place.shown.get(item.name) === true;
    const field = item.kind === 'field' ? item : undefined;
    const value = place.values.get(item.name);
    const refused = place.refused.get(item.name);
    const instances = place.instances.get(item.name)?.length;
    let offered: readonly Choice[] | undefined | null = null;
    const offer = () => {
      if (offered === null) offered = field && shown ? this.offer(compiled as Compiled<Field>, place) : undefined;
      return offered;
    };
    return {
      path,
      item,
      shown,
      required: shown && (field?.requiredIf === true || this.truth(compiled, place, 'requiredIf', false)),
      readOnly: field?.readOnly === true || field?.type === 'calculated' || field?.type === 'stamp',
      ...(value !== undefined && { value }),
      ...(refused && { refused }),
      ...(instances !== undefined && { instances }),
      get choices() {
        return offer();
      },
    };
  }

  private offer({ item, nodes }: Compiled<Field>, place: Frame): readonly Choice[] | undefined {
    const choices = choicesOf(this.definition, item.list, this.context.codeList);
    const kept = place.values.get(item.name);
    const chosen = Array.isArray(kept) ? kept : [kept];
    // A retired choice is not offered, but stays where it was once chosen.
    const current = choices?.filter((choice) => !choice.retired || chosen.includes(choice.code as never));
    const filter = nodes.choiceFilter;
    if (!filter) return current;
    return current?.filter((choice) => {
      const column = (name: string): string => {
        if (name === 'name') return choice.code;
        return choice.columns && Object.hasOwn(choice.columns, name) ? choice.columns[name]! : '';
      };
      const evaluated = run(filter, this.scope(item.name, place, column));
      return !evaluated.ok || toTruth(evaluated.value);
    });
  }
}
