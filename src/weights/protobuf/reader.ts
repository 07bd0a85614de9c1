import { ByteError } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import { holds, type Scalar } from './scalars';

/** A field of a message: a number, or the range of its bytes. https://protobuf.dev/programming-guides/encoding */
export interface Field {
  readonly number: number;
  /** How it is written: 0 a number, 1 and 5 eight and four bytes, 2 as many as it says. */
  readonly wire: number;
  /** Of numbers; 0 for bytes. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

const greatestNumber = 2 ** 29 - 1;
const windowSize = 1 << 14;
const longestVarint = 10;
/** Packed numbers beyond are taken as they are: they are data of tensors. */
const longestPacked = 1 << 16;

/** Reads messages from a source in windows, so that large fields are passed over unread. */
export class MessageReader {
  #window: Uint8Array = new Uint8Array(0);
  #base = 0;

  constructor(
    private readonly source: ByteSource,
    private left: number,
  ) {}

  /** The fields of the message that stands in a range; fails with a `ByteError`, `absurd-length` also where there are too many. */
  async fields(start: number, end: number): Promise<readonly Field[]> {
    const fields: Field[] = [];
    let at = start;
    while (at < end) {
      if (this.left-- <= 0) throw new ByteError('absurd-length', at);
      await this.#reach(at, 2 * longestVarint);
      const tag = this.#varint(at);
      const number = Math.floor(tag.value / 8);
      const wire = tag.value % 8;
      const after = tag.end;
      if (number === 0 || number > greatestNumber) throw new ByteError('bad-magic', at);
      if (wire === 0) {
        const { value, end: behind } = this.#varint(after);
        fields.push({ number, wire, value, start: after, end: behind });
      } else if (wire === 1 || wire === 5) {
        fields.push({ number, wire, value: 0, start: after, end: after + (wire === 1 ? 8 : 4) });
      } else if (wire === 2) {
        const { value, end: from } = this.#varint(after);
        fields.push({ number, wire, value: 0, start: from, end: from + value });
      } else throw new ByteError('bad-magic', at);
      at = fields.at(-1)!.end;
    }
    if (at !== end) throw new ByteError('truncated', at);
    return fields;
  }

  /** The text of a field, up to 4,096 bytes. */
  async text({ start, end }: Field): Promise<string> {
    return new TextDecoder().decode(await this.#bytes(start, Math.min(end - start, 4096)));
  }

  /** Fails with `bad-magic` where a field cannot hold this: it is written otherwise, or its text is no UTF-8. */
  async check(field: Field, type: Scalar): Promise<void> {
    const { wire, start, end } = field;
    if (!holds(type, wire, end - start)) throw new ByteError('bad-magic', start);
    if (type === 'text') await this.#checkText(start, end);
    if (type === 'ints' && wire === 2 && end - start <= longestPacked) await this.numbers(field);
  }

  /** Numbers that are packed into one field, or the one that it is. Those below zero come out as very large. */
  async numbers({ wire, value, start, end }: Field): Promise<readonly number[]> {
    if (wire === 0) return [value];
    const numbers: number[] = [];
    for (let at = start; at < end;) {
      if (this.left-- <= 0) throw new ByteError('absurd-length', at);
      await this.#reach(at, longestVarint);
      const { value: number, end: behind } = this.#varint(at);
      if (behind > end) throw new ByteError('truncated', at);
      numbers.push(number);
      at = behind;
    }
    return numbers;
  }

  async #checkText(start: number, end: number): Promise<void> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      for (let at = start; at < end; at += windowSize) {
        const bytes = await this.#bytes(at, Math.min(windowSize, end - at));
        decoder.decode(bytes, { stream: at + windowSize < end });
      }
    } catch (error) {
      throw error instanceof TypeError ? new ByteError('bad-magic', start) : error;
    }
  }

  /** Bytes that stand in the window as a rule. */
  async #bytes(start: number, length: number): Promise<Uint8Array> {
    const at = start - this.#base;
    return at >= 0 && at + length <= this.#window.length
      ? this.#window.subarray(at, at + length)
      : this.source.read(start, length);
  }

  /** The text of the first field of a number; empty where there is none. */
  async textIn(fields: readonly Field[], number: number): Promise<string> {
    const field = fields.find((one) => one.number === number);
    return field ? this.text(field) : '';
  }

  /** Moves the window to where so many bytes from an offset on stand in it, if the file has them. */
  async #reach(at: number, length: number): Promise<void> {
    if (at >= this.#base && at - this.#base + length <= this.#window.length) return;
    this.#base = at;
    this.#window = await this.source.read(at, windowSize);
  }

  #varint(at: number): { readonly value: number; readonly end: number } {
    let value = 0;
    for (let index = 0; index < longestVarint; index++) {
      const byte = this.#window[at - this.#base + index];
      if (byte === undefined) throw new ByteError('truncated', at);
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return { value, end: at + index + 1 };
    }
    throw new ByteError('absurd-length', at);
  }
}
