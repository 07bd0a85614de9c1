import { Readable } from 'node:stream';
import { createInflateRaw, inflateRawSync, type InflateRaw } from 'node:zlib';
import { inflate } from './inflate';
import type { ByteSource } from './source';
import type { Unpack } from './unpacked';

const readSize = 1 << 16;
const chunkSize = 1 << 18;
const smallPacked = 1 << 16;
const smallUnpacked = 1 << 20;

/** Unpacks DEFLATE: with zlib where that succeeds, for it is fast; else goes on with our own, which gives all that stands before the fault. */
export const unpackDeflate: Unpack = async function* (packed, start = 0) {
  const small = await atOnce(packed, start);
  if (small) {
    yield small.bytes;
    return small.end;
  }
  let given = 0;
  try {
    for await (const piece of byZlib(packed, start)) {
      if (typeof piece === 'number') return piece;
      given += piece.length;
      yield piece;
    }
  } catch {
    // What zlib refuses is unpacked anew below, where the fault is told.
  }
  const again = inflate(packed, start);
  for (let at = 0; ;) {
    const { done, value } = await again.next();
    if (done) return value;
    if (at + value.length > given) yield value.subarray(Math.max(0, given - at));
    at += value.length;
  }
};

/** A little as a whole, for what zlib takes to begin costs more than that; `undefined` where it is more, or broken. */
async function atOnce(
  packed: ByteSource,
  start: number,
): Promise<{ readonly bytes: Uint8Array; readonly end: number } | undefined> {
  if (packed.size - start > smallPacked) return undefined;
  try {
    const { buffer, engine } = inflateRawSync(await packed.read(start, packed.size - start), {
      ...{ info: true, maxOutputLength: smallUnpacked },
    }) as unknown as { readonly buffer: Uint8Array; readonly engine: InflateRaw };
    return { bytes: buffer, end: start + engine.bytesWritten };
  } catch {
    return undefined;
  }
}

/** The pieces, then where they end. */
async function* byZlib(packed: ByteSource, start: number): AsyncGenerator<Uint8Array | number> {
  const engine = createInflateRaw({ chunkSize });
  const input = Readable.from(parts(packed, start), { highWaterMark: 1 });
  input.on('error', (error) => engine.destroy(error));
  try {
    input.pipe(engine);
    for await (const piece of engine) yield piece as Uint8Array;
    yield start + engine.bytesWritten;
  } finally {
    input.destroy();
    engine.destroy();
  }
}

async function* parts(packed: ByteSource, start: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < packed.size; at += readSize) yield await packed.read(at, readSize);
}
