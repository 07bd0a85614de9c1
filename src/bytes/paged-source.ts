import type { ByteSource } from './source';

const pageSize = 8192;
const mostPages = 256;

/** A source that remembers the pages last read, for structures that lie scattered in a file. Long reads go past it. */
export function pagedSource(source: ByteSource): ByteSource {
  const pages = new Map<number, Uint8Array>();

  async function page(number: number): Promise<Uint8Array> {
    const bytes = pages.get(number) ?? (await source.read(number * pageSize, pageSize));
    pages.delete(number);
    pages.set(number, bytes);
    if (pages.size > mostPages) pages.delete(pages.keys().next().value!);
    return bytes;
  }

  return {
    size: source.size,
    async read(offset, length) {
      if (length > pageSize) return source.read(offset, length);
      const first = Math.floor(offset / pageSize);
      const start = offset - first * pageSize;
      const bytes = await page(first);
      if (start + length <= bytes.length) return bytes.subarray(start, start + length);
      const next = await page(first + 1);
      const joined = new Uint8Array(bytes.length + next.length);
      joined.set(bytes);
      joined.set(next, bytes.length);
      return joined.subarray(start, start + length);
    },
  };
}
