import { ByteError } from './cursor';
import type { Output } from './output';
import { pieceSize } from './unpacked';

const half = 1024;
const states = 12;
const positions = 16;
const shortest = 2;

/** The codes for lengths: a choice, then short ones by position, middle ones, and long ones. */
interface Lengths {
  readonly choice: Uint16Array;
  readonly short: Uint16Array;
  readonly middle: Uint16Array;
  readonly long: Uint16Array;
}

/** Unpacks LZMA, part by part where LZMA2 wants it so: https://www.7-zip.org/sdk.html (`lzma-specification.txt`) */
export class LzmaDecoder {
  #literalContext = 0;
  #literalPosition = 0;
  #positionMask = 0;
  #literals: Uint16Array = new Uint16Array(0);
  readonly #isMatch = new Uint16Array(states * positions);
  readonly #isRepeat = new Uint16Array(states);
  readonly #repeatChoices = new Uint16Array(3 * states);
  readonly #isShort = new Uint16Array(states * positions);
  readonly #slots = new Uint16Array(4 * 64);
  readonly #far = new Uint16Array(128);
  readonly #aligned = new Uint16Array(16);
  readonly #lengths = lengths();
  readonly #repeatLengths = lengths();
  #state = 0;
  /** The distances that were used last. */
  #recent: [number, number, number, number] = [0, 0, 0, 0];

  #source: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;
  #range = 0;
  #code = 0;
  /** Where the dictionary begins in the output. */
  #from: number;

  constructor(private readonly output: Output) {
    this.#from = output.length;
  }

