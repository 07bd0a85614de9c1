/** A value of a FlatBuffer: a number of 32 bits, a text, a vector of bytes or of tables, or a table by the numbers of its fields. */
export type FlatValue = number | string | Uint8Array | readonly FlatFields[] | FlatFields;
export interface FlatFields {
  readonly [field: number]: FlatValue;
}

/** Writes a FlatBuffer with an identifier: https://flatbuffers.dev/internals/ */
export function flatBuffer(identifier: string, root: FlatFields): Uint8Array {
  const bytes: number[] = [0, 0, 0, 0, ...Buffer.from(identifier)];
  const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
  const patch = (at: number, target: number): void => void bytes.splice(at, 4, ...u32(target - at));

  function write(value: FlatValue): number {
    if (typeof value === 'string' || value instanceof Uint8Array) {
      const content = [...Buffer.from(value as string)];
      const at = bytes.push(...u32(content.length), ...content, 0) - content.length - 5;
      return at;
    }
    if (Array.isArray(value)) {
      const at = bytes.push(...u32(value.length)) - 4;
      const slots = (value as readonly FlatFields[]).map(() => bytes.push(0, 0, 0, 0) - 4);
      (value as readonly FlatFields[]).forEach((table, index) => patch(slots[index]!, write(table)));
      return at;
    }
    return writeTable(value as FlatFields);
  }

  function writeTable(fields: FlatFields): number {
    const numbers = Object.keys(fields).map(Number);
    const count = Math.max(-1, ...numbers) + 1;
    const offsets = Array.from({ length: count }, (_, field) => (field in fields ? 4 + 4 * numbers.indexOf(field) : 0));
    const u16 = (value: number): number[] => [value & 0xff, value >> 8];
    const vtable = bytes.length;
    bytes.push(...u16(4 + 2 * count), ...u16(4 + 4 * numbers.length), ...offsets.flatMap(u16));
    const at = bytes.push(...u32(bytes.length - vtable)) - 4;
    const slots = numbers.map(() => bytes.push(0, 0, 0, 0) - 4);
    numbers.forEach((field, index) => {
      const value = fields[field]!;
      if (typeof value === 'number') bytes.splice(slots[index]!, 4, ...u32(value));
      else patch(slots[index]!, write(value));
    });
    return at;
  }

  patch(0, writeTable(root));
  return Uint8Array.from(bytes);
}
