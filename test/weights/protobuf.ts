type Bytes = readonly number[];

/** A field of bytes in a message of protocol buffers: its number and what it holds. */
export function field(number: number, ...content: readonly (string | Bytes)[]): number[] {
  const bytes = content.flatMap((one) => (typeof one === 'string' ? [...Buffer.from(one)] : one));
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}

/** A field that is a number. */
export function numberField(number: number, value: number): number[] {
  return [...varint(number * 8), ...varint(value)];
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 128))];
}
