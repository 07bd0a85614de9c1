import { ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';

/** A name in a group, and what it leads to. */
export type Link =
  | { readonly kind: 'object'; readonly name: string; readonly address: number }
  | { readonly kind: 'soft'; readonly name: string; readonly path: string }
  | { readonly kind: 'external'; readonly name: string; readonly file: string; readonly path: string }
  | { readonly kind: 'custom'; readonly name: string; readonly type: number };

const firstCustom = 64;
const external = 64;
const knownFlags = 0x1f;

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#LinkMessage */
export function link(fields: Fields): Link {
  fields.version(1);
  const flags = fields.u8();
  const type = flags & 8 ? fields.u8() : 0;
  if (flags & 4) fields.skip(8);
  if (flags & 16) fields.skip(1);
  const name = fields.name(fields.uint(1 << (flags & 3)));
  if (name === '' || (flags & ~knownFlags) !== 0) throw new ByteError('bad-magic', fields.base);
  if (type === 0) return { kind: 'object', name, address: fields.somewhere() };
  const value = fields.part(fields.u16());
  if (type === 1) return { kind: 'soft', name, path: value.text(value.left) };
  if (type === external) {
    value.version(0);
    return { kind: 'external', name, file: value.terminated(), path: value.terminated() };
  }
  if (type < firstCustom) throw new ByteError('unsupported', fields.base);
  return { kind: 'custom', name, type };
}
