import type { Place } from './access';
import { filtered } from './filters';
import { plainArguments } from './plain-arguments';
import { shownFunction } from './python-names';
import type { State } from './state';
import type { Given, Surroundings } from './surroundings';
import { choiceOf, constant, input, unknownFrom, type Value } from './value';
import { each } from './ways';

/** Where each filter that looks at attributes takes their name, when it is not called `attribute`. */
const attributeAt: Readonly<Record<string, number | undefined>> = {
  ...{ selectattr: 0, rejectattr: 0, groupby: 0, map: undefined, join: 1, sum: 0 },
  ...{ sort: undefined, unique: undefined, min: undefined, max: undefined },
};

/** Says what filters give, and follows those that pick attributes. */
export class FilterEvaluator {
  constructor(private readonly around: Surroundings) {}

  value(value: Value, name: string, given: Given, place: Place, state: State): Value {
    if (name === 'attr') return this.around.access.part(value, given.row[0] ?? input, 'by-text', place, state);
    if (name === 'map') return this.#map(value, given, place, state);
    if (Object.hasOwn(attributeAt, name)) this.#looksAt(value, name, given, place, state);
    return each([value, ...given.row], ([one, ...row]) => this.#one(one!, name, { row, named: given.named }, state));
  }

  #one(value: Value, name: string, given: Given, state: State): Value {
    if (value.kind === 'builtin') {
      const shown = shownFunction(value.name, name);
      if (shown !== undefined) return this.#one(constant(shown), name, given, state);
    }
    const plain = state.plain(value);
    const known = plainArguments(given, state);
    const result = plain === undefined || !known ? undefined : filtered(plain, name, known);
    if (result !== undefined) return state.valueOf(result);
    const items = state.items(value);
    if (name === 'default' || name === 'd') return choiceOf([value, given.row[0] ?? constant('')]);
    if (items && name === 'first') return items[0] ?? input;
    if (items && name === 'last') return items.at(-1) ?? input;
    if (items && name === 'list') return state.list(items);
    if (items && name === 'reverse') return state.list(items.toReversed());
    if (items && (name === 'random' || name === 'min' || name === 'max') && items.length > 0) return choiceOf(items);
    const parts = [value, ...given.row, ...given.named.values()].flatMap((one) => state.parts(one));
    return parts.length === 0 ? input : unknownFrom(parts);
  }

  /** `map(attribute='a.b')`, or `map('filter', …)`, on each item. */
  #map(value: Value, { row, named }: Given, place: Place, state: State): Value {
    const [filter, ...rest] = row;
    const attribute = named.get('attribute');
    const onItem = (item: Value): Value => {
      if (attribute) return this.#dotted(item, attribute, place, state);
      if (filter?.kind !== 'constant' || typeof filter.value !== 'string') return unknownFrom([item, ...row]);
      return this.value(item, filter.value, { row: rest, named }, place, state);
    };
    const plain = state.plain(value);
    const items = state.items(value) ?? (typeof plain === 'string' ? [...plain].map(constant) : undefined);
    if (items && items.length <= 500) return state.list(items.map(onItem));
    return onItem(unknownFrom(state.parts(value)));
  }

  #looksAt(value: Value, name: string, { row, named }: Given, place: Place, state: State): void {
    const attribute = named.get('attribute') ?? row[attributeAt[name] ?? Infinity];
    if (attribute) this.#dotted(unknownFrom(state.parts(value)), attribute, place, state);
  }

  /** An attribute as filters take it: names with dots between them. */
  #dotted(value: Value, attribute: Value, place: Place, state: State): Value {
    return each([attribute], ([one]) => {
      if (one?.kind !== 'constant' || typeof one.value !== 'string')
        return this.around.access.part(value, one!, 'by-text', place, state);
      return one.value
        .split('.')
        .reduce((of, name) => this.around.access.part(of, constant(name), 'by-text', place, state), value);
    });
  }
}
