import { ByteError } from './cursor';
import { LzmaDecoder } from './lzma';
import type { Output } from './output';
import { unpacker, type Unpack } from './unpacked';

const headerLength = 13;
/** LZMA2 allows fewer than LZMA. */
const mostLiteralBits = 4;
const sizeUnknown = 0xffffffffffffffffn;

/** Unpacks a file of LZMA as it was before xz: https://www.7-zip.org/sdk.html (`lzma-specification.txt`) */
export const unpackLzmaAlone: Unpack = unpacker((bytes, start, output) => {
  if (bytes.length - start < headerLength) throw new ByteError('truncated', bytes.length);
  const size = new DataView(bytes.buffer, bytes.byteOffset + start + 5, 8).getBigUint64(0, true);
  const known = size === sizeUnknown ? undefined : Number(size);
  return unpackLzma(bytes, start + headerLength, bytes[start]!, output, known);
});

/** Unpacks LZMA whose properties stand elsewhere. */
export function unpackLzma(
  bytes: Uint8Array,
  start: number,
  properties: number,
  output: Output,
  size: number | undefined,
): number {
  const decoder = new LzmaDecoder(output);
  decoder.configure(properties, start);
  return decoder.decode(bytes, start, bytes.length, size);
}

/** Unpacks LZMA2: LZMA in chunks, each of which may begin anew, and chunks that are not packed. Gives where it ends. */
export function unpackLzma2(bytes: Uint8Array, start: number, output: Output): number {
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
    const end = decoder.decode(bytes, at, at + packed, size);
    if (end !== at + packed) throw new ByteError('bad-magic', end);
    at = end;
  }
}
