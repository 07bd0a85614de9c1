import { ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';

const mostDimensions = 32;
const several = 1;
const noValues = 2;

/** How many elements a dataspace has along each dimension; none for a single value, `undefined` for no value at all. */
export type Dataspace = readonly number[] | undefined;

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#DataspaceMessage */
export function dataspace(fields: Fields): Dataspace {
  const at = fields.offset;
  const version = fields.version(1, 2);
  const rank = fields.u8();
  if (rank > mostDimensions) throw new ByteError('absurd-length', at);
  const hasLimits = (fields.u8() & 1) !== 0;
  const kind = fields.u8();
  if (version === 1) fields.skip(4);
  else if (kind > noValues || (kind !== several && rank > 0)) throw new ByteError('bad-magic', at);
  const dimensions = Array.from({ length: rank }, () => fields.length());
  if (hasLimits) for (const dimension of dimensions) checkLimit(fields, dimension);
  return version === 2 && kind === noValues ? undefined : dimensions;
}

/** A dimension grows up to its limit; all bits set stand for none. */
function checkLimit(fields: Fields, dimension: number): void {
  const { length } = fields.widths;
  const isLimitless = fields.peek(length).every((byte) => byte === 0xff);
  if (isLimitless) fields.skip(length);
  else if (fields.length() < dimension) throw new ByteError('bad-magic', fields.offset - length);
}

/** How many elements that are in all. */
export function elementCount(space: Dataspace): number {
  return space ? space.reduce((product, dimension) => product * dimension, 1) : 0;
}
