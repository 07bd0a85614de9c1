const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
export const u64 = (value: number): number[] => [...u32(value), ...u32(Math.floor(value / 2 ** 32))];
/** A dense array of four-byte floats. */
export const array = (items: number, ...data: readonly number[]): number[] => [
  ...[...u32(0xf993fac9), ...u32(0), ...u32(1), ...u64(items)],
  ...[...u32(1), ...u32(0), ...u32(0), ...data],
];
const name = [...u64(3), ...Buffer.from('arg')];
/** Arrays by name: one, called `arg`. */
export const parameters = (one: readonly number[]): number[] => [
  ...u64(0x112),
  ...u64(0),
  ...u64(1),
  ...one,
  ...u64(1),
  ...name,
];
