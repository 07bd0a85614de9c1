import { ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';
import { messageTypes } from './message-types';

const hasNoFill = 0x10;
const hasFill = 0x20;
const knownFillFlags = 0x3f;
const lastAllocation = 3;
const lastFillTime = 2;

/** Holds messages of which nothing is used here to what readers demand of them; fails with a `ByteError`. */
export function checkSmall(type: number, fields: Fields): void {
  if (type === messageTypes.oldFill) fields.skip(fields.u32());
  else if (type === messageTypes.fill) checkFill(fields);
  else if (type === messageTypes.oldModified) {
    if (!/^\d{14}$/.test(fields.text(14))) throw new ByteError('bad-magic', fields.base);
  } else if (type === messageTypes.modified) {
    fields.version(1);
    fields.skip(7);
  }
}

/** What stands where nothing was written: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#FillValueMessage */
function checkFill(fields: Fields): void {
  const version = fields.version(1, 2, 3);
  if (version === 3) {
    const at = fields.offset;
    const flags = fields.u8();
    if (flags & ~knownFillFlags || (flags & hasFill && flags & hasNoFill)) throw new ByteError('bad-magic', at);
    if (flags & hasFill) skipFill(fields);
  } else {
    if (fields.u8() > lastAllocation || fields.u8() > lastFillTime) throw new ByteError('bad-magic', fields.offset);
    const isDefined = fields.u8() !== 0;
    if (version === 1 || isDefined) skipFill(fields);
  }
}

/** A length of -1 says that there is none. */
function skipFill(fields: Fields): void {
  const length = fields.i32();
  if (length < -1) throw new ByteError('absurd-length', fields.offset - 4);
  if (length > 0) fields.skip(length);
}
