import type { Slice, Span } from '../text/place';
import { normalizedName } from './name';
import { parseVersion } from './pep440';
import { clauseOf } from './pep440-specifier';

/** Environment markers: https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers */

/** What a marker asks of the environment. Spans count in the text that was parsed. */
export type Marker =
  | (Span & { readonly kind: 'and' | 'or'; readonly parts: readonly Marker[] })
  | (Span & { readonly kind: 'compare'; readonly operator: string; readonly left: Operand; readonly right: Operand });

/** A variable under its present name (`os_name` for `os.name`), or a quoted value. */
export interface Operand extends Slice {
  readonly kind: 'variable' | 'value';
}

export interface SyntaxProblem extends Span {
  /** Plain words for people, a whole sentence. */
  readonly message: string;
}

/** The environment that markers are asked about: variables and their values, such as `sys_platform: 'linux'`. */
export type Environment = Readonly<Record<string, string | readonly string[]>>;

const deepest = 100;

/** Reads the marker that begins at `from` and takes the rest of the text; gives what was read up to a problem. */
export function parseMarker(text: string, from = 0): { readonly marker?: Marker; readonly problem?: SyntaxProblem } {
  const reader = new MarkerReader(text, from);
  try {
    const marker = reader.either(0);
    return reader.ended()
      ? { marker }
      : { marker, problem: reader.problem('Expected "and", "or" or the end of the marker here.') };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem };
    throw error;
  }
}

/** Whether a marker holds; `undefined` where that depends on something the environment does not say. */
export function evaluateMarker(marker: Marker, environment: Environment): boolean | undefined {
  if (marker.kind === 'compare') return compare(marker, environment);
  const decisive = marker.kind === 'or';
  let unknown = false;
  for (const part of marker.parts) {
    const holds = evaluateMarker(part, environment);
    if (holds === decisive) return decisive;
    unknown ||= holds === undefined;
  }
  return unknown ? undefined : !decisive;
}

const variable =
  /(?:python_version|python_full_version|os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)|python_implementation|implementation_(?:name|version)|extras?|dependency_groups)\b/y;
const operator = /===|==|~=|!=|<=|>=|<|>|in\b|not[ \t]+in\b/y;
const quoted = /'[^']*'|"[^"]*"/y;

class Unreadable extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super(problem.message);
  }
}

class MarkerReader {
  constructor(
    readonly text: string,
    private at: number,
  ) {}

  either(depth: number): Marker {
    return this.joined('or', () => this.both(depth));
  }

  ended(): boolean {
    this.space();
    return this.at === this.text.length;
  }

  problem(message: string): SyntaxProblem {
    return { start: this.at, end: Math.max(this.at, this.text.trimEnd().length), message };
  }

  private both(depth: number): Marker {
    return this.joined('and', () => this.atom(depth));
  }

  private joined(kind: 'and' | 'or', next: () => Marker): Marker {
    const parts = [next()];
    const word = kind === 'and' ? /and\b/y : /or\b/y;
    for (this.space(); this.take(word) !== undefined; this.space()) parts.push(next());
    const first = parts[0]!;
    return parts.length === 1 ? first : { kind, parts, start: first.start, end: parts[parts.length - 1]!.end };
  }

  private atom(depth: number): Marker {
    this.space();
    const start = this.at;
    if (this.take(/\(/y) === undefined) return this.comparison();
    if (depth === deepest) this.fail('This marker has more parentheses inside each other than can be read.');
    const inner = this.either(depth + 1);
    this.space();
    if (this.take(/\)/y) === undefined) this.fail('A closing parenthesis is missing here.');
    return { ...inner, start, end: this.at };
  }

  private comparison(): Marker {
    const left = this.operand();
    this.space();
    const sign = this.take(operator) ?? this.fail('Expected a comparison here, such as == or >=.');
    this.space();
    const right = this.operand();
    const normalized = sign.startsWith('not') ? 'not in' : sign;
    return { kind: 'compare', operator: normalized, left, right, start: left.start, end: right.end };
  }

  private operand(): Operand {
    const start = this.at;
    const name = this.take(variable);
    if (name !== undefined) return { kind: 'variable', text: presentName(name), start, end: this.at };
    const literal = this.take(quoted) ?? this.fail('Expected a marker name such as python_version, or a quoted value.');
    const value = unescaped(literal.slice(1, -1));
    if (value === undefined) this.fail('The backslash in this value is not a complete escape.', start);
    return { kind: 'value', text: value, start, end: this.at };
  }

  private space(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private fail(message: string, at = this.at): never {
    this.at = at;
    throw new Unreadable(this.problem(message));
  }
}

function presentName(name: string): string {
  const joined = name.replace('.', '_');
  return joined === 'python_implementation' ? 'platform_python_implementation' : joined;
}

const complete = /^(?:[^\\]|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^xuUN]))*$/;
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{1,3})|[^])/g;
const control: Partial<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** What a Python string literal means, as pip reads marker values so; `undefined` where an escape is incomplete. */
function unescaped(literal: string): string | undefined {
  if (!complete.test(literal)) return undefined;
  return literal.replace(escape, (whole, hex?: string, unicode?: string, octal?: string) => {
    const code = hex ?? unicode;
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    const escaped = whole[1]!;
    return control[escaped] ?? (/[\\'"]/.test(escaped) ? escaped : whole);
  });
}

const versions = new Set(['python_version', 'python_full_version', 'implementation_version']);

function compare(
  { operator, left, right }: Extract<Marker, { kind: 'compare' }>,
  environment: Environment,
): boolean | undefined {
  const [leftValue, rightValue] = [valueOf(left, environment), valueOf(right, environment)];
  const key = left.kind === 'variable' ? left.text : right.text;
  if (leftValue === undefined || rightValue === undefined || typeof leftValue !== 'string') return undefined;
  if (typeof rightValue !== 'string') {
    const member = rightValue.map(normalizedName).includes(normalizedName(leftValue));
    return operator === 'in' ? member : operator === 'not in' ? !member : undefined;
  }
  if (key === 'extra') return compareTexts(operator, normalizedName(leftValue), normalizedName(rightValue));
  const clause = versions.has(key) ? clauseOf(operator, rightValue) : undefined;
  return clause ? clause.fits(parseVersion(leftValue), leftValue) : compareTexts(operator, leftValue, rightValue);
}

function valueOf(operand: Operand, environment: Environment): string | readonly string[] | undefined {
  if (operand.kind === 'value') return operand.text;
  return Object.hasOwn(environment, operand.text) ? environment[operand.text] : undefined;
}

/** Texts have no order that markers may rely on: `<` and `>` never hold between them. */
function compareTexts(operator: string, left: string, right: string): boolean | undefined {
  switch (operator) {
    case 'in':
      return right.includes(left);
    case 'not in':
      return !right.includes(left);
    case '==':
    case '<=':
    case '>=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
    case '>':
      return false;
    default:
      return undefined;
  }
}
