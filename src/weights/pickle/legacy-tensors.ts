import { Cursor } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { unread } from '../scan-context';

/** Widths in bytes that an item of a tensor can have, the usual ones first. */
const widths: readonly number[] = [4, 2, 8, 1, 16];
const countLength = 8;
const mostSteps = 200_000;

/**
 * What stands behind the pickles of `torch.save` before 1.6: of each tensor the number of its items, then the items, up to the
 * end of the file. How wide they are the pickles say; here it is enough that some widths lead to the end, as none do where the
 * file breaks off. https://github.com/pytorch/pytorch/blob/main/torch/serialization.py (_legacy_save)
 */
export async function tensorsBehind(source: ByteSource, start: number): Promise<readonly ScanFinding[]> {
  const waiting = [start];
  const seen = new Set(waiting);
  for (let at = waiting.pop(); at !== undefined && seen.size < mostSteps; at = waiting.pop()) {
    if (at === source.size) return [];
    const left = source.size - at - countLength;
    const count = left < 0 ? 0n : new Cursor(await source.read(at, countLength), at).u64();
    if (left < 0 || count > BigInt(left)) continue;
    const ends = widths.map((width) => at + countLength + Number(count) * width);
    for (const end of ends.reverse().filter((one) => one <= source.size && !seen.has(one))) {
      seen.add(end);
      waiting.push(end);
    }
  }
  const message = 'The tensors behind the pickles of this file do not end where the file does. Download it again.';
  return [{ ...unread('pickle/broken-tensors', message), offset: start }];
}
