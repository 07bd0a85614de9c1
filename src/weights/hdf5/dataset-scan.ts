import { ByteError } from '../../bytes/cursor';
import { partOf, sourceOf, type ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { beginsLikePickle } from '../pickle/embedded';
import type { ScanContext } from '../scan-context';
import { chunks } from './chunks';
import { referred } from './contents';
import type { Datatype } from './datatype';
import { checkExtent } from './extent';
import type { Hdf5File } from './file';
import type { GlobalHeap } from './global-heap';
import type { Layout } from './layout';
import type { Dataset } from './object';
import { reaching, shown } from './reaching';

/** In the list of a virtual dataset: the source is the file itself. */
const isOwnFile = 4;
/** Filters behind this one are not undone here. */
const lastReadFilter = 3;

/** Where the values of a dataset come from, and whether they are a pickle. */
export async function scanDataset(
  file: Hdf5File,
  heap: GlobalHeap,
  path: string,
  dataset: Dataset,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const { type, layout, files } = dataset;
  if (files.length > 0) {
    const what = `The values of ${shown(path)} stand outside of this file, in ${files.slice(0, 3).map(shown).join(', ')}.`;
    return [reaching('external-storage', what, path, files[0])];
  }
  if (layout.kind === 'virtual') {
    const from = await firstSource(layout, heap);
    const what = `The values of ${shown(path)} are put together from other files, beginning with ${shown(from)}.`;
    return [reaching('virtual-dataset', what, path, from)];
  }
  await checkExtent(file, dataset);
  if (holdsBytes(type)) {
    const values = await valuesOf(file, dataset);
    return values ? scanBytes(values, path, context) : [];
  }
  if (type.kind !== 'sequence' || type.parts[0]?.size !== 1) return [];
  const found: ScanFinding[] = [];
  for await (const bytes of sequencesOf(file, heap, dataset))
    found.push(...(await scanBytes(sourceOf(bytes), path, context)));
  return found;
}

/** What bytes hold that a program may unpickle; that other bytes look like a pickle by chance is no news. */
export async function scanBytes(
  values: ByteSource,
  object: string,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  if (values.size === 0 || !beginsLikePickle(await values.read(0, 256), 0)) return [];
  const found = await context.nested(values, '');
  return found.some(({ verdict }) => verdict !== 'unknown')
    ? found.map((finding) => ({ ...finding, data: { ...finding.data, object } }))
    : [];
}

/** The values that stand together in the file; of chunks the first, which shows how they begin. */
async function valuesOf(file: Hdf5File, { type, count, layout, filters }: Dataset): Promise<ByteSource | undefined> {
  if (layout.kind === 'compact') return sourceOf(layout.values);
  if (layout.kind === 'contiguous' && layout.address !== undefined)
    return partOf(file.source, file.superblock.base + layout.address, count * type.size);
  if (layout.kind !== 'chunked' || !layout.index || filters.some(({ id }) => id > lastReadFilter)) return undefined;
  for await (const bytes of chunks(file, layout.index, filters)) return sourceOf(bytes);
  return undefined;
}

/** The bytes that each element of a dataset refers to: PyTables keeps objects so, as pickles. */
async function* sequencesOf(
  file: Hdf5File,
  heap: GlobalHeap,
  { layout, filters, count, type }: Dataset,
): AsyncGenerator<Uint8Array> {
  if (count === 0) return;
  if (layout.kind === 'chunked' && layout.index) {
    for await (const bytes of chunks(file, layout.index, filters)) yield* referred(heap, file.fieldsOf(bytes));
  } else if (layout.kind === 'compact') yield* referred(heap, file.fieldsOf(layout.values));
  else if (layout.kind === 'contiguous' && layout.address !== undefined)
    yield* referred(heap, await file.fields(layout.address, count * type.size));
  else throw new ByteError('unsupported', file.superblock.base);
}

function holdsBytes({ kind, size }: Datatype): boolean {
  return kind === 'string' || kind === 'opaque' || (kind === 'integer' && size === 1);
}

/** The file from which a virtual dataset takes its first values: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#GlobalHeapVDS */
async function firstSource(
  { heap: address, index }: Layout & { readonly kind: 'virtual' },
  heap: GlobalHeap,
): Promise<string> {
  if (address === undefined) return '.';
  const list = await heap.object(address, index);
  const version = list.version(0, 1);
  list.length();
  return version === 1 && list.u8() & isOwnFile ? '.' : list.terminated();
}
