import { lookup3 } from '../../../src/weights/hdf5/checksum';

type Bytes = readonly number[];

/** A message of an object header: its number and what it says. */
export interface MessageSample {
  readonly type: number;
  readonly body: Bytes;
}

export const u16 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
export const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)];
export const u64 = (value: number): number[] => [...u32(value), ...u32(Math.floor(value / 2 ** 32))];
export const chars = (text: string): number[] => [...Buffer.from(text)];
const superblockLength = 96;
const none = new Array<number>(8).fill(0xff);

/** Puts the structures of an HDF5 file one behind the other, in the form of version 1.8 and later unless said otherwise. */
export class Hdf5Builder {
  readonly #bytes: number[] = new Array<number>(superblockLength).fill(0);

  /** Puts bytes at the end, and gives their address. */
  put(bytes: Bytes): number {
    const address = this.#bytes.length;
    this.#bytes.push(...bytes, ...new Array<number>((8 - (bytes.length % 8)) % 8).fill(0));
    return address;
  }

  /** An object header of version 2, with these messages. */
  object(...messages: readonly MessageSample[]): number {
    const body = messages.flatMap(({ type, body }) => [type, ...u16(body.length), 0, ...body]);
    return this.put(summed([...chars('OHDR'), 2, 2, ...u32(body.length), ...body]));
  }

  /** A group whose links and attributes stand in its object header. */
  group(...messages: readonly MessageSample[]): number {
    return this.object({ type: 2, body: [0, 0, ...none, ...none] }, ...messages);
  }

  /** An object header of version 1, with these messages. */
  oldObject(...messages: readonly MessageSample[]): number {
    const body = messages.flatMap(({ type, body }) => {
      const padded = [...body, ...new Array<number>((8 - (body.length % 8)) % 8).fill(0)];
      return [...u16(type), ...u16(padded.length), ...new Array<number>(4).fill(0), ...padded];
    });
    return this.put([1, 0, ...u16(messages.length), ...u32(1), ...u32(body.length), ...u32(0), ...body]);
  }

  /** The message of a group before version 1.8, whose links are these names and addresses. */
  symbolTable(links: Readonly<Record<string, number>>): MessageSample {
    const names = Object.keys(links).map((name) => [...chars(name), 0]);
    const offsets = names.map((_, index) => 8 + names.slice(0, index).flat().length);
    const heap = this.localHeap([...new Array<number>(8).fill(0), ...names.flat()]);
    const entries = Object.values(links).flatMap((address, index) => [
      ...u64(offsets[index]!),
      ...u64(address),
      ...new Array<number>(24).fill(0),
    ]);
    const node = this.put(padded([...chars('SNOD'), 1, 0, ...u16(names.length), ...entries], 8 + 8 * 40));
    const root = [
      ...chars('TREE'),
      0,
      0,
      ...u16(1),
      ...none,
      ...none,
      ...u64(0),
      ...u64(node),
      ...u64(offsets.at(-1) ?? 0),
    ];
    const tree = this.put(padded(root, 24 + 32 * 16 + 8));
    return { type: 0x11, body: [...u64(tree), ...u64(heap)] };
  }

  localHeap(data: Bytes): number {
    const segment = this.put(data);
    return this.put([...chars('HEAP'), 0, 0, 0, 0, ...u64(data.length), ...u64(1), ...u64(segment)]);
  }

  /** A text of variable length, as an attribute or dataset refers to it. */
  heapText(text: string): number[] {
    const bytes = chars(text);
    const padded = [...bytes, ...new Array<number>((8 - (bytes.length % 8)) % 8).fill(0)];
    const size = 16 + 16 + padded.length;
    const heap = [...chars('GCOL'), 1, 0, 0, 0, ...u64(size), ...u16(1), ...u16(1), ...u32(0), ...u64(bytes.length)];
    return [...u32(bytes.length), ...u64(this.put([...heap, ...padded])), ...u32(1)];
  }

