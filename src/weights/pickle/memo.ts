import { Dict, Global, kinds, Tuple, type Instance, type Value } from './values';

const pageBits = 14;
const pageSize = 1 << pageBits;
const mostShapes = 100_000;
const mostSparse = 1_000_000;
const highest = 1 << 28;
/** Python makes room for all numbers below one: a far one alone takes more memory than machines have. */
const highestSparse = 1 << 25;
/** Numbers from here on stand for shapes; those below are kinds, and literals, which are negative. */
const firstShape = 64;
const lowestShort = -(2 ** 31);

type Shape = Exclude<Value, number>;

/**
 * What a stream has put aside for later, by number. Numbers that follow each other lie in pages, others in a map. Of very many
 * shapes only the kind is kept, which makes what is said of their use more careful, never less.
 */
export class Memo {
  readonly #pages: (Int32Array | Float64Array)[] = [];
  readonly #sparse = new Map<number, number>();
  readonly #shapes: Shape[] = [];
  readonly #once = new Map<Global | Instance, number>();
  #dense = 0;

  /** How many numbers are taken: the number that MEMOIZE takes next. */
  get count(): number {
    return this.#dense + this.#sparse.size;
  }

  get(index: number): Value | undefined {
    const kept =
      index >= 0 && index < this.#dense
        ? this.#pages[index >>> pageBits]![index & (pageSize - 1)]!
        : this.#sparse.get(index);
    return kept === undefined || kept < firstShape ? kept : this.#shapes[kept - firstShape];
  }

  /** False where there is no room left. */
  put(index: number, value: Value): boolean {
    const kept = typeof value === 'number' ? value : this.#kept(value);
    if (index < this.#dense) this.#write(index, kept);
    else if (index > highest) return false;
    else if (index === this.#dense && this.#sparse.size === 0) {
      if ((index & (pageSize - 1)) === 0) this.#pages.push(new Int32Array(pageSize));
      this.#write(index, kept);
      this.#dense++;
    } else if (index <= highestSparse && (this.#sparse.size < mostSparse || this.#sparse.has(index)))
      this.#sparse.set(index, kept);
    else return false;
    return true;
  }

  /** Behind the first two gigabytes, offsets need longer numbers. */
  #write(index: number, kept: number): void {
    const page = this.#pages[index >>> pageBits]!;
    if (kept >= lowestShort || page instanceof Float64Array) page[index & (pageSize - 1)] = kept;
    else (this.#pages[index >>> pageBits] = Float64Array.from(page))[index & (pageSize - 1)] = kept;
  }

  #kept(value: Shape): number {
    if (value instanceof Global) return this.#keepOnce(value);
    if (this.#shapes.length < mostShapes) return this.#keep(value);
    if (value instanceof Tuple) return kinds.tuple;
    if (value instanceof Dict) return kinds.dict;
    return value.callee instanceof Global ? this.#keepOnce(value.callee.anyInstance) : kinds.opaque;
  }

  #keepOnce(shape: Global | Instance): number {
    const known = this.#once.get(shape) ?? this.#keep(shape);
    this.#once.set(shape, known);
    return known;
  }

  #keep(shape: Shape): number {
    return firstShape + this.#shapes.push(shape) - 1;
  }
}
