import { ByteError, startsWith } from '../../bytes/cursor';
import { shortMetadata, type Recognized, type WeightFile } from '../format';
import { npyHeader } from './header';

const magic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** A NumPy array, by its magic number. */
export function npy({ head }: WeightFile): Recognized | undefined {
  if (!startsWith(head, magic)) return undefined;
  try {
    const { dtype, shape } = npyHeader(head);
    return {
      format: 'numpy',
      metadata: shortMetadata([
        ['dtype', dtype],
        ['shape', shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`],
      ]),
    };
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    const message = 'The header of this NumPy array cannot be read. Download or save the file again.';
    return { format: 'numpy', flaws: [{ code: error.code, message }] };
  }
}
