import type { Random } from './random';

const longest = 1 << 20;
/** Numbers at which readers tend to fail. */
const edges = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

type Change = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

const changes: readonly Change[] = [
  (bytes, random) =>
    patched(bytes, random.below(bytes.length), [bytes[random.below(bytes.length)]! ^ (1 << random.below(8))]),
  (bytes, random) => patched(bytes, random.below(bytes.length), [random.below(256)]),
  (bytes, random) => patched(bytes, random.below(bytes.length), little(random.of(edges), random.of([1, 2, 4, 8]))),
  (bytes, random) =>
    patched(bytes, random.below(Math.min(bytes.length, 256)), little(random.of(edges), random.of([1, 2, 4, 8]))),
  (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  (bytes, random) => without(bytes, random.below(bytes.length), 1 + random.below(16)),
  (bytes, random) => inserted(bytes, random.below(bytes.length), little(random.of(edges), random.of([1, 2, 4, 8]))),
  (bytes, random) => inserted(bytes, random.below(bytes.length), piece(bytes, random)),
  (bytes, random, others) => inserted(bytes, random.below(bytes.length), piece(random.of(others), random)),
  (bytes, random, others) => joined(bytes.slice(0, random.below(bytes.length)), piece(random.of(others), random)),
];

/** One to six changes, one after the other. */
export function mutated(bytes: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  let changed = bytes;
  for (let left = 1 + random.below(6); left > 0 && changed.length > 0; left--) {
    changed = random.of(changes)(changed, random, others).subarray(0, longest);
  }
  return changed;
}

function piece(bytes: Uint8Array, random: Random): Uint8Array {
  const start = random.below(bytes.length);
  return bytes.subarray(start, start + 1 + random.below(random.of([8, 64, 4096])));
}

function patched(bytes: Uint8Array, at: number, patch: ArrayLike<number>): Uint8Array {
  const changed = bytes.slice();
  for (let index = 0; index < patch.length && at + index < changed.length; index++) changed[at + index] = patch[index]!;
  return changed;
}

function without(bytes: Uint8Array, at: number, length: number): Uint8Array {
  return joined(bytes.subarray(0, at), bytes.subarray(at + length));
}

function inserted(bytes: Uint8Array, at: number, more: Uint8Array): Uint8Array {
  return joined(joined(bytes.subarray(0, at), more), bytes.subarray(at));
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function little(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => Math.floor(value / 2 ** (8 * at)) & 255);
}
