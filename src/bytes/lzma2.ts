import { ByteError } from './cursor';
import { LzmaDecoder } from './lzma';
import { Output } from './output';
import { unpacker, written, type Pieces, type Unpack } from './unpacked';

const headerLength = 13;
const lengthOfProperties = 5;
/** LZMA2 allows fewer than LZMA. */
const mostLiteralBits = 4;
const sizeUnknown = 0xffffffffffffffffn;

/** How far back repetitions are followed, in bytes; what packs with more says so, and is not read. */
const mostHistory = 1 << 26;
const leastHistory = 4096;

/** Unpacks a file of LZMA as it was before xz: https://www.7-zip.org/sdk.html (`lzma-specification.txt`) */
export const unpackLzmaAlone: Unpack = unpacker(function* (bytes, start) {
  if (bytes.length - start < headerLength) throw new ByteError('truncated', bytes.length);
  const size = new DataView(bytes.buffer, bytes.byteOffset + start + lengthOfProperties, 8).getBigUint64(0, true);
  const known = size === sizeUnknown ? undefined : Number(size);
  return yield* unlzma(bytes, start + headerLength, bytes.subarray(start, start + lengthOfProperties), known);
});

/** Unpacks LZMA whose properties stand elsewhere: a byte, and how far repetitions reach back. Without a size, up to the mark of the end. */
export function* unlzma(bytes: Uint8Array, start: number, properties: Uint8Array, size: number | undefined): Pieces {
  if (properties.length < lengthOfProperties) throw new ByteError('bad-magic', start);
  const output = outputFor(new DataView(properties.buffer, properties.byteOffset).getUint32(1, true));
  const decoder = new LzmaDecoder(output);
  decoder.configure(properties[0]!, start);
  return yield* written(output, decoder.decode(bytes, start, bytes.length, size));
}

function outputFor(history: number): Output {
  return new Output(Math.max(leastHistory, Math.min(history, mostHistory)));
}

/** Unpacks LZMA2: LZMA in chunks, each of which may begin anew, and chunks that are not packed. The byte says how far repetitions reach back. */
export function unlzma2(bytes: Uint8Array, start: number, property: number): Pieces {
  const output = outputFor((2 | (property & 1)) * 2 ** ((property >> 1) + 11));
  return written(output, chunks(bytes, start, output));
}

function* chunks(bytes: Uint8Array, start: number, output: Output): Generator<void, number> {
  const decoder = new LzmaDecoder(output);
  let at = start;
  let [needsDictionary, needsProperties, needsState] = [true, true, true];
  const byte = (): number => {
    if (at >= bytes.length) throw new ByteError('truncated', at);
    return bytes[at++]!;
  };
  for (;;) {
    const chunk = at;
    const control = byte();
    if (control === 0) return at;
    const isPacked = control >= 0x80;
    if (!isPacked && control > 2) throw new ByteError('bad-magic', chunk);
    if (control === 1 || control >= 0xe0) {
      decoder.resetDictionary();
      needsDictionary = false;
    } else if (needsDictionary) throw new ByteError('bad-magic', chunk);
    const size = ((isPacked ? control & 0x1f : 0) << 16) + (byte() << 8) + byte() + 1;
    if (!isPacked) {
      const held = bytes.subarray(at, at + size);
      output.append(held);
      at += held.length;
      yield;
      if (held.length < size) throw new ByteError('truncated', at);
      continue;
    }
    const packed = (byte() << 8) + byte() + 1;
    if (control >= 0xc0) {
      const properties = byte();
      if ((properties % 9) + (Math.floor(properties / 9) % 5) > mostLiteralBits)
        throw new ByteError('bad-magic', at - 1);
      decoder.configure(properties, at);
      [needsProperties, needsState] = [false, false];
    } else if (needsProperties) throw new ByteError('bad-magic', chunk);
    else if (control >= 0xa0) {
      decoder.reset();
      needsState = false;
    } else if (needsState) throw new ByteError('bad-magic', chunk);
    const end = yield* decoder.decode(bytes, at, at + packed, size);
    if (end !== at + packed || !decoder.isSettled) throw new ByteError('bad-magic', end);
    at = end;
  }
}
