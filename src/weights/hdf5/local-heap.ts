import { ascii, ByteError } from '../../bytes/cursor';
import { Fields } from './fields';
import type { Hdf5File } from './file';

/** Names, by their offset in the heap. */
export interface LocalHeap {
  readonly text: (offset: number) => string;
}

const mark = ascii('HEAP');
const endOfList = 1;

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#LocalHeap */
export async function localHeap(file: Hdf5File, address: number): Promise<LocalHeap> {
  const { address: wide, length } = file.superblock.widths;
  const head = await file.fields(address, 8 + 2 * length + wide);
  head.expect(mark);
  head.version(0);
  head.skip(3);
  const size = head.length();
  const free = head.length();
  const data = await file.fields(head.somewhere(), size);
  checkFree(data, free);
  return {
    text(offset) {
      if (offset >= size) throw new ByteError('absurd-length', data.base);
      return new Fields(data.bytes.subarray(offset), data.base + offset, data.widths).terminated();
    },
  };
}

/** The gaps between names are a list: each holds where the next begins, 1 at the end, and how long it is. */
function checkFree(data: Fields, first: number): void {
  const size = data.bytes.length;
  let gaps = 0;
  for (let at = first; at !== endOfList;) {
    if (at >= size || ++gaps > size) throw new ByteError('bad-magic', data.base);
    const gap = new Fields(data.bytes.subarray(at), data.base + at, data.widths);
    const [next, length] = [gap.length(), gap.length()];
    if (next === 0 || length === 0 || at + length > size) throw new ByteError('bad-magic', gap.base);
    at = next;
  }
}
