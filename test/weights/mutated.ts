import { sourceOf } from '../../src/bytes/source';
import type { Verdict } from '../../src/domain/scan';
import { recognizedAs } from '../../src/weights/recognize';
import { scanWeights } from '../../src/weights/scan';

/** What is said of bytes under a name. */
export async function verdictOn(bytes: Uint8Array, name: string): Promise<Verdict> {
  const source = sourceOf(bytes);
  const file = { path: name, source, head: await source.read(0, 65_536) };
  return (await scanWeights(file, await recognizedAs(file), { limit: 1 << 26 })).verdict;
}

/** Values that a byte is changed to: bits turned, digits, signs and what ends a text. */
export function changesOf(byte: number, more: string | readonly number[] = '"\\{}[],:0.9e- '): readonly number[] {
  const changes = [0, 1, 0x7f, 0x80, 0xff, byte ^ 1, byte ^ 0x20, byte ^ 0x80, byte + 1, byte - 1];
  return [...new Set([...changes, ...Buffer.from(more as string)])]
    .map((value) => value & 255)
    .filter((value) => value !== byte);
}

/** The same bytes with one of them changed. */
export function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}
