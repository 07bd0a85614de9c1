const [first, second, third, fourth, fifth] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1] as const;
const stripe = 16;

/** The checksum of LZ4, starting at 0: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
export function xxh32(bytes: Uint8Array): number {
  const sum = new Xxh32();
  sum.add(bytes);
  return sum.value;
}

/** The same of bytes that come in pieces. */
export class Xxh32 {
  readonly #lanes = [(first + second) | 0, second | 0, 0, -first | 0];
  #length = 0;
  #rest = new Uint8Array(0);

  add(piece: Uint8Array): void {
    this.#length += piece.length;
    let bytes = piece;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + piece.length);
      bytes.set(this.#rest);
      bytes.set(piece, this.#rest.length);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const lanes = this.#lanes;
    let at = 0;
    for (; at + stripe <= bytes.length; at += stripe)
      for (let lane = 0; lane < 4; lane++) {
        const mixed = (lanes[lane]! + Math.imul(view.getUint32(at + 4 * lane, true), second)) | 0;
        lanes[lane] = Math.imul(rotated(mixed, 13), first);
      }
    this.#rest = bytes.slice(at);
  }

  get value(): number {
    const [one, two, three, four] = this.#lanes as [number, number, number, number];
    const lanes = rotated(one, 1) + rotated(two, 7) + rotated(three, 12) + rotated(four, 18);
    let sum = ((this.#length >= stripe ? lanes : fifth) + this.#length) | 0;
    const rest = this.#rest;
    const view = new DataView(rest.buffer, rest.byteOffset, rest.length);
    let at = 0;
    for (; at + 4 <= rest.length; at += 4)
      sum = Math.imul(rotated((sum + Math.imul(view.getUint32(at, true), third)) | 0, 17), fourth);
    for (; at < rest.length; at++) sum = Math.imul(rotated((sum + Math.imul(rest[at]!, fifth)) | 0, 11), first);
    sum = Math.imul(sum ^ (sum >>> 15), second);
    sum = Math.imul(sum ^ (sum >>> 13), third);
    return (sum ^ (sum >>> 16)) >>> 0;
  }
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
