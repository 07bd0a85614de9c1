import { ByteError, Cursor } from './cursor';

/** One step of packing, as it is described. */
interface Step {
  /** In hexadecimal digits. */
  readonly id: string;
  readonly properties: Uint8Array;
  /** Its place in the list of the folder's coders. */
  readonly at: number;
}

/** One step of packing. */
export interface Coder extends Step {
  /** How many bytes come out. */
  readonly size: number;
}

/** Files that are packed as one. */
export interface Folder {
  readonly offset: number;
  readonly packedSize: number;
  /** In the order in which they unpack. */
  readonly coders: readonly Coder[];
  readonly size: number;
  readonly sum?: number;
}

/** A file of an archive; without `folder` it is empty, or a directory. */
export interface SevenZipFile {
  readonly name: string;
  readonly folder?: Folder;
  /** Where it begins in what the folder unpacks to, and its length, in bytes. */
  readonly offset: number;
  readonly size: number;
  readonly sum?: number;
}

export interface SevenZipList {
  readonly files: readonly SevenZipFile[];
}

interface Streams {
  readonly folders: readonly Folder[];
  /** By folder: size and checksum of each file in it. */
  readonly parts: readonly (readonly Part[])[];
}

interface Part {
  readonly size: number;
  readonly sum?: number;
}

const ids = {
  ...{ end: 0, header: 1, additional: 3, mainStreams: 4, filesInfo: 5, packInfo: 6, unpackInfo: 7, subStreams: 8 },
  ...{ size: 9, digests: 10, folder: 11, unpackSizes: 12, streamCounts: 13, emptyStream: 14, names: 17, packed: 23 },
} as const;
const most = 1_000_000;
const mostCoders = 8;

/** Reads the header of an archive; where that is packed itself, says as which folder. `base` is where packed bytes begin. */
export function sevenZipHeader(bytes: Uint8Array, base: number): SevenZipList | { readonly packedHeader: Folder } {
  const cursor = new Cursor(bytes);
  const id = cursor.u8();
  if (id === ids.packed) {
    const [folder] = streamsInfo(cursor, base).folders;
    if (!folder) throw new ByteError('bad-magic', 0);
    return { packedHeader: folder };
  }
  if (id !== ids.header) throw new ByteError('bad-magic', 0);
  let streams: Streams = { folders: [], parts: [] };
  for (let next = cursor.u8(); next !== ids.end; next = cursor.u8()) {
    if (next === ids.mainStreams) streams = streamsInfo(cursor, base);
    else if (next === ids.filesInfo) return { files: filesInfo(cursor, streams) };
    else throw new ByteError(next === ids.additional ? 'unsupported' : 'bad-magic', cursor.offset);
  }
  return { files: [] };
}

function streamsInfo(cursor: Cursor, base: number): Streams {
  let packs: readonly Span[] = [];
  let folders: readonly Folder[] = [];
  let parts: readonly (readonly Part[])[] | undefined;
  for (let id = cursor.u8(); id !== ids.end; id = cursor.u8()) {
    if (id === ids.packInfo) packs = packInfo(cursor, base);
    else if (id === ids.unpackInfo) folders = unpackInfo(cursor, packs);
    else if (id === ids.subStreams) parts = subStreams(cursor, folders);
    else throw new ByteError('bad-magic', cursor.offset);
  }
  return { folders, parts: parts ?? folders.map((folder) => [folder]) };
}

interface Span {
  readonly offset: number;
  readonly size: number;
}

/** Where packed bytes stand. */
function packInfo(cursor: Cursor, base: number): readonly Span[] {
  let offset = base + integer(cursor);
  const count = countOf(cursor);
  let sizes: readonly number[] = [];
  for (let id = cursor.u8(); id !== ids.end; id = cursor.u8()) {
    if (id === ids.size) sizes = Array.from({ length: count }, () => integer(cursor));
    else if (id === ids.digests) digests(cursor, count);
    else throw new ByteError('bad-magic', cursor.offset);
  }
  return sizes.map((size) => {
    const span = { offset, size };
    offset += size;
    return span;
  });
}

/** By which coders the packed bytes are unpacked. */
function unpackInfo(cursor: Cursor, packs: readonly Span[]): readonly Folder[] {
  expect(cursor, ids.folder);
  const count = countOf(cursor);
  if (cursor.u8() !== 0) throw new ByteError('unsupported', cursor.offset);
  const chains = Array.from({ length: count }, () => coderChain(cursor));
  expect(cursor, ids.unpackSizes);
  const sizes = chains.map((chain) => chain.map(() => integer(cursor)));
  let sums: readonly (number | undefined)[] = [];
  for (let id = cursor.u8(); id !== ids.end; id = cursor.u8()) {
    if (id !== ids.digests) throw new ByteError('bad-magic', cursor.offset);
    sums = digests(cursor, count);
  }
  return chains.map((chain, index) => {
    const pack = packs[index];
    if (!pack) throw new ByteError('bad-magic', cursor.offset);
    const coders = chain.map((coder) => ({ ...coder, size: sizes[index]![coder.at]! }));
    const sum = sums[index];
    return {
      offset: pack.offset,
      packedSize: pack.size,
      coders,
      size: coders.at(-1)!.size,
      ...(sum !== undefined && { sum }),
    };
  });
}

