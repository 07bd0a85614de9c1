import { ByteError, Cursor, startsWith } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import type { Recognized, WeightFile } from '../format';

const listMagic = Uint8Array.of(0x12, 1, 0, 0, 0, 0, 0, 0);
/** Of arrays since version 1.0, whose first word says how they are written. */
const arrayMagics: ReadonlySet<number> = new Set([0xf993fac9, 0xf993faca]);
const denseStorage = 0;
/** In bytes, by the number of the type. */
const widths: readonly (number | undefined)[] = [4, 8, 2, 1, 4, 1, 8, 1, 2, 2, 4, 8, 2];
const mostArrays = 1_000_000;
const mostDimensions = 32;
const longestName = 65_536;
const headerLength = 4 + 4 + 4 + 8 * mostDimensions + 12;

/** The parameters of an MXNet model. */
export function mxnet({ head }: WeightFile): Recognized | undefined {
  return startsWith(head, listMagic) ? { format: 'mxnet' } : undefined;
}

/**
 * Passes over the arrays and their names: nothing in them runs. Arrays of other storage than dense are not read.
 * https://github.com/apache/mxnet/blob/master/src/ndarray/ndarray.cc (NDArray::Save)
 */
export async function scanMxnet({ source }: WeightFile): Promise<readonly ScanFinding[]> {
  try {
    const start = new Cursor(await source.read(listMagic.length + 8, 8), listMagic.length + 8);
    let at = start.offset + 8;
    for (let left = start.count(mostArrays); left > 0; left--) at = await endOfArray(source, at);
    const end = await endOfNames(source, at);
    if (end !== source.size) throw new ByteError('bad-magic', end);
    return [];
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    const message =
      'These parameters break off, or are written in a way that is not read here, so what they hold is not known.';
    return [{ code: 'mxnet/broken', verdict: 'unknown', message, offset: error.offset }];
  }
}

async function endOfArray(source: ByteSource, at: number): Promise<number> {
  const cursor = new Cursor(await source.read(at, headerLength), at);
  if (!arrayMagics.has(cursor.u32()) || cursor.i32() !== denseStorage) throw new ByteError('bad-magic', at);
  const dimensions = cursor.u32();
  if (dimensions > mostDimensions) throw new ByteError('absurd-length', at);
  let items = 1;
  for (let left = dimensions; left > 0; left--) items *= cursor.count(source.size);
  if (dimensions === 0) return cursor.offset;
  cursor.skip(8);
  const width = widths[cursor.i32()];
  if (width === undefined) throw new ByteError('bad-magic', at);
  const end = cursor.offset + items * width;
  if (end > source.size) throw new ByteError('truncated', at);
  return end;
}

async function endOfNames(source: ByteSource, start: number): Promise<number> {
  let at = start;
  const count = async (limit: number): Promise<number> => {
    const value = new Cursor(await source.read(at, 8), at).count(limit);
    at += 8;
    return value;
  };
  for (let left = await count(mostArrays); left > 0; left--) {
    const length = await count(longestName);
    at += length;
  }
  return at;
}
