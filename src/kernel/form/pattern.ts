/**
 * Regular expressions for `regex()` that cannot run away. A pattern from a workbook is foreign input, and JavaScript's
 * own engine backtracks: `(a+)+$` on thirty letters stops a server. This one simulates all alternatives at once
 * (Thompson's construction), so time is at most pattern × text. Back-references and look-around have no such
 * construction and are refused by name.
 */

/** Decides one character. */
type Test = (character: string) => boolean;
type Instruction =
  | { op: 'char'; test: Test }
  | { op: 'fork'; a: number; b: number }
  | { op: 'jump'; to: number }
  | { op: 'start' | 'end' | 'boundary' | 'notBoundary' }
  | { op: 'match' };

const longestPattern = 500;
const mostInstructions = 1000;
const longestText = 1000;
const deepestGroup = 30;

export type PatternCode = 'patternSyntax' | 'patternUnsupported' | 'patternTooLong' | 'patternTooDeep' | 'textTooLong';

export class PatternError extends Error {
  readonly code: PatternCode;
  constructor(code: PatternCode) {
    super(code);
    this.code = code;
  }
}

/** Whether the pattern matches the whole text, as XLSForm's `regex()` asks. Throws `PatternError`. */
export function matchesPattern(text: string, pattern: string): boolean {
  const program = compilePattern(pattern);
  const characters = [...text];
  if (characters.length > longestText) throw new PatternError('textTooLong');
  let current = new Set<number>();
  follow(program, 0, 0, characters, current);
  for (let at = 0; at < characters.length; at++) {
    const next = new Set<number>();
    for (const pc of current) {
      const instruction = program[pc]!;
      if (instruction.op === 'char' && instruction.test(characters[at]!)) {
        follow(program, pc + 1, at + 1, characters, next);
      }
    }
    current = next;
    if (current.size === 0) return false;
  }
  return current.has(program.length - 1);
}

/** Adds every instruction that is reached from `from` without reading a character. */
function follow(program: readonly Instruction[], from: number, at: number, text: string[], into: Set<number>): void {
  const open = [from];
  while (open.length > 0) {
    const pc = open.pop()!;
    if (into.has(pc)) continue;
    into.add(pc);
    const instruction = program[pc]!;
    if (instruction.op === 'jump') open.push(instruction.to);
    else if (instruction.op === 'fork') open.push(instruction.a, instruction.b);
    else if (instruction.op !== 'char' && instruction.op !== 'match' && holds(instruction.op, at, text))
      open.push(pc + 1);
  }
}

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);

function holds(op: 'start' | 'end' | 'boundary' | 'notBoundary', at: number, text: string[]): boolean {
  if (op === 'start') return at === 0;
  if (op === 'end') return at === text.length;
  return (isWord(text[at - 1]) !== isWord(text[at])) === (op === 'boundary');
}

const compiled = new Map<string, Instruction[]>();

/** Compiles and remembers a pattern; throws `PatternError` with a code for what is wrong with it. */
export function compilePattern(pattern: string): Instruction[] {
  const known = compiled.get(pattern);
  if (known) return known;
  if (pattern.length > longestPattern) throw new PatternError('patternTooLong');
  const program = new PatternCompiler(pattern).compile();
  if (compiled.size >= 100) compiled.clear();
  compiled.set(pattern, program);
  return program;
}

class PatternCompiler {
  private readonly source: string;
  private at = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  compile(): Instruction[] {
    const program = this.alternatives();
    if (this.at < this.source.length) throw new PatternError('patternSyntax');
    return limited([...program, { op: 'match' }]);
  }

  /** Code is position-independent until placed: jumps are written relative and `shift` moves them. */
  private alternatives(): Instruction[] {
    if (++this.depth > deepestGroup) throw new PatternError('patternTooDeep');
    let code = this.sequence();
    while (this.source[this.at] === '|') {
      this.at++;
      code = either(code, this.sequence());
    }
    this.depth--;
    return code;
  }

