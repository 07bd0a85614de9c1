import { ByteError, Cursor } from '../../bytes/cursor';
import { partOf, type ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings, within } from '../findings';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { codeInText } from '../held-code';
import { beginsLikePickle } from '../pickle/embedded';
import { unread, type ScanContext } from '../scan-context';

const windowSize = 1 << 16;
const mostItems = 20_000_000;
const shortestCode = 8;
const longestCode = 1 << 16;
/** What Flax keeps in extensions: an array, a complex number, a NumPy scalar. https://flax.readthedocs.io/en/latest/api_reference/flax.serialization.html */
const flaxExtensions: ReadonlySet<number> = new Set([1, 2, 3]);

/** The parameters of Flax and JAX in MessagePack: a map at the top. https://github.com/msgpack/msgpack/blob/master/spec.md */
export function msgpack(file: WeightFile): Recognized | undefined {
  const first = file.head[0] ?? 0;
  const isMap = (first >= 0x80 && first <= 0x8f) || first === 0xde || first === 0xdf;
  return hasEnding(file, '.msgpack', '.flax', '.orbax', '.jax') && isMap ? { format: 'msgpack' } : undefined;
}

/** Passes over every item. MessagePack holds data alone; what an extension of another kind means is up to who reads it. */
export async function scanMsgpack(
  { source }: WeightFile,
  { format }: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const findings = new Findings();
  const items = new Items(source, {
    extension(type, offset) {
      if (!flaxExtensions.has(type)) findings.add(extension(type, offset));
    },
    async bytes(offset, length) {
      if (length < shortestCode) return;
      const start = await source.read(offset, Math.min(length, longestCode));
      const found = beginsLikePickle(start, 0)
        ? within(`bytes at ${offset}`, await context.nested(partOf(source, offset, length), 'bytes'))
        : codeInText(format, 'text', new TextDecoder('latin1').decode(start), offset);
      for (const finding of found) findings.add(finding);
    },
  });
  try {
    await items.pass();
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add({
      ...unread('msgpack/broken', 'This file breaks off or holds what is no MessagePack. Download it again.'),
      offset: error.offset,
    });
  }
  return findings.all;
}

function extension(type: number, offset: number): ScanFinding {
  const message = `This file holds extensions of MessagePack of a kind (${type}) that Flax does not write, so what they do is not known.`;
  return { code: 'msgpack/extension', verdict: 'unknown', message, offset, data: { type } };
}

/** What is told of the items of a file. In bytes. */
interface Heard {
  readonly extension: (type: number, offset: number) => void;
  /** A text, or bytes that may be one. */
  readonly bytes: (offset: number, length: number) => Promise<void>;
}

/** Goes through the items of a file window by window; of texts and bytes only the beginning is looked at. */
class Items {
  #cursor = new Cursor(new Uint8Array(0));

  constructor(
    private readonly source: ByteSource,
    private readonly heard: Heard,
  ) {}

  /** One item with all that is in it, up to the end of the file. Maps and arrays only add to what is awaited: nothing recurses. */
  async pass(): Promise<void> {
    let passed = 0;
    for (let awaited = 1; awaited > 0; awaited--) {
      if (++passed > mostItems) throw new ByteError('absurd-length', this.#cursor.offset);
      awaited += await this.#one();
    }
    if (this.#cursor.offset !== this.source.size) throw new ByteError('bad-magic', this.#cursor.offset);
  }

  /** How many items follow within this one. */
  async #one(): Promise<number> {
    const cursor = await this.#have(9);
    const byte = cursor.u8();
    if (byte <= 0x7f || byte >= 0xe0) return 0;
    if (byte <= 0x8f) return 2 * (byte & 0x0f);
    if (byte <= 0x9f) return byte & 0x0f;
    if (byte <= 0xbf) return this.#bytes(byte & 0x1f);
    switch (byte) {
      case 0xc0:
      case 0xc2:
      case 0xc3:
        return 0;
      case 0xc4:
      case 0xd9:
        return this.#bytes(cursor.u8());
      case 0xc5:
      case 0xda:
        return this.#bytes(cursor.u16());
      case 0xc6:
      case 0xdb:
        return this.#bytes(cursor.u32());
      case 0xc7:
        return this.#extension(cursor.u8());
      case 0xc8:
        return this.#extension(cursor.u16());
      case 0xc9:
        return this.#extension(cursor.u32());
      case 0xdc:
        return cursor.u16();
      case 0xdd:
        return cursor.u32();
      case 0xde:
        return 2 * cursor.u16();
      case 0xdf:
        return 2 * cursor.u32();
    }
    const width = fixedWidths[byte];
    if (width !== undefined) return this.#skip(width);
    if (byte >= 0xd4 && byte <= 0xd8) return this.#extension(2 ** (byte - 0xd4));
    throw new ByteError('bad-magic', cursor.offset - 1);
  }

  async #bytes(length: number): Promise<0> {
    const { offset } = this.#cursor;
    if (offset + length <= this.source.size) await this.heard.bytes(offset, length);
    return this.#skip(length);
  }

  #extension(length: number): number {
    this.heard.extension((this.#cursor.u8() << 24) >> 24, this.#cursor.offset - 1);
    return this.#skip(length);
  }

  #skip(length: number): 0 {
    const end = this.#cursor.offset + length;
    if (end > this.source.size) throw new ByteError('truncated', this.#cursor.offset);
    if (length <= this.#cursor.left) this.#cursor.skip(length);
    else this.#cursor = new Cursor(new Uint8Array(0), end, false);
    return 0;
  }

  async #have(length: number): Promise<Cursor> {
    const { offset, left } = this.#cursor;
    if (left < length && offset + left < this.source.size)
      this.#cursor = new Cursor(await this.source.read(offset, windowSize), offset, false);
    return this.#cursor;
  }
}

/** Floats and integers of a fixed width, by their first byte. */
const fixedWidths: Readonly<Record<number, number | undefined>> = {
  ...{ 0xca: 4, 0xcb: 8, 0xcc: 1, 0xcd: 2, 0xce: 4, 0xcf: 8, 0xd0: 1, 0xd1: 2, 0xd2: 4, 0xd3: 8 },
};
