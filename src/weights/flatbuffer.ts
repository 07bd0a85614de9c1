import { ByteError, Cursor } from '../bytes/cursor';
import type { ByteSource } from '../bytes/source';

const pageSize = 1 << 16;
const mostPages = 32;
const longestText = 4096;

/** A vector: where its items begin, and how many there are. */
export interface FlatVector {
  readonly at: number;
  readonly length: number;
}

/** Reads FlatBuffers where they stand, page by page: https://flatbuffers.dev/internals/. All of it fails with a `ByteError`. */
export class FlatBuffer {
  readonly #pages = new Map<number, Uint8Array>();

  /** `left` is how many tables may be read. */
  constructor(
    readonly source: ByteSource,
    private left: number,
  ) {}

  async root(): Promise<FlatTable> {
    return this.table(await this.follow(0));
  }

  async table(at: number): Promise<FlatTable> {
    if (this.left-- <= 0) throw new ByteError('absurd-length', at);
    const vtable = at - (await this.number(at, 'i32'));
    const length = await this.number(vtable, 'u16');
    if (length < 4 || length % 2 === 1) throw new ByteError('bad-magic', vtable);
    const size = await this.number(vtable + 2, 'u16');
    if (size < 4 || at + size > this.source.size) throw new ByteError('truncated', at);
    const bytes = new Cursor(await this.bytes(vtable + 4, length - 4), vtable + 4);
    const offsets: number[] = [];
    while (bytes.left > 0) offsets.push(bytes.u16());
    if (offsets.some((offset) => offset !== 0 && (offset < 4 || offset >= size)))
      throw new ByteError('bad-magic', vtable);
    return new FlatTable(this, at, offsets);
  }

  /** Where an offset that stands somewhere points to. */
  async follow(at: number): Promise<number> {
    const offset = await this.number(at, 'u32');
    if (offset === 0) throw new ByteError('bad-magic', at);
    return at + offset;
  }

  /** `size` is that of an item, in bytes: all items have to stand in the file. */
  async vector(at: number, size: number): Promise<FlatVector> {
    const length = await this.number(at, 'u32');
    if (at + 4 + length * size > this.source.size) throw new ByteError('truncated', at);
    return { at: at + 4, length };
  }

  async text(at: number): Promise<string> {
    const { at: start, length } = await this.vector(at, 1);
    if ((await this.number(start + length, 'u8')) !== 0) throw new ByteError('bad-magic', start + length);
    return new TextDecoder().decode(await this.bytes(start, Math.min(length, longestText)));
  }

  async number(at: number, type: 'u8' | 'u16' | 'u32' | 'i32'): Promise<number> {
    const width = type === 'u8' ? 1 : type === 'u16' ? 2 : 4;
    return new Cursor(await this.bytes(at, width), at)[type]();
  }

  async bytes(at: number, length: number): Promise<Uint8Array> {
    if (at < 0 || at + length > this.source.size) throw new ByteError('truncated', at);
    const page = Math.floor(at / pageSize);
    const start = at - page * pageSize;
    if (start + length > pageSize) return this.source.read(at, length);
    return (await this.#page(page)).subarray(start, start + length);
  }

  async #page(number: number): Promise<Uint8Array> {
    const known = this.#pages.get(number);
    if (known) return known;
    const page = await this.source.read(number * pageSize, pageSize);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size >= mostPages) this.#pages.delete(oldest!);
    this.#pages.set(number, page);
    return page;
  }
}

/** A table: its fields by number, each of which may be absent. */
export class FlatTable {
  constructor(
    private readonly buffer: FlatBuffer,
    readonly at: number,
    private readonly offsets: readonly number[],
  ) {}

  async number(field: number, type: 'u8' | 'u32' | 'i32', absent = 0): Promise<number> {
    const place = this.#place(field);
    return place === undefined ? absent : this.buffer.number(place, type);
  }

  async text(field: number): Promise<string> {
    const place = this.#place(field);
    return place === undefined ? '' : this.buffer.text(await this.buffer.follow(place));
  }

  async vector(field: number, size: number): Promise<FlatVector | undefined> {
    const place = this.#place(field);
    return place === undefined ? undefined : this.buffer.vector(await this.buffer.follow(place), size);
  }

  /** The tables of a vector, one after the other. */
  async *tables(field: number): AsyncGenerator<FlatTable> {
    const vector = await this.vector(field, 4);
    for (let index = 0; index < (vector?.length ?? 0); index++)
      yield this.buffer.table(await this.buffer.follow(vector!.at + 4 * index));
  }

  #place(field: number): number | undefined {
    const offset = this.offsets[field] ?? 0;
    return offset === 0 ? undefined : this.at + offset;
  }
}
