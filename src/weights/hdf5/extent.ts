import { ByteError } from '../../bytes/cursor';
import { chunkPlaces } from './chunks';
import type { Hdf5File } from './file';
import type { Dataset } from './object';

/** Whether the values of a dataset stand in the file as its shape, type and layout say; they are not read. Fails with a `ByteError`. */
export async function checkExtent(file: Hdf5File, dataset: Dataset): Promise<void> {
  const { layout, type, count } = dataset;
  const { base, end } = file.superblock;
  const size = count * type.size;
  if (!Number.isSafeInteger(size)) throw new ByteError('absurd-length', base);
  if (layout.kind === 'compact' && layout.values.length !== size) throw new ByteError('truncated', base);
  if (layout.kind === 'contiguous' && layout.address !== undefined && base + layout.address + size > end)
    throw new ByteError('truncated', base + layout.address);
  if (layout.kind === 'chunked') await checkChunks(file, dataset, layout.sides, layout.index);
}

async function checkChunks(
  file: Hdf5File,
  { dimensions, type, filters }: Dataset,
  sides: readonly number[],
  index: Parameters<typeof chunkPlaces>[1] | undefined,
): Promise<void> {
  const { base, end } = file.superblock;
  if (sides.length !== dimensions.length + 1 || sides.at(-1) !== type.size) throw new ByteError('bad-magic', base);
  if (!index) return;
  const whole = sides.reduce((product, side) => product * side, 1);
  for await (const { address, size, mask, place } of chunkPlaces(file, index)) {
    const isPlaced = sides.every((side, axis) => place[axis]! % side === 0);
    const isWhole = filters.length > 0 ? size > 0 && mask < 2 ** filters.length : size === whole;
    if (!isPlaced || !isWhole || base + address + size > end) throw new ByteError('bad-magic', base + address);
  }
}
