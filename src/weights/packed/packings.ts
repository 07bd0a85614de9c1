import { unpackBzip2 } from '../../bytes/bzip2';
import { ascii, startsWith } from '../../bytes/cursor';
import { gzipMark, unpackGzip, unpackZlib } from '../../bytes/gzip';
import { unpackLz4 } from '../../bytes/lz4';
import { unpackLzmaAlone } from '../../bytes/lzma2';
import type { ByteSource } from '../../bytes/source';
import type { Unpack } from '../../bytes/unpacked';
import { xzMark, unpackXz } from '../../bytes/xz';

/** A way to pack a file as a whole. */
export interface Packing {
  readonly name: string;
  /** What a packed file may begin with. */
  readonly marks: readonly Uint8Array[];
  readonly endings: readonly string[];
  /** Without it, the packing is only named. */
  readonly unpack?: Unpack;
}

const zfMark = ascii('ZF');
const longestZfHeader = 40;
/** Of zlib: the method and how hard it was tried. */
const zlibMarks = [0x01, 0x5e, 0x9c, 0xda].map((level) => Uint8Array.of(0x78, level));

/** How a file is packed, by its first bytes. */
export function packingOf(head: Uint8Array): Packing | undefined {
  return packings.find(({ marks }) => marks.some((mark) => startsWith(head, mark)));
}

/** The first whose mark fits counts. */
export const packings: readonly Packing[] = [
  { name: 'gzip', marks: [gzipMark], endings: ['.gz', '.gzip'], unpack: unpackGzip },
  { name: 'bzip2', marks: [ascii('BZh')], endings: ['.bz2'], unpack: unpackBzip2 },
  { name: 'xz', marks: [xzMark], endings: ['.xz'], unpack: unpackXz },
  { name: 'lzma', marks: [Uint8Array.of(0x5d, 0x00, 0x00)], endings: ['.lzma'], unpack: unpackLzmaAlone },
  { name: 'lz4', marks: [Uint8Array.of(0x04, 0x22, 0x4d, 0x18)], endings: ['.lz4'], unpack: unpackLz4 },
  { name: 'zstd', marks: [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd)], endings: ['.zst', '.zstd'] },
  { name: 'zlib', marks: zlibMarks, endings: ['.z', '.zlib'], unpack: unpackZlib },
  {
    name: 'joblib-zf',
    marks: [zfMark],
    endings: [],
    unpack: unpackZf,
  },
];

async function* unpackZf(packed: ByteSource): AsyncGenerator<Uint8Array, number> {
  return yield* unpackZlib(packed, zfHeader(await packed.read(0, longestZfHeader)));
}

/** joblib before 0.10: `ZF`, the length in hexadecimal digits, then zlib. */
function zfHeader(bytes: Uint8Array): number {
  for (let at = zfMark.length; at < bytes.length; at++)
    if (zlibMarks.some(([first, second]) => bytes[at] === first && bytes[at + 1] === second)) return at;
  return zfMark.length;
}
