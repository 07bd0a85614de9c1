const [first, second, third, fourth, fifth] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1] as const;

/** The checksum of LZ4, starting at 0: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
export function xxh32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let sum = fifth | 0;
  if (bytes.length >= 16) {
    const lanes = [(first + second) | 0, second | 0, 0, -first | 0];
    for (; at + 16 <= bytes.length; at += 16)
      for (let lane = 0; lane < 4; lane++) {
        const mixed = (lanes[lane]! + Math.imul(view.getUint32(at + 4 * lane, true), second)) | 0;
        lanes[lane] = Math.imul(rotated(mixed, 13), first);
      }
    sum = rotated(lanes[0]!, 1) + rotated(lanes[1]!, 7) + rotated(lanes[2]!, 12) + rotated(lanes[3]!, 18);
  }
  sum = (sum + bytes.length) | 0;
  for (; at + 4 <= bytes.length; at += 4)
    sum = Math.imul(rotated((sum + Math.imul(view.getUint32(at, true), third)) | 0, 17), fourth);
  for (; at < bytes.length; at++) sum = Math.imul(rotated((sum + Math.imul(bytes[at]!, fifth)) | 0, 11), first);
  sum = Math.imul(sum ^ (sum >>> 15), second);
  sum = Math.imul(sum ^ (sum >>> 13), third);
  return (sum ^ (sum >>> 16)) >>> 0;
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
