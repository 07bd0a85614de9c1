import { startsWith } from '../../bytes/cursor';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { signature, superblockOffset } from './superblock';

/** HDF5, also behind a block of the user's own. */
export async function hdf5(file: WeightFile): Promise<Recognized | undefined> {
  if (startsWith(file.head, signature)) return { format: 'hdf5' };
  if (!hasEnding(file, '.h5', '.hdf5')) return undefined;
  return (await superblockOffset(file.source)) === undefined ? undefined : { format: 'hdf5' };
}
