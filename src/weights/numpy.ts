import { ByteError, Cursor, startsWith } from '../bytes/cursor';
import { shortMetadata, type Recognized, type WeightFile } from './format';

const magic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);
const longestHeader = 10_000;

/** https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html: magic, version, and a header that is a Python literal. */
export function npy({ head }: WeightFile): Recognized | undefined {
  if (!startsWith(head, magic)) return undefined;
  try {
    const cursor = new Cursor(head);
    cursor.expect(magic);
    const [major] = [cursor.u8(), cursor.u8()];
    const length = major === 1 ? cursor.u16() : cursor.u32();
    if (major < 1 || major > 3 || length > longestHeader) throw new ByteError('absurd-length', 8);
    const header = cursor.text(length);
    const [, dtype = ''] = /'descr':\s*('[^']*'|\[)/.exec(header) ?? [];
    const [, shape = ''] = /'shape':\s*(\([\d, ]*\))/.exec(header) ?? [];
    return {
      format: 'numpy',
      metadata: shortMetadata([
        ['dtype', dtype === '[' ? 'structured' : dtype.replaceAll("'", '')],
        ['shape', shape],
      ]),
    };
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    const message = 'The header of this NumPy array cannot be read. Download or save the file again.';
    return { format: 'numpy', flaws: [{ code: error.code, message }] };
  }
}
