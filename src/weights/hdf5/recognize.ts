import { ByteError, startsWith } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import { hasEnding, shortMetadata, type Recognized, type WeightFile } from '../format';
import { describeConfig } from '../keras/describe';
import { Budget } from '../scan-context';
import { contents, textOf } from './contents';
import { Hdf5File } from './file';
import { GlobalHeap } from './global-heap';
import { objectAt } from './object';
import { signature, superblock, superblockOffset } from './superblock';

const longestDescription = 1 << 23;
/** Attributes that Keras writes, to be shown as they are. */
const shown: ReadonlySet<string> = new Set(['keras_version', 'backend']);

/** HDF5, also behind a block of the user's own. */
export async function hdf5(file: WeightFile): Promise<Recognized | undefined> {
  const isPlain = startsWith(file.head, signature);
  if (!isPlain && !hasEnding(file, '.h5', '.hdf5')) return undefined;
  const offset = isPlain ? 0 : await superblockOffset(file.source);
  if (offset === undefined) return undefined;
  return { format: 'hdf5', metadata: shortMetadata(await describe(file.source, offset)) };
}

/** What the attributes of the root say of the model; nothing where they cannot be read. */
async function describe(source: ByteSource, offset: number): Promise<readonly (readonly [string, string])[]> {
  try {
    const file = new Hdf5File(source, await superblock(source, offset), new Budget(longestDescription));
    const heap = new GlobalHeap(file);
    const found: (readonly [string, string])[] = [];
    for (const attribute of (await objectAt(file, file.superblock.root)).attributes) {
      if (!shown.has(attribute.name) && attribute.name !== 'model_config') continue;
      const [bytes] = await contents(heap, attribute);
      if (bytes && attribute.name === 'model_config') found.push(...describeConfig(textOf(bytes)));
      else if (bytes) found.push([attribute.name, textOf(bytes)]);
    }
    return found;
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    return [];
  }
}
