import { canBeKey, Dict, Global, kinds, Tuple, type Value } from './values';

const mostItems = 16;
/** So deep a stack keeps kinds only. */
const mostShapes = 1_000_000;

/** The stack of an unpickler with its marks. Reasons why a stream ends are given as text, `''` is none. */
export class Stack {
  readonly values: Value[] = [];
  readonly marks: number[] = [];
  /** Values from here on are left over. */
  depth = 0;

  /** A lenient stack has what is missing put in. */
  constructor(private readonly isLenient: boolean) {}

  /** What lies below the last mark cannot be reached. */
  get fence(): number {
    return this.marks.at(-1) ?? 0;
  }

  push(value: Value): '' {
    this.values[this.depth++] = this.depth > mostShapes ? kindOf(value) : value;
    return '';
  }

  needs(count: number): string {
    return this.depth - this.fence >= count ? '' : this.bridge(count);
  }

  /** Puts in what is missing, or says that it is. */
  bridge(count: number): string {
    if (!this.isLenient) return 'stack-underflow';
    while (this.depth - this.fence < count) this.push(kinds.opaque);
    return '';
  }

  /** Takes values off, and needs `keeps` below them. */
  drop(count: number, keeps = 1): string {
    const short = this.needs(count + keeps);
    if (!short) this.depth -= count;
    return short;
  }

  /** The first values above the last mark; all of them are taken off. */
  takeMarked(): readonly Value[] | undefined {
    const mark = this.marks.pop() ?? (this.isLenient ? this.depth : undefined);
    if (mark === undefined) return undefined;
    const items = this.values.slice(mark, Math.min(this.depth, mark + mostItems));
    this.depth = mark;
    return items;
  }

  /** Takes the keys and values from here on off, into a dictionary. Whether Python takes them: pairs, with keys that do not change. */
  fill(target: Value | undefined, from: number): boolean {
    const isTaken = (this.depth - from) % 2 === 0 && this.areKeys(from, 2);
    if (target instanceof Dict) {
      for (let at = from; at + 1 < this.depth; at += 2) target.add(this.values[at]!, this.values[at + 1]!);
    }
    this.depth = from;
    return isTaken;
  }

  /** Whether each value from here on, or each second one, can be a key or stand in a set. */
  areKeys(from: number, step: number): boolean {
    for (let at = from; at < this.depth; at += step) if (!canBeKey(this.values[at]!)) return false;
    return true;
  }
}

/** What is left of a value where there are too many to keep their shapes. */
function kindOf(value: Value): Value {
  if (typeof value === 'number' || value instanceof Global) return value;
  if (value instanceof Tuple) return kinds.tuple;
  return value instanceof Dict ? kinds.dict : kinds.opaque;
}
