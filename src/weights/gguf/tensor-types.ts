/** A block of a tensor: so many elements in so many bytes. */
export interface Block {
  readonly elements: number;
  readonly bytes: number;
}

/** By the number of a type, as in `ggml_type`: elements and bytes of a block. What is not here was removed, or is too new. */
const blocks: Readonly<Record<number, readonly [number, number] | undefined>> = {
  ...{ 0: [1, 4], 1: [1, 2], 2: [32, 18], 3: [32, 20], 6: [32, 22], 7: [32, 24], 8: [32, 34], 9: [32, 36] },
  ...{ 10: [256, 84], 11: [256, 110], 12: [256, 144], 13: [256, 176], 14: [256, 210], 15: [256, 292] },
  ...{ 16: [256, 66], 17: [256, 74], 18: [256, 98], 19: [256, 50], 20: [32, 18], 21: [256, 110], 22: [256, 82] },
  ...{ 23: [256, 136], 24: [1, 1], 25: [1, 2], 26: [1, 4], 27: [1, 8], 28: [1, 8], 29: [256, 56], 30: [1, 2] },
  ...{ 34: [256, 54], 35: [256, 66], 39: [32, 17], 40: [64, 36] },
};

/** The block of a type; `undefined` where the type is not known. */
export function blockOf(type: number): Block | undefined {
  const block = blocks[type];
  return block && { elements: block[0], bytes: block[1] };
}
