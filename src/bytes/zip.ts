import { ByteError, Cursor, startsWith, type ByteErrorCode } from './cursor';
import type { ByteSource } from './source';

/** An entry of the list at the end of an archive. Sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked. */
  readonly size: number;
  readonly packedSize: number;
  /** 0 stored, 8 deflate; others are not read. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  /** Where its own header stands in the file. */
  readonly offset: number;
}

/** What an archive holds. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** How many bytes stand before the archive. */
  readonly prefix: number;
  /** Why its list could not be read to the end, where it could not. */
  readonly broken?: ByteErrorCode | 'too-large';
}

/** Where the list stands, by the records behind it. */
interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
  /** Where it says that it stands. */
  readonly stated: number;
}

const localHeader = Uint8Array.of(0x50, 0x4b, 0x03, 0x04);
const endRecord = Uint8Array.of(0x50, 0x4b, 0x05, 0x06);
const entryMark = Uint8Array.of(0x50, 0x4b, 0x01, 0x02);
const locator64 = Uint8Array.of(0x50, 0x4b, 0x06, 0x07);
const endRecord64 = Uint8Array.of(0x50, 0x4b, 0x06, 0x06);
const endLength = 22;
const locatorLength = 20;
const endLength64 = 56;
const longestComment = 65_535;
const usualDirectory = 800_000;

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
  const end = lastEnd(tail);
  if (end === undefined) return undefined;
  try {
    const { offset, size, count, stated } = (await place64(source, tail, tailAt, end)) ?? place(tail, tailAt, end);
    const bytes = await source.read(offset, Math.min(size, longestDirectory));
    const prefix = Math.max(0, offset - stated);
    const entries = readEntries(new Cursor(bytes, offset), count, prefix);
    return { entries, prefix, ...(entries.length < count && { broken: 'too-large' }) };
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    return { entries: [], prefix: 0, broken: error.code };
  }
}

/** The last end record whose comment fits the file. */
function lastEnd(tail: Uint8Array): number | undefined {
  for (let at = tail.length - endLength; at >= 0; at--) {
    const isRecord = tail[at] === 0x50 && startsWith(tail, endRecord, at);
    if (isRecord && tail[at + 20]! + tail[at + 21]! * 256 <= tail.length - at - endLength) return at;
  }
  return undefined;
}

function place(tail: Uint8Array, tailAt: number, end: number): DirectoryPlace {
  const cursor = new Cursor(tail.subarray(end), tailAt + end);
  cursor.skip(10);
  const count = cursor.u16();
  const size = cursor.u32();
  return { count, size, offset: checked(tailAt + end - size), stated: cursor.u32() };
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
  cursor.skip(28);
  const count = cursor.count(source.size);
  const size = cursor.count(source.size);
  return { count, size, offset: checked(recordAt - size), stated: cursor.count(source.size) };
}

function checked(offset: number): number {
  if (offset < 0) throw new ByteError('absurd-length', 0);
  return offset;
}

/** Entries up to the count, or as many as were read. */
function readEntries(cursor: Cursor, count: number, prefix: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  while (entries.length < count && cursor.left >= 46) {
    cursor.expect(entryMark);
    cursor.skip(4);
    const [flags, method] = [cursor.u16(), cursor.u16()];
    cursor.skip(4);
    const [crc, packed, unpacked] = [cursor.u32(), cursor.u32(), cursor.u32()];
    const [nameLength, extraLength, commentLength] = [cursor.u16(), cursor.u16(), cursor.u16()];
    cursor.skip(8);
    const at = cursor.u32();
    if (cursor.left < nameLength + extraLength + commentLength) break;
    const name = cursor.text(nameLength);
    const [size, packedSize, offset] = wide(cursor.take(extraLength), [unpacked, packed, at]);
    cursor.skip(commentLength);
    entries.push({ name, size, packedSize, method, isEncrypted: (flags & 1) === 1, crc, offset: offset + prefix });
  }
  return entries;
}

/** Numbers that do not fit into 32 bits stand in a field of their own (4.5.3), in this order. */
function wide(extra: Uint8Array, numbers: readonly [number, number, number]): readonly [number, number, number] {
  const fields = new Cursor(extra);
  while (fields.left >= 4) {
    const [id, length] = [fields.u16(), fields.u16()];
    if (length > fields.left) break;
    const field = new Cursor(fields.take(length));
    if (id !== 1) continue;
    const [a, b, c] = numbers.map((number) =>
      number === 0xffffffff && field.left >= 8 ? Number(field.u64()) : number,
    );
    return [a!, b!, c!];
  }
  return numbers;
}
