import { unpackBzip2 } from '../../src/bytes/bzip2';
import { unpackGzip, unpackZlib } from '../../src/bytes/gzip';
import { unpackLz4 } from '../../src/bytes/lz4';
import { unpackLzmaAlone } from '../../src/bytes/lzma2';
import type { Unpack } from '../../src/bytes/unpacked';
import { unpackXz } from '../../src/bytes/xz';

/** What all samples unpack to. */
export const content = Buffer.from('to be or not to be, that is the question: '.repeat(3) + '\0'.repeat(40));

/** A text packed by a program that everybody uses. */
export interface PackedSample {
  readonly name: string;
  readonly unpack: Unpack;
  readonly bytes: Uint8Array;
  /** Whether the format has a checksum, and whether several may stand one behind the other. */
  readonly isSummed: boolean;
  readonly isRepeatable: boolean;
}

function sample(name: string, unpack: Unpack, base64: string, more: Partial<PackedSample> = {}): PackedSample {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  return { name, unpack, bytes, isSummed: true, isRepeatable: true, ...more };
}

export const packedSamples: readonly PackedSample[] = [
  sample(
    'bzip2',
    unpackBzip2,
    'QlpoOTFBWSZTWdMNKkoAAD5ZgEAARAQAEDJhvgAgAFRHqCADQR+qUZNGmETKnsNtLw7bdRVarTK8MuEvlkRRhJkJGLCkDlyRyENipKnj4u5IpwoSGmGlSUA=',
  ),
  sample(
    'xz with CRC-64',
    unpackXz,
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AClAC9dADobwAUh5QpNjJKLXsNmQNcdvG/JrRzGnrVv7H5BxcqRMmKEwzTreBVyhXfD0AAAAABIvhE+d8S9HwABS6YBAAAAISMR4bHEZ/sCAAAAAARZWg==',
  ),
  sample(
    'xz with SHA-256, of differences',
    unpackXz,
    '/Td6WFoAAArh+wyhAgEDAQAhARZ5IMTu4AClADZdADo+0iQgG+VQ/t99Rc8Zu2x5a63Up0LaGRxYeyYiBHh4bD1m77FutTZra/nn/SYuDJl2d2xAAAAAAL5e36ExnjChf/VSDbhqUmzT7R2Ie//fTuQ28S0xK6bMAAFqpgEAAACy9eEttunfHAIAAAAAClla',
  ),
  sample(
    'xz with CRC-32',
    unpackXz,
    '/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4AClAC9dADobwAUh5QpNjJKLXsNmQNcdvG/JrRzGnrVv7H5BxcqRMmKEwzTreBVyhXfD0AAAAAD6mBvIAAFHpgEAAABa49OWPjANiwIAAAAAAVla',
  ),
  sample(
    'LZMA alone',
    unpackLzmaAlone,
    'XQAAgAD//////////wA6G8AFIeUKTYySi17DZkDXHbxvya0cxp61b+x+QcXKkTJihMM063gVcoV3xZcrc3//DLJAAA==',
    { isSummed: false, isRepeatable: false },
  ),
  sample(
    'gzip',
    unpackGzip,
    'H4sIAAAAAAACAyvJV0hKVcgvUsjLL1EoAXF0FEoyEksUMouBdKpCYWlqcUlmfp4VRJLKKhmIBAD6mBvIpgAAAA==',
  ),
  sample('zlib', unpackZlib, 'eJwryVdISlXIL1LIyy9RKAFxdBRKMhJLFDKLgXSqQmFpanFJZn6eFUSSyioZiAQAfEkrVw==', {
    isRepeatable: false,
  }),
  sample(
    'LZ4',
    unpackLz4,
    'BCJNGHRAvToAAADRdG8gYmUgb3Igbm90IA0A8ggsIHRoYXQgaXMgdGhlIHF1ZXN0aW9uOh0ADyoAPB8AAQAPUAAAAAAABoTBMgAAAABKzyRn',
  ),
];
