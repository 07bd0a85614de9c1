import { ByteError, Cursor, startsWith } from '../../bytes/cursor';
import { shortMetadata, type Recognized, type WeightFile } from '../format';

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

/** What follows the header of an array: where, and how many bytes by type and shape (`undefined` where the type is unusual). */
export interface NpyHeader {
  readonly end: number;
  readonly size: number | undefined;
  /** Its items are objects of Python, so what follows is a pickle. */
  readonly hasObjects: boolean;
}

/** Reads the header once more, for what stands behind it. */
export function npyHeader(head: Uint8Array): NpyHeader | undefined {
  const major = head[6];
  const at = major === 1 ? 10 : 12;
  if (head.length < at) return undefined;
  const end =
    at + (major === 1 ? head[8]! + head[9]! * 256 : new DataView(head.buffer, head.byteOffset).getUint32(8, true));
  if (end > head.length) return undefined;
  const text = new TextDecoder('latin1').decode(head.subarray(at, end));
  const [, descr = ''] = /['"]descr['"]:\s*('[^']*'|"[^"]*"|[[(][^]*[\])])\s*,\s*['"]fortran_order/.exec(text) ?? [];
  const [, shape] = /['"]shape['"]:\s*\(([\d, L]*)\)/.exec(text) ?? [];
  if (descr === '' || shape === undefined) return undefined;
  const count = shape.split(',').reduce((product, word) => (word.trim() ? product * parseInt(word, 10) : product), 1);
  const size = itemSize(descr);
  const hasObjects = /['"][<>|=]?O\d*['"]/.test(descr);
  return { end, size: size === undefined ? undefined : count * size, hasObjects };
}

/** In bytes, of one type such as `'<f8'` or of a list of fields; `undefined` where it is written in another way. */
function itemSize(descr: string): number | undefined {
  const one = /^['"][<>|=]?([a-zA-Z])(\d+)/.exec(descr);
  if (one) return Number(one[2]) * (one[1] === 'U' ? 4 : 1);
  let sum = 0;
  const field = /\(\s*(?:'[^']*'|"[^"]*")\s*,\s*(['"][<>|=]?[a-zA-Z]\d+[^'"]*['"])\s*(?:,\s*\(([\d, ]*)\))?\s*\)/g;
  const rest = descr.replace(field, (_, type: string, shape?: string) => {
    const times = (shape ?? '')
      .split(',')
      .reduce((product, word) => (word.trim() ? product * Number(word) : product), 1);
    sum += (itemSize(type) ?? NaN) * times;
    return '';
  });
  return /^[[\], ]*$/.test(rest) && Number.isFinite(sum) ? sum : undefined;
}
