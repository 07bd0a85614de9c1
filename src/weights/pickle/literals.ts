import { literalWindow, readLiteral, type Literal } from './literal';
import { offsetOf, type Value } from './values';

const mostKept = 10_000;
const mostRecalls = 1_000_000;

/** Reads literals where they stand written; those whose bytes are gone by have to be asked for. */
export class Literals {
  #bytes: Uint8Array = new Uint8Array(0);
  #base = 0;
  #recalls = 0;
  readonly #recalled = new Map<number, Literal | undefined>();

  /** The offset of the literal whose bytes are needed before anything else. */
  wanted: number | undefined;

  /** Gives the bytes from `base` on. */
  give(bytes: Uint8Array, base: number): void {
    this.#bytes = bytes;
    this.#base = base;
  }

  /** Gives the bytes of the literal that was asked for. */
  recall(offset: number, bytes: Uint8Array): void {
    if (this.#recalled.size >= mostKept) this.#recalled.clear();
    this.#recalls++;
    this.#recalled.set(offset, readLiteral(bytes, 0));
    this.wanted = undefined;
  }

  /** What a value is; `undefined` where it is no literal, or its bytes are `wanted` first. */
  known(value: Value | undefined): Literal | undefined {
    const offset = offsetOf(value);
    if (offset === undefined || this.wanted !== undefined) return undefined;
    const at = offset - this.#base;
    if (at >= 0 && at + literalWindow <= this.#bytes.length) return readLiteral(this.#bytes, at);
    const here = at >= 0 && at < this.#bytes.length ? readLiteral(this.#bytes, at) : undefined;
    if (here !== undefined) return here;
    if (!this.#recalled.has(offset) && this.#recalls < mostRecalls) this.wanted = offset;
    return this.#recalled.get(offset);
  }
}
