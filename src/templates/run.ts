import { Access, type Place } from './access';
import { Evaluator } from './evaluate';
import type { Findings } from './findings';
import { isInside } from './python-names';
import { isEntries, State } from './state';
import type { Given, Surroundings } from './surroundings';
import type { Body, Filtering, Macro, Statement, Target } from './syntax';
import { alternatives, choiceOf, constant, input, isTrue, unknownFrom, type Plain, type Value } from './value';
import { each } from './ways';
import { operated } from './python-text';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

const mostRounds = 300;
/** The name under which the text of a block is gathered that becomes a value; no template can name it. */
const gathered = '\u0000gathered';

/** Goes through a template in every way that is followed, as filling it in would, and writes down what it reaches for. */
export function runTemplate(source: string, body: Body, findings: Findings): void {
  new Run(source, findings).body(body, new State());
}

class Run implements Surroundings {
  readonly access: Access;
  readonly runMacro = (macro: Macro, given: Given, state: State): Value => this.#call(macro, given, state);
  readonly #evaluator: Evaluator;
  readonly #open = new Set<Macro>();

  constructor(
    readonly source: string,
    readonly findings: Findings,
  ) {
    this.access = new Access(findings);
    this.#evaluator = new Evaluator(this);
  }

  body(body: Body, state: State): void {
    for (const statement of body) {
      this.findings.step();
      this.#statement(statement, state);
    }
  }

