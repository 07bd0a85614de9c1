import { ByteError } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { notReadOn, type ScanContext } from '../scan-context';
import { scanAttribute } from './attribute-scan';
import { scanDataset } from './dataset-scan';
import { Hdf5File } from './file';
import { GlobalHeap } from './global-heap';
import type { Link } from './link';
import type { Hdf5Object } from './object';
import { reaching, shown } from './reaching';
import { superblock, superblockOffset } from './superblock';
import { walk } from './walk';

/** Goes through all objects of an HDF5 file: what they take from other files, and what a loader would run of their attributes. */
export async function scanHdf5(source: ByteSource, context: ScanContext): Promise<readonly ScanFinding[]> {
  const findings = new Findings();

  async function visit(path: string, { links, attributes, dataset }: Hdf5Object): Promise<void> {
    for (const link of links) for (const finding of scanLink(path, link)) findings.add(finding);
    if (dataset) for (const finding of await scanDataset(file, heap, path, dataset, context)) findings.add(finding);
    for (const attribute of attributes)
      for (const finding of await scanAttribute(heap, path, attribute, context)) findings.add(finding);
  }

  async function attempt<T>(path: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ByteError)) throw error;
      findings.add(unreadable(path, error));
      return undefined;
    }
  }

  const opened = await attempt('/', async () => superblock(source, (await superblockOffset(source)) ?? 0));
  if (!opened) return findings.all;
  if (opened.end > source.size) findings.add(unreadable('/', new ByteError('truncated', source.size)));
  const file = new Hdf5File(source, opened, context.budget);
  const heap = new GlobalHeap(file);
  for await (const step of walk(file)) {
    if ('error' in step) findings.add(unreadable(step.path, step.error));
    else await attempt(step.path, () => visit(step.path, step.object));
  }
  return findings.all;
}

function scanLink(path: string, link: Link): readonly ScanFinding[] {
  const from = `${path === '/' ? '' : path}/${link.name}`;
  if (link.kind === 'custom') return [unreadable(from, new ByteError('unsupported', 0))];
  if (link.kind !== 'external') return [];
  const what = `${shown(from)} in this file leads to ${shown(link.path)} in another file, ${shown(link.file)}.`;
  return [reaching('external-link', what, from, link.file)];
}

function unreadable(path: string, { code, offset }: ByteError): ScanFinding {
  if (code === 'too-large') return notReadOn(offset);
  const why =
    code === 'unsupported'
      ? 'uses a part of HDF5 that is not read here, so what it holds is not known.'
      : 'breaks off or contradicts itself, so what it holds is not known. Download the file again.';
  return {
    code: `hdf5/${code}`,
    verdict: 'unknown',
    message: `The object ${shown(path)} of this file ${why}`,
    offset,
    data: { object: path },
  };
}
