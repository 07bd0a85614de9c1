import type { Pieces } from './unpacked';

const call = 0xe8;
const jump = 0xe9;
const instruction = 5;
const unknownOpcodes = 0x77;
/** By which of the three bytes before may belong to another instruction: whether this one may be one, and how far away that is. */
const allowed = [true, true, true, false, true, false, false, false];
const places = [0, 1, 2, 2, 3, 3, 3, 3];

/** Undoes in place what a packer did to bytes before it packed them; gives how many are done, as the last may need what comes next. */
export type Undo = (bytes: Uint8Array) => number;

/** Pieces as they were before a packer changed them. */
export function* unfiltered(pieces: Pieces, undo: Undo): Pieces {
  let rest = new Uint8Array(0);
  try {
    for (;;) {
      const { done, value } = pieces.next();
      if (done) {
        if (rest.length > 0) yield rest;
        return value;
      }
      const bytes = new Uint8Array(rest.length + value.length);
      bytes.set(rest);
      bytes.set(value, rest.length);
      const length = undo(bytes);
      rest = bytes.slice(length);
      if (length > 0) yield bytes.subarray(0, length);
    }
  } catch (error) {
    if (rest.length > 0) yield rest;
    throw error;
  }
}

/** For programs for x86, whose jumps are written from the beginning of the file: https://tukaani.org/xz/xz-file-format.txt (5.3.2) */
export function branches(): Undo {
  let [base, last, mask] = [0, -instruction, 0];
  return (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at + instruction <= bytes.length) {
      if (bytes[at] !== call && bytes[at] !== jump) {
        at++;
        continue;
      }
      const distance = base + at - last;
      last = base + at;
      if (distance > instruction) mask = 0;
      else for (let left = distance; left > 0; left--) mask = (mask & unknownOpcodes) << 1;
      const isFar = isHighByte(bytes[at + 4]!);
      if (!isFar || mask >> 1 >= 0x10 || !allowed[(mask >> 1) & 7]) {
        mask |= isFar ? 0x11 : 1;
        at++;
        continue;
      }
      const target = relative(view.getUint32(at + 1, true), base + at + instruction, mask);
      view.setUint32(at + 1, (target & 0xffffff) | (target & 0x1000000 ? 0xff000000 : 0), true);
      at += instruction;
      mask = 0;
    }
    base += at;
    return at;
  };
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

/** Each byte is kept as its difference from the one `distance` before it. */
export function differences(distance: number): Undo {
  const before = new Uint8Array(distance);
  let place = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length; at++) {
      before[place] = bytes[at] = (bytes[at]! + before[place]!) & 0xff;
      if (++place === distance) place = 0;
    }
    return bytes.length;
  };
}
