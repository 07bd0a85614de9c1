import { ByteError, type Cursor } from '../../bytes/cursor';

/** By the first byte: the width in bytes of the length that follows it. */
const lengthWidths: Readonly<Record<number, 1 | 2 | 4 | undefined>> = {
  ...{ 0xc4: 1, 0xc5: 2, 0xc6: 4, 0xc7: 1, 0xc8: 2, 0xc9: 4, 0xd9: 1, 0xda: 2, 0xdb: 4 },
  ...{ 0xdc: 2, 0xdd: 4, 0xde: 2, 0xdf: 4 },
};

/** By the first byte: how many bytes follow. Nothing, false and true; numbers; extensions of a fixed length. */
const fixed: Readonly<Record<number, number | undefined>> = {
  ...{ 0xc0: 0, 0xc2: 0, 0xc3: 0, 0xca: 4, 0xcb: 8, 0xcc: 1, 0xcd: 2, 0xce: 4, 0xcf: 8, 0xd0: 1, 0xd1: 2, 0xd2: 4 },
  ...{ 0xd3: 8, 0xd4: 1, 0xd5: 2, 0xd6: 4, 0xd7: 8, 0xd8: 16 },
};

/** How many bytes, items or pairs an item holds that begins with this byte, after which the cursor stands. Fails with a `ByteError`. */
export function sizeOf(byte: number, cursor: Cursor): number {
  if (byte <= 0x7f || byte >= 0xe0) return 0;
  if (byte <= 0x9f) return byte & 0x0f;
  if (byte <= 0xbf) return byte & 0x1f;
  const width = lengthWidths[byte];
  if (width !== undefined) return width === 1 ? cursor.u8() : width === 2 ? cursor.u16() : cursor.u32();
  const length = fixed[byte];
  if (length === undefined) throw new ByteError('bad-magic', cursor.offset - 1);
  return length;
}
