import { ByteError, startsWith } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import { verify } from './checksum';
import { Fields, type Widths } from './fields';

/** Where a file's parts lie. Addresses count from `base`. */
export interface Superblock {
  /** The offset of the superblock in the file: bytes of the user's own may stand before it. */
  readonly base: number;
  readonly version: number;
  readonly widths: Widths;
  /** The address of the root group's object header. */
  readonly root: number;
  /** The address of the object header with settings of the whole file. */
  readonly extension?: number;
  /** The address of the block of a driver that spreads a file over several. */
  readonly driver?: number;
  /** Half of how many names a node of a group holds at most, and half of how many nodes a node of the tree above. */
  readonly ranks: { readonly leaf: number; readonly inner: number };
  /** The offset of the file's end. */
  readonly end: number;
  /** Whether the file was being written when it was copied. */
  readonly isOpen: boolean;
}

/** Its first bytes. */
export const signature = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);
const firstUserBlock = 512;
const longest = 128;
const usualRanks = { leaf: 4, inner: 16 };
/** What is cached of an object in the table of its group: nothing, where a group lies, or where a soft link leads. */
export const lastCacheType = 2;

/** The offset of the superblock: 0, 512, or a doubling of that. https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#Superblock */
export async function superblockOffset(source: ByteSource): Promise<number | undefined> {
  for (const at of [0, ...placesWithin(source.size)])
    if (startsWith(await source.read(at, signature.length), signature)) return at;
  return undefined;
}

function placesWithin(size: number): readonly number[] {
  const count = Math.max(0, Math.ceil(Math.log2(size / firstUserBlock)));
  return Array.from({ length: count }, (_, power) => firstUserBlock * 2 ** power);
}

/** Reads the superblock at an offset, of versions 0 to 3; fails with a `ByteError`. */
export async function superblock(source: ByteSource, base: number): Promise<Superblock> {
  const bytes = await source.read(base, longest);
  const at = signature.length;
  const version = bytes[at];
  if (version === undefined) throw new ByteError('truncated', base + at);
  if (version > 3) throw new ByteError('unsupported', base + at);
  const widthsAt = version < 2 ? at + 5 : at + 1;
  const [address, length] = bytes.subarray(widthsAt);
  if (address === undefined || length === undefined) throw new ByteError('truncated', base + widthsAt);
  const widths = { address, length };
  if (![address, length].every((width) => [2, 4, 8].includes(width)))
    throw new ByteError('unsupported', base + widthsAt);
  const fields = new Fields(bytes, base, widths);
  fields.skip(at + 1);
  return version < 2 ? early(fields, version) : late(fields, version);
}

/** Versions 0 and 1. */
function early(fields: Fields, version: number): Superblock {
  fields.version(0);
  fields.version(0);
  fields.skip(1);
  fields.version(0);
  fields.skip(3);
  const ranks = { leaf: fields.u16(), inner: fields.u16() };
  if (ranks.leaf === 0 || ranks.inner === 0) throw new ByteError('bad-magic', fields.offset - 2);
  const isOpen = fields.u32() !== 0;
  if (version === 1) fields.skip(4);
  checkBase(fields);
  fields.address();
  const end = fields.somewhere();
  const driver = fields.address();
  fields.skip(fields.widths.address);
  const root = fields.somewhere();
  if (fields.u32() > lastCacheType) throw new ByteError('bad-magic', fields.offset - 4);
  return {
    ...{ base: fields.base, version, widths: fields.widths, ranks, root, end, isOpen },
    ...(driver !== undefined && { driver }),
  };
}

/** Versions 2 and 3. */
function late(fields: Fields, version: number): Superblock {
  fields.skip(2);
  const isOpen = fields.u8() !== 0;
  checkBase(fields);
  const extension = fields.address();
  const end = fields.somewhere();
  const root = fields.somewhere();
  const length = fields.offset - fields.base + 4;
  fields.skip(4);
  verify(new Fields(fields.bytes.subarray(0, length), fields.base, fields.widths));
  return {
    ...{ base: fields.base, version, widths: fields.widths, ranks: usualRanks, root, end, isOpen },
    ...(extension !== undefined && { extension }),
  };
}

/** Addresses count from the superblock. */
function checkBase(fields: Fields): void {
  const at = fields.offset;
  if (fields.somewhere() !== fields.base) throw new ByteError('bad-magic', at);
}
