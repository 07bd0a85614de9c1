import { ByteError, Cursor } from '../../bytes/cursor';

/** How many bytes an address and a length take in a file: 2, 4 or 8. */
export interface Widths {
  readonly address: number;
  readonly length: number;
}

/** Reads the fields of which the structures of HDF5 consist, little-endian. */
export class Fields extends Cursor {
  constructor(
    bytes: Uint8Array,
    base: number,
    readonly widths: Widths,
  ) {
    super(bytes, base);
  }

  /** A number of up to eight bytes; fails with `absurd-length` where it is too large to count with. */
  uint(width: number): number {
    const at = this.offset;
    const value = this.take(width).reduceRight((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(value)) throw new ByteError('absurd-length', at);
    return value;
  }

  /** An address from the file's base; `undefined` where all bits are set, which stands for none. */
  address(): number | undefined {
    const { address } = this.widths;
    if (this.left >= address && this.peek(address).every((byte) => byte === 0xff)) {
      this.skip(address);
      return undefined;
    }
    return this.uint(address);
  }

  /** An address that must be there: fails with `bad-magic`. */
  somewhere(): number {
    const at = this.offset;
    const address = this.address();
    if (address === undefined) throw new ByteError('bad-magic', at);
    return address;
  }

  length(): number {
    return this.uint(this.widths.length);
  }

  /** Fails with `unsupported` unless the next byte, a version, is one of these. */
  version(...known: readonly number[]): number {
    const at = this.offset;
    const version = this.u8();
    if (!known.includes(version)) throw new ByteError('unsupported', at);
    return version;
  }

  /** The next bytes, to be read on their own. */
  part(length: number): Fields {
    const { offset } = this;
    return new Fields(this.take(length), offset, this.widths);
  }

  /** The same fields, from their beginning. */
  again(): Fields {
    return new Fields(this.bytes, this.base, this.widths);
  }

  /** A name of so many bytes; fails with `bad-magic` where it is no UTF-8. */
  name(length: number): string {
    const at = this.offset;
    const bytes = this.take(length);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new ByteError('bad-magic', at);
    }
  }

  /** A name that ends with a zero byte. */
  terminated(): string {
    const length = this.peek(this.left).indexOf(0);
    if (length < 0) throw new ByteError('truncated', this.offset);
    const text = this.name(length);
    this.skip(1);
    return text;
  }

  /** The next bytes, which stay to be read. */
  peek(length: number): Uint8Array {
    return this.bytes.subarray(this.offset - this.base, this.offset - this.base + length);
  }
}

/** How many bytes a number takes that may be as large as this. */
export function widthOf(most: number): number {
  return Math.floor(Math.log2(Math.max(1, most)) / 8) + 1;
}
