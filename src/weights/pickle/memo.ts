import { Dict, Global, kinds, Tuple, type Value } from './values';

const pageBits = 14;
const pageSize = 1 << pageBits;
const mostShapes = 100_000;
const mostSparse = 1_000_000;
const highest = 1 << 28;

/**
 * What a stream has put aside for later, by number. Numbers that follow each other lie in pages, others in a map. Of very many
 * shapes only the kind is kept, which makes what is said of their use more careful, never less.
 */
export class Memo {
  readonly #pages: Value[][] = [];
  readonly #sparse = new Map<number, Value>();
  #dense = 0;
  #shapes = 0;

  /** How many numbers are taken: the number that MEMOIZE takes next. */
  get count(): number {
    return this.#dense + this.#sparse.size;
  }

  get(index: number): Value | undefined {
    return index >= 0 && index < this.#dense
      ? this.#pages[index >>> pageBits]![index & (pageSize - 1)]
      : this.#sparse.get(index);
  }

  /** False where there is no room left. */
  put(index: number, value: Value): boolean {
    const kept = typeof value === 'number' ? value : this.#kept(value);
    if (index < this.#dense) this.#pages[index >>> pageBits]![index & (pageSize - 1)] = kept;
    else if (index > highest) return false;
    else if (index === this.#dense && this.#sparse.size === 0) {
      if ((index & (pageSize - 1)) === 0) this.#pages.push([]);
      this.#pages[index >>> pageBits]!.push(kept);
      this.#dense++;
    } else if (this.#sparse.size < mostSparse || this.#sparse.has(index)) this.#sparse.set(index, kept);
    else return false;
    return true;
  }

  #kept(value: Exclude<Value, number>): Value {
    if (value instanceof Global || this.#shapes < mostShapes) {
      if (!(value instanceof Global)) this.#shapes++;
      return value;
    }
    if (value instanceof Tuple) return kinds.tuple;
    if (value instanceof Dict) return kinds.dict;
    return value.callee instanceof Global ? value.callee.anyInstance : value;
  }
}
