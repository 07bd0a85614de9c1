import type { Place } from './access';
import { plainArguments } from './plain-arguments';
import { characterOf, fieldsOf } from './python-format';
import { isInside, isPythonFunction, isRunning } from './python-names';
import { textMethod } from './python-text';
import type { State } from './state';
import type { Given, Surroundings } from './surroundings';
import {
  alternatives,
  choiceOf,
  constant,
  gap,
  input,
  itemsOf,
  nearOf,
  representation,
  textOf,
  unknownFrom,
  type Plain,
  type Value,
} from './value';
import { each } from './ways';

const longestRange = 1000;
const longestArgument = 60;

/** Says what calls give: of macros, of methods of plain data, of Jinja's functions; and sees where one runs something. */
export class CallEvaluator {
  constructor(private readonly around: Surroundings) {}

  value(callee: Value, given: Given, place: Place, state: State): Value {
    return choiceOf(alternatives(callee).map((one) => this.#one(one, given, place, state)));
  }

  #one(callee: Value, given: Given, place: Place, state: State): Value {
    switch (callee.kind) {
      case 'python':
        return this.around.access.into(callee, handedOver(given, state), place);
      case 'macro':
        return this.around.runMacro(callee.macro, given, state);
      case 'method':
        return this.#method(callee.of, callee.name, given, place, state);
      case 'builtin':
        return this.#builtin(callee.name, given, place, state);
      case 'unknown':
        if (callee.name === 'format' || callee.name === 'format_map') this.#fields(callee.near, place);
        if (callee.name !== undefined && isRunning(callee.name))
          return this.around.access.into(callee, handedOver(given, state), place);
        return unknownFrom([callee, ...given.row.flatMap((one) => state.parts(one))]);
      case 'constant':
      case 'list':
      case 'dict':
      case 'choice':
        return input;
    }
  }

  #builtin(name: string, { row, named }: Given, place: Place, state: State): Value {
    const [first] = row;
    const plain = first && state.plain(first);
    if (name === 'getattr') {
      const key = row[1] ?? named.get('name') ?? named.get('attr') ?? input;
      const found = this.around.access.part(first ?? input, key, 'by-text', place, state);
      return found.kind === 'python' ? found : this.around.access.into(input, handedOver({ row, named }, state), place);
    }
    if (isPythonFunction(name)) return this.around.access.into(input, handedOver({ row, named }, state), place);
    if (name === 'dict' || name === 'namespace')
      return state.dict(new Map([...(first ? (state.entries(first) ?? []) : []), ...named]));
    if (name === 'range')
      return rangeOf(
        row.map((one) => state.plain(one)),
        state,
      );
    const result = plain === undefined ? undefined : converted(name, plain);
    return result === undefined
      ? unknownFrom(row.flatMap((one) => state.parts(one)).concat(input))
      : state.valueOf(result);
  }

  #method(of: Value, name: string, given: Given, place: Place, state: State): Value {
    if (of.kind === 'list' || of.kind === 'dict') return this.#onCell(of, name, given, state);
    if (of.kind === 'constant' && /^format(?:_map)?$/.test(name)) this.#fields(textOf(of.value), place);
    return each(given.row, (row) => {
      const known = plainArguments({ row, named: given.named }, state);
      const plain = state.plain(of);
      const result = typeof plain === 'string' && known ? textMethod(plain, name, known) : undefined;
      if (result !== undefined) return state.valueOf(result);
      return unknownFrom([of, ...row, ...given.named.values()].flatMap((one) => state.parts(one)));
    });
  }

  /** The methods of lists and mappings, some of which change them. */
  #onCell(of: Extract<Value, { kind: 'list' | 'dict' }>, name: string, { row, named }: Given, state: State): Value {
    const [first = input, second] = row;
    const items = state.items(of);
    const entries = state.entries(of);
    if (items) {
      const at = (index: Value | undefined): number => Number(index && state.plain(index));
      if (name === 'append') state.change(of.cell, [...items, first]);
      else if (name === 'extend') state.change(of.cell, [...items, ...(state.items(first) ?? state.parts(first))]);
      else if (name === 'insert') state.change(of.cell, items.toSpliced(at(first), 0, second ?? input));
      else if (name === 'reverse') state.change(of.cell, items.toReversed());
      else if (name === 'clear') state.change(of.cell, []);
      else if (name === 'copy') return state.list(items);
      else if (name === 'pop') {
        const index = row.length > 0 ? at(first) : -1;
        state.change(of.cell, items.toSpliced(index, 1));
        return items.at(index) ?? input;
      } else return unknownFrom(state.parts(of));
      return constant(null);
    }
    if (!entries) return unknownFrom(state.parts(of));
    if (name === 'get' || name === 'pop' || name === 'setdefault') {
      const keys = alternatives(first).map((key) =>
        key.kind === 'constant' ? entries.get(textOf(key.value)) : undefined,
      );
      return choiceOf(
        keys.map((found) => found ?? second ?? (entries.size > 0 ? choiceOf([...entries.values()]) : input)),
      );
    }
    if (name === 'update') state.change(of.cell, new Map([...entries, ...(state.entries(first) ?? []), ...named]));
    if (name === 'keys') return state.list([...entries.keys()].map(constant));
    if (name === 'values') return state.list([...entries.values()]);
    if (name === 'items') return state.list([...entries].map(([key, value]) => state.list([constant(key), value])));
    return name === 'copy' ? state.dict(entries) : constant(null);
  }

  /** A text for `str.format` may ask for attributes: `{0.__class__}`. */
  #fields(text: string, place: Place): void {
    for (const field of fieldsOf(text)) {
      const names = field.split(/[.[\]]+/).slice(1);
      if (names.some(isInside)) this.around.access.into({ kind: 'python', path: `str.format {${field}}` }, '', place);
    }
  }
}

function converted(name: string, value: Plain): Plain | undefined {
  if (name === 'chr') return typeof value === 'number' ? characterOf(value) : undefined;
  if (name === 'ord') return typeof value === 'string' ? value.codePointAt(0) : undefined;
  if (name === 'str') return textOf(value);
  if (name === 'int') return Number.isNaN(Number(value)) ? undefined : Math.trunc(Number(value));
  if (name === 'len') return itemsOf(value)?.length;
  return name === 'list' ? itemsOf(value) : undefined;
}

function rangeOf(bounds: readonly (Plain | undefined)[], state: State): Value {
  if (bounds.length === 0 || bounds.some((bound) => typeof bound !== 'number')) return input;
  const [first, second, step = 1] = bounds as number[];
  const [start, end] = second === undefined ? [0, first!] : [first!, second];
  const count = Math.ceil((end - start) / step);
  if (!Number.isFinite(count) || count > longestRange) return input;
  return state.list(Array.from({ length: Math.max(0, count) }, (_, index) => constant(start + index * step)));
}

/** What is handed over, as Python writes it, as far as it is known and short. */
function handedOver({ row, named }: Given, state: State): string {
  const shown = (value: Value): string => {
    const plain = state.plain(value);
    if (plain !== undefined) return representation(plain).slice(0, longestArgument);
    const near = nearOf(state.parts(value))
      .split(gap)
      .filter((text, index, all) => text !== '' || index === 0 || index === all.length - 1)
      .join('…');
    return near === '…' ? near : representation(near.slice(0, longestArgument));
  };
  return `(${[...row.map(shown), ...[...named].map(([name, value]) => `${name}=${shown(value)}`)].join(', ')})`;
}
