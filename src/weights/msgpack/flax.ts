import { ByteError, Cursor } from '../../bytes/cursor';
import { sizeOf } from './sizes';

/** What Flax keeps in extensions: an array, a complex number, a NumPy scalar. https://flax.readthedocs.io/en/latest/api_reference/flax.serialization.html */
export const flaxExtensions: ReadonlySet<number> = new Set([1, 2, 3]);
const complexNumber = 2;

/** Of an extension: shape and type stand at its beginning. In bytes. */
export const longestHead = 4096;

/** Whether an extension of so many bytes, of which the head is given, is what Flax writes. */
export function isOfFlax(type: number, head: Uint8Array, length: number): boolean {
  return type === complexNumber ? isComplex(head) : isArray(head, length);
}

/** Widths in bytes of the types of NumPy and JAX, by name. */
const widths: ReadonlyMap<string, number> = new Map([
  ...named(1, 'bool', 'int8', 'uint8', 'float8_e4m3fn', 'float8_e5m2', 'float8_e4m3b11_fnuz', 'int4', 'uint4'),
  ...named(1, 'float8_e4m3fnuz', 'float8_e5m2fnuz'),
  ...named(2, 'int16', 'uint16', 'float16', 'bfloat16'),
  ...named(4, 'int32', 'uint32', 'float32'),
  ...named(8, 'int64', 'uint64', 'float64', 'complex64'),
  ...named(16, 'complex128'),
]);
const [pair, triple] = [0x92, 0x93];

/** An array: shape, type and as many bytes as these say. */
function isArray(head: Uint8Array, length: number): boolean {
  return attempt(head, (cursor) => {
    if (cursor.u8() !== triple) return false;
    const first = cursor.u8();
    if (first >> 4 !== 9 && first !== 0xdc) return false;
    let count = 1;
    for (let left = sizeOf(first, cursor); left > 0; left--) count *= whole(cursor);
    const width = widths.get(cursor.text(textSize(cursor)));
    const bytes = textSize(cursor);
    return width !== undefined && bytes === count * width && cursor.offset + bytes === length;
  });
}

/** A complex number is two numbers. */
function isComplex(bytes: Uint8Array): boolean {
  return attempt(bytes, (cursor) => {
    if (cursor.u8() !== pair) return false;
    for (let left = 2; left > 0; left--) cursor.skip(sizeOf(cursor.u8(), cursor));
    return cursor.left === 0;
  });
}

/** The length of a text, or of bytes. */
function textSize(cursor: Cursor): number {
  const byte = cursor.u8();
  if (byte >> 5 !== 5 && !(byte >= 0xc4 && byte <= 0xc6) && !(byte >= 0xd9 && byte <= 0xdb))
    throw new ByteError('bad-magic', cursor.offset);
  return sizeOf(byte, cursor);
}

/** A number from 0 on; fails with `bad-magic` where there is another thing. */
function whole(cursor: Cursor): number {
  const byte = cursor.u8();
  if (byte <= 0x7f) return byte;
  if (byte === 0xcc) return cursor.u8();
  if (byte === 0xcd) return cursor.u16();
  if (byte === 0xce) return cursor.u32();
  if (byte === 0xcf) return cursor.count(Number.MAX_SAFE_INTEGER);
  throw new ByteError('bad-magic', cursor.offset);
}

function attempt(bytes: Uint8Array, read: (cursor: Cursor) => boolean): boolean {
  try {
    return read(new Cursor(bytes, 0, false));
  } catch (error) {
    if (error instanceof ByteError) return false;
    throw error;
  }
}

function named(width: number, ...names: readonly string[]): readonly (readonly [string, number])[] {
  return names.map((name) => [name, width]);
}
