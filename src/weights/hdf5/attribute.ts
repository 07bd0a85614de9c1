import { ByteError } from '../../bytes/cursor';
import { dataspace, elementCount } from './dataspace';
import { datatype, type Datatype } from './datatype';
import type { Fields } from './fields';
import type { Hdf5File } from './file';
import { messageTypes } from './message-types';
import { sharedMessage } from './shared-message';

/** A named value of an object. */
export interface Attribute {
  readonly name: string;
  readonly type: Datatype;
  readonly count: number;
  /** The elements, one behind the other. */
  readonly values: Fields;
}

/** The type, or the dataspace, stands elsewhere. */
const knownFlags = 3;
const lastEncoding = 1;

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#AttributeMessage */
export async function attribute(file: Hdf5File, fields: Fields): Promise<Attribute> {
  const version = fields.version(1, 2, 3);
  const reserved = fields.u8();
  const flags = version === 1 ? 0 : reserved;
  const lengths = [fields.u16(), fields.u16(), fields.u16()];
  if (version === 3 && fields.u8() > lastEncoding) throw new ByteError('bad-magic', fields.offset - 1);
  const [nameField, typeField, spaceField] = lengths.map((length) =>
    fields.part(version === 1 ? Math.ceil(length / 8) * 8 : length),
  ) as [Fields, Fields, Fields];
  const name = nameField.terminated();
  if ((flags & ~knownFlags) !== 0 || nameField.offset - nameField.base !== lengths[0])
    throw new ByteError('bad-magic', nameField.base);
  const type = datatype(flags & 1 ? await sharedMessage(file, typeField, messageTypes.datatype) : typeField);
  const space = dataspace(flags & 2 ? await sharedMessage(file, spaceField, messageTypes.dataspace) : spaceField);
  const count = elementCount(space);
  if (!(count * type.size <= fields.left)) throw new ByteError('truncated', fields.offset);
  return { name, type, count, values: fields.part(count * type.size) };
}
