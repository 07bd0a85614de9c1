import { inflateRawSync } from 'node:zlib';
import { crc32 } from './crc32';
import { ByteError, Cursor, startsWith } from './cursor';
import { inflate } from './inflate';
import type { Output } from './output';
import { unpacker, type Unpack } from './unpacked';

/** The first bytes of a member. */
export const gzipMark = Uint8Array.of(0x1f, 0x8b, 8);

/** Unpacks gzip, also several members one behind the other: https://www.rfc-editor.org/rfc/rfc1952 */
export const unpackGzip: Unpack = unpacker((bytes, start, output) => {
  let at = start;
  do at = member(bytes, at, output);
  while (startsWith(bytes, gzipMark, at));
  return at;
});

function member(bytes: Uint8Array, start: number, output: Output): number {
  const header = new Cursor(bytes.subarray(start), start);
  header.expect(gzipMark);
  const flags = header.u8();
  header.skip(6);
  if (flags & 4) header.skip(header.u16());
  for (const flag of [8, 16]) if (flags & flag) while (header.u8() !== 0) continue;
  if (flags & 2) header.skip(2);
  const from = output.length;
  const end = inflateInto(bytes, header.offset, output);
  const trailer = new Cursor(bytes.subarray(end), end);
  const content = output.bytes.subarray(from);
  if (trailer.u32() !== crc32(content) || trailer.u32() !== content.length % 2 ** 32)
    throw new ByteError('wrong-checksum', end);
  return trailer.offset;
}

/** Unpacks the stream of zlib: https://www.rfc-editor.org/rfc/rfc1950 */
export const unpackZlib: Unpack = unpacker((bytes, start, output) => {
  const header = new Cursor(bytes.subarray(start), start);
  const [method, flags] = [header.u8(), header.u8()];
  if ((method & 15) !== 8 || (method * 256 + flags) % 31 !== 0) throw new ByteError('bad-magic', start);
  if (flags & 0x20) throw new ByteError('unsupported', start + 1);
  const from = output.length;
  const end = inflateInto(bytes, header.offset, output);
  const trailer = new Cursor(bytes.subarray(end), end, false);
  if (trailer.u32() !== adler32(output.bytes.subarray(from))) throw new ByteError('wrong-checksum', end);
  return trailer.offset;
});

/** zlib's own where it succeeds, for it is fast; ours where it does not, for it keeps what came out. */
export function inflateInto(bytes: Uint8Array, start: number, output: Output): number {
  const packed = bytes.subarray(start);
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      info: true,
      maxOutputLength: Math.max(1, output.left),
    }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    output.append(buffer);
    return start + engine.bytesWritten;
  } catch {
    const { bytes: found, end, error } = inflate(packed, output.left);
    output.append(found);
    if (error) throw new ByteError(error.code, start + error.offset);
    return start + end;
  }
}

/** https://www.rfc-editor.org/rfc/rfc1950#section-9 */
function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
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