  /** The message by which a dataset keeps its values in these files. */
  externalFiles(...paths: readonly string[]): MessageSample {
    const names = paths.map((path) => [...chars(path), 0]);
    const heap = this.localHeap(names.flat());
    const slots = names.flatMap((_, index) => [...u64(names.slice(0, index).flat().length), ...u64(0), ...u64(4)]);
    return { type: 7, body: [1, 0, 0, 0, ...u16(paths.length), ...u16(paths.length), ...u64(heap), ...slots] };
  }

  /** The whole file, with a superblock of version 2. `userBlock` are bytes before it. */
  file(root: number, userBlock: Bytes = []): Uint8Array {
    const end = userBlock.length + this.#bytes.length;
    const start = [...signature, 2, 8, 8, 0, ...u64(userBlock.length), ...none, ...u64(end), ...u64(root)];
    return Uint8Array.from([...userBlock, ...this.#behind(summed(start))]);
  }

  /** The whole file, with a superblock of version 0. */
  oldFile(root: number): Uint8Array {
    const start = [...signature, 0, 0, 0, 0, 0, 8, 8, 0, ...u16(4), ...u16(16), ...u32(0), ...u64(0), ...none];
    const entry = [...u64(0), ...u64(root), ...new Array<number>(24).fill(0)];
    return Uint8Array.from(this.#behind([...start, ...u64(this.#bytes.length), ...none, ...entry]));
  }

  #behind(superblock: Bytes): number[] {
    return [...superblock, ...this.#bytes.slice(superblock.length)];
  }
}

const signature = [0x89, ...chars('HDF\r\n'), 0x1a, 0x0a];

/** Nodes have the length of full ones: of the numbers of children that the superblock states. */
function padded(bytes: Bytes, length: number): number[] {
  return [...bytes, ...new Array<number>(length - bytes.length).fill(0)];
}

/** Bytes, and the checksum of HDF5 behind them. */
export function summed(bytes: Bytes): number[] {
  return [...bytes, ...u32(lookup3(Uint8Array.from(bytes)))];
}

const scalar = [2, 0, 0, 0];

/** The messages that objects are made of. */
export const messages = {
  space: (...dimensions: readonly number[]): MessageSample => ({
    type: 1,
    body: [2, dimensions.length, 0, 1, ...dimensions.flatMap(u64)],
  }),
  type: (body: Bytes): MessageSample => ({ type: 3, body }),
  contiguous: (address: number | undefined, size: number): MessageSample => ({
    type: 8,
    body: [3, 1, ...(address === undefined ? none : u64(address)), ...u64(size)],
  }),
  compact: (values: Bytes): MessageSample => ({ type: 8, body: [3, 0, ...u16(values.length), ...values] }),
  virtual: (heapAddress: number): MessageSample => ({ type: 8, body: [4, 3, ...u64(heapAddress), ...u32(1)] }),
  link: (name: string, address: number): MessageSample => ({
    type: 6,
    body: [1, 0, name.length, ...chars(name), ...u64(address)],
  }),
  softLink: (name: string, path: string): MessageSample => ({
    type: 6,
    body: [1, 8, 1, name.length, ...chars(name), ...u16(path.length), ...chars(path)],
  }),
  externalLink: (name: string, file: string, path: string): MessageSample => {
    const value = [0, ...chars(file), 0, ...chars(path), 0];
    return { type: 6, body: [1, 8, 64, name.length, ...chars(name), ...u16(value.length), ...value] };
  },
  /** An attribute that is one text of fixed length. */
  text: (name: string, text: string): MessageSample =>
    attribute(name, [0x13, 0, 0, 0, ...u32(chars(text).length)], chars(text)),
  /** An attribute that is one text of variable length; `reference` comes from `heapText`. */
  heapText: (name: string, reference: Bytes): MessageSample =>
    attribute(name, [0x19, 1, 0, 0, ...u32(16), 0x13, 0, 0, 0, ...u32(1)], reference),
};

/** The type of unsigned bytes. */
export const bytesType = [0x10, 0, 0, 0, ...u32(1), ...u16(0), ...u16(8)];

function attribute(name: string, type: Bytes, values: Bytes): MessageSample {
  const lengths = [...u16(name.length + 1), ...u16(type.length), ...u16(scalar.length)];
  return { type: 12, body: [3, 0, ...lengths, 0, ...chars(name), 0, ...type, ...scalar, ...values] };
}
