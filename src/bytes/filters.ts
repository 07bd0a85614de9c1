const call = 0xe8;
const jump = 0xe9;
const instruction = 5;
const unknownOpcodes = 0x77;
/** By which of the three bytes before may belong to another instruction: whether this one may be one, and how far away that is. */
const allowed = [true, true, true, false, true, false, false, false];
const places = [0, 1, 2, 2, 3, 3, 3, 3];

/** Undoes in place what packers do to programs for x86, whose jumps they write from the beginning of the file: https://tukaani.org/xz/xz-file-format.txt (5.3.2) */
export function undoBranches(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [last, mask] = [-instruction, 0];
  for (let at = 0; at + instruction <= bytes.length;) {
    if (bytes[at] !== call && bytes[at] !== jump) {
      at++;
      continue;
    }
    const distance = at - last;
    last = at;
    if (distance > instruction) mask = 0;
    else for (let left = distance; left > 0; left--) mask = (mask & unknownOpcodes) << 1;
    const isFar = isHighByte(bytes[at + 4]!);
    if (!isFar || mask >> 1 >= 0x10 || !allowed[(mask >> 1) & 7]) {
      mask |= isFar ? 0x11 : 1;
      at++;
      continue;
    }
    const target = relative(view.getUint32(at + 1, true), at + instruction, mask);
    view.setUint32(at + 1, (target & 0xffffff) | (target & 0x1000000 ? 0xff000000 : 0), true);
    at += instruction;
    mask = 0;
  }
}

function relative(absolute: number, next: number, mask: number): number {
  for (let source = absolute; ;) {
    const target = (source - next) >>> 0;
    if (mask === 0) return target;
    const shift = 8 * places[mask >> 1]!;
    if (!isHighByte((target >>> (24 - shift)) & 0xff)) return target;
    source = (target ^ (2 ** (32 - shift) - 1)) >>> 0;
  }
}

function isHighByte(byte: number): boolean {
  return byte === 0 || byte === 0xff;
}

/** Undoes in place that each byte is kept as its difference from the one `distance` before it. */
export function undoDifferences(bytes: Uint8Array, distance: number): void {
  for (let at = distance; at < bytes.length; at++) bytes[at] = bytes[at]! + bytes[at - distance]!;
}
