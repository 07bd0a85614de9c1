import { ByteError } from './cursor';
import type { Output } from './output';
import type { ByteSource } from './source';

/**
 * Unpacks from `start` on, piece by piece, and gives at last where the packed content ends. A piece holds until the next one is
 * asked for. Fails with a `ByteError` behind all that stands before the fault.
 */
export interface Unpack {
  (packed: ByteSource, start?: number): AsyncGenerator<Uint8Array, number>;
  /** How many times as much work a byte is as one of zlib is; 1 where that is not said. */
  readonly cost?: number;
}

/** The same of bytes that are in memory. */
export type Pieces = Generator<Uint8Array, number>;

/** What came out of packed bytes, also where they break off. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  /** Where the packed content ends, in the packed bytes. */
  readonly end: number;
  /** Why it was not unpacked to its end: `too-large` at the limit, `wrong-checksum` where all came out, but not as it went in. */
  readonly error?: ByteError;
}

/** An unpacker rests where so much is waiting. */
export const pieceSize = 1 << 16;
const mostPacked = 1 << 28;

/** Makes an unpacker of one that has to have the packed bytes in memory. */
export function unpacker(run: (bytes: Uint8Array, start: number) => Pieces): Unpack {
  return async function* (packed, start = 0) {
    if (packed.size > mostPacked) throw new ByteError('too-large', start);
    return yield* run(await packed.read(0, packed.size), start);
  };
}

/** What is put into an output in steps, as pieces. */
export function* written(output: Output, steps: Generator<void, number>): Pieces {
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (output.waiting >= pieceSize || (done && output.waiting > 0)) yield output.take();
      if (done) return value;
    }
  } catch (error) {
    if (output.waiting > 0) yield output.take();
    throw error;
  }
}

/** The same pieces, each of which is told first, as to a checksum. */
export function* told(pieces: Pieces, tell: (piece: Uint8Array) => void): Pieces {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    tell(value);
    yield value;
  }
}

/** Unpacks in memory, up to `limit` bytes. */
export async function unpackWhole(unpack: Unpack, packed: ByteSource, limit: number, start = 0): Promise<Unpacked> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const bytes = (): Uint8Array => new Uint8Array(Buffer.concat(parts, length));
  const pieces = unpack(packed, start);
  try {
    for (;;) {
      const { done, value } = await pieces.next();
      if (done) return { bytes: bytes(), end: value };
      const fitting = value.slice(0, limit - length);
      parts.push(fitting);
      length += fitting.length;
      if (fitting.length < value.length) throw new ByteError('too-large', length);
    }
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    return { bytes: bytes(), end: Math.min(error.offset, packed.size), error };
  } finally {
    await pieces.return(0);
  }
}
