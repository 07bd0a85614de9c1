import { ascii, ByteError } from '../../bytes/cursor';
import type { Fields } from './fields';
import type { Hdf5File } from './file';

/** Values of varying length, by the address of their collection and their number in it. */
export class GlobalHeap {
  readonly #collections = new Map<number, Promise<ReadonlyMap<number, Fields>>>();

  constructor(private readonly file: Hdf5File) {}

  /** Fails with `bad-magic` where there is none. */
  async object(address: number, index: number): Promise<Fields> {
    const known = this.#collections.get(address) ?? collection(this.file, address);
    this.#collections.set(address, known);
    const found = (await known).get(index);
    if (!found) throw new ByteError('bad-magic', this.file.superblock.base + address);
    return found.again();
  }
}

const mark = ascii('GCOL');

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#GlobalHeap */
async function collection(file: Hdf5File, address: number): Promise<ReadonlyMap<number, Fields>> {
  const { length } = file.superblock.widths;
  const head = await file.fields(address, 8 + length);
  head.expect(mark);
  head.version(1);
  head.skip(3);
  const size = head.length();
  const objects = await file.fields(address + 8 + length, Math.max(0, size - 8 - length));
  const found = new Map<number, Fields>();
  while (objects.left >= 8 + length) {
    const index = objects.u16();
    objects.skip(6);
    const bytes = objects.length();
    // What is free stands last, and counts itself in.
    if (index === 0) {
      if (bytes !== objects.left + 8 + length) throw new ByteError('bad-magic', objects.offset);
      break;
    }
    if (found.has(index)) throw new ByteError('bad-magic', objects.offset);
    found.set(index, objects.part(bytes));
    objects.skip(Math.min(objects.left, (8 - (bytes % 8)) % 8));
  }
  return found;
}
