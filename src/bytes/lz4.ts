import { ByteError, Cursor, startsWith } from './cursor';
import { Output } from './output';
import { pieceSize, told, unpacker, written, type Unpack } from './unpacked';
import { Xxh32, xxh32 } from './xxh32';

const magic = Uint8Array.of(0x04, 0x22, 0x4d, 0x18);
/** A frame that holds nothing for the reader; its first byte is any of sixteen. */
const skipped = Uint8Array.of(0x2a, 0x4d, 0x18);
const shortestMatch = 4;
const farthest = 65_535;

/** Unpacks LZ4, also several frames one behind the other: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
export const unpackLz4: Unpack = unpacker(function* (bytes, start) {
  const cursor = new Cursor(bytes.subarray(start), start);
  do yield* frame(cursor);
  while (startsWith(bytes, magic, cursor.offset) || startsWith(bytes, skipped, cursor.offset + 1));
  return cursor.offset;
});

function* frame(cursor: Cursor): Generator<Uint8Array, void> {
  const at = cursor.offset;
  if (startsWith(cursor.bytes, skipped, at - cursor.base + 1)) {
    cursor.skip(4);
    cursor.skip(cursor.u32());
    return;
  }
  cursor.expect(magic);
  const flags = cursor.u8();
  cursor.skip(1);
  if (flags & 0x08) cursor.skip(8);
  if (flags & 0x01) throw new ByteError('unsupported', at + magic.length);
  const described = cursor.bytes.subarray(at - cursor.base + magic.length, cursor.offset - cursor.base);
  if (cursor.u8() !== ((xxh32(described) >>> 8) & 0xff)) throw new ByteError('wrong-checksum', cursor.offset - 1);
  const output = new Output(farthest);
  const sum = flags & 0x04 ? new Xxh32() : undefined;
  yield* told(written(output, blocks(cursor, (flags & 0x10) !== 0, output)), (piece) => sum?.add(piece));
  if (sum) check(cursor, sum.value);
}

function* blocks(cursor: Cursor, areChecked: boolean, output: Output): Generator<void, number> {
  for (let size = cursor.u32(); size !== 0; size = cursor.u32()) {
    const length = size & 0x7fffffff;
    const block = cursor.take(Math.min(length, cursor.left));
    if (size >= 0x80000000) output.append(block);
    else yield* unpackBlock(block, cursor.offset, output);
    if (block.length < length) throw new ByteError('truncated', cursor.offset);
    if (areChecked) check(cursor, xxh32(block));
    yield;
  }
  return cursor.offset;
}

function check(cursor: Cursor, sum: number): void {
  if (cursor.u32() !== sum) throw new ByteError('wrong-checksum', cursor.offset - 4);
}

/** Literals and matches in turn, literals last: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */
function* unpackBlock(block: Uint8Array, end: number, output: Output): Generator<void, void> {
  const cursor = new Cursor(block, end - block.length);
  const length = (start: number): number => {
    let sum = start;
    for (let byte = start === 15 ? 255 : 0; byte === 255; sum += byte) byte = cursor.u8();
    return sum;
  };
  for (;;) {
    const token = cursor.u8();
    const literals = length(token >> 4);
    const held = cursor.take(Math.min(literals, cursor.left));
    output.append(held);
    if (held.length < literals) throw new ByteError('truncated', cursor.offset);
    if (cursor.left === 0) return;
    const distance = cursor.u16();
    for (let left = length(token & 15) + shortestMatch; left > 0; left -= pieceSize) {
      output.repeat(distance, Math.min(left, pieceSize), cursor.offset);
      if (output.waiting >= pieceSize) yield;
    }
  }
}
