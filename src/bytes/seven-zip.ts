import { bunzipped, costOfBzip2 } from './bzip2';
import { crc32 } from './crc32';
import { ByteError, Cursor, startsWith } from './cursor';
import { branches, differences, unfiltered, type Undo } from './filters';
import { inflated, inflated64 } from './inflate';
import { unlzma, unlzma2 } from './lzma2';
import { sevenZipHeader, type Coder, type Folder, type SevenZipList } from './seven-zip-header';
import { partOf, type ByteSource } from './source';
import { pieceSize, told, unpacker, unpackWhole, type Pieces, type Unpack } from './unpacked';

/** The first bytes of a 7z archive. */
const sevenZipMark = Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c);

/** An archive with the files in it, and how they are packed: several in one folder, one behind the other. */
export interface SevenZip extends SevenZipList {
  /** The packed bytes of a folder, and what unpacks them. */
  readonly packed: (folder: Folder) => ByteSource;
  readonly unpack: (folder: Folder) => Unpack;
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
  const packed = (folder: Folder): ByteSource => partOf(source, folder.offset, folder.packedSize);
  if (length === 0) return { files: [], packed, unpack };
  for (let depth = 0; depth < deepest; depth++) {
    const list = sevenZipHeader(header, signatureLength);
    if ('files' in list) return { ...list, packed, unpack };
    const { packedHeader } = list;
    const { bytes, error } = await unpackWhole(unpack(packedHeader), packed(packedHeader), longestHeader);
    if (error) throw new ByteError(error.code, offset);
    header = bytes;
  }
  throw new ByteError('absurd-length', offset);
}

const bzip2 = '040202';

/** Unpacks the bytes that a coder is given, by its id. */
const coders: Readonly<Record<string, ((bytes: Uint8Array, coder: Coder) => Pieces) | undefined>> = {
  '00': (bytes) => plain(bytes),
  '21': (bytes, { properties }) => unlzma2(bytes, 0, properties[0] ?? 0),
  '030101': (bytes, { properties, size }) => unlzma(bytes, 0, properties, size),
  [bzip2]: (bytes) => bunzipped(bytes, 0),
  '040108': (bytes) => inflated(bytes, 0),
  '040109': (bytes) => inflated64(bytes, 0),
};

/** What only changes bytes of which as many come out. */
const filters: Readonly<Record<string, ((coder: Coder) => Undo) | undefined>> = {
  '03030103': branches,
  '03': ({ properties }) => differences((properties[0] ?? 0) + 1),
};

/** The first coder unpacks, the others may change what comes out; nobody packs what is packed. */
function unpack(folder: Folder): Unpack {
  const run = unpacker(function* (bytes) {
    if (bytes.length < folder.packedSize) throw new ByteError('truncated', folder.offset + bytes.length);
    const [first, ...others] = folder.coders;
    const start = first && coders[first.id];
    if (!start) throw new ByteError('unsupported', folder.offset);
    const pieces = others.reduce<Pieces>(
      (before, coder) => {
        const filter = filters[coder.id];
        if (!filter) throw new ByteError('unsupported', folder.offset);
        return unfiltered(before, filter(coder));
      },
      start(bytes, first),
    );
    let [length, sum] = [0, 0];
    yield* told(upTo(pieces, folder.size), (piece) => {
      length += piece.length;
      sum = crc32(piece, sum);
    });
    if (length < folder.size) throw new ByteError('truncated', folder.offset);
    if (folder.sum !== undefined && folder.sum !== sum) throw new ByteError('wrong-checksum', folder.offset);
    return bytes.length;
  });
  return folder.coders[0]?.id === bzip2 ? Object.assign(run, { cost: costOfBzip2 }) : run;
}

function* plain(bytes: Uint8Array): Pieces {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
  return bytes.length;
}

/** What comes behind so many bytes is not asked for. */
function* upTo(pieces: Pieces, size: number): Pieces {
  let left = size;
  for (const piece of pieces) {
    yield piece.subarray(0, left);
    left -= Math.min(left, piece.length);
    if (left === 0) break;
  }
  return 0;
}

/** Whether a file begins like a 7z archive. */
export function isSevenZip(head: Uint8Array): boolean {
  return startsWith(head, sevenZipMark);
}
