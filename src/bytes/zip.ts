import { ByteError, Cursor, startsWith, type ByteErrorCode } from './cursor';
import type { ByteSource } from './source';

/** An entry of the list at the end of an archive. Sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked. */
  readonly size: number;
  readonly packedSize: number;
  /** 0 stored, 8 deflate; for others see the scanner. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** By its mode on Unix; its content is then where it leads. */
  readonly isLink?: boolean;
  /** It asks for what loaders refuse: a later version of the format, patches, strong encryption, another disk, fields cut short. */
  readonly isRefused?: boolean;
  /** It is said to be a folder, in the attributes of DOS. */
  readonly isFolder?: boolean;
  readonly crc: number;
  /** Where its own header stands in the file. */
  readonly offset: number;
  /** Another name for it, in a field that only some programs read (APPNOTE 4.6.9). */
  readonly unicodeName?: string;
}

/** What an archive holds. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** How many bytes stand before the archive. */
  readonly prefix: number;
  /** Why its list could not be read to the end, where it could not. */
  readonly broken?: ByteErrorCode | 'too-large';
  /** Where the list begins and, before the record that closes the archive, ends. */
  readonly listAt: number;
  readonly endAt: number;
  /** What programs disagree about: bytes behind the end, a second end, parts on other disks, two counts. */
  readonly oddities: readonly ZipOddity[];
}

export type ZipOddity =
  'trailing-bytes' | 'second-end' | 'other-disks' | 'two-counts' | 'gap-before-end' | 'misplaced-list';

/** Where the list stands, by the records behind it. */
interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
  /** Where it says that it stands. */
  readonly stated: number;
  readonly oddities: readonly ZipOddity[];
}

const localHeader = Uint8Array.of(0x50, 0x4b, 0x03, 0x04);
const endRecord = Uint8Array.of(0x50, 0x4b, 0x05, 0x06);
const entryMark = Uint8Array.of(0x50, 0x4b, 0x01, 0x02);
const locator64 = Uint8Array.of(0x50, 0x4b, 0x06, 0x07);
const endRecord64 = Uint8Array.of(0x50, 0x4b, 0x06, 0x06);
const endLength = 22;
const mostEnds = 16;
const locatorLength = 20;
const endLength64 = 56;
const longestComment = 65_535;
const usualDirectory = 1 << 25;
/** The systems whose modes stand in the upper half of a member's attributes (4.4.2): Unix and macOS. */
const hasModes: ReadonlySet<number> = new Set([3, 19]);
const [kindOfFile, link] = [0o170000, 0o120000];
/** Ten times the version of the format, and flags: APPNOTE 4.4.3 and 4.4.4. */
const newestVersion = 63;
const refusedFlags = 0x2060;
const nameInUtf8 = 0x800;
const folderAttribute = 0x10;

/** Whether bytes begin like a zip archive. */
export function isZip(head: Uint8Array): boolean {
  return startsWith(head, localHeader);
}

/**
 * Lists an archive by its central directory, of which so many bytes are read; `undefined` where there is none. Bytes
 * before the archive are allowed for.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.12 to 4.3.16)
 */
export async function zipDirectory(
  source: ByteSource,
  longestDirectory = usualDirectory,
): Promise<ZipDirectory | undefined> {
  const tailAt = Math.max(0, source.size - longestComment - endLength);
  const tail = await source.read(tailAt, longestComment + endLength);
  let first: ZipDirectory | undefined;
  for (let end = endBefore(tail, tail.length), tries = 0; end !== undefined && tries < mostEnds; tries++) {
    const directory = await directoryAt(source, tail, tailAt, end, longestDirectory);
    if (directory.broken === undefined || directory.broken === 'too-large') return directory;
    first ??= directory;
    end = endBefore(tail, end);
  }
  return first;
}

