import type { Token } from './lexer';
import type { Arguments, Expression, Filtering, Parameter, Target } from './syntax';

/** Thrown at a word that cannot stand where it does. */
export class SyntaxFault extends Error {}

const deepest = 120;
const comparing: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);
const constants: ReadonlyMap<string, boolean | null> = new Map(
  Object.entries({ true: true, True: true, false: false, False: false, none: null, None: null }),
);
/** From loose to tight. */
const levels: readonly (readonly string[])[] = [['+', '-'], ['~'], ['*', '/', '//', '%'], ['**']];
const noArguments: Arguments = { positional: [], named: new Map() };

/** Reads the code of one tag word by word. Precedence is that of Jinja 3: https://github.com/pallets/jinja/blob/main/src/jinja2/parser.py */
export class ExpressionParser {
  #next = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.#next >= this.tokens.length;
  }

  /** Passes over an operator or a name, if it stands here. */
  takes(...texts: readonly string[]): string | undefined {
    const token = this.#among(texts);
    if (token) this.#next++;
    return token?.text;
  }

  expect(text: string): void {
    if (this.takes(text) === undefined) throw new SyntaxFault();
  }

  name(): string {
    const token = this.tokens[this.#next++];
    if (token?.kind !== 'name') throw new SyntaxFault();
    return token.text;
  }

  /** An expression, or several with commas between them, which make a tuple. */
  tuple(): Expression {
    const first = this.expression();
    if (!this.#stands(',')) return first;
    const items = [first];
    while (this.takes(',') !== undefined) {
      if (this.isAtEnd || this.#stands('=', ')', 'recursive')) break;
      items.push(this.expression());
    }
    return { kind: 'list', items, start: first.start, end: this.#end() };
  }

  expression(): Expression {
    return this.#nested(() => {
      let node = this.#or();
      while (this.takes('if') !== undefined) {
        const test = this.#or();
        const otherwise = this.takes('else') === undefined ? undefined : this.expression();
        node = { kind: 'conditional', of: node, test, otherwise, start: node.start, end: this.#end() };
      }
      return node;
    });
  }

  /** An expression that is no `… if …`, such as what a loop goes over before its `if`. */
  withoutCondition(): Expression {
    const first = this.#nested(() => this.#or());
    if (!this.#stands(',')) return first;
    const items = [first];
    while (this.takes(',') !== undefined) items.push(this.#or());
    return { kind: 'list', items, start: first.start, end: this.#end() };
  }

  /** `a, (b, c)`: nested targets are put in one row, as each takes a part of what is there. */
  targets(): readonly Target[] {
    const targets: Target[] = [];
    let open = 0;
    for (;;) {
      while (this.takes('(', '[') !== undefined) open++;
      const name = this.name();
      targets.push(this.takes('.') === undefined ? { name } : { name, attribute: this.name() });
      while (open > 0 && this.takes(')', ']') !== undefined) open--;
      if (this.takes(',') === undefined || this.#stands('=', 'in')) return targets;
    }
  }

  /** The parameters of a macro, with parentheses. */
  parameters(): readonly Parameter[] {
    const parameters: Parameter[] = [];
    this.expect('(');
    while (this.takes(')') === undefined) {
      const name = this.name();
      parameters.push({ name, preset: this.takes('=') === undefined ? undefined : this.expression() });
      if (this.takes(',') === undefined && !this.#stands(')')) throw new SyntaxFault();
    }
    return parameters;
  }

  /** `lower | replace('a', 'b')`: the filters of a block. */
  filters(): readonly Filtering[] {
    const filters: Filtering[] = [];
    do {
      const start = this.#start();
      const name = this.#dotted();
      filters.push({ name, arguments: this.#optionalArguments(), start, end: this.#end() });
    } while (this.takes('|') !== undefined);
    return filters;
  }

  #or(): Expression {
    return this.#row(['or'], () => this.#row(['and'], () => this.#not()));
  }

  #row(operators: readonly string[], operand: () => Expression): Expression {
    let node = operand();
    for (let token = this.#among(operators); token; token = this.#among(operators)) {
      this.#next++;
      node = this.#binary(token.text, node, operand());
    }
    return node;
  }

  #not(): Expression {
    const start = this.#start();
    if (this.takes('not') === undefined) return this.#comparison();
    return this.#nested(() => ({ kind: 'unary', operator: 'not', operand: this.#not(), start, end: this.#end() }));
  }

  #comparison(): Expression {
    let node = this.#level(0);
    for (;;) {
      const token = this.tokens[this.#next];
      if (token?.kind === 'operator' && comparing.has(token.text)) {
        this.#next++;
        node = this.#binary(token.text, node, this.#level(0));
      } else if (this.takes('in') !== undefined) node = this.#binary('in', node, this.#level(0));
      else if (this.#stands('not') && this.tokens[this.#next + 1]?.text === 'in') {
        this.#next += 2;
        node = this.#binary('not in', node, this.#level(0));
      } else return node;
    }
  }

  #level(level: number): Expression {
    const operators = levels[level];
    return operators ? this.#row(operators, () => this.#level(level + 1)) : this.#unary(true);
  }

  #unary(withFilters: boolean): Expression {
    const start = this.#start();
    const operator = this.takes('-', '+');
    const node =
      operator === undefined
        ? this.#primary()
        : this.#nested((): Expression => {
            const operand = this.#unary(false);
            return { kind: 'unary', operator, operand, start, end: operand.end };
          });
    return this.#postfix(node, withFilters);
  }

  #postfix(from: Expression, withFilters: boolean): Expression {
    let node = from;
    for (;;) {
      const { start } = node;
      if (this.takes('.') !== undefined) {
        const token = this.tokens[this.#next++];
        if (token?.kind !== 'name' && token?.kind !== 'number') throw new SyntaxFault();
        node = { kind: 'attribute', of: node, name: token.text, start, end: token.end };
      } else if (this.#stands('[')) node = this.#subscript(node);
      else if (this.#stands('('))
        node = { kind: 'call', of: node, arguments: this.#arguments(), start, end: this.#end() };
      else if (withFilters && this.takes('|') !== undefined) {
        const name = this.#dotted();
        node = { kind: 'filter', of: node, name, arguments: this.#optionalArguments(), start, end: this.#end() };
      } else if (withFilters && this.takes('is') !== undefined) node = this.#test(node);
      else return node;
    }
  }

  #test(of: Expression): Expression {
    const isNegated = this.takes('not') !== undefined;
    const name = this.#dotted();
    const token = this.tokens[this.#next];
    const isArgument =
      token !== undefined &&
      (token.kind !== 'operator' || /^[[{]$/.test(token.text)) &&
      !/^(?:and|or|not|if|else|is|in|recursive)$/.test(token.text);
    const given = isArgument ? { positional: [this.#unary(false)], named: new Map() } : this.#optionalArguments();
    const { start } = of;
    const node: Expression = { kind: 'test', of, name, arguments: given, start, end: this.#end() };
    return isNegated ? { kind: 'unary', operator: 'not', operand: node, start, end: node.end } : node;
  }

  #subscript(of: Expression): Expression {
    this.expect('[');
    const bounds: (Expression | undefined)[] = [];
    let isSlice = false;
    let isTuple = false;
    for (let current: Expression | undefined; ;) {
      if (!this.#stands(':', ',', ']')) current = this.expression();
      const mark = this.takes(':', ',', ']');
      if (mark === undefined) throw new SyntaxFault();
      if (mark !== ']' || current || isSlice) bounds.push(current);
      current = undefined;
      isSlice ||= mark === ':';
      isTuple ||= mark === ',';
      if (mark === ']') break;
    }
    const span = { start: of.start, end: this.#end() };
    if (isSlice) return { kind: 'slice', of, bounds, ...span };
    const items = bounds.filter((bound) => bound !== undefined);
    const [key] = items;
    if (!key) throw new SyntaxFault();
    return { kind: 'subscript', of, key: isTuple ? { kind: 'list', items, ...span } : key, ...span };
  }

  #optionalArguments(): Arguments {
    return this.#stands('(') ? this.#arguments() : noArguments;
  }

  #arguments(): Arguments {
    const positional: Expression[] = [];
    const named = new Map<string, Expression>();
    this.expect('(');
    while (this.takes(')') === undefined) {
      const start = this.#start();
      const operator = this.takes('*', '**');
      const key = this.tokens[this.#next + 1]?.text === '=' && operator === undefined ? this.name() : undefined;
      if (key !== undefined) this.expect('=');
      const value = this.expression();
      if (operator !== undefined) positional.push({ kind: 'unary', operator, operand: value, start, end: value.end });
      else if (key === undefined) positional.push(value);
      else named.set(key, value);
      if (this.takes(',') === undefined && !this.#stands(')')) throw new SyntaxFault();
    }
    return { positional, named };
  }

  #primary(): Expression {
    const token = this.tokens[this.#next++];
    if (!token) throw new SyntaxFault();
    const { start, end, text } = token;
    if (token.kind === 'number') return { kind: 'literal', value: Number(text.replaceAll('_', '')), start, end };
    if (token.kind === 'name') {
      const constant = constants.get(text);
      return constant === undefined
        ? { kind: 'name', name: text, start, end }
        : { kind: 'literal', value: constant, start, end };
    }
    if (token.kind === 'string') {
      const texts = [text];
      while (this.tokens[this.#next]?.kind === 'string') texts.push(this.tokens[this.#next++]!.text);
      return { kind: 'literal', value: texts.join(''), start, end: this.#end() };
    }
    if (text === '(') return this.#parenthesized(start);
    if (text === '[') return { kind: 'list', items: this.#items(']'), start, end: this.#end() };
    if (text === '{') return this.#dict(start);
    throw new SyntaxFault();
  }

  #parenthesized(start: number): Expression {
    if (this.takes(')') !== undefined) return { kind: 'list', items: [], start, end: this.#end() };
    const inner = this.tuple();
    this.expect(')');
    return { ...inner, start, end: this.#end() };
  }

  #items(closing: string): readonly Expression[] {
    const items: Expression[] = [];
    while (this.takes(closing) === undefined) {
      items.push(this.expression());
      if (this.takes(',') === undefined && !this.#stands(closing)) throw new SyntaxFault();
    }
    return items;
  }

  #dict(start: number): Expression {
    const entries: (readonly [Expression, Expression])[] = [];
    while (this.takes('}') === undefined) {
      const key = this.expression();
      this.expect(':');
      entries.push([key, this.expression()]);
      if (this.takes(',') === undefined && !this.#stands('}')) throw new SyntaxFault();
    }
    return { kind: 'dict', entries, start, end: this.#end() };
  }

  #dotted(): string {
    const names = [this.name()];
    while (this.takes('.') !== undefined) names.push(this.name());
    return names.join('.');
  }

  #binary(operator: string, of: Expression, right: Expression): Expression {
    return { kind: 'binary', operator, of, right, start: of.start, end: right.end };
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > deepest) throw new SyntaxFault();
    const result = read();
    this.#depth--;
    return result;
  }

  #stands(...texts: readonly string[]): boolean {
    return this.#among(texts) !== undefined;
  }

  /** The next word, if it is one of these operators or names. */
  #among(texts: readonly string[]): Token | undefined {
    const token = this.tokens[this.#next];
    return token && token.kind !== 'string' && texts.includes(token.text) ? token : undefined;
  }

  #start(): number {
    return this.tokens[this.#next]?.start ?? this.#end();
  }

  #end(): number {
    return this.tokens[Math.min(this.#next, this.tokens.length) - 1]?.end ?? 0;
  }
}
