import { ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';
import type { Hdf5File } from './file';
import { messagesOf } from './object-header';

const elsewhere = 2;

/** The message that a shared one stands for, such as a type with a name of its own; fails with a `ByteError`. */
export async function sharedMessage(file: Hdf5File, fields: Fields, type: number): Promise<Fields> {
  const address = placeOf(fields);
  const found = (await messagesOf(file, address)).find((message) => message.type === type && !message.isShared);
  if (!found) throw new ByteError('bad-magic', file.superblock.base + address);
  return found.fields.again();
}

/** The address of an object header. Messages in a heap of shared ones are not read. https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#SharedObjectHeader */
function placeOf(fields: Fields): number {
  const version = fields.version(1, 2, 3);
  const at = fields.offset;
  const kind = fields.u8();
  if (version === 3 && kind !== elsewhere) throw new ByteError('unsupported', at);
  if (version === 1) fields.skip(6);
  return fields.somewhere();
}