  private sequence(): Instruction[] {
    const code: Instruction[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!)) {
      append(code, this.repeated(this.atom()));
      limited(code);
    }
    return code;
  }

  private atom(): Instruction[] {
    const character = this.take();
    switch (character) {
      case '^':
        return [{ op: 'start' }];
      case '$':
        return [{ op: 'end' }];
      case '.':
        return [{ op: 'char', test: (c) => c !== '\n' && c !== '\r' }];
      case '(':
        return this.group();
      case '[':
        return this.set();
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
      case '{':
        throw new PatternError('patternSyntax');
      default:
        return [{ op: 'char', test: (c) => c === character }];
    }
  }

  private take(): string {
    const character = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    if (this.at >= this.source.length) throw new PatternError('patternSyntax');
    this.at += character.length;
    return character;
  }

  private group(): Instruction[] {
    if (this.source[this.at] === '?') {
      if (this.source[this.at + 1] !== ':') throw new PatternError('patternUnsupported');
      this.at += 2;
    }
    const code = this.alternatives();
    if (this.take() !== ')') throw new PatternError('patternSyntax');
    return code;
  }

  private set(): Instruction[] {
    const from = this.at - 1;
    if (this.source[this.at] === '^') this.at++;
    if (this.source[this.at] === ']') this.at++;
    for (;;) {
      const character = this.take();
      if (character === '\\') this.take();
      else if (character === ']') break;
    }
    return [{ op: 'char', test: single(this.source.slice(from, this.at)) }];
  }

  private escape(): Instruction[] {
    const letter = this.take();
    if (letter === 'b') return [{ op: 'boundary' }];
    if (letter === 'B') return [{ op: 'notBoundary' }];
    if (/[1-9k]/.test(letter)) throw new PatternError('patternUnsupported');
    if (!/[A-Za-z0-9]/.test(letter)) return [{ op: 'char', test: (c) => c === letter }];
    const from = this.at;
    const rest = /^(?:p|P)\{[\w=]{1,40}\}|^u[0-9A-Fa-f]{4}|^x[0-9A-Fa-f]{2}|^[dDwWsStnrfv0]/.exec(
      this.source.slice(from - 1),
    );
    if (!rest) throw new PatternError('patternUnsupported');
    this.at = from - 1 + rest[0].length;
    return [{ op: 'char', test: single(`\\${rest[0]}`) }];
  }

  private repeated(code: Instruction[]): Instruction[] {
    const rest = this.source.slice(this.at);
    const quantifier = /^(?:[*+?]|\{(\d{1,4})(?:(,)(\d{0,4}))?\})/.exec(rest);
    if (!quantifier) return code;
    this.at += quantifier[0].length;
    // Lazy or not is the same to a whole match.
    if (this.source[this.at] === '?') this.at++;
    else if (this.source[this.at] === '+') throw new PatternError('patternUnsupported');
    const sign = quantifier[0][0];
    const least = sign === '*' || sign === '?' ? 0 : sign === '+' ? 1 : Number(quantifier[1]);
    const open = sign === '*' || sign === '+' || (quantifier[2] !== undefined && quantifier[3] === '');
    const most = sign === '?' ? 1 : open ? least : Number(quantifier[3] ?? quantifier[1]);
    if (most < least) throw new PatternError('patternSyntax');
    const result: Instruction[] = [];
    for (let n = 0; n < least; n++) append(limited(result), code);
    if (open) append(result, star(code));
    for (let n = least; n < most; n++) append(limited(result), either(code, []));
    return result;
  }
}

function limited(code: Instruction[]): Instruction[] {
  if (code.length > mostInstructions) throw new PatternError('patternTooLong');
  return code;
}

const shift = (code: readonly Instruction[], by: number): Instruction[] =>
  code.map((instruction) => {
    if (instruction.op === 'jump') return { op: 'jump', to: instruction.to + by };
    if (instruction.op === 'fork') return { op: 'fork', a: instruction.a + by, b: instruction.b + by };
    return instruction;
  });

function append(code: Instruction[], more: readonly Instruction[]): void {
  code.push(...shift(more, code.length));
}

const either = (a: Instruction[], b: Instruction[]): Instruction[] => [
  { op: 'fork', a: 1, b: a.length + 2 },
  ...shift(a, 1),
  { op: 'jump', to: a.length + b.length + 2 },
  ...shift(b, a.length + 2),
];

const star = (code: Instruction[]): Instruction[] => [
  { op: 'fork', a: 1, b: code.length + 2 },
  ...shift(code, 1),
  { op: 'jump', to: 0 },
];

/** One character of a class. JavaScript may decide it: without a quantifier there is nothing to backtrack. */
function single(source: string): Test {
  for (const flags of ['u', '']) {
    try {
      const test = new RegExp(`^${source}$`, flags);
      return (character) => test.test(character);
    } catch {
      // Patterns written for other engines escape what the strict flag forbids; the second round takes them.
    }
  }
  throw new PatternError('patternSyntax');
}