  #statement(statement: Statement, state: State): void {
    switch (statement.kind) {
      case 'data':
        return this.#give(constant(statement.text), state);
      case 'output':
        return this.#give(this.#evaluator.value(statement.expression, state), state);
      case 'if':
        return this.#if(statement, state);
      case 'for':
        return this.#for(statement, state);
      case 'set':
        return this.#put(statement.targets, this.#evaluator.value(statement.value, state), state);
      case 'set-block':
        return this.#put(
          [statement.target],
          this.#through(statement.filters, this.#gather(statement.body, state), state),
          state,
        );
      case 'with':
        return this.#with(statement, state);
      case 'macro':
        state.set(statement.name, { kind: 'macro', macro: statement });
        this.#call(statement, { row: [], named: new Map() }, state);
        return;
      case 'call':
        return this.#give(this.#evaluator.value(statement.call, state), state);
      case 'filtered':
        return this.#give(this.#through(statement.filters, this.#gather(statement.body, state), state), state);
      case 'block':
        this.access.blocks.add(statement.name);
        return this.body(statement.body, state);
      case 'load':
        return this.#load(statement, state);
      case 'broken':
        return this.#broken(statement);
    }
  }

  #if({ test, body, otherwise }: Of<'if'>, state: State): void {
    const outcome = state.plain(this.#evaluator.value(test, state));
    const [then, other] = [state.fork(), state.fork()];
    this.body(body, then);
    this.body(otherwise, other);
    if (outcome === undefined) state.join([then, other]);
    else state.join([isTrue(outcome) ? then : other]);
  }

  #for(loop: Of<'for'>, state: State): void {
    const ways = alternatives(this.#evaluator.value(loop.iterable, state)).map((over) => {
      const way = state.fork();
      this.#rounds(loop, over, way);
      return way;
    });
    state.join(ways);
  }

  /** The rounds of a loop; where it is not known what it goes over, one stands for all, and another for what the first has changed. */
  #rounds(loop: Of<'for'>, over: Value, state: State): void {
    const items = this.#itemsOf(over, state);
    if (items) {
      items.forEach((item, index) => this.#round(loop, item, loopAt(index, items.length, state), state));
      if (items.length > 0) return;
    } else {
      const item = unknownFrom(state.parts(over));
      const after = state.fork();
      this.#round(loop, item, input, after);
      if (after.hasChanged) this.#round(loop, item, input, after);
      state.join([state.fork(), after]);
    }
    this.body(loop.otherwise, state);
  }

  #round({ targets, test, body }: Of<'for'>, item: Value, loop: Value, state: State): void {
    const inner = state.fork();
    inner.set('loop', loop);
    this.#put(targets, item, inner);
    const outcome = test && inner.plain(this.#evaluator.value(test, inner));
    if (outcome !== undefined && !isTrue(outcome)) return;
    this.body(body, inner);
    this.#keep(inner, state);
  }

  #itemsOf(over: Value, state: State): readonly Value[] | undefined {
    const plain = over.kind === 'constant' ? over.value : undefined;
    const items =
      state.items(over) ??
      (typeof plain === 'string' ? [...plain].map(constant) : undefined) ??
      (state.entries(over) && [...state.entries(over)!.keys()].map(constant));
    return items && items.length <= mostRounds ? items : undefined;
  }

  #put(targets: readonly Target[], value: Value, state: State): void {
    if (targets.length === 1) return this.#assign(targets[0]!, value, state);
    const plain = state.plain(value);
    const items = state.items(value) ?? (typeof plain === 'string' ? [...plain].map(constant) : undefined);
    const rest = unknownFrom(state.parts(value));
    targets.forEach((target, index) => this.#assign(target, items?.[index] ?? rest, state));
  }

  #assign({ name, attribute }: Target, value: Value, state: State): void {
    if (attribute === undefined) return state.set(name, value);
    const objects = alternatives(state.get(name) ?? input);
    for (const object of objects) {
      const cell = object.kind === 'dict' ? state.cell(object.cell) : undefined;
      if (!cell || object.kind !== 'dict' || !isEntries(cell)) continue;
      const before = cell.get(attribute) ?? input;
      state.change(
        object.cell,
        new Map([...cell, [attribute, objects.length > 1 ? choiceOf([before, value]) : value]]),
      );
    }
  }

  #with({ bindings, body }: Of<'with'>, state: State): void {
    const inner = state.fork();
    for (const [target, value] of bindings) this.#assign(target, this.#evaluator.value(value, inner), inner);
    this.body(body, inner);
    this.#keep(inner, state);
  }

  /** A macro within itself gives what is not known. */
  #call(macro: Macro, { row, named }: Given, state: State): Value {
    if (this.#open.has(macro)) return input;
    this.#open.add(macro);
    const inner = state.fork();
    macro.parameters.forEach(({ name, preset }, index) => {
      const given = row[index] ?? named.get(name);
      inner.set(name, given ?? (preset ? this.#evaluator.value(preset, inner) : input));
    });
    inner.set('varargs', inner.list(row.slice(macro.parameters.length)));
    inner.set('kwargs', inner.dict(named));
    const text = this.#gather(macro.body, inner);
    state.keepCells(inner);
    this.#open.delete(macro);
    return text;
  }

  /** The text that a block comes to. */
  #gather(body: Body, state: State): Value {
    const inner = state.fork();
    inner.set(gathered, constant(''));
    this.body(body, inner);
    state.keepCells(inner);
    return inner.get(gathered)!;
  }

  #give(value: Value, state: State): void {
    const before = state.get(gathered);
    if (!before) return;
    const text = each([before, value], ([first, second]) => {
      const [a, b] = [state.plain(first!), state.plain(second!)];
      const both: Plain | undefined = a === undefined || b === undefined ? undefined : operated('~', a, b);
      return both === undefined ? unknownFrom([first!, ...state.parts(second!)]) : state.valueOf(both);
    });
    state.set(gathered, text);
  }

  /** What a block with names of its own leaves behind: what lies in cells, and what it gave. */
  #keep(inner: State, outer: State): void {
    outer.keepCells(inner);
    const text = inner.get(gathered);
    if (text) outer.set(gathered, text);
  }

  #through(filters: readonly Filtering[], value: Value, state: State): Value {
    return filters.reduce((text, { name, arguments: given, start, end }) => {
      const place: Place = { start, end, of: { start, end }, source: this.source };
      return this.#evaluator.filtered(text, name, this.#evaluator.given(given, state), place, state);
    }, value);
  }

  #load({ word, from, names, start, end }: Of<'load'>, state: State): void {
    this.#evaluator.value(from, state);
    for (const name of names) state.set(name, input);
    this.findings.add({
      code: 'other-file',
      verdict: 'suspicious',
      says: `The chat template takes in another file (${word}).`,
      advice:
        'No chat template needs to, and it may show files of the machine that fills it in. Read it before you use it.',
      found: this.source.slice(start, Math.min(end, start + 100)),
      start,
      end,
    });
  }

  /** Of a tag that cannot be read, at least the names are looked at. */
  #broken({ tokens, start, end }: Of<'broken'>): void {
    const inside = tokens.find(({ kind, text }) => (kind === 'name' || kind === 'string') && isInside(text));
    if (inside) this.findings.reach(inside, inside.text);
    this.findings.add({
      code: 'unreadable',
      verdict: 'unknown',
      says: 'This tag of the chat template cannot be read as Jinja.',
      advice: 'What it does cannot be told.',
      found: this.source.slice(start, Math.min(end, start + 100)),
      start,
      end,
    });
  }
}

/** What `loop` says in a round of which the number is known. */
function loopAt(index: number, length: number, state: State): Value {
  const facts = { index: index + 1, index0: index, revindex: length - index, revindex0: length - index - 1, length };
  const entries = Object.entries(facts).map(([name, value]) => [name, constant(value)] as const);
  return state.dict(
    new Map<string, Value>([...entries, ['first', constant(index === 0)], ['last', constant(index === length - 1)]]),
  );
}
