import { ByteError } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';

/** A field of a message: a number, or the range of its bytes. https://protobuf.dev/programming-guides/encoding */
export interface Field {
  readonly number: number;
  /** Of numbers; 0 for bytes. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

const windowSize = 1 << 14;
const longestVarint = 10;

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
      if (at - this.#base + 2 * longestVarint > this.#window.length || at < this.#base) await this.#load(at);
      const tag = this.#varint(at);
      const number = Math.floor(tag.value / 8);
      const wire = tag.value % 8;
      const after = tag.end;
      if (number === 0) throw new ByteError('bad-magic', at);
      if (wire === 0) {
        const { value, end: behind } = this.#varint(after);
        fields.push({ number, value, start: after, end: behind });
      } else if (wire === 1 || wire === 5) {
        fields.push({ number, value: 0, start: after, end: after + (wire === 1 ? 8 : 4) });
      } else if (wire === 2) {
        const { value, end: from } = this.#varint(after);
        fields.push({ number, value: 0, start: from, end: from + value });
      } else throw new ByteError('bad-magic', at);
      at = fields.at(-1)!.end;
    }
    if (at !== end) throw new ByteError('truncated', at);
    return fields;
  }

  /** The text of a field, up to 4,096 bytes. */
  async text({ start, end }: Field): Promise<string> {
    return new TextDecoder().decode(await this.source.read(start, Math.min(end - start, 4096)));
  }

  /** The text of the first field of a number; empty where there is none. */
  async textIn(fields: readonly Field[], number: number): Promise<string> {
    const field = fields.find((one) => one.number === number);
    return field ? this.text(field) : '';
  }

  async #load(at: number): Promise<void> {
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
