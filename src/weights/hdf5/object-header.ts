import { ascii, ByteError, startsWith } from '../../bytes/cursor';
import { verify } from './checksum';
import type { Fields } from './fields';
import type { Hdf5File } from './file';
import { messageTypes } from './message-types';

/** What an object header says, piece by piece: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#ObjectHeaderMessages */
export interface Message {
  readonly type: number;
  /** Whether it stands elsewhere, and only its place here. */
  readonly isShared: boolean;
  readonly fields: Fields;
}

interface Block {
  readonly address: number;
  readonly length: number;
}

const headerMark = ascii('OHDR');
const continuationMark = ascii('OCHK');
/** Flags of a message. */
const [shared, neverShared, refusedOnWrite, markedIfUnknown, unknownOnce, mayBeShared] = [
  ...([0x02, 0x04, 0x08, 0x10, 0x20, 0x40] as const),
];
const shareable: ReadonlySet<number> = new Set([
  ...[messageTypes.dataspace, messageTypes.datatype, messageTypes.oldFill, messageTypes.fill, messageTypes.filters],
  messageTypes.attribute,
]);
const mostBlocks = 10_000;

/** All messages of the object header at an address, with its continuations; fails with a `ByteError`. */
export async function messagesOf(file: Hdf5File, address: number): Promise<readonly Message[]> {
  const mark = await file.upTo(address, headerMark.length);
  return startsWith(mark.bytes, headerMark) ? late(file, address) : early(file, address);
}

/** Version 1. */
async function early(file: Hdf5File, address: number): Promise<readonly Message[]> {
  const prefix = await file.fields(address, 16);
  prefix.version(1);
  prefix.skip(1);
  const count = prefix.u16();
  prefix.skip(4);
  const first = { address: address + 16, length: prefix.u32() };
  let read = 0;
  const found = await allBlocks(file, first, (fields) => {
    const messages: Message[] = [];
    while (fields.left > 0) {
      const [type, length, flags] = [fields.u16(), fields.u16(), fields.u8()];
      fields.skip(3);
      if (length % 8 !== 0) throw new ByteError('bad-magic', fields.offset - 6);
      messages.push(message(type, flags, fields.part(length)));
      read++;
    }
    return messages;
  });
  if (read !== count) throw new ByteError('bad-magic', prefix.base);
  return found;
}

/** Version 2. Its blocks end with a checksum. */
async function late(file: Hdf5File, address: number): Promise<readonly Message[]> {
  const prefix = await file.upTo(address, 48);
  prefix.skip(headerMark.length);
  prefix.version(2);
  const flags = prefix.u8();
  if (flags & 0x20) prefix.skip(16);
  if (flags & 0x10) prefix.skip(4);
  const length = prefix.uint(1 << (flags & 3));
  const start = prefix.offset - prefix.base;
  const order = flags & 4 ? 2 : 0;
  return allBlocks(file, { address, length: start + length + 4 }, (fields) => {
    verify(fields);
    if (fields.base === prefix.base) fields.skip(start);
    else fields.expect(continuationMark);
    const messages: Message[] = [];
    while (fields.left - 4 >= 4 + order) {
      const [type, size, own] = [fields.u8(), fields.u16(), fields.u8()];
      fields.skip(order);
      messages.push(message(type, own, fields.part(size)));
    }
    return messages;
  });
}

function message(type: number, flags: number, fields: Fields): Message {
  const isShared = (flags & shared) !== 0;
  const wasUnknown = (flags & unknownOnce) !== 0;
  const isOdd =
    (isShared && (flags & neverShared) !== 0) ||
    (wasUnknown && (flags & (refusedOnWrite | markedIfUnknown)) !== markedIfUnknown);
  if (isOdd || ((flags & (shared | mayBeShared)) !== 0 && !shareable.has(type)))
    throw new ByteError('bad-magic', fields.base);
  return { type, isShared, fields };
}

/** The messages of a block, and of those that it says follow elsewhere. */
async function allBlocks(
  file: Hdf5File,
  first: Block,
  read: (fields: Fields) => readonly Message[],
): Promise<readonly Message[]> {
  const found: Message[] = [];
  const blocks = [first];
  const seen = new Set<number>();
  for (const { address, length } of blocks) {
    if (seen.has(address) || seen.size > mostBlocks) throw new ByteError('absurd-length', address);
    seen.add(address);
    for (const one of read(await file.fields(address, length))) {
      if (one.type === messageTypes.continuation)
        blocks.push({ address: one.fields.somewhere(), length: one.fields.length() });
      else found.push(one);
    }
  }
  return found;
}
