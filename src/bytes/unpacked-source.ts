import { ByteError } from './cursor';
import type { ByteSource } from './source';

const chunkSize = 1 << 16;
/** In chunks: the first stay, as descriptions stand there; of the others those that were asked for last. */
const usuallyKept = { first: 256, others: 512 };
const mostPasses = 8;

/** How much may still be done with packed bytes. It is counted down by all who share it. */
export interface UnpackingWork {
  /** Bytes that may come out, those that come out again included. */
  unpacked: number;
  /** Bytes that came out and may be looked at. */
  read: number;
}

/** Unpacks from the beginning on, each time that it is started. */
export interface Passes {
  readonly start: () => AsyncGenerator<Uint8Array, number>;
  /** What a byte that comes out counts for. */
  readonly cost: number;
}

interface Pass {
  readonly pieces: AsyncGenerator<Uint8Array, number>;
  /** Where in the unpacked bytes `rest` begins, which was not looked at yet. */
  at: number;
  rest: Uint8Array;
}

/**
 * Unpacked bytes as a source, of which a few are kept, whatever comes out: they are unpacked once to learn how many they are, and
 * once more where others than those kept are asked for. A source that has cost too much breaks off.
 */
export class UnpackedSource implements ByteSource {
  #size = 0;
  #end = 0;
  #error: ByteError | undefined;
  #isSpent = false;
  #begun = 0;
  #pass: Pass | undefined;
  readonly #first: Uint8Array[] = [];
  readonly #others = new Map<number, Uint8Array>();

  private constructor(
    private readonly passes: Passes,
    private readonly work: UnpackingWork,
    private readonly kept: typeof usuallyKept,
  ) {}

  /** Unpacks for the first time, up to a limit; `tell` hears all that comes out, as for a checksum. */
  static async open(
    passes: Passes,
    work: UnpackingWork,
    limit = Infinity,
    tell: (piece: Uint8Array) => void = () => undefined,
    kept = usuallyKept,
  ): Promise<UnpackedSource> {
    const source = new UnpackedSource(passes, work, kept);
    await source.#survey(Math.min(limit, Math.floor(work.unpacked / passes.cost / 2)), tell);
    return source;
  }

  /** How many bytes came out, also where they break off. */
  get size(): number {
    return this.#size;
  }

  /** Where the packed bytes end. */
  get end(): number {
    return this.#end;
  }

  /** Why they were not unpacked to the end: `too-large` at the limit. */
  get error(): ByteError | undefined {
    return this.#error;
  }

  /** Whether less was given than there is, as more would have cost too much. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.#size - offset));
    if (wanted > this.work.read) this.#isSpent = true;
    if (wanted === 0 || this.#isSpent) return new Uint8Array(0);
    this.work.read -= wanted;
    const bytes = new Uint8Array(wanted);
    for (let at = 0; at < wanted;) {
      const index = Math.floor((offset + at) / chunkSize);
      const chunk = await this.#chunk(index);
      if (!chunk) return bytes.subarray(0, at);
      const from = offset + at - index * chunkSize;
      const part = chunk.subarray(from, from + wanted - at);
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  async close(): Promise<void> {
    await this.#pass?.pieces.return(0);
    this.#pass = undefined;
  }

  async #survey(limit: number, tell: (piece: Uint8Array) => void): Promise<void> {
    const { start, cost } = this.passes;
    const pieces = start();
    try {
      for (;;) {
        const { done, value } = await pieces.next();
        if (done) {
          this.#end = value;
          break;
        }
        const piece = value.subarray(0, limit - this.#size);
        tell(piece);
        this.#keepAll(piece);
        this.#size += piece.length;
        if (piece.length < value.length) throw new ByteError('too-large', this.#size);
      }
    } catch (error) {
      if (!(error instanceof ByteError)) throw error;
      this.#error = error;
      this.#end = error.offset;
    } finally {
      await pieces.return(0);
      this.work.unpacked -= cost * this.#size;
    }
  }

  /** Keeps what comes out first, and what comes last. */
  #keepAll(piece: Uint8Array): void {
    for (let at = 0; at < piece.length;) {
      const place = this.#size + at;
      const index = Math.floor(place / chunkSize);
      const from = place % chunkSize;
      const part = piece.subarray(at, at + chunkSize - from);
      if (index === 0) this.#begin(from, part);
      else (from === 0 ? this.#room(index) : this.#held(index)!).set(part, from);
      at += part.length;
    }
  }

