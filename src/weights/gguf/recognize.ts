import { ascii, ByteError, Cursor, startsWith } from '../../bytes/cursor';
import { shortMetadata, type Flaw, type Recognized, type WeightFile } from '../format';

/** https://github.com/ggml-org/ggml/blob/master/docs/gguf.md: magic, version, counts, key-value pairs; then tensors. */

const magic = ascii('GGUF');
const mostTensors = 1_000_000;
const mostPairs = 100_000;
const longestKey = 65_535;
const longestText = 1 << 30;
const mostItems = 1 << 30;
const arrayType = 9;
const tokenizerKey = 'tokenizer.ggml.model';

/** Sizes in bytes of the value types with a fixed size, by their number. */
const sizes: readonly (number | undefined)[] = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];

/** Reads the counts, the `general.*` pairs and the kind of tokenizer, as far as they stand in the first bytes of the file. */
export function gguf({ head, source }: WeightFile): Recognized | undefined {
  if (!startsWith(head, magic)) return undefined;
  const facts: [string, string][] = [];
  const flaws: Flaw[] = [];
  try {
    readHeader(head, facts);
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    const isWindowEnd = error.code === 'truncated' && head.length < source.size;
    if (!isWindowEnd) flaws.push(flawOf(error));
  }
  return { format: 'gguf', metadata: shortMetadata(facts), flaws };
}

function readHeader(head: Uint8Array, facts: [string, string][]): void {
  const isLittleEndian = head[4] !== 0;
  const cursor = new Cursor(head, 0, isLittleEndian);
  cursor.expect(magic);
  const version = cursor.u32();
  facts.push(['version', String(version)]);
  if (version < 1 || version > 3) throw new ByteError('bad-magic', 4);
  const count = (limit: number): number => (version === 1 ? cursor.u32() : cursor.count(limit));
  facts.push(['tensors', String(count(mostTensors))]);
  const pairs = count(mostPairs);
  facts.push(['pairs', String(pairs)]);
  for (let pair = 0; pair < pairs; pair++) {
    const key = cursor.text(count(longestKey));
    const value = readValue(cursor, cursor.u32(), count);
    if (value !== undefined && (key.startsWith('general.') || key === tokenizerKey)) facts.push([key, value]);
  }
}

/** The value as text; `undefined` for arrays, which are only passed over. */
function readValue(cursor: Cursor, type: number, count: (limit: number) => number): string | undefined {
  if (type === arrayType) {
    skipArray(cursor, count);
    return undefined;
  }
  switch (type) {
    case 0:
      return String(cursor.u8());
    case 1:
      return String((cursor.u8() << 24) >> 24);
    case 2:
      return String(cursor.u16());
    case 3:
      return String((cursor.u16() << 16) >> 16);
    case 4:
      return String(cursor.u32());
    case 5:
      return String(cursor.i32());
    case 6:
      return String(cursor.f32());
    case 7:
      return String(cursor.u8() !== 0);
    case 8:
      return cursor.text(count(longestText));
    case 10:
      return String(cursor.u64());
    case 11:
      return String(cursor.i64());
    case 12:
      return String(cursor.f64());
    default:
      throw new ByteError('bad-magic', cursor.offset);
  }
}

/** Passes over an array; arrays of arrays do not occur, and would have to be bounded in depth. */
function skipArray(cursor: Cursor, count: (limit: number) => number): void {
  const type = cursor.u32();
  const items = count(mostItems);
  const size = sizes[type];
  if (size !== undefined) return cursor.skip(items * size);
  if (type !== 8) throw new ByteError('bad-magic', cursor.offset);
  for (let item = 0; item < items; item++) cursor.skip(count(longestText));
}

function flawOf({ code, offset }: ByteError): Flaw {
  if (code === 'truncated') return { code, message: 'The file ends before its header does. Download it again.' };
  if (code === 'absurd-length') return { code, message: `The header claims an impossible length at byte ${offset}.` };
  return {
    code: 'bad-header',
    message: `The header holds a version or type at byte ${offset} that GGUF does not know.`,
  };
}
