import type { Place } from './access';
import { CallEvaluator } from './call';
import { FilterEvaluator } from './filter';
import { tested } from './filters';
import { isBuiltin, isInside, shownGenerator } from './python-names';
import { operated, sliced } from './python-text';
import type { State } from './state';
import type { Given, Surroundings } from './surroundings';
import type { Arguments, Expression, Link } from './syntax';
import { alternatives, choiceOf, constant, input, isTrue, longestText, unknownFrom, type Value } from './value';
import { each } from './ways';

const longestList = 2000;
const spoken: ReadonlySet<string> = new Set([
  'messages',
  'message',
  'conversation',
  'conversations',
  'prompt',
  'query',
]);
/** Says what an expression may come to, in every way that is followed. Long chains are walked, not descended. */
export class Evaluator {
  readonly #calls: CallEvaluator;
  readonly #filters: FilterEvaluator;

  constructor(private readonly around: Surroundings) {
    this.#filters = new FilterEvaluator(around);
    this.#calls = new CallEvaluator(around);
  }

  value(expression: Expression, state: State): Value {
    const links: Link[] = [];
    let base = expression;
    while ('of' in base) {
      links.push(base);
      base = base.of;
    }
    let value = this.#base(base, state);
    for (const link of links.reverse()) {
      this.around.findings.step(1 + this.#weight(value, state));
      value = this.#link(link, value, state);
    }
    return value;
  }

  /** What a call hands over; `*row` and `**names` are spread out as far as they are known. */
  given({ positional, named }: Arguments, state: State): Given {
    const row: Value[] = [];
    const names = new Map([...named].map(([name, one]) => [name, this.value(one, state)]));
    for (const one of positional) {
      const spread = one.kind === 'unary' && one.operator.startsWith('*') ? one : undefined;
      const value = this.value(spread?.operand ?? one, state);
      if (!spread) row.push(value);
      else if (spread.operator === '*') row.push(...(state.items(value) ?? [unknownFrom(state.parts(value))]));
      else for (const [name, held] of state.entries(value) ?? []) names.set(name, held);
    }
    return { row, named: names };
  }

  filtered(value: Value, name: string, given: Given, place: Place, state: State): Value {
    return this.#filters.value(value, name, given, place, state);
  }

  #base(node: Exclude<Expression, Link>, state: State): Value {
    this.around.findings.step();
    switch (node.kind) {
      case 'literal':
        return typeof node.value === 'string' && node.value.length > longestText
          ? unknownFrom([constant(node.value)])
          : constant(node.value);
      case 'list':
        return state.list(node.items.map((item) => this.value(item, state)));
      case 'dict':
        return state.dict(new Map(node.entries.flatMap(([key, value]) => this.#entry(key, value, state))));
      case 'unary':
        return this.#unary(node.operator, this.value(node.operand, state), state);
      case 'name':
        return state.get(node.name) ?? this.#free(node.name, node);
    }
  }

  #entry(key: Expression, value: Expression, state: State): readonly (readonly [string, Value])[] {
    const held = this.value(value, state);
    return alternatives(this.value(key, state)).map((one) => [
      one.kind === 'constant' ? String(one.value) : '\u0000',
      held,
    ]);
  }

  #unary(operator: string, operand: Value, state: State): Value {
    const plain = state.plain(operand);
    if (plain === undefined) return operator === 'not' ? input : unknownFrom([operand]);
    if (operator === 'not') return constant(!isTrue(plain));
    return constant(operator === '-' ? -Number(plain) : Number(plain));
  }

  /** A name that the template gives no value: something that is handed to it, or a function of Jinja. */
  #free(name: string, span: Expression): Value {
    if (isInside(name)) return this.around.access.into(input, '', { ...span, of: span, source: this.around.source });
    if (spoken.has(name)) return { kind: 'unknown', origin: 'message', near: '' };
    return isBuiltin(name) ? { kind: 'builtin', name } : { ...input, name };
  }

  #link(link: Link, value: Value, state: State): Value {
    const place: Place = { start: link.start, end: link.end, of: objectOf(link), source: this.around.source };
    switch (link.kind) {
      case 'binary':
        return this.#binary(link.operator, value, this.value(link.right, state), state);
      case 'conditional': {
        const test = state.plain(this.value(link.test, state));
        const otherwise = link.otherwise ? this.value(link.otherwise, state) : constant('');
        if (test !== undefined) return isTrue(test) ? value : otherwise;
        return choiceOf([value, otherwise]);
      }
      case 'attribute':
        return this.around.access.part(value, constant(link.name), 'dot', place, state);
      case 'subscript':
        return this.around.access.part(value, this.value(link.key, state), 'subscript', place, state);
      case 'slice':
        return this.#slice(
          value,
          link.bounds.map((bound) => bound && this.value(bound, state)),
          state,
        );
      case 'call':
        return this.#calls.value(value, this.given(link.arguments, state), place, state);
      case 'filter':
        return this.#filters.value(shown(link) ?? value, link.name, this.given(link.arguments, state), place, state);
      case 'test': {
        const { row } = this.given(link.arguments, state);
        const [plain, other] = [state.plain(value), row[0] && state.plain(row[0])];
        const result = plain === undefined ? undefined : tested(plain, link.name, other);
        return result === undefined ? input : constant(result);
      }
    }
  }

  #binary(operator: string, left: Value, right: Value, state: State): Value {
    return each([left, right], ([a, b]) => {
      const [first, second] = [state.plain(a!), state.plain(b!)];
      if (operator === 'and' || operator === 'or') {
        if (first === undefined) return choiceOf([a!, b!]);
        return isTrue(first) === (operator === 'or') ? a! : b!;
      }
      const result = first === undefined || second === undefined ? undefined : operated(operator, first, second);
      if (result !== undefined) return state.valueOf(result);
      const [items, others] = [state.items(a!), state.items(b!)];
      if (operator === '+' && items && others && items.length + others.length <= longestList)
        return state.list([...items, ...others]);
      return unknownFrom([...state.parts(a!), ...state.parts(b!)]);
    });
  }

  /** How much work a value makes, in steps. */
  #weight(value: Value, state: State): number {
    if (value.kind === 'constant') return typeof value.value === 'string' ? value.value.length >> 8 : 0;
    return (state.items(value)?.length ?? state.entries(value)?.size ?? 0) >> 4;
  }

  #slice(value: Value, bounds: readonly (Value | undefined)[], state: State): Value {
    return each([value], ([one]) => {
      const plain = state.plain(one!);
      const limits = bounds.map((bound) => bound && state.plain(bound));
      const isKnown = limits.every((limit, index) => limit !== undefined || bounds[index] === undefined);
      const result = plain === undefined || !isKnown ? undefined : sliced(plain, limits);
      return result === undefined ? unknownFrom(state.parts(one!)) : state.valueOf(result);
    });
  }
}

/** What a filter for texts sees of the generator that the filter before it leaves. */
function shown({ of, name }: Extract<Link, { kind: 'filter' }>): Value | undefined {
  const text = of.kind === 'filter' ? shownGenerator(of.name, name) : undefined;
  return text === undefined ? undefined : constant(text);
}

/** What a link asks something of: what stands before it, or what `getattr` is handed. */
function objectOf(link: Link): Expression {
  const [first] =
    link.kind === 'call' && link.of.kind === 'name' && link.of.name === 'getattr' ? link.arguments.positional : [];
  return first ?? link.of;
}