/** The coders of a folder in the order in which they unpack. Only chains are read, in which each has one input and one output. */
function coderChain(cursor: Cursor): readonly Step[] {
  const count = countOf(cursor);
  if (count === 0 || count > mostCoders) throw new ByteError('unsupported', cursor.offset);
  const coders = Array.from({ length: count }, (_, at): Step => {
    const flags = cursor.u8();
    if (flags & 0xd0) throw new ByteError('unsupported', cursor.offset);
    const id = Buffer.from(cursor.take(flags & 15)).toString('hex');
    return { id, properties: flags & 0x20 ? cursor.take(integer(cursor)) : new Uint8Array(0), at };
  });
  const feeds = new Map<number, number>();
  for (let left = count - 1; left > 0; left--) {
    const input = integer(cursor);
    feeds.set(integer(cursor), input);
  }
  const fed = new Set(feeds.values());
  let next = coders.find(({ at }) => !fed.has(at));
  const chain: Step[] = [];
  while (next && chain.length < count) {
    chain.push(next);
    const to = feeds.get(next.at);
    next = to === undefined ? undefined : coders[to];
  }
  if (chain.length !== count) throw new ByteError('bad-magic', cursor.offset);
  return chain;
}

/** Which parts of what a folder unpacks to are files. */
function subStreams(cursor: Cursor, folders: readonly Folder[]): readonly (readonly Part[])[] {
  let counts = folders.map(() => 1);
  let id = cursor.u8();
  if (id === ids.streamCounts) {
    counts = folders.map(() => countOf(cursor));
    id = cursor.u8();
  }
  const isSized = id === ids.size;
  const sizes = folders.map(({ size }, index) => {
    const count = counts[index]!;
    if (count === 0) return [];
    const found = Array.from({ length: isSized ? count - 1 : 0 }, () => integer(cursor));
    const rest = size - found.reduce((sum, one) => sum + one, 0);
    if (rest < 0 || (!isSized && count > 1)) throw new ByteError('bad-magic', cursor.offset);
    return [...found, rest];
  });
  if (isSized) id = cursor.u8();
  const isKnown = (index: number): boolean => counts[index] === 1 && folders[index]!.sum !== undefined;
  let sums: readonly (number | undefined)[] = [];
  for (; id !== ids.end; id = cursor.u8()) {
    if (id !== ids.digests) throw new ByteError('bad-magic', cursor.offset);
    sums = digests(
      cursor,
      counts.reduce((sum, count, index) => sum + (isKnown(index) ? 0 : count), 0),
    );
  }
  let next = 0;
  return sizes.map((list, index) =>
    list.map((size) => {
      const sum = isKnown(index) ? folders[index]!.sum : sums[next++];
      return { size, ...(sum !== undefined && { sum }) };
    }),
  );
}

function filesInfo(cursor: Cursor, { folders, parts }: Streams): readonly SevenZipFile[] {
  const count = countOf(cursor);
  let names: readonly string[] = [];
  let empty: readonly boolean[] = [];
  for (let id = cursor.u8(); id !== ids.end; id = cursor.u8()) {
    const property = new Cursor(cursor.take(integer(cursor)), cursor.offset);
    if (id === ids.names) names = fileNames(property);
    if (id === ids.emptyStream) empty = bitVector(property, count);
  }
  const places = parts.flatMap((list, index) => {
    let offset = 0;
    return list.map((part) => {
      const place = { ...part, offset, folder: folders[index]! };
      offset += part.size;
      return place;
    });
  });
  let next = 0;
  return Array.from({ length: count }, (_, index): SevenZipFile => {
    const name = names[index] ?? '';
    if (empty[index] === true) return { name, offset: 0, size: 0 };
    const place = places[next++];
    if (!place) throw new ByteError('bad-magic', cursor.offset);
    return { name, ...place };
  });
}

/** In UTF-16, each with a zero behind it. */
function fileNames(cursor: Cursor): readonly string[] {
  if (cursor.u8() !== 0) throw new ByteError('unsupported', cursor.offset);
  return new TextDecoder('utf-16le').decode(cursor.take(cursor.left)).split('\0').slice(0, -1);
}

/** Checksums of those of so many things that have one. */
function digests(cursor: Cursor, count: number): readonly (number | undefined)[] {
  const isAll = cursor.u8() !== 0;
  const defined = isAll ? [] : bitVector(cursor, count);
  return Array.from({ length: count }, (_, index) => (isAll || defined[index] ? cursor.u32() : undefined));
}

function bitVector(cursor: Cursor, count: number): readonly boolean[] {
  const bytes = cursor.take(Math.ceil(count / 8));
  return Array.from({ length: count }, (_, index) => (bytes[index >> 3]! & (0x80 >> (index & 7))) !== 0);
}

function countOf(cursor: Cursor): number {
  const at = cursor.offset;
  const count = integer(cursor);
  if (count > most) throw new ByteError('too-large', at);
  return count;
}

/** The ones at the beginning of the first byte say how many bytes follow; what is left of it is the highest part. */
function integer(cursor: Cursor): number {
  const at = cursor.offset;
  const first = cursor.u8();
  let value = 0;
  for (let index = 0, mask = 0x80; index < 8; index++, mask >>= 1) {
    if (!(first & mask)) return checked(value + (first & (mask - 1)) * 256 ** index, at);
    value += cursor.u8() * 256 ** index;
  }
  return checked(value, at);
}

function checked(value: number, at: number): number {
  if (!Number.isSafeInteger(value)) throw new ByteError('absurd-length', at);
  return value;
}

function expect(cursor: Cursor, id: number): void {
  const at = cursor.offset;
  if (cursor.u8() !== id) throw new ByteError('bad-magic', at);
}
