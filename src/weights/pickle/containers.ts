import type { Calls } from './calls';
import { canBe } from './plain';
import type { Stack } from './stack';
import { Dict, kinds, type Value } from './values';
import type { Watcher } from './watcher';

/**
 * Follows the opcodes that fill lists, dictionaries and sets. Python breaks off where a value is no such thing or a key may change;
 * what would come then is followed all the same. Each gives why the stream ends, `''` where it does not.
 */
export class Containers {
  constructor(
    private readonly stack: Stack,
    private readonly calls: Calls,
    private readonly watcher: Watcher,
    private readonly isLenient: boolean,
  ) {}

  append(offset: number): string {
    return this.#putInto(2, 'list', offset) || this.stack.drop(1);
  }

  appendMarked(offset: number): string {
    return this.stack.takeMarked() ? this.#putInto(1, 'list', offset) : 'missing-mark';
  }

  addMarked(offset: number): string {
    this.#expectKeys(offset);
    return this.stack.takeMarked() ? this.#putInto(1, 'set', offset) : 'missing-mark';
  }

  setItem(offset: number): string {
    return this.#putInto(3, 'dict', offset) || this.#fill(this.stack.depth - 2, offset);
  }

  setMarked(offset: number): string {
    const mark = this.stack.marks.pop();
    if (mark === undefined && !this.isLenient) return 'missing-mark';
    if (mark === undefined || mark <= this.stack.fence) return this.stack.needs(1);
    this.#put(this.stack.values[mark - 1]!, 'dict', offset);
    return this.#fill(mark, offset);
  }

  dictOfMarked(offset: number): string {
    const mark = this.stack.marks.pop();
    if (mark === undefined) return 'missing-mark';
    const dict = new Dict();
    this.expect(this.stack.fill(dict, mark), offset);
    return this.stack.push(dict);
  }

  frozensetOfMarked(offset: number): string {
    this.#expectKeys(offset);
    return this.stack.takeMarked() ? this.stack.push(kinds.frozenset) : 'missing-mark';
  }

  /** Tells where Python would break off. */
  expect(isSo: boolean, offset: number): void {
    if (!isSo) this.watcher.noted('refused', offset);
  }

  /** Something is put into the value that stands so deep, which has to be of this kind. */
  #putInto(depth: number, kind: 'list' | 'dict' | 'set', offset: number): string {
    const short = this.stack.needs(depth);
    if (!short) this.#put(this.stack.values[this.stack.depth - depth]!, kind, offset);
    return short;
  }

  #put(target: Value, kind: 'list' | 'dict' | 'set', offset: number): void {
    this.expect(canBe(target, kind), offset);
    this.calls.put(target, offset);
  }

  #fill(from: number, offset: number): '' {
    this.expect(this.stack.fill(this.stack.values[from - 1], from), offset);
    return '';
  }

  #expectKeys(offset: number): void {
    this.expect(this.stack.areKeys(this.stack.fence, 1), offset);
  }
}
