import { unpackBzip2 } from '../../bytes/bzip2';
import { ByteError, Cursor } from '../../bytes/cursor';
import { unpackDeflate } from '../../bytes/deflate';
import { inflate64 } from '../../bytes/inflate';
import { unlzma } from '../../bytes/lzma2';
import { unpacker, type Unpack } from '../../bytes/unpacked';
import { unpackXz } from '../../bytes/xz';

const lengthOfProperties = 5;

/** LZMA with a header of its own: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (5.8.8) */
function unpackZipLzma(size: number): Unpack {
  return unpacker(function* (bytes, start) {
    const header = new Cursor(bytes.subarray(start), start);
    header.skip(2);
    if (header.u16() !== lengthOfProperties) throw new ByteError('unsupported', start);
    const properties = header.take(lengthOfProperties);
    return yield* unlzma(bytes, header.offset, properties, size);
  });
}

/** What unpacks a member of this size, by number: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.4.5) */
export const methods: Readonly<Record<number, ((size: number) => Unpack) | undefined>> = {
  8: () => unpackDeflate,
  9: () => inflate64,
  12: () => unpackBzip2,
  14: unpackZipLzma,
  95: () => unpackXz,
};
