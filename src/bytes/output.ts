import { ByteError } from './cursor';

const firstSize = 1 << 16;
const leastRoom = 1 << 20;
const shortRun = 32;

/**
 * What comes out of an unpacker: byte by byte, in runs, or by repeating what came before. It keeps as much as may still be
 * repeated, and what was not taken yet.
 */
export class Output {
  #bytes = new Uint8Array(firstSize);
  /** How many bytes came and are gone already, and how many are here. */
  #gone = 0;
  #here = 0;
  #taken = 0;

  /** `history` is how far back a repetition may reach, in bytes. */
  constructor(private readonly history: number) {}

  /** How many bytes came in all. */
  get length(): number {
    return this.#gone + this.#here;
  }

  /** How many of them were not taken yet. */
  get waiting(): number {
    return this.#here - this.#taken;
  }

  /** What was not taken yet; it holds until the next byte comes. */
  take(): Uint8Array {
    const bytes = this.#bytes.subarray(this.#taken, this.#here);
    this.#taken = this.#here;
    return bytes;
  }

  push(byte: number): void {
    if (this.#here === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#here++] = byte;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#here);
    this.#here += bytes.length;
  }

  /** One byte so many times. */
  fill(byte: number, length: number): void {
    this.#reserve(length);
    this.#bytes.fill(byte, this.#here, this.#here + length);
    this.#here += length;
  }

  /**
   * So many bytes again, from `distance` bytes ago on; fails with `bad-magic` where none are, with `too-large` where that is
   * farther than is kept. `offset` is where that stands.
   */
  repeat(distance: number, length: number, offset: number): void {
    if (distance <= 0 || distance > this.length) throw new ByteError('bad-magic', offset);
    if (distance > this.history) throw new ByteError('too-large', offset);
    this.#reserve(length);
    const bytes = this.#bytes;
    const start = this.#here;
    const end = start + length;
    if (length < shortRun) for (let at = start; at < end; at++) bytes[at] = bytes[at - distance]!;
    else if (distance === 1) bytes.fill(bytes[start - 1]!, start, end);
    else
      for (let done = 0; done < length;) {
        const next = Math.min(distance + done, length - done);
        bytes.copyWithin(start + done, start - distance, start - distance + next);
        done += next;
      }
    this.#here = end;
  }

  /** The byte that came `distance` bytes ago; 0 before the first. */
  ago(distance: number): number {
    return this.#bytes[this.#here - distance] ?? 0;
  }

  /** Makes room: forgets what was taken and lies too far back to be repeated, else grows. */
  #reserve(more: number): void {
    if (this.#here + more <= this.#bytes.length) return;
    const useless = Math.min(this.#taken, Math.max(0, this.#here - this.history));
    const kept = this.#here - useless;
    const room = Math.max(leastRoom, this.history >> 2);
    if (useless < room || kept + more > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(kept + more, Math.min(2 * this.#bytes.length, kept + more + room)));
      grown.set(this.#bytes.subarray(useless, this.#here));
      this.#bytes = grown;
    } else this.#bytes.copyWithin(0, useless, this.#here);
    this.#gone += useless;
    this.#here = kept;
    this.#taken -= useless;
  }
}
