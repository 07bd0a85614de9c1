import { ByteError } from './cursor';

/** Gives bits one by one. */
export interface Bits {
  /** Where the next bit stands, in bytes. */
  readonly offset: number;
  bit(): number;
}

/** Gives bits also before they are taken. */
export interface PeekedBits extends Bits {
  /** Whether the bit that comes first is the lowest of a number. */
  readonly isLowestFirst: boolean;
  /** The next bits as a number; zeros behind the end. */
  peek(count: number): number;
  skip(count: number): void;
}

/** Words up to this length are found at once. */
const quick = 9;

/** A code whose words are told apart by their beginnings, given by the length of each symbol's word: https://www.rfc-editor.org/rfc/rfc1951#section-3.2.2 */
export class PrefixCode {
  readonly #counts: Uint16Array;
  readonly #symbols: Uint16Array;
  #quick: Uint16Array | undefined;

  /** A length of 0 stands for a symbol without a word. Fails with `bad-magic` where there are too many short words. */
  constructor(lengths: Iterable<number>, longest: number, offset: number) {
    const counts = new Uint16Array(longest + 1);
    for (const length of lengths) counts[length]!++;
    counts[0] = 0;
    const starts = new Uint16Array(longest + 2);
    let room = 1;
    for (let length = 1; length <= longest; length++) {
      room = 2 * room - counts[length]!;
      if (room < 0) throw new ByteError('bad-magic', offset);
      starts[length + 1] = starts[length]! + counts[length]!;
    }
    const symbols = new Uint16Array(starts[longest + 1]!);
    let symbol = 0;
    for (const length of lengths) {
      if (length > 0) symbols[starts[length]!++] = symbol;
      symbol++;
    }
    this.#counts = counts;
    this.#symbols = symbols;
  }

  /** The symbol whose word comes next; fails with `bad-magic` where none does. */
  next(bits: PeekedBits): number {
    this.#quick ??= this.#table(bits.isLowestFirst);
    const entry = this.#quick[bits.peek(quick)]!;
    if (entry === 0) return this.#nextLong(bits);
    bits.skip(entry & 15);
    return entry >>> 4;
  }

  /** By the next bits: the symbol and the length of its word, or 0 where that is longer. */
  #table(isLowestFirst: boolean): Uint16Array {
    const table = new Uint16Array(1 << quick);
    let [code, index] = [0, 0];
    for (let length = 1; length <= quick; length++, code <<= 1)
      for (let left = this.#counts[length]!; left > 0; left--, code++, index++) {
        const entry = (this.#symbols[index]! << 4) | length;
        const first = isLowestFirst ? reversed(code, length) : code << (quick - length);
        const step = isLowestFirst ? 1 << length : 1;
        for (let rest = 1 << (quick - length), at = first; rest > 0; rest--, at += step) table[at] = entry;
      }
    return table;
  }

  #nextLong(bits: Bits): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < this.#counts.length; length++) {
      code |= bits.bit();
      const count = this.#counts[length]!;
      if (code - count < first) return this.#symbols[index + (code - first)]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new ByteError('bad-magic', bits.offset);
  }
}

function reversed(code: number, length: number): number {
  let value = 0;
  for (let bit = 0; bit < length; bit++) value |= ((code >>> bit) & 1) << (length - 1 - bit);
  return value;
}
