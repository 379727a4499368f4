/**
 * XLSForm expressions: the part of XPath that forms are written in. A small lexer, a recursive parser with bounded
 * depth, a tree walker. Nothing is ever handed to JavaScript as code, and a mistake is a value with its position.
 */
import type { Answers } from './definition.ts';
import {
  functions,
  operate,
  type Scalar,
  type Scope,
  toNumber,
  toScalar,
  toText,
  toTruth,
  unsupportedFunctions,
  type Value,
} from './functions.ts';
import { compilePattern, type PatternCode, PatternError } from './pattern.ts';
import { scalarOf } from './values.ts';

export type ExpressionCode =
  | PatternCode
  | 'incomplete'
  | 'unexpected'
  | 'unclosed'
  | 'path'
  | 'bareName'
  | 'arguments'
  | 'unknownFunction'
  | 'unsupportedFunction'
  | 'tooLong'
  | 'tooDeep';

export interface ExpressionError {
  /** Key of the words under `definition.expression.`. */
  code: ExpressionCode;
  /** Where in the expression, in UTF-16 units from 0. */
  position: number;
  params?: Record<string, string | number>;
}

export type Node =
  | { kind: 'literal'; value: string | number }
  | { kind: 'self' }
  | { kind: 'ref'; name: string; position: number }
  | { kind: 'column'; name: string; position: number }
  | { kind: 'negative'; of: Node }
  | { kind: 'operator'; op: string; left: Node; right: Node }
  | { kind: 'call'; name: string; args: Node[]; position: number }
  /** `indexed-repeat(${field}, ${repeat}, number)` */
  | { kind: 'indexed'; name: string; repeat: string; index: Node; position: number };

export type Parsed = { ok: true; node: Node } | { ok: false; error: ExpressionError };
export type Evaluated<T = Value> = { ok: true; value: T } | { ok: false; error: ExpressionError };

const longestExpression = 8000;
const deepestExpression = 60;
const mostNodes = 2000;

interface Token {
  kind: 'number' | 'string' | 'ref' | 'name' | 'symbol' | 'end';
  text: string;
  position: number;
}

class Fault extends Error {
  readonly error: ExpressionError;
  constructor(code: ExpressionCode, position: number, params?: Record<string, string | number>) {
    super(code);
    this.error = { code, position, ...(params && { params }) };
  }
}

const tokenPattern =
  /\s+|(?<number>\d+(?:\.\d*)?|\.\d+)|(?<string>"[^"]*"|'[^']*')|\$\{\s*(?<ref>[^\s{}]+)\s*\}|(?<name>[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)|(?<symbol>!=|<=|>=|\.\.|\/\/|::|[-+*()=<>,./@|[\]])/y;

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.length) {
    const position = tokenPattern.lastIndex;
    const match = tokenPattern.exec(source);
    if (!match) {
      const character = String.fromCodePoint(source.codePointAt(position)!);
      const open = character === '"' || character === "'";
      throw new Fault(open ? 'unclosed' : 'unexpected', position, { text: character });
    }
    for (const kind of ['number', 'string', 'ref', 'name', 'symbol'] as const) {
      const text = match.groups?.[kind];
      if (text !== undefined) tokens.push({ kind, text, position });
    }
  }
  tokens.push({ kind: 'end', text: '', position: source.length });
  return tokens;
}

/** Operators from the loosest to the tightest. */
const levels = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod']];

class Parser {
  private readonly tokens: Token[];
  private readonly columns: boolean;
  private next = 0;
  private depth = 0;
  private nodes = 0;

  constructor(source: string, columns: boolean) {
    this.tokens = tokenise(source);
    this.columns = columns;
  }

