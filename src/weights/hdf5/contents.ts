import type { Attribute } from './attribute';
import type { Fields } from './fields';
import type { GlobalHeap } from './global-heap';

/** The bytes of an attribute's elements that are texts, opaque, or arrays of bytes; numbers are left out. */
export async function contents(heap: GlobalHeap, { type, count, values }: Attribute): Promise<readonly Uint8Array[]> {
  const fields = values.again();
  const isBytes = type.kind === 'integer' && type.size === 1;
  if (isBytes) return [fields.bytes];
  if (type.kind === 'string' || type.kind === 'opaque')
    return Array.from({ length: count }, () => fields.take(type.size));
  if (type.kind !== 'text' && (type.kind !== 'sequence' || type.parts[0]?.size !== 1)) return [];
  const found: Uint8Array[] = [];
  for await (const bytes of referred(heap, fields)) found.push(bytes);
  return found;
}

/** The bytes in the global heap that elements of varying length refer to, one after the other. */
export async function* referred(heap: GlobalHeap, fields: Fields): AsyncGenerator<Uint8Array> {
  while (fields.left >= 8 + fields.widths.address) {
    const length = fields.u32();
    const address = fields.address();
    const index = fields.u32();
    // Chunks are filled up with zeros, and nothing refers to address 0, where the superblock stands.
    if (length > 0 && address !== undefined && address > 0) yield (await heap.object(address, index)).take(length);
  }
}

/** A text as it was before it was filled up with zeros or spaces. */
export function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trimEnd();
}
