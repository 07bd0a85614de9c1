import { ascii, ByteError, type Cursor } from '../../bytes/cursor';
import { blockOf } from './tensor-types';

/** https://github.com/ggml-org/ggml/blob/master/docs/gguf.md: magic, version, counts, key-value pairs; then tensors. */

const magic = ascii('GGUF');
const mostTensors = 1_000_000;
const mostPairs = 100_000;
const longestKey = 65_535;
const longestText = 1 << 30;
const mostItems = 1 << 30;
const longestTensorName = 63;
const mostDimensions = 4;
const usualAlignment = 32;
const arrayType = 9;
const textType = 8;
const u32Type = 4;

/** Sizes in bytes of the value types with a fixed size, by their number. */
const sizes: readonly (number | undefined)[] = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];

/** What is told of a header while it is read. Offsets count in the file. */
export interface GgufReader {
  readonly version?: (version: number) => void;
  readonly counts?: (tensors: number, pairs: number) => void;
  /** A pair whose value is one number or text, as text. */
  readonly pair?: (key: string, value: string, offset: number) => void;
  /** Something that ggml refuses, though reading can go on. */
  readonly flaw?: (
    code: 'old-version' | 'empty-key' | 'duplicate-key' | 'bad-alignment' | 'unknown-type',
    offset: number,
  ) => void;
}

/** Where the tensors stand. In bytes. */
export interface GgufData {
  /** Behind the header, where the data has to begin after padding. */
  readonly start: number;
  /** Of all tensors; `undefined` where the size of one is not known. */
  readonly size: number | undefined;
}

/** What the beginning of a header says of the rest. */
export interface GgufStart {
  readonly tensors: number;
  readonly alignment: number;
  readonly count: Count;
}

/**
 * Reads magic, version, counts and pairs within the bounds that ggml sets. Fails with a `ByteError` where it cannot be read on: `truncated` at the
 * end of the window, `bad-magic` and `absurd-length` where ggml refuses it.
 */
export function readStart(cursor: Cursor, reader: GgufReader): GgufStart {
  cursor.expect(magic);
  const version = cursor.u32();
  reader.version?.(version);
  if (version < 1 || version > 3) throw new ByteError('bad-magic', 4);
  if (version === 1) reader.flaw?.('old-version', 4);
  const count: Count = (limit) => {
    const at = cursor.offset;
    const value = version === 1 ? cursor.u32() : cursor.count(limit);
    if (value > limit) throw new ByteError('absurd-length', at);
    return value;
  };
  const tensors = count(mostTensors);
  const pairs = count(mostPairs);
  reader.counts?.(tensors, pairs);
  return { tensors, count, alignment: readPairs(cursor, pairs, count, reader) };
}

/** Reads a count or length, which version 1 writes in four bytes. */
type Count = (limit: number) => number;

/** Gives the alignment of the tensors. */
function readPairs(cursor: Cursor, pairs: number, count: Count, reader: GgufReader): number {
  const keys = new Set<string>();
  let alignment = usualAlignment;
  for (let pair = 0; pair < pairs; pair++) {
    const at = cursor.offset;
    const key = cursor.text(count(longestKey));
    if (key === '') reader.flaw?.('empty-key', at);
    if (keys.has(key)) reader.flaw?.('duplicate-key', at);
    keys.add(key);
    const type = cursor.u32();
    if (type === arrayType) skipArray(cursor, count);
    else {
      const value = readValue(cursor, type, count);
      reader.pair?.(key, value, at);
      if (key === 'general.alignment') alignment = type === u32Type ? Number(value) : 0;
    }
    if (key === 'general.alignment' && (type === arrayType || alignment === 0 || (alignment & (alignment - 1)) !== 0)) {
      reader.flaw?.('bad-alignment', at);
      alignment = usualAlignment;
    }
  }
  return alignment;
}

function readValue(cursor: Cursor, type: number, count: Count): string {
  switch (type) {
    case 0:
      return String(cursor.u8());
    case 1:
      return String((cursor.u8() << 24) >> 24);
    case 2:
      return String(cursor.u16());
    case 3:
      return String((cursor.u16() << 16) >> 16);
    case u32Type:
      return String(cursor.u32());
    case 5:
      return String(cursor.i32());
    case 6:
      return String(cursor.f32());
    case 7:
      return String(cursor.u8() !== 0);
    case textType:
      return cursor.text(count(longestText));
    case 10:
      return String(cursor.u64());
    case 11:
      return String(cursor.i64());
    case 12:
      return String(cursor.f64());
    default:
      throw new ByteError('bad-magic', cursor.offset - 4);
  }
}

/** Passes over an array; ggml knows no arrays of arrays. */
function skipArray(cursor: Cursor, count: Count): void {
  const at = cursor.offset;
  const type = cursor.u32();
  const items = count(mostItems);
  const size = sizes[type];
  if (size !== undefined) return cursor.skip(items * size);
  if (type !== textType) throw new ByteError('bad-magic', at);
  for (let item = 0; item < items; item++) cursor.skip(count(longestText));
}

/** Reads what follows: the list of tensors. They follow each other without gaps but for padding, in the order in which they are listed. */
export function readTensors(cursor: Cursor, { tensors, alignment, count }: GgufStart, reader: GgufReader): GgufData {
  const padded = (size: number): number => Math.ceil(size / alignment) * alignment;
  const names = new Set<string>();
  let [next, end]: [number | undefined, number | undefined] = [0, 0];
  for (let tensor = 0; tensor < tensors; tensor++) {
    const at = cursor.offset;
    const name = cursor.text(count(longestText));
    if (name.length > longestTensorName || names.has(name)) throw new ByteError('bad-magic', at);
    names.add(name);
    const { type, elements, row } = readShape(cursor, count);
    const block = blockOf(type);
    if (!block) reader.flaw?.('unknown-type', at);
    if (block && row % block.elements !== 0) throw new ByteError('bad-magic', at);
    const size = block && (elements / block.elements) * block.bytes;
    const offset = cursor.count(Number.MAX_SAFE_INTEGER);
    if ((next !== undefined && offset !== next) || (size !== undefined && !Number.isSafeInteger(offset + size)))
      throw new ByteError('absurd-length', at);
    end = size === undefined ? undefined : offset + size;
    next = end === undefined ? undefined : padded(end);
  }
  return { start: padded(cursor.offset), size: end };
}

interface Shape {
  readonly type: number;
  readonly elements: number;
  /** The first dimension, in which blocks lie. */
  readonly row: number;
}

function readShape(cursor: Cursor, count: Count): Shape {
  const at = cursor.offset;
  const dimensions = cursor.u32();
  if (dimensions > mostDimensions) throw new ByteError('bad-magic', at);
  let elements = 1;
  let row = 1;
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const length = count(Number.MAX_SAFE_INTEGER);
    if (dimension === 0) row = length;
    elements *= length;
  }
  if (elements === 0 || !Number.isSafeInteger(elements)) throw new ByteError('absurd-length', at);
  return { elements, row, type: cursor.u32() };
}
