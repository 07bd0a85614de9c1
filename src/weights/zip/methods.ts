import { unpackBzip2 } from '../../bytes/bzip2';
import { ByteError, Cursor } from '../../bytes/cursor';
import { inflate64 } from '../../bytes/inflate';
import { unpackLzma } from '../../bytes/lzma2';
import { unpacker, type Unpack } from '../../bytes/unpacked';
import { unpackXz } from '../../bytes/xz';

const lengthOfProperties = 5;

/** LZMA with a header of its own: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (5.8.8) */
const unpackZipLzma: Unpack = unpacker((bytes, start, output) => {
  const header = new Cursor(bytes.subarray(start), start);
  header.skip(2);
  if (header.u16() !== lengthOfProperties) throw new ByteError('unsupported', start);
  const properties = header.u8();
  header.skip(lengthOfProperties - 1);
  return unpackLzma(bytes, header.offset, properties, output, output.left);
});

/** Beside deflate, by number: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.4.5) */
export const methods: Readonly<Record<number, Unpack | undefined>> = {
  9: inflate64,
  12: unpackBzip2,
  14: unpackZipLzma,
  95: unpackXz,
};
