import { createHash } from 'node:crypto';
import { crc32 } from './crc32';
import { crc64 } from './crc64';
import { ByteError, Cursor, startsWith } from './cursor';
import { branches, differences, unfiltered } from './filters';
import { unlzma2 } from './lzma2';
import { told, unpacker, type Pieces, type Unpack } from './unpacked';

/** The first bytes of a stream. */
export const xzMark = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);
const endMark = Uint8Array.of(0x59, 0x5a);
const headerLength = 12;
/** The kinds of filters. */
const kinds = { differences: 0x03, branches: 0x04, lzma2: 0x21 } as const;
const mostRecords = 1_000_000;

/** In bytes, by the kind of a check. */
const checkLengths = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

/** Unpacks xz, also several streams one behind the other: https://tukaani.org/xz/xz-file-format.txt */
export const unpackXz: Unpack = unpacker(function* (bytes, start) {
  let at = start;
  do {
    at = yield* stream(bytes, at);
    while (startsWith(bytes, Uint8Array.of(0, 0, 0, 0), at)) at += 4;
  } while (startsWith(bytes, xzMark, at));
  return at;
});

function* stream(bytes: Uint8Array, start: number): Pieces {
  const header = new Cursor(bytes.subarray(start, start + headerLength), start);
  header.expect(xzMark);
  const [reserved, check] = [header.u8(), header.u8()];
  if (header.u32() !== crc32(bytes.subarray(start + 6, start + 8))) throw new ByteError('wrong-checksum', start + 8);
  if (reserved !== 0 || check > 15) throw new ByteError('unsupported', start + 6);
  let at = start + headerLength;
  while (bytes[at] !== 0) at = yield* block(bytes, at, check);
  return footer(bytes, index(bytes, at), check);
}

function* block(bytes: Uint8Array, start: number, check: number): Pieces {
  const length = ((bytes[start] ?? 0) + 1) * 4;
  const header = new Cursor(bytes.subarray(start, start + length), start);
  if (header.left < length) throw new ByteError('truncated', bytes.length);
  if (
    new Cursor(bytes.subarray(start + length - 4, start + length)).u32() !==
    crc32(bytes.subarray(start, start + length - 4))
  )
    throw new ByteError('wrong-checksum', start + length - 4);
  header.skip(1);
  const flags = header.u8();
  if (flags & 0x40) integer(header);
  if (flags & 0x80) integer(header);
  if ((flags & 0x3c) !== 0) throw new ByteError('unsupported', start + 1);
  const filters = Array.from({ length: (flags & 3) + 1 }, () => {
    const id = integer(header);
    return { id, properties: header.take(integer(header)) };
  });
  const last = filters.pop()!;
  const isKnown = filters.every(({ id }) => id === kinds.branches || id === kinds.differences);
  if (last.id !== kinds.lzma2 || !isKnown) throw new ByteError('unsupported', start + 1);

  const plain = filters.reduceRight<Pieces>(
    (pieces, { id, properties }) =>
      unfiltered(pieces, id === kinds.branches ? branches() : differences((properties[0] ?? 0) + 1)),
    unlzma2(bytes, start + length, last.properties[0] ?? 0),
  );
  const sum = sumOf(check);
  const end = yield* told(plain, (piece) => sum?.add(piece));
  const checkAt = end + ((4 - ((end - start) % 4)) % 4);
  expectZeros(bytes, end, checkAt);
  const stated = bytes.subarray(checkAt, checkAt + checkLengths[check]!);
  if (stated.length < checkLengths[check]!) throw new ByteError('truncated', bytes.length);
  if (sum && !startsWith(stated, sum.value())) throw new ByteError('wrong-checksum', checkAt);
  return checkAt + stated.length;
}

/** What stands between parts that begin at multiples of four. */
function expectZeros(bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at++) if (bytes[at] !== 0 && at < bytes.length) throw new ByteError('bad-magic', at);
}

interface Sum {
  add(piece: Uint8Array): void;
  value(): Uint8Array;
}

/** The check of unpacked bytes; `undefined` where there is none, or none that is known. */
function sumOf(check: number): Sum | undefined {
  const value = new Uint8Array(8);
  const view = new DataView(value.buffer);
  let [short, long] = [0, 0n];
  if (check === 1)
    return {
      add: (piece) => view.setUint32(0, (short = crc32(piece, short)), true),
      value: () => value.subarray(0, 4),
    };
  if (check === 4)
    return { add: (piece) => view.setBigUint64(0, (long = crc64(piece, long)), true), value: () => value };
  if (check !== 10) return undefined;
  const hash = createHash('sha256');
  return { add: (piece) => void hash.update(piece), value: () => hash.digest() };
}

/** The list of the blocks, which ends with a checksum. */
function index(bytes: Uint8Array, start: number): number {
  const cursor = new Cursor(bytes.subarray(start), start);
  cursor.skip(1);
  const count = integer(cursor);
  if (count > mostRecords) throw new ByteError('too-large', start);
  for (let left = 2 * count; left > 0; left--) integer(cursor);
  cursor.skip((4 - ((cursor.offset - start) % 4)) % 4);
  const end = cursor.offset;
  if (cursor.u32() !== crc32(bytes.subarray(start, end))) throw new ByteError('wrong-checksum', end);
  return cursor.offset;
}

function footer(bytes: Uint8Array, start: number, check: number): number {
  const cursor = new Cursor(bytes.subarray(start, start + headerLength), start);
  const sum = cursor.u32();
  cursor.skip(5);
  const stated = cursor.u8();
  cursor.expect(endMark);
  if (sum !== crc32(bytes.subarray(start + 4, start + 10))) throw new ByteError('wrong-checksum', start);
  if (stated !== check) throw new ByteError('bad-magic', start);
  return cursor.offset;
}

/** A number of up to 63 bits, seven in each byte, the lowest first. */
function integer(cursor: Cursor): number {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = cursor.u8();
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return value;
  }
  throw new ByteError('absurd-length', cursor.offset);
}
