import { ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';

/** What was done to the chunks of a dataset when they were written. */
export interface Filter {
  readonly id: number;
  readonly values: readonly number[];
}

const firstForeign = 256;
const mostFilters = 32;

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#FilterMessage */
export function filtersOf(fields: Fields): readonly Filter[] {
  const version = fields.version(1, 2);
  const count = fields.u8();
  if (count > mostFilters) throw new ByteError('absurd-length', fields.base);
  if (version === 1) fields.skip(6);
  return Array.from({ length: count }, () => {
    const id = fields.u16();
    const nameLength = version === 1 || id >= firstForeign ? fields.u16() : 0;
    fields.skip(2);
    const valueCount = fields.u16();
    fields.skip(version === 1 ? Math.ceil(nameLength / 8) * 8 : nameLength);
    const values = Array.from({ length: valueCount }, () => fields.u32());
    if (version === 1 && valueCount % 2 === 1) fields.skip(4);
    return { id, values };
  });
}
