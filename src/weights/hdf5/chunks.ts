import { inflateSync } from 'node:zlib';
import { ascii, ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';
import type { Hdf5File } from './file';
import type { Filter } from './filters';
import { checkSiblings } from './siblings';

/** Where the tree over the chunks of a dataset stands, and how many numbers the place of a chunk has. */
export interface ChunkIndex {
  readonly address: number | undefined;
  readonly rank: number;
}

const mark = ascii('TREE');
const ofChunks = 1;
const deepest = 16;
const mostUnpacked = 1 << 26;
const [deflate, shuffle, fletcher32] = [1, 2, 3];

/** A chunk as it stands in the file. */
export interface Chunk {
  readonly address: number;
  /** In bytes, packed. */
  readonly size: number;
  /** The filters that were passed over, a bit for each. */
  readonly mask: number;
  /** Its first element along each dimension of the dataset, and 0. */
  readonly place: readonly number[];
}

/** Where the chunks of a dataset stand; fails with a `ByteError`. https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#Btrees (version 1, of the type for chunks) */
export async function* chunkPlaces(file: Hdf5File, { address, rank }: ChunkIndex): AsyncGenerator<Chunk> {
  const { address: wide } = file.superblock.widths;
  const seen = new Set<number>();
  const waiting = address === undefined ? [] : [{ node: address, expected: undefined as number | undefined }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, expected } = next;
    if (seen.has(node)) throw new ByteError('absurd-length', file.superblock.base + node);
    seen.add(node);
    const head = await file.fields(node, 8);
    head.expect(mark);
    head.version(ofChunks);
    const [level, count] = [head.u8(), head.u16()];
    checkSiblings(file, await file.fields(node + 8, 2 * wide), expected === undefined);
    if (level > deepest || (expected !== undefined && level !== expected)) throw new ByteError('bad-magic', head.base);
    const key = 8 + 8 * rank;
    const entries = await file.fields(node + 8 + 2 * wide, count * (key + wide) + key);
    for (let left = count; left > 0; left--) {
      const [size, mask] = [entries.u32(), entries.u32()];
      const place = Array.from({ length: rank }, () => entries.uint(8));
      const child = entries.somewhere();
      if (level > 0) waiting.push({ node: child, expected: level - 1 });
      else yield { address: child, size, mask, place };
    }
  }
}

/** The chunks of a dataset, unpacked one by one; fails with a `ByteError`. */
export async function* chunks(
  file: Hdf5File,
  index: ChunkIndex,
  filters: readonly Filter[],
): AsyncGenerator<Uint8Array> {
  for await (const { address, size, mask } of chunkPlaces(file, index))
    yield unfiltered(file, await file.fields(address, size), filters, mask);
}

/** Undoes the filters in the opposite order; those whose bit is set in the mask were passed over. */
function unfiltered(file: Hdf5File, packed: Fields, filters: readonly Filter[], mask: number): Uint8Array {
  let { bytes } = packed;
  for (const [index, { id, values }] of [...filters.entries()].reverse()) {
    if (mask & (1 << index)) continue;
    if (id === deflate) bytes = inflated(file, packed.base, bytes);
    else if (id === shuffle) bytes = unshuffled(bytes, values[0] ?? 1);
    else if (id === fletcher32) bytes = bytes.subarray(0, Math.max(0, bytes.length - 4));
    else throw new ByteError('unsupported', packed.base);
  }
  return bytes;
}

function inflated(file: Hdf5File, base: number, packed: Uint8Array): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = inflateSync(packed, { maxOutputLength: mostUnpacked });
  } catch {
    throw new ByteError('bad-magic', base);
  }
  file.charge(bytes.length, base);
  return bytes;
}

/** The first bytes of all elements stand together, then the second ones, and so on. */
function unshuffled(bytes: Uint8Array, size: number): Uint8Array {
  const count = size > 0 ? Math.floor(bytes.length / size) : 0;
  const found = Uint8Array.from(bytes);
  for (let element = 0; element < count; element++)
    for (let byte = 0; byte < size; byte++) found[element * size + byte] = bytes[byte * count + element]!;
  return found;
}