  parse(): Node {
    const node = this.level(0);
    const rest = this.peek();
    if (rest.kind !== 'end') throw this.unexpected(rest);
    return node;
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.next + ahead, this.tokens.length - 1)]!;
  }

  private unexpected(token: Token): Fault {
    if (token.kind === 'end') return new Fault('incomplete', token.position);
    if (['/', '//', '..', '::', '@', '[', '|'].includes(token.text)) {
      return new Fault('path', token.position, { text: token.text });
    }
    return new Fault('unexpected', token.position, { text: token.text });
  }

  private takes(symbol: string): boolean {
    const found = this.peek().kind === 'symbol' && this.peek().text === symbol;
    if (found) this.next++;
    return found;
  }

  private expect(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected(this.peek());
  }

  private level(at: number): Node {
    const operators = levels[at];
    if (!operators) return this.unary();
    let left = this.level(at + 1);
    for (;;) {
      const { kind, text } = this.peek();
      if ((kind !== 'symbol' && kind !== 'name') || !operators.includes(text)) return left;
      this.next++;
      left = this.count({ kind: 'operator', op: text, left, right: this.level(at + 1) });
    }
  }

  private unary(): Node {
    const { position } = this.peek();
    if (++this.depth > deepestExpression) throw new Fault('tooDeep', position);
    const node = this.takes('-') ? this.count({ kind: 'negative', of: this.unary() }) : this.primary();
    this.depth--;
    return node;
  }

  private count(node: Node): Node {
    if (++this.nodes > mostNodes) throw new Fault('tooLong', this.peek().position);
    return node;
  }

  private primary(): Node {
    const token = this.peek();
    this.next++;
    const node = this.operand(token);
    const after = this.peek();
    if (after.kind === 'symbol' && ['/', '//', '[', '|', '::'].includes(after.text)) throw this.unexpected(after);
    return this.count(node);
  }

  private operand(token: Token): Node {
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', value: Number(token.text) };
      case 'string':
        return { kind: 'literal', value: token.text.slice(1, -1) };
      case 'ref':
        return { kind: 'ref', name: token.text, position: token.position };
      case 'name':
        if (this.takes('(')) return this.call(token);
        if (this.columns) return { kind: 'column', name: token.text, position: token.position };
        throw new Fault('bareName', token.position, { text: token.text });
      default:
        if (token.text === '.') return { kind: 'self' };
        if (token.text === '(' && token.kind === 'symbol') {
          const inner = this.level(0);
          this.expect(')');
          return inner;
        }
        throw this.unexpected(token);
    }
  }

  private call({ text: name, position }: Token): Node {
    // `position(..)` is the one place where a path step is meant: the instance of the repeat around.
    if (name === 'position' && this.takes('..')) {
      this.expect(')');
      return { kind: 'call', name, args: [], position };
    }
    const args: Node[] = [];
    if (!this.takes(')')) {
      do args.push(this.level(0));
      while (this.takes(','));
      this.expect(')');
    }
    if (name === 'indexed-repeat') return indexed(args, position);
    const known = functions.get(name);
    if (!known) {
      throw new Fault(unsupportedFunctions.has(name) ? 'unsupportedFunction' : 'unknownFunction', position, {
        text: name,
      });
    }
    if (args.length < known.least || args.length > known.most || name === 'position') {
      throw new Fault('arguments', position, { text: name });
    }
    const pattern = args[1];
    if (name === 'regex' && pattern?.kind === 'literal') checkPattern(String(pattern.value), position);
    return { kind: 'call', name, args, position };
  }
}

function indexed([field, repeat, index, ...more]: Node[], position: number): Node {
  if (field?.kind !== 'ref' || repeat?.kind !== 'ref' || !index || more.length > 0) {
    throw new Fault('arguments', position, { text: 'indexed-repeat' });
  }
  return { kind: 'indexed', name: field.name, repeat: repeat.name, index, position };
}

function checkPattern(pattern: string, position: number): void {
  try {
    compilePattern(pattern);
  } catch (error) {
    throw error instanceof PatternError ? new Fault(error.code, position) : error;
  }
}

const attempt = <T>(work: () => T): { ok: true; value: T } | { ok: false; error: ExpressionError } => {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: error.error };
    if (error instanceof PatternError) return { ok: false, error: { code: error.code, position: 0 } };
    throw error;
  }
};

/** Parses an expression. `columns` allows bare names, which a choice filter uses for columns of the choices. */
export function parseExpression(source: string, { columns = false } = {}): Parsed {
  const parsed = attempt(() => {
    if (source.length > longestExpression) throw new Fault('tooLong', longestExpression);
    return new Parser(source, columns).parse();
  });
  return parsed.ok ? { ok: true, node: parsed.value } : parsed;
}

