import { crc32 } from '../../src/bytes/crc32';

const u16 = (value: number): number[] => [value & 0xff, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];

/** A zip archive of stored members, in this order. */
export function zipFile(members: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const bytes: number[] = [];
  const list: number[] = [];
  for (const [name, value] of Object.entries(members)) {
    const content = typeof value === 'string' ? Buffer.from(value) : value;
    const sizes = [
      ...u32(crc32(content)),
      ...u32(content.length),
      ...u32(content.length),
      ...u16(name.length),
      ...u16(0),
    ];
    const offset = bytes.length;
    bytes.push(
      0x50,
      0x4b,
      3,
      4,
      ...u16(20),
      ...u16(0),
      ...u16(0),
      ...u32(0),
      ...sizes,
      ...Buffer.from(name),
      ...content,
    );
    list.push(0x50, 0x4b, 1, 2, ...u16(20), ...u16(20), ...u16(0), ...u16(0), ...u32(0), ...sizes);
    list.push(...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(offset), ...Buffer.from(name));
  }
  const count = Object.keys(members).length;
  const end = [
    0x50,
    0x4b,
    5,
    6,
    ...u16(0),
    ...u16(0),
    ...u16(count),
    ...u16(count),
    ...u32(list.length),
    ...u32(bytes.length),
    ...u16(0),
  ];
  return Uint8Array.from([...bytes, ...list, ...end]);
}
