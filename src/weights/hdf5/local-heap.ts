import { ascii, ByteError } from '../../bytes/cursor';
import { Fields } from './fields';
import type { Hdf5File } from './file';

/** Names, by their offset in the heap. */
export interface LocalHeap {
  readonly text: (offset: number) => string;
}

const mark = ascii('HEAP');

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#LocalHeap */
export async function localHeap(file: Hdf5File, address: number): Promise<LocalHeap> {
  const { address: wide, length } = file.superblock.widths;
  const head = await file.fields(address, 8 + 2 * length + wide);
  head.expect(mark);
  head.version(0);
  head.skip(3);
  const size = head.length();
  head.skip(length);
  const data = await file.fields(head.somewhere(), size);
  return {
    text(offset) {
      if (offset >= size) throw new ByteError('absurd-length', data.base);
      return new Fields(data.bytes.subarray(offset), data.base + offset, data.widths).terminated();
    },
  };
}
