import type { ByteSource } from './source';

const windowSize = 1 << 14;

/** The same bytes, where small reads that lie close together cost one read of 16 KB: for archives of many small members. */
export function windowed(source: ByteSource): ByteSource {
  let kept = { start: 0, bytes: new Uint8Array(0) };
  return {
    size: source.size,
    async read(offset, length) {
      if (length > windowSize) return source.read(offset, length);
      const { start, bytes } = kept;
      if (offset >= start && offset + length <= start + bytes.length)
        return bytes.subarray(offset - start, offset - start + length);
      const read = Uint8Array.from(
        await source.read(offset, Math.max(length, Math.min(windowSize, source.size - offset))),
      );
      kept = { start: offset, bytes: read };
      return read.subarray(0, length);
    },
  };
}