  /** Takes over how many bits of the last byte and of the position count, packed into one byte; begins anew. */
  configure(properties: number, offset: number): void {
    if (properties >= 225) throw new ByteError('bad-magic', offset);
    this.#literalContext = properties % 9;
    this.#literalPosition = Math.floor(properties / 9) % 5;
    this.#positionMask = (1 << Math.floor(properties / 45)) - 1;
    const size = 0x300 << (this.#literalContext + this.#literalPosition);
    if (this.#literals.length !== size) this.#literals = new Uint16Array(size);
    this.reset();
  }

  /** Forgets what was learned of the bytes so far. */
  reset(): void {
    for (const chances of [this.#literals, this.#isMatch, this.#isRepeat, this.#repeatChoices, this.#isShort])
      chances.fill(half);
    for (const chances of [this.#slots, this.#far, this.#aligned]) chances.fill(half);
    for (const { choice, short, middle, long } of [this.#lengths, this.#repeatLengths])
      for (const chances of [choice, short, middle, long]) chances.fill(half);
    this.#state = 0;
    this.#recent = [0, 0, 0, 0];
  }

  /** Forgets the bytes so far: nothing refers to them any more. */
  resetDictionary(): void {
    this.#from = this.output.length;
  }

  /** Nothing is left of the packed bytes, as it has to be where they end. */
  get isSettled(): boolean {
    return this.#code === 0;
  }

  /**
   * Unpacks from `start` on, up to so many bytes, or up to the mark of the end where `size` is not known. Gives where the
   * packed bytes end; fails with a `ByteError`, `truncated` where they go on behind `end`.
   */
  *decode(bytes: Uint8Array, start: number, end: number, size?: number): Generator<void, number> {
    this.#source = bytes;
    this.#end = Math.min(end, bytes.length);
    this.#at = start;
    if (this.#byte() !== 0) throw new ByteError('bad-magic', start);
    this.#range = 0xffffffff;
    this.#code = 0;
    for (let index = 0; index < 4; index++) this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
    const until = size === undefined ? Infinity : this.output.length + size;
    while (this.output.length < until && this.#step(until)) if (this.output.waiting >= pieceSize) yield;
    if (size !== undefined && this.output.length < until) throw new ByteError('truncated', this.#at);
    if (size === undefined && !this.isSettled) throw new ByteError('bad-magic', this.#at);
    return this.#at;
  }

  /** One byte or one repetition; false at the mark of the end. */
  #step(until: number): boolean {
    const position = this.output.length - this.#from;
    const place = position & this.#positionMask;
    const state = this.#state;
    if (this.#bit(this.#isMatch, state * positions + place) === 0) {
      this.#literal(position);
      return true;
    }
    let length: number;
    if (this.#bit(this.#isRepeat, state) === 0) {
      length = this.#length(this.#lengths, place);
      const distance = this.#distance(length);
      if (distance === 0xffffffff) return false;
      this.#recent = [distance, this.#recent[0], this.#recent[1], this.#recent[2]];
      this.#state = state < 7 ? 7 : 10;
    } else {
      if (this.#bit(this.#repeatChoices, state) === 0) {
        if (this.#bit(this.#isShort, state * positions + place) === 0) {
          this.#state = state < 7 ? 9 : 11;
          this.#copy(1);
          return true;
        }
      } else this.#recall(state);
      length = this.#length(this.#repeatLengths, place);
      this.#state = state < 7 ? 8 : 11;
    }
    if (this.output.length + length + shortest > until) throw new ByteError('bad-magic', this.#at);
    this.#copy(length + shortest);
    return true;
  }

  /** Brings one of the older distances to the front. */
  #recall(state: number): void {
    const [first, second, third, fourth] = this.#recent;
    if (this.#bit(this.#repeatChoices, states + state) === 0) this.#recent = [second, first, third, fourth];
    else if (this.#bit(this.#repeatChoices, 2 * states + state) === 0) this.#recent = [third, first, second, fourth];
    else this.#recent = [fourth, first, second, third];
  }

  #copy(length: number): void {
    const distance = this.#recent[0] + 1;
    if (distance > this.output.length - this.#from) throw new ByteError('bad-magic', this.#at);
    this.output.repeat(distance, length, this.#at);
  }

  #literal(position: number): void {
    const before = position === 0 ? 0 : this.output.ago(1);
    const low = position & ((1 << this.#literalPosition) - 1);
    const context = (low << this.#literalContext) + (before >> (8 - this.#literalContext));
    const base = 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      let match = this.output.ago(this.#recent[0] + 1);
      while (symbol < 0x100) {
        const expected = (match >> 7) & 1;
        match <<= 1;
        const bit = this.#bit(this.#literals, base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literals, base + symbol);
    this.output.push(symbol & 0xff);
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  #length({ choice, short, middle, long }: Lengths, place: number): number {
    if (this.#bit(choice, 0) === 0) return this.#tree(short, place * 8, 3);
    if (this.#bit(choice, 1) === 0) return 8 + this.#tree(middle, place * 8, 3);
    return 16 + this.#tree(long, 0, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots, 64 * Math.min(length, 3), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const distance = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return distance + this.#reversed(this.#far, distance - slot, bits);
    const high = this.#direct(bits - 4);
    return (distance + high * 16 + this.#reversed(this.#aligned, 0, 4)) >>> 0;
  }

  #tree(chances: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    for (let left = bits; left > 0; left--) symbol = (symbol << 1) | this.#bit(chances, base + symbol);
    return symbol - (1 << bits);
  }

  #reversed(chances: Uint16Array, base: number, bits: number): number {
    let [node, symbol] = [1, 0];
    for (let index = 0; index < bits; index++) {
      const bit = this.#bit(chances, base + node);
      node = (node << 1) | bit;
      symbol |= bit << index;
    }
    return symbol;
  }

  #bit(chances: Uint16Array, index: number): 0 | 1 {
    const chance = chances[index]!;
    const bound = (this.#range >>> 11) * chance;
    if (this.#code < bound) {
      this.#range = bound;
      chances[index] = chance + ((2048 - chance) >> 5);
      this.#normalize();
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    chances[index] = chance - (chance >> 5);
    this.#normalize();
    return 1;
  }

  #direct(bits: number): number {
    let value = 0;
    for (let left = bits; left > 0; left--) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit) this.#code -= this.#range;
      this.#normalize();
      value = value * 2 + bit;
    }
    return value;
  }

  #normalize(): void {
    if (this.#range >= 0x1000000) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new ByteError('truncated', this.#at);
    return this.#source[this.#at++]!;
  }
}

function lengths(): Lengths {
  return {
    choice: new Uint16Array(2),
    short: new Uint16Array(positions * 8),
    middle: new Uint16Array(positions * 8),
    long: new Uint16Array(256),
  };
}
