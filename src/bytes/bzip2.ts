import { ByteError } from './cursor';
import { Output } from './output';
import { PrefixCode, type PeekedBits } from './prefix-code';
import { pieceSize, told, unpacker, written, type Pieces, type Unpack } from './unpacked';

const blockMark = 0x314159265359;
const endMark = 0x177245385090;
const longestWord = 20;
const groupSize = 50;
const [runA, runB] = [0, 1];
/** See `Unpack`. */
export const costOfBzip2 = 8;

/** Unpacks bzip2, also several streams one behind the other. Format: https://gitlab.com/bzip2/bzip2 (there is no other specification). */
export const unpackBzip2: Unpack = Object.assign(unpacker(bunzipped), { cost: costOfBzip2 });

export function* bunzipped(bytes: Uint8Array, start: number): Pieces {
  const bits = new HighBits(bytes, start);
  do yield* stream(bits);
  while (bits.begins('BZh'));
  return bits.offset;
}

function* stream(bits: HighBits): Generator<Uint8Array, void> {
  if (!bits.begins('BZh')) throw new ByteError('bad-magic', bits.offset);
  bits.bits(24);
  const level = bits.bits(8) - 0x30;
  if (level < 1 || level > 9) throw new ByteError('bad-magic', bits.offset);
  const room = new Uint8Array(level * 100_000);
  let total = 0;
  for (;;) {
    const mark = bits.bits(24) * 2 ** 24 + bits.bits(24);
    const sum = bits.bits(32);
    if (mark === endMark) {
      if (sum !== total) throw new ByteError('wrong-checksum', bits.offset);
      bits.align();
      return;
    }
    if (mark !== blockMark) throw new ByteError('bad-magic', bits.offset);
    const output = new Output(0);
    let actual = 0;
    yield* told(written(output, unrun(block(bits, room), output)), (piece) => (actual = crc(piece, actual)));
    if (actual !== sum) throw new ByteError('wrong-checksum', bits.offset);
    total = ((total << 1) ^ (total >>> 31) ^ sum) >>> 0;
  }
}

/** The bytes of a block as they were before they were sorted: Huffman, move to front, Burrows and Wheeler. */
function block(bits: HighBits, sorted: Uint8Array): Uint8Array {
  if (bits.bit() === 1) throw new ByteError('unsupported', bits.offset);
  const origin = bits.bits(24);
  const alphabet = usedBytes(bits);
  const [tables, selectors] = selectorsOf(bits);
  const size = alphabet.length + 2;
  const codes = Array.from({ length: tables }, () => new PrefixCode(wordLengths(bits, size), longestWord, bits.offset));

  let length = 0;
  let [run, weight] = [0, 1];
  for (let group = 0; ; group++) {
    const selector = selectors[group];
    if (selector === undefined) throw new ByteError('bad-magic', bits.offset);
    const code = codes[selector]!;
    for (let left = groupSize; left > 0; left--) {
      const symbol = code.next(bits);
      if (symbol === runA || symbol === runB) {
        run += symbol === runA ? weight : 2 * weight;
        weight *= 2;
        if (run > sorted.length) throw new ByteError('bad-magic', bits.offset);
        continue;
      }
      const isEnd = symbol === size - 1;
      if (length + run + (isEnd ? 0 : 1) > sorted.length) throw new ByteError('bad-magic', bits.offset);
      if (run > 0) sorted.fill(alphabet[0]!, length, length + run);
      length += run;
      [run, weight] = [0, 1];
      if (isEnd) return unsorted(sorted.subarray(0, length), origin, bits.offset);
      const byte = alphabet[symbol - 1]!;
      alphabet.copyWithin(1, 0, symbol - 1);
      alphabet[0] = byte;
      sorted[length++] = byte;
    }
  }
}

/** Which bytes a block holds: 16 bits for sixteens, then 16 for each that is used. */
function usedBytes(bits: HighBits): Uint8Array {
  const sixteens = bits.bits(16);
  const used: number[] = [];
  for (let high = 0; high < 16; high++) {
    if (!(sixteens & (0x8000 >> high))) continue;
    const low = bits.bits(16);
    for (let index = 0; index < 16; index++) if (low & (0x8000 >> index)) used.push(16 * high + index);
  }
  if (used.length === 0) throw new ByteError('bad-magic', bits.offset);
  return Uint8Array.from(used);
}

