/** Random access to a file's bytes, whatever its size. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A source over bytes that are in memory already. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)) };
}

/** A part of a source, as a source of its own. */
export function partOf(source: ByteSource, start: number, length: number): ByteSource {
  const from = Math.min(start, source.size);
  const size = Math.min(length, source.size - from);
  return {
    size,
    read: (offset, wanted) => source.read(from + offset, Math.max(0, Math.min(wanted, size - offset))),
  };
}
