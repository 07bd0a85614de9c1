import { ByteError } from '../../bytes/cursor';
import type { ChunkIndex } from './chunks';
import type { Fields } from './fields';

/** Where the values of a dataset lie; of chunks only the older kind of index is read; a virtual one takes them from other datasets, by a list in the global heap. */
export type Layout =
  | { readonly kind: 'compact'; readonly values: Uint8Array }
  | { readonly kind: 'contiguous'; readonly address: number | undefined }
  | { readonly kind: 'chunked'; readonly sides: readonly number[]; readonly index?: ChunkIndex }
  | { readonly kind: 'virtual'; readonly heap: number | undefined; readonly index: number };

const knownChunkFlags = 3;
const lastIndex = 5;
const kinds = ['compact', 'contiguous', 'chunked', 'virtual'] as const;

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#DataLayoutMessage */
export function layout(fields: Fields): Layout {
  const at = fields.offset;
  const version = fields.version(1, 2, 3, 4);
  const rank = version < 3 ? fields.u8() : 0;
  const kind = kinds[fields.u8()];
  if (version < 3) fields.skip(5);
  if (kind === 'compact') {
    fields.skip(rank * 4);
    return { kind, values: fields.take(version < 3 ? fields.u32() : fields.u16()) };
  }
  if (kind === 'contiguous') {
    const address = fields.address();
    if (version > 2) fields.length();
    else for (let left = rank; left > 0; left--) fields.u32();
    return { kind, address };
  }
  if (kind === 'chunked') {
    if (version > 3) return laterChunks(fields);
    const numbers = version < 3 ? rank : fields.u8();
    const address = fields.address();
    return { kind, index: { address, rank: numbers }, sides: sidesOf(fields, numbers, 4) };
  }
  if (kind === 'virtual' && version === 4) return { kind, heap: fields.address(), index: fields.u32() };
  throw new ByteError('unsupported', at);
}

/** From version 4 on there are several kinds of index, none of which is read. */
function laterChunks(fields: Fields): Layout {
  const at = fields.offset;
  const flags = fields.u8();
  const rank = fields.u8();
  const width = fields.u8();
  if (flags > knownChunkFlags || width === 0 || width > 8) throw new ByteError('bad-magic', at);
  const sides = sidesOf(fields, rank, width);
  const index = fields.u8();
  if (index === 0 || index > lastIndex) throw new ByteError('bad-magic', fields.offset - 1);
  return { kind: 'chunked', sides };
}

/** How long a chunk is along each dimension of its dataset; the last is the size of an element. */
function sidesOf(fields: Fields, rank: number, width: number): readonly number[] {
  const at = fields.offset;
  const sides = Array.from({ length: rank }, () => fields.uint(width));
  if (rank < 2 || sides.includes(0)) throw new ByteError('bad-magic', at);
  return sides;
}