/** The archive that ends with the record at `end` of the last bytes. */
async function directoryAt(
  source: ByteSource,
  tail: Uint8Array,
  tailAt: number,
  end: number,
  longestDirectory: number,
): Promise<ZipDirectory> {
  try {
    const { offset, size, count, stated, oddities } =
      (await place64(source, tail, tailAt, end)) ?? place(tail, tailAt, end);
    const bytes = await source.read(offset, Math.min(size, longestDirectory));
    const cursor = new Cursor(bytes, offset);
    const entries = readEntries(cursor, count, offset - stated);
    const isCut = entries.length < count;
    const odd: readonly ZipOddity[] = [
      ...oddities,
      ...(stated > offset ? ['misplaced-list' as const] : []),
      ...oddEnds(tail, tailAt, end, offset),
      ...(!isCut && cursor.left > 0 ? ['gap-before-end' as const] : []),
    ];
    return {
      entries,
      prefix: Math.max(0, offset - stated),
      listAt: offset,
      endAt: tailAt + end,
      oddities: odd,
      ...(isCut && { broken: 'too-large' }),
    };
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    return { entries: [], prefix: 0, listAt: 0, endAt: tailAt + end, oddities: [], broken: error.code };
  }
}

/** What stands behind the end that was chosen, and other ends behind the beginning of the list. */
function oddEnds(tail: Uint8Array, tailAt: number, end: number, listAt: number): readonly ZipOddity[] {
  const comment = tail[end + 20]! + tail[end + 21]! * 256;
  const odd: ZipOddity[] = end + endLength + comment < tail.length ? ['trailing-bytes'] : [];
  for (let at = Math.max(0, listAt - tailAt); at + 4 <= tail.length; at++) {
    if (at !== end && tail[at] === 0x50 && startsWith(tail, endRecord, at)) return [...odd, 'second-end'];
  }
  return odd;
}

/** The last end record before `limit` whose comment fits the file. */
function endBefore(tail: Uint8Array, limit: number): number | undefined {
  for (let at = Math.min(limit - 1, tail.length - endLength); at >= 0; at--) {
    const isRecord = tail[at] === 0x50 && startsWith(tail, endRecord, at);
    if (isRecord && tail[at + 20]! + tail[at + 21]! * 256 <= tail.length - at - endLength) return at;
  }
  return undefined;
}

function place(tail: Uint8Array, tailAt: number, end: number): DirectoryPlace {
  const cursor = new Cursor(tail.subarray(end), tailAt + end);
  cursor.skip(4);
  const [disk, listDisk, here, count] = [cursor.u16(), cursor.u16(), cursor.u16(), cursor.u16()];
  const size = cursor.u32();
  const oddities = disksAndCounts(disk, listDisk, here, count);
  return { count, size, offset: checked(tailAt + end - size), stated: cursor.u32(), oddities };
}

/** The same of archives with 64-bit sizes, which say so by a locator before the end record. */
async function place64(
  source: ByteSource,
  tail: Uint8Array,
  tailAt: number,
  end: number,
): Promise<DirectoryPlace | undefined> {
  const locatorAt = end - locatorLength;
  if (locatorAt < 0 || !startsWith(tail, locator64, locatorAt)) return undefined;
  const recordAt = tailAt + locatorAt - endLength64;
  const cursor = new Cursor(await source.read(Math.max(0, recordAt), endLength64), recordAt);
  cursor.expect(endRecord64);
  if (cursor.count(source.size) !== endLength64 - 12) throw new ByteError('unsupported', recordAt);
  cursor.skip(4);
  const [disk, listDisk] = [cursor.u32(), cursor.u32()];
  const [here, count] = [cursor.count(source.size), cursor.count(source.size)];
  const size = cursor.count(source.size);
  const stated = cursor.count(source.size);
  const offset = checked(recordAt - size);
  const isContradicted = contradicts(new Cursor(tail.subarray(end + 4)), [disk, listDisk, here, count, size, stated]);
  const locator = new Cursor(tail.subarray(locatorAt + locator64.length));
  const [recordDisk, recordStated, disks] = [locator.u32(), locator.count(source.size), locator.u32()];
  const oddities: readonly ZipOddity[] = [
    ...disksAndCounts(disk + recordDisk, listDisk + Math.abs(disks - 1), here, isContradicted ? -1 : count),
    ...(recordStated + offset - stated === recordAt ? [] : ['misplaced-list' as const]),
  ];
  return { count, size, offset, stated, oddities };
}