/** How many codes there are, and which one is used for each group of symbols. */
function selectorsOf(bits: HighBits): readonly [number, Uint8Array] {
  const tables = bits.bits(3);
  const count = bits.bits(15);
  if (tables < 2 || tables > 6 || count === 0) throw new ByteError('bad-magic', bits.offset);
  const recent = Array.from({ length: tables }, (_, index) => index);
  const selectors = Uint8Array.from({ length: count }, () => {
    let place = 0;
    while (bits.bit() === 1) if (++place >= tables) throw new ByteError('bad-magic', bits.offset);
    const [selector] = recent.splice(place, 1);
    recent.unshift(selector!);
    return selector!;
  });
  return [tables, selectors];
}

function wordLengths(bits: HighBits, size: number): Uint8Array {
  let length = bits.bits(5);
  return Uint8Array.from({ length: size }, () => {
    while (bits.bit() === 1) length += bits.bit() === 0 ? 1 : -1;
    if (length < 1 || length > longestWord) throw new ByteError('bad-magic', bits.offset);
    return length;
  });
}

/** Undoes the transform of Burrows and Wheeler. */
function unsorted(sorted: Uint8Array, origin: number, offset: number): Uint8Array {
  if (origin >= sorted.length) throw new ByteError('bad-magic', offset);
  const starts = new Uint32Array(257);
  for (const byte of sorted) starts[byte + 1]!++;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1]! += starts[byte]!;
  const next = new Uint32Array(sorted.length);
  for (let index = 0; index < sorted.length; index++) next[starts[sorted[index]!]!++] = index;
  const found = new Uint8Array(sorted.length);
  let at = next[origin]!;
  for (let index = 0; index < found.length; index++) {
    found[index] = sorted[at]!;
    at = next[at]!;
  }
  return found;
}

/** After four equal bytes comes how many more of them there are. */
function* unrun(bytes: Uint8Array, output: Output): Generator<void, number> {
  let [last, count] = [-1, 0];
  for (const byte of bytes) {
    if (output.waiting >= pieceSize) yield;
    if (count === 4) {
      if (byte > 0) output.fill(last, byte);
      count = 0;
      last = -1;
      continue;
    }
    count = byte === last ? count + 1 : 1;
    last = byte;
    output.push(byte);
  }
  return bytes.length;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

/** The checksum of zip with its bits the other way round. */
function crc(bytes: Uint8Array, before: number): number {
  let sum = ~before;
  for (const byte of bytes) sum = (sum << 8) ^ crcTable[((sum >>> 24) ^ byte) & 0xff]!;
  return ~sum >>> 0;
}

/** Bits of bytes, the highest first. */
class HighBits implements PeekedBits {
  readonly isLowestFirst = false;
  /** The bits that were read and not taken are the lowest. */
  #buffer = 0;
  #held = 0;

  constructor(
    private readonly source: Uint8Array,
    private at: number,
  ) {}

  get offset(): number {
    return this.at - (this.#held >> 3);
  }

  bit(): number {
    if (this.#held === 0) this.#fill();
    if (this.#held === 0) throw new ByteError('truncated', this.at);
    return (this.#buffer >>> --this.#held) & 1;
  }

  bits(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) value = value * 2 + this.bit();
    return value;
  }

  peek(count: number): number {
    if (this.#held < count) this.#fill();
    const extra = this.#held - count;
    return (extra < 0 ? this.#buffer << -extra : this.#buffer >>> extra) & ((1 << count) - 1);
  }

  skip(count: number): void {
    if (count > this.#held) throw new ByteError('truncated', this.at);
    this.#held -= count;
  }

  align(): void {
    this.#held &= ~7;
  }

  /** Whether these letters come next, from a whole byte on. */
  begins(text: string): boolean {
    return [...text].every((letter, index) => this.source[this.offset + index] === letter.charCodeAt(0));
  }

  #fill(): void {
    while (this.#held <= 24 && this.at < this.source.length) {
      this.#buffer = (this.#buffer << 8) | this.source[this.at++]!;
      this.#held += 8;
    }
  }
}
