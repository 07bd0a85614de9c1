import { crc32 } from './crc32';
import { ByteError, Cursor, startsWith } from './cursor';
import { unpackDeflate } from './deflate';
import type { ByteSource } from './source';
import type { Unpack } from './unpacked';

/** The first bytes of a member. */
export const gzipMark = Uint8Array.of(0x1f, 0x8b, 8);

/** A header may hold names and comments of any length; longer ones than this nobody writes. */
const longestHeader = 1 << 16;

/** Unpacks gzip, also several members one behind the other: https://www.rfc-editor.org/rfc/rfc1952 */
export const unpackGzip: Unpack = async function* (packed, start = 0) {
  let at = start;
  do at = yield* member(packed, at);
  while (startsWith(await packed.read(at, gzipMark.length), gzipMark));
  return at;
};

async function* member(packed: ByteSource, start: number): AsyncGenerator<Uint8Array, number> {
  const header = new Cursor(await packed.read(start, longestHeader), start);
  header.expect(gzipMark);
  const flags = header.u8();
  header.skip(6);
  if (flags & 4) header.skip(header.u16());
  for (const flag of [8, 16]) if (flags & flag) while (header.u8() !== 0) continue;
  if (flags & 2) header.skip(2);
  let [sum, length] = [0, 0];
  const end = yield* told(unpackDeflate(packed, header.offset), (piece) => {
    sum = crc32(piece, sum);
    length += piece.length;
  });
  const trailer = new Cursor(await packed.read(end, 8), end);
  if (trailer.u32() !== sum || trailer.u32() !== length % 2 ** 32) throw new ByteError('wrong-checksum', end);
  return trailer.offset;
}

/** Unpacks the stream of zlib: https://www.rfc-editor.org/rfc/rfc1950 */
export const unpackZlib: Unpack = async function* (packed, start = 0) {
  const header = new Cursor(await packed.read(start, 2), start);
  const [method, flags] = [header.u8(), header.u8()];
  if ((method & 15) !== 8 || (method * 256 + flags) % 31 !== 0) throw new ByteError('bad-magic', start);
  if (flags & 0x20) throw new ByteError('unsupported', start + 1);
  let sum = 1;
  const end = yield* told(unpackDeflate(packed, header.offset), (piece) => (sum = adler32(piece, sum)));
  const trailer = new Cursor(await packed.read(end, 4), end, false);
  if (trailer.u32() !== sum) throw new ByteError('wrong-checksum', end);
  return trailer.offset;
};

async function* told(
  pieces: AsyncGenerator<Uint8Array, number>,
  tell: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array, number> {
  try {
    for (;;) {
      const { done, value } = await pieces.next();
      if (done) return value;
      tell(value);
      yield value;
    }
  } finally {
    await pieces.return(0);
  }
}

/** https://www.rfc-editor.org/rfc/rfc1950#section-9 */
function adler32(bytes: Uint8Array, before: number): number {
  let [low, high] = [before & 0xffff, before >>> 16];
  for (let at = 0; at < bytes.length;) {
    for (const end = Math.min(bytes.length, at + 3800); at < end; at++) {
      low += bytes[at]!;
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return (high * 65536 + low) >>> 0;
}