/** Whether the numbers of the short record are neither those of the long one nor all ones, which point to it. */
function contradicts(short: Cursor, long: readonly number[]): boolean {
  const differs = (one: number, other: number, ones: number): boolean => one !== ones && one !== other;
  return long.some((number, at) =>
    at < 4 ? differs(short.u16(), number, 0xffff) : differs(short.u32(), number, 0xffffffff),
  );
}

function disksAndCounts(disk: number, listDisk: number, here: number, count: number): readonly ZipOddity[] {
  return [
    ...(disk > 0 || listDisk > 0 ? ['other-disks' as const] : []),
    ...(here === count ? [] : ['two-counts' as const]),
  ];
}

function checked(offset: number): number {
  if (offset < 0) throw new ByteError('absurd-length', 0);
  return offset;
}

/** Entries up to the count, or as many as were read; their places are off by `shift`. */
function readEntries(cursor: Cursor, count: number, shift: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  while (entries.length < count && cursor.left >= 46) {
    cursor.expect(entryMark);
    const [, madeBy, version] = [cursor.u8(), cursor.u8(), cursor.u16()];
    const [flags, method] = [cursor.u16(), cursor.u16()];
    cursor.skip(4);
    const [crc, packed, unpacked] = [cursor.u32(), cursor.u32(), cursor.u32()];
    const [nameLength, extraLength, commentLength] = [cursor.u16(), cursor.u16(), cursor.u16()];
    const disk = cursor.u16();
    cursor.skip(2);
    const [attributes, at] = [cursor.u32(), cursor.u32()];
    if (cursor.left < nameLength + extraLength + commentLength) break;
    const name = cursor.text(nameLength);
    const { numbers, unicodeName, isCut } = extras(cursor.take(extraLength), [unpacked, packed, at]);
    const [size, packedSize, offset] = numbers;
    cursor.skip(commentLength);
    const isEncrypted = (flags & 1) === 1;
    const isMisspelt = (flags & nameInUtf8) !== 0 && name.includes('\uFFFD');
    const isElsewhere = disk !== 0 && disk !== 0xffff;
    const isLink = hasModes.has(madeBy) && ((attributes >>> 16) & kindOfFile) === link;
    const isFolder = (attributes & folderAttribute) !== 0;
    const isRefused = asksTooMuch(flags, version) || isElsewhere || isCut || isMisspelt;
    entries.push({
      ...{ name, size, packedSize, method, isEncrypted, crc, offset: Math.max(0, offset + shift), ...unicodeName },
      ...{ isLink, isFolder, isRefused },
    });
  }
  return entries;
}

/** Whether a member can only be read by programs that know patches, encryption other than by a password, or a later version. */
export function asksTooMuch(flags: number, version = 0): boolean {
  return (flags & refusedFlags) !== 0 || (version & 0xff) > newestVersion;
}

type Numbers = readonly [number, number, number];

/** Numbers that do not fit into 32 bits stand in a field of their own (4.5.3), in this order; so does a name in UTF-8. */
function extras(
  extra: Uint8Array,
  numbers: Numbers,
): {
  readonly numbers: Numbers;
  readonly unicodeName?: { readonly unicodeName: string };
  /** A field says that it is longer than it is. */
  readonly isCut: boolean;
} {
  const fields = new Cursor(extra);
  let wide = numbers;
  let unicodeName: { readonly unicodeName: string } | undefined;
  let isCut = false;
  while (fields.left >= 4 && !isCut) {
    const [id, length] = [fields.u16(), fields.u16()];
    isCut = length > fields.left;
    const field = new Cursor(fields.take(Math.min(length, fields.left)));
    if (id === 1) {
      const [a, b, c] = numbers.map((number) => {
        if (number !== 0xffffffff) return number;
        isCut ||= field.left < 8;
        return isCut ? number : field.count(Number.MAX_SAFE_INTEGER);
      });
      wide = [a!, b!, c!];
    } else if (id === 0x7075 && length > 5) {
      field.skip(Math.min(5, field.left));
      unicodeName = { unicodeName: field.text(field.left) };
    }
  }
  return { numbers: wide, isCut, ...(unicodeName && { unicodeName }) };
}
