import { ByteError } from './cursor';

/** Bytes that come one by one, in runs, or by repeating what came before, up to a limit. */
export class Output {
  #bytes: Uint8Array;
  #length = 0;

  constructor(private readonly limit: number) {
    this.#bytes = new Uint8Array(Math.min(limit, 1 << 16));
  }

  get length(): number {
    return this.#length;
  }

  /** How many bytes may still come. */
  get left(): number {
    return this.limit - this.#length;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Fails with `too-large` above the limit. */
  push(byte: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  append(bytes: Uint8Array): void {
    const fitting = Math.min(bytes.length, this.limit - this.#length);
    this.#reserve(fitting);
    this.#bytes.set(fitting === bytes.length ? bytes : bytes.subarray(0, fitting), this.#length);
    this.#length += fitting;
    if (fitting < bytes.length) throw new ByteError('too-large', this.#length);
  }

  /** So many bytes again, from `distance` bytes ago on; fails with `bad-magic` where none are. `offset` is where that stands. */
  repeat(distance: number, length: number, offset: number): void {
    if (distance <= 0 || distance > this.#length) throw new ByteError('bad-magic', offset);
    const fitting = Math.min(length, this.limit - this.#length);
    this.#reserve(fitting);
    const bytes = this.#bytes;
    const end = this.#length + fitting;
    for (let at = this.#length; at < end; at++) bytes[at] = bytes[at - distance]!;
    this.#length = end;
    if (fitting < length) throw new ByteError('too-large', this.#length);
  }

  /** The byte that came `distance` bytes ago; 0 before the first. */
  ago(distance: number): number {
    return this.#bytes[this.#length - distance] ?? 0;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed > this.limit) throw new ByteError('too-large', this.#length);
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.min(this.limit, Math.max(needed, 2 * this.#bytes.length)));
    grown.set(this.bytes);
    this.#bytes = grown;
  }
}
