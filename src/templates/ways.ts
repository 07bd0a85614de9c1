import { alternatives, choiceOf, unknownFrom, type Value } from './value';

const mostWays = 64;

/** What comes of values in all ways in which they can meet; too many, and it is not known. */
export function each(values: readonly Value[], meet: (values: readonly Value[]) => Value): Value {
  if (values.every(({ kind }) => kind !== 'choice')) return meet(values);
  let ways: (readonly Value[])[] = [[]];
  for (const value of values) {
    ways = ways.flatMap((way) => alternatives(value).map((one) => [...way, one]));
    if (ways.length > mostWays) return unknownFrom(values);
  }
  return choiceOf(ways.map(meet));
}
