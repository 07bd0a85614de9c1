import { crc32 as sum } from 'node:zlib';

/** The checksum of zip and gzip, or goes on with one: https://www.rfc-editor.org/rfc/rfc1952#section-8 */
export function crc32(bytes: Uint8Array, before = 0): number {
  return sum(bytes, before);
}