/** Evaluates a parsed expression; never throws for anything an expression can contain. */
export const run = (node: Node, scope: Scope): Evaluated => attempt(() => value(node, scope));

function value(node: Node, scope: Scope): Value {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'self':
      return scope.self;
    case 'ref':
      return scope.ref(node.name);
    case 'column':
      return scope.column(node.name);
    case 'negative':
      return -toNumber(value(node.of, scope));
    case 'indexed':
      return scope.all(node.name)[toNumber(value(node.index, scope)) - 1] ?? '';
    case 'call':
      return functions.get(node.name)!.run(
        node.args.map((arg) => value(arg, scope)),
        scope,
      );
    default: {
      const left = value(node.left, scope);
      if (node.op === 'or') return toTruth(left) || toTruth(value(node.right, scope));
      if (node.op === 'and') return toTruth(left) && toTruth(value(node.right, scope));
      return operate(node.op, left, value(node.right, scope));
    }
  }
}

/** Every reference of an expression: `${name}`, the repeat of `indexed-repeat`, the field of `jr:choice-name`. */
export function* referencesOf(node: Node): Generator<{ name: string; position: number }> {
  switch (node.kind) {
    case 'ref':
      yield node;
      break;
    case 'negative':
      yield* referencesOf(node.of);
      break;
    case 'operator':
      yield* referencesOf(node.left);
      yield* referencesOf(node.right);
      break;
    case 'indexed':
      yield node;
      yield { name: node.repeat, position: node.position };
      yield* referencesOf(node.index);
      break;
    case 'call':
      for (const arg of node.args) yield* referencesOf(arg);
      break;
  }
}

/** Columns of the choices that a filter names. */
export function* columnsOf(node: Node): Generator<{ name: string; position: number }> {
  if (node.kind === 'column') yield node;
  else if (node.kind === 'negative') yield* columnsOf(node.of);
  else if (node.kind === 'call') for (const arg of node.args) yield* columnsOf(arg);
  else if (node.kind === 'operator') {
    yield* columnsOf(node.left);
    yield* columnsOf(node.right);
  }
}

/** The name written in `${name}` or `name`, as `jr:choice-name` receives it. */
export const bareName = (text: string): string => text.trim().replace(/^\$\{\s*|\s*\}$/g, '');

/** Texts whose parsing is remembered: signs and gates are few, and each is asked of every answer that is saved. */
const mostRemembered = 500;
const remembered = new Map<string, Parsed>();

function parseOnce(source: string): Parsed {
  let parsed = remembered.get(source);
  if (!parsed) {
    parsed = parseExpression(source);
    if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!);
    remembered.set(source, parsed);
  }
  return parsed;
}

/**
 * Evaluates an expression over plain answers, without a definition: a programme's signs and gates.
 * A name without an answer is a blank; a name inside a repeat yields every instance.
 */
export function evaluateExpression(
  source: string,
  answers: Answers,
  { now, lang = 'en' }: { now: string; lang?: string },
): Evaluated<Scalar> {
  const parsed = parseOnce(source);
  if (!parsed.ok) return parsed;
  const find = (name: string): readonly Scalar[] => {
    if (Object.hasOwn(answers, name)) {
      const answer = answers[name]!;
      return Array.isArray(answer) && typeof answer[0] === 'object' ? answer.map(() => '') : [scalarOf(answer)];
    }
    const inside: Scalar[] = [];
    for (const answer of Object.values(answers))
      if (Array.isArray(answer))
        for (const one of answer)
          if (typeof one === 'object' && one && Object.hasOwn(one, name)) inside.push(scalarOf(one[name]!));
    return inside.length > 0 ? inside : [''];
  };
  const evaluated = run(parsed.node, {
    now,
    lang,
    self: '',
    ref: find,
    all: find,
    position: () => 1,
    choiceName: (_, code) => code,
    column: () => '',
  });
  return evaluated.ok ? { ok: true, value: toScalar(evaluated.value) } : evaluated;
}

export { toText, toTruth };
