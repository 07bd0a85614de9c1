import { unpackBzip2 } from './bzip2';
import { crc32 } from './crc32';
import { ByteError, Cursor, startsWith } from './cursor';
import { undoBranches, undoDifferences } from './filters';
import { inflate, inflate64 } from './inflate';
import { unpackLzma, unpackLzma2 } from './lzma2';
import type { Output } from './output';
import { sevenZipHeader, type Coder, type Folder, type SevenZipList } from './seven-zip-header';
import type { ByteSource } from './source';
import { unpacker, type Unpack, type Unpacked } from './unpacked';

/** The first bytes of a 7z archive. */
export const sevenZipMark = Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c);

/** An archive with the files in it, and how they are packed: several in one folder, one behind the other. */
export interface SevenZip extends SevenZipList {
  /** Unpacks a folder, up to `limit` bytes. */
  readonly unpack: (folder: Folder, limit: number) => Promise<Unpacked>;
}

const signatureLength = 32;
const longestHeader = 1 << 24;
const deepest = 4;

/** Lists a 7z archive; fails with a `ByteError`. https://www.7-zip.org/sdk.html (`7zFormat.txt`) */
export async function sevenZip(source: ByteSource): Promise<SevenZip> {
  const start = new Cursor(await source.read(0, signatureLength));
  start.expect(sevenZipMark);
  start.skip(2);
  const sum = start.u32();
  if (sum !== crc32(start.bytes.subarray(12))) throw new ByteError('wrong-checksum', 8);
  const offset = signatureLength + start.count(source.size);
  const length = start.count(longestHeader);
  let header = await source.read(offset, length);
  if (header.length < length) throw new ByteError('truncated', source.size);
  if (start.u32() !== crc32(header)) throw new ByteError('wrong-checksum', offset);
  const unpack = (folder: Folder, limit: number): Promise<Unpacked> => unpackFolder(source, folder, limit);
  if (length === 0) return { files: [], unpack };
  for (let depth = 0; depth < deepest; depth++) {
    const list = sevenZipHeader(header, signatureLength);
    if ('files' in list) return { ...list, unpack };
    const { bytes, error } = await unpack(list.packedHeader, longestHeader);
    if (error) throw new ByteError(error.code, offset);
    header = bytes;
  }
  throw new ByteError('absurd-length', offset);
}

/** By the bytes of a coder's id. */
const coders: Readonly<Record<string, ((coder: Coder, size: number) => Unpack) | undefined>> = {
  '00': () => unpacker((bytes, start, output) => filtered(bytes, start, output, () => undefined)),
  '21': () => unpacker((bytes, start, output) => unpackLzma2(bytes, start, output)),
  '030101': ({ properties }, size) =>
    unpacker((bytes, start, output) => unpackLzma(bytes, start, properties[0] ?? 0xff, output, size)),
  '040202': () => unpackBzip2,
  '040108': () => inflate,
  '040109': () => inflate64,
  '03030103': () => unpacker((bytes, start, output) => filtered(bytes, start, output, undoBranches)),
  '03': ({ properties }) =>
    unpacker((bytes, start, output) =>
      filtered(bytes, start, output, (copy) => undoDifferences(copy, (properties[0] ?? 0) + 1)),
    ),
};

async function unpackFolder(source: ByteSource, folder: Folder, limit: number): Promise<Unpacked> {
  const packed = await source.read(folder.offset, folder.packedSize);
  if (packed.length < folder.packedSize) throw new ByteError('truncated', source.size);
  let result: Unpacked = { bytes: packed, end: packed.length };
  for (const coder of folder.coders) {
    const make = coders[coder.id];
    if (!make) throw new ByteError('unsupported', folder.offset);
    const room = Math.min(limit, coder.size);
    const { error } = result;
    result = make(coder, room)(result.bytes, room);
    if (error) result = { ...result, error };
  }
  if (result.error) return result;
  if (result.bytes.length < folder.size) return { ...result, error: new ByteError('too-large', folder.offset) };
  const isWrong = folder.sum !== undefined && folder.sum !== crc32(result.bytes);
  return isWrong ? { ...result, error: new ByteError('wrong-checksum', folder.offset) } : result;
}

function filtered(bytes: Uint8Array, start: number, output: Output, undo: (copy: Uint8Array) => void): number {
  output.append(bytes.subarray(start));
  undo(output.bytes);
  return bytes.length;
}

/** Whether a file begins like a 7z archive. */
export function isSevenZip(head: Uint8Array): boolean {
  return startsWith(head, sevenZipMark);
}
