import { ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';

const seed = 0xdeadbeef;

/** Fails with `wrong-checksum` unless the last four bytes are the sum of those before. */
export function verify(fields: Fields): void {
  const sumAt = fields.bytes.length - 4;
  if (sumAt < 0) throw new ByteError('truncated', fields.base);
  const { buffer, byteOffset } = fields.bytes;
  if (new DataView(buffer, byteOffset + sumAt, 4).getUint32(0, true) !== lookup3(fields.bytes.subarray(0, sumAt)))
    throw new ByteError('wrong-checksum', fields.base + sumAt);
}

/** The checksum of HDF5's metadata: https://www.burtleburtle.net/bob/c/lookup3.c (`hashlittle`, starting at 0) */
export function lookup3(bytes: Uint8Array): number {
  const word = (at: number): number =>
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
  let [a, b, c] = [0, 0, 0].map(() => (seed + bytes.length) | 0) as [number, number, number];
  let at = 0;
  for (; bytes.length - at > 12; at += 12) {
    a = (a + word(at)) | 0;
    b = (b + word(at + 4)) | 0;
    c = (c + word(at + 8)) | 0;
    a = (a - c) ^ rotated(c, 4);
    c = (c + b) | 0;
    b = (b - a) ^ rotated(a, 6);
    a = (a + c) | 0;
    c = (c - b) ^ rotated(b, 8);
    b = (b + a) | 0;
    a = (a - c) ^ rotated(c, 16);
    c = (c + b) | 0;
    b = (b - a) ^ rotated(a, 19);
    a = (a + c) | 0;
    c = (c - b) ^ rotated(b, 4);
    b = (b + a) | 0;
  }
  if (at === bytes.length) return c >>> 0;
  a = (a + word(at)) | 0;
  b = (b + word(at + 4)) | 0;
  c = (c + word(at + 8)) | 0;
  c = ((c ^ b) - rotated(b, 14)) | 0;
  a = ((a ^ c) - rotated(c, 11)) | 0;
  b = ((b ^ a) - rotated(a, 25)) | 0;
  c = ((c ^ b) - rotated(b, 16)) | 0;
  a = ((a ^ c) - rotated(c, 4)) | 0;
  b = ((b ^ a) - rotated(a, 14)) | 0;
  c = ((c ^ b) - rotated(b, 24)) | 0;
  return c >>> 0;
}
