import type { Fields } from './fields';
import type { Hdf5File } from './file';
import { localHeap } from './local-heap';

/** The paths of the files that hold the values of a dataset: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#ExternalFilesMessage */
export async function externalFiles(file: Hdf5File, message: Fields): Promise<readonly string[]> {
  message.version(1);
  message.skip(3);
  message.skip(2);
  const count = message.u16();
  const heap = await localHeap(file, message.somewhere());
  return Array.from({ length: count }, () => {
    const path = heap.text(message.length());
    message.skip(2 * file.superblock.widths.length);
    return path;
  });
}
