import { ByteError } from '../../bytes/cursor';
import type { ChunkIndex } from './chunks';
import type { Fields } from './fields';

/** Where the values of a dataset lie; of chunks only the older kind of index is read; a virtual one takes them from other datasets, by a list in the global heap. */
export type Layout =
  | { readonly kind: 'compact'; readonly values: Uint8Array }
  | { readonly kind: 'contiguous'; readonly address: number | undefined }
  | { readonly kind: 'chunked'; readonly index?: ChunkIndex }
  | { readonly kind: 'virtual'; readonly heap: number | undefined; readonly index: number };

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
  if (kind === 'contiguous') return { kind, address: fields.address() };
  if (kind === 'chunked') {
    if (version > 3) return { kind };
    const numbers = version < 3 ? rank : fields.u8();
    return { kind, index: { address: fields.address(), rank: numbers } };
  }
  if (kind === 'virtual' && version === 4) return { kind, heap: fields.address(), index: fields.u32() };
  throw new ByteError('unsupported', at);
}
