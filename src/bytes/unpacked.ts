import { ByteError } from './cursor';
import { Output } from './output';

/** What came out of packed bytes, also where they break off. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  /** Where the packed content ends, in the packed bytes. */
  readonly end: number;
  /** Why it was not unpacked to its end: `too-large` at the limit, `wrong-checksum` where all came out, but not as it went in. */
  readonly error?: ByteError;
}

/** Unpacks up to `limit` bytes; `start` is where the packed content begins. */
export type Unpack = (bytes: Uint8Array, limit: number, start?: number) => Unpacked;

/** Makes an unpacker of a function that gives where the packed content ends, and may fail with a `ByteError`. */
export function unpacker(run: (bytes: Uint8Array, start: number, output: Output) => number): Unpack {
  return (bytes, limit, start = 0) => {
    const output = new Output(limit);
    try {
      const end = run(bytes, start, output);
      return { bytes: output.bytes, end };
    } catch (error) {
      if (!(error instanceof ByteError)) throw error;
      return { bytes: output.bytes, end: Math.min(error.offset, bytes.length), error };
    }
  };
}
