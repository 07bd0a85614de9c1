import { ByteError } from './cursor';
import { Output } from './output';
import { PrefixCode, type PeekedBits } from './prefix-code';
import { pieceSize, unpacker, written, type Pieces, type Unpack } from './unpacked';

/** What the codes for lengths and distances stand for: the smallest value, and how many bits are added to it. */
interface Ranges {
  readonly bases: readonly number[];
  readonly bits: readonly number[];
}

const endOfBlock = 256;
const longestWord = 15;
const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const lengths = ranges(3, [...filled(8, 0), ...steps(1, 5, 4), 0], 258);
const distances = ranges(1, [0, 0, ...steps(0, 13, 2)]);
const lengths64 = ranges(3, [...filled(8, 0), ...steps(1, 5, 4), 16], 3);
const distances64 = ranges(1, [0, 0, ...steps(0, 14, 2)]);

/** Unpacks DEFLATE. Slower than zlib's, but what stands before a fault comes out to the last byte. https://www.rfc-editor.org/rfc/rfc1951 */
export const inflate: Unpack = unpacker(inflated);

/** Unpacks Deflate64, method 9 of zip, which differs in the longest distances and lengths. */
export const inflate64: Unpack = unpacker(inflated64);

export function inflated(bytes: Uint8Array, start: number): Pieces {
  const output = new Output(32_768);
  return written(output, blocks(new LowBits(bytes, start), output, lengths, distances));
}

export function inflated64(bytes: Uint8Array, start: number): Pieces {
  const output = new Output(65_536);
  return written(output, blocks(new LowBits(bytes, start), output, lengths64, distances64));
}

function* blocks(bits: LowBits, output: Output, long: Ranges, far: Ranges): Generator<void, number> {
  for (;;) {
    const isLast = bits.bit() === 1;
    const kind = bits.bits(2);
    if (kind === 3) throw new ByteError('bad-magic', bits.offset);
    if (kind === 0) stored(bits, output);
    else {
      const codes = kind === 1 ? fixed : dynamic(bits);
      while (!packed(bits, output, codes, long, far)) yield;
    }
    yield;
    if (isLast) return bits.end;
  }
}

function stored(bits: LowBits, output: Output): void {
  const header = bits.bytes(4);
  const length = header[0]! | (header[1]! << 8);
  if ((length ^ 0xffff) !== (header[2]! | (header[3]! << 8))) throw new ByteError('bad-magic', bits.offset);
  const held = bits.upTo(length);
  output.append(held);
  if (held.length < length) throw new ByteError('truncated', bits.offset);
}

interface Codes {
  readonly literals: PrefixCode;
  readonly far: PrefixCode;
}

const fixed: Codes = {
  literals: new PrefixCode([...filled(144, 8), ...filled(112, 9), ...filled(24, 7), ...filled(8, 8)], longestWord, 0),
  far: new PrefixCode(filled(32, 5), longestWord, 0),
};

/** Goes on in a block until that ends, or, without being done, until enough is there to be taken. */
function packed(bits: LowBits, output: Output, { literals, far: farCode }: Codes, long: Ranges, far: Ranges): boolean {
  while (output.waiting < pieceSize) {
    const symbol = literals.next(bits);
    if (symbol === endOfBlock) return true;
    if (symbol < endOfBlock) output.push(symbol);
    else {
      const length = value(bits, long, symbol - endOfBlock - 1);
      output.repeat(value(bits, far, farCode.next(bits)), length, bits.offset);
    }
  }
  return false;
}

function value(bits: LowBits, { bases, bits: extra }: Ranges, index: number): number {
  const base = bases[index];
  if (base === undefined) throw new ByteError('bad-magic', bits.offset);
  return base + bits.bits(extra[index]!);
}

/** The codes that a block brings along, themselves in a code. */
function dynamic(bits: LowBits): Codes {
  const [literalCount, farCount, count] = [bits.bits(5) + 257, bits.bits(5) + 1, bits.bits(4) + 4];
  const own = new Uint8Array(19);
  for (let index = 0; index < count; index++) own[orderOfLengths[index]!] = bits.bits(3);
  const code = new PrefixCode(own, 7, bits.offset);
  const found: number[] = [];
  while (found.length < literalCount + farCount) {
    const symbol = code.next(bits);
    if (symbol < 16) found.push(symbol);
    else if (symbol === 16) {
      const last = found.at(-1);
      if (last === undefined) throw new ByteError('bad-magic', bits.offset);
      found.push(...filled(bits.bits(2) + 3, last));
    } else found.push(...filled(symbol === 17 ? bits.bits(3) + 3 : bits.bits(7) + 11, 0));
  }
  if (found.length > literalCount + farCount) throw new ByteError('bad-magic', bits.offset);
  return {
    literals: new PrefixCode(found.slice(0, literalCount), longestWord, bits.offset),
    far: new PrefixCode(found.slice(literalCount), longestWord, bits.offset),
  };
}

/** Bits of bytes, the lowest first. */
class LowBits implements PeekedBits {
  readonly isLowestFirst = true;
  /** The bits that were read and not taken; the next one is the lowest. */
  #buffer = 0;
  #held = 0;

  constructor(
    private readonly source: Uint8Array,
    private at: number,
  ) {}

  get offset(): number {
    return this.at - (this.#held >> 3);
  }

  /** Behind the byte that was begun last. */
  get end(): number {
    return this.offset;
  }

  bit(): number {
    return this.bits(1);
  }

  /** Up to 16 bits as a number. */
  bits(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  peek(count: number): number {
    while (this.#held < count && this.at < this.source.length) {
      this.#buffer |= this.source[this.at++]! << this.#held;
      this.#held += 8;
    }
    return this.#buffer & ((1 << count) - 1);
  }

  skip(count: number): void {
    if (count > this.#held) throw new ByteError('truncated', this.source.length);
    this.#buffer >>>= count;
    this.#held -= count;
  }

  /** Whole bytes, from the next one on. */
  bytes(count: number): Uint8Array {
    const found = this.upTo(count);
    if (found.length < count) throw new ByteError('truncated', this.at);
    return found;
  }

  upTo(count: number): Uint8Array {
    this.at = this.offset;
    this.#held = 0;
    this.#buffer = 0;
    const found = this.source.subarray(this.at, this.at + count);
    this.at += found.length;
    return found;
  }
}

function filled(count: number, value: number): number[] {
  return new Array<number>(count).fill(value);
}

/** Each number from one to another, so many times. */
function steps(from: number, to: number, times: number): number[] {
  return filled(to - from + 1, 0).flatMap((_, index) => filled(times, from + index));
}

/** Ranges one behind the other; the last may begin where it is said. */
function ranges(first: number, bits: readonly number[], last?: number): Ranges {
  const bases: number[] = [];
  let base = first;
  for (const count of bits) {
    bases.push(base);
    base += 2 ** count;
  }
  if (last !== undefined) bases[bases.length - 1] = last;
  return { bases, bits };
}
