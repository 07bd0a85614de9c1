import { ByteError, Cursor } from './cursor';

const magic = Uint8Array.of(0x04, 0x22, 0x4d, 0x18);
const shortestMatch = 4;

/**
 * Unpacks an LZ4 frame: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md. Fails with a `ByteError`: `truncated`,
 * `bad-magic`, or `absurd-length` where it comes to more than `limit` bytes.
 */
export function unpackLz4(bytes: Uint8Array, limit: number): Uint8Array {
  const cursor = new Cursor(bytes);
  cursor.expect(magic);
  const flags = cursor.u8();
  cursor.skip(1);
  if (flags & 0x08) cursor.skip(8);
  if (flags & 0x01) throw new ByteError('bad-magic', 4);
  cursor.skip(1);
  const output = new Output(limit);
  for (;;) {
    const size = cursor.u32();
    if (size === 0) return output.bytes;
    const block = cursor.take(size & 0x7fffffff);
    if (size >= 0x80000000) output.append(block);
    else unpackBlock(block, cursor.offset, output);
    if (flags & 0x10) cursor.skip(4);
  }
}

/** Literals and matches in turn: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */
function unpackBlock(block: Uint8Array, base: number, output: Output): void {
  const cursor = new Cursor(block, base - block.length);
  const length = (start: number): number => {
    let sum = start;
    for (let byte = start === 15 ? 255 : 0; byte === 255; sum += byte) byte = cursor.u8();
    return sum;
  };
  while (cursor.left > 0) {
    const token = cursor.u8();
    output.append(cursor.take(length(token >> 4)));
    if (cursor.left === 0) return;
    const distance = cursor.u16();
    output.repeat(distance, length(token & 15) + shortestMatch, cursor.offset);
  }
}

/** Bytes that grow up to a limit. */
class Output {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  constructor(private readonly limit: number) {}

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  repeat(distance: number, length: number, offset: number): void {
    if (distance === 0 || distance > this.#length) throw new ByteError('bad-magic', offset);
    this.#reserve(length);
    for (let left = length; left > 0; left--, this.#length++)
      this.#bytes[this.#length] = this.#bytes[this.#length - distance]!;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed > this.limit) throw new ByteError('absurd-length', this.#length);
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.min(this.limit, Math.max(needed, 2 * this.#bytes.length)));
    grown.set(this.bytes);
    this.#bytes = grown;
  }
}
