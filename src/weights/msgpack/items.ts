import { ByteError, Cursor } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import { flaxExtensions, isOfFlax, longestHead } from './flax';
import { sizeOf } from './sizes';

const windowSize = 1 << 16;
const mostItems = 20_000_000;
const deepest = 500;
/** Of texts beyond it is not asked whether they are UTF-8. */
const longestText = 1 << 24;

/** What is told of the items of a file. In bytes. */
export interface Heard {
  readonly extension: (type: number, offset: number) => void;
  /** A text, or bytes that may be one. */
  readonly bytes: (offset: number, length: number) => Promise<void>;
}

/** Goes through the items of a file window by window; of texts and bytes only the beginning is looked at. */
export class Items {
  #cursor = new Cursor(new Uint8Array(0));
  /** The first thing that readers refuse, though the items can be gone through. */
  #flaw: number | undefined;

  constructor(
    private readonly source: ByteSource,
    private readonly heard: Heard,
  ) {}

  /** One item with all that is in it, up to the end of the file. Maps and arrays wait on a stack: nothing recurses. */
  async pass(): Promise<void> {
    const open = [{ left: 1, isMap: false }];
    for (let passed = 0; open.length > 0;) {
      const top = open.at(-1)!;
      if (top.left === 0) open.pop();
      else {
        if (++passed > mostItems || open.length > deepest) throw new ByteError('absurd-length', this.#cursor.offset);
        const isKey = top.isMap && top.left % 2 === 0;
        top.left--;
        const within = await this.#one(isKey);
        if (within.left > 0) open.push(within);
      }
    }
    const end = this.#flaw ?? this.#cursor.offset;
    if (end !== this.source.size) throw new ByteError('bad-magic', end);
  }

  /** What follows within this one. Keys are texts or bytes, as Python takes no others. */
  async #one(isKey: boolean): Promise<{ left: number; isMap: boolean }> {
    const cursor = await this.#have(9);
    const byte = cursor.u8();
    const isText = (byte >= 0xa0 && byte <= 0xbf) || (byte >= 0xd9 && byte <= 0xdb);
    if (isKey && !isText && !(byte >= 0xc4 && byte <= 0xc6)) this.#flaw ??= cursor.offset - 1;
    const isMap = (byte >= 0x80 && byte <= 0x8f) || byte === 0xde || byte === 0xdf;
    const count = sizeOf(byte, cursor);
    if (isMap) return { left: 2 * count, isMap };
    if ((byte >= 0x90 && byte <= 0x9f) || byte === 0xdc || byte === 0xdd) return { left: count, isMap };
    const start = cursor.offset;
    if ((byte >= 0xc7 && byte <= 0xc9) || (byte >= 0xd4 && byte <= 0xd8)) {
      const type = (cursor.u8() << 24) >> 24;
      this.heard.extension(type, start);
      await this.#checkExtension(type, start + 1, count);
    } else if (count > 0 && byte > 0x7f && byte < 0xe0) {
      if (isText || (byte >= 0xc4 && byte <= 0xc6))
        await this.heard.bytes(start, Math.min(count, this.source.size - start));
      if (isText) await this.#checkText(start, count);
    }
    this.#skip(count);
    return { left: 0, isMap };
  }

  /** What Flax keeps in an extension has to be there in full. */
  async #checkExtension(type: number, start: number, length: number): Promise<void> {
    if (!flaxExtensions.has(type) || start + length > this.source.size) return;
    const head = await this.source.read(start, Math.min(length, longestHead));
    if (!isOfFlax(type, head, length)) this.#flaw ??= start;
  }

  async #checkText(start: number, length: number): Promise<void> {
    if (length > longestText) return;
    const bytes = await this.source.read(start, Math.min(length, Math.max(0, this.source.size - start)));
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      this.#flaw ??= start;
    }
  }

  #skip(length: number): void {
    const end = this.#cursor.offset + length;
    if (end > this.source.size) throw new ByteError('truncated', this.#cursor.offset);
    if (length <= this.#cursor.left) this.#cursor.skip(length);
    else this.#cursor = new Cursor(new Uint8Array(0), end, false);
  }

  async #have(length: number): Promise<Cursor> {
    const { offset, left } = this.#cursor;
    if (left < length && offset + left < this.source.size)
      this.#cursor = new Cursor(await this.source.read(offset, windowSize), offset, false);
    return this.#cursor;
  }
}