  /** Many files are shorter than a chunk, and need not have the room of one. */
  #begin(from: number, part: Uint8Array): void {
    const before = this.#first[0];
    const length = from + part.length;
    const chunk = before && length <= before.length ? before : new Uint8Array(from === 0 ? length : chunkSize);
    if (before && chunk !== before) chunk.set(before);
    chunk.set(part, from);
    this.#first[0] = chunk;
  }

  #held(index: number): Uint8Array | undefined {
    return this.#first[index] ?? this.#others.get(index);
  }

  /** A chunk to be filled, of which those that were not asked for the longest are given up. */
  #room(index: number): Uint8Array {
    if (index < this.kept.first) return (this.#first[index] = new Uint8Array(chunkSize));
    let chunk: Uint8Array | undefined;
    if (this.#others.size >= this.kept.others) {
      const [oldest, bytes] = this.#others.entries().next().value!;
      this.#others.delete(oldest);
      chunk = bytes;
    }
    chunk ??= new Uint8Array(chunkSize);
    this.#others.set(index, chunk);
    return chunk;
  }

  async #chunk(index: number): Promise<Uint8Array | undefined> {
    const held = this.#held(index);
    if (!held) return this.#unpackedAt(index);
    if (this.#others.delete(index)) this.#others.set(index, held);
    return held;
  }

  /** Goes on to a chunk, or begins anew where that stands before. */
  async #unpackedAt(index: number): Promise<Uint8Array | undefined> {
    const start = index * chunkSize;
    const length = Math.min(chunkSize, this.#size - start);
    let pass = this.#pass;
    if (!pass || pass.at > start) {
      await this.close();
      if (++this.#begun >= mostPasses) return this.#broken();
      pass = this.#pass = { pieces: this.passes.start(), at: 0, rest: new Uint8Array(0) };
    }
    const skipped = Math.min(pass.rest.length, start - pass.at);
    pass.at += skipped;
    pass.rest = pass.rest.subarray(skipped);
    if (!(await this.#skip(pass, start - pass.at))) return this.#broken();
    const chunk = this.#room(index);
    for (let filled = 0; filled < length;) {
      if (pass.rest.length === 0 && !(await this.#next(pass))) return this.#broken(index);
      const part = pass.rest.subarray(0, length - filled);
      chunk.set(part, filled);
      filled += part.length;
      pass.at += part.length;
      pass.rest = pass.rest.subarray(part.length);
    }
    return chunk;
  }

  async #skip(pass: Pass, count: number): Promise<boolean> {
    for (let left = count; left > 0;) {
      if (!(await this.#next(pass))) return false;
      const skipped = Math.min(left, pass.rest.length);
      pass.at += skipped;
      pass.rest = pass.rest.subarray(skipped);
      left -= skipped;
    }
    return true;
  }

  async #next(pass: Pass): Promise<boolean> {
    try {
      const { done, value } = await pass.pieces.next();
      if (done) return false;
      const cost = this.passes.cost * value.length;
      if (cost > this.work.unpacked) return false;
      this.work.unpacked -= cost;
      pass.rest = value;
      return true;
    } catch (error) {
      if (error instanceof ByteError) return false;
      throw error;
    }
  }

  #broken(index?: number): undefined {
    if (index !== undefined) this.#others.delete(index);
    this.#isSpent = true;
  }
}
