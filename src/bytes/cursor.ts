/** Why bytes could not be read as what they should be. */
export type ByteErrorCode =
  'truncated' | 'absurd-length' | 'bad-magic' | 'wrong-checksum' | 'unsupported' | 'too-large';

/** Bytes that are not what they should be; `offset` counts in the file. */
export class ByteError extends Error {
  constructor(
    readonly code: ByteErrorCode,
    readonly offset: number,
  ) {
    super(`${code} at byte ${offset}`);
    this.name = 'ByteError';
  }
}

/** Reads numbers and texts one after the other from a window of a file; past the end of the window it fails with `truncated`. */
export class Cursor {
  #at = 0;
  readonly #view: DataView;

  /** `base` is the window's offset in the file; numbers are little-endian unless said otherwise. */
  constructor(
    readonly bytes: Uint8Array,
    readonly base = 0,
    readonly isLittleEndian = true,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The offset in the file of what is read next. */
  get offset(): number {
    return this.base + this.#at;
  }

  /** The bytes left in the window. */
  get left(): number {
    return this.bytes.length - this.#at;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), this.isLittleEndian);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), this.isLittleEndian);
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), this.isLittleEndian);
  }

  f32(): number {
    return this.#view.getFloat32(this.#advance(4), this.isLittleEndian);
  }

  f64(): number {
    return this.#view.getFloat64(this.#advance(8), this.isLittleEndian);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#advance(8), this.isLittleEndian);
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#advance(8), this.isLittleEndian);
  }

  /** A 64-bit count that must not be above `limit`: fails with `absurd-length`. */
  count(limit: number): number {
    const at = this.offset;
    const [first, second] = [this.u32(), this.u32()];
    const [low, high] = this.isLittleEndian ? [first, second] : [second, first];
    const value = high * 2 ** 32 + low;
    if (value > limit) throw new ByteError('absurd-length', at);
    return value;
  }

  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.bytes.subarray(start, start + length);
  }

  skip(length: number): void {
    this.#advance(length);
  }

  /** UTF-8, with U+FFFD for what is not. */
  text(length: number): string {
    return new TextDecoder().decode(this.take(length));
  }

  /** Fails with `bad-magic` unless these bytes come next. */
  expect(magic: Uint8Array): void {
    const at = this.offset;
    if (!startsWith(this.take(magic.length), magic)) throw new ByteError('bad-magic', at);
  }

  #advance(length: number): number {
    if (!(length >= 0 && length <= this.left)) throw new ByteError('truncated', this.offset);
    const start = this.#at;
    this.#at += length;
    return start;
  }
}

/** Whether bytes begin with others, from an offset on. */
export function startsWith(bytes: Uint8Array, magic: Uint8Array, at = 0): boolean {
  return bytes.length >= at + magic.length && magic.every((byte, index) => bytes[at + index] === byte);
}

/** The bytes of an ASCII text. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
