import type { ScanFinding } from '../../domain/scan';
import type { Recognized, WeightFile } from '../format';
import { unread, type ScanContext } from '../scan-context';

const kerasLambda = /"class_name":\s*"(?:Lambda|__lambda__|TorchModuleWrapper|TFSMLayer)"/;

/** HDF5 is not read yet; descriptions of layers that run code stand in it as plain text. */
export async function scanHdf5(
  { source }: WeightFile,
  _: Recognized,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const length = Math.min(source.size, 1 << 24);
  const text = context.budget.take(length) ? new TextDecoder('latin1').decode(await source.read(0, length)) : '';
  const [found] = kerasLambda.exec(text) ?? [];
  if (found !== undefined) {
    const message =
      'A layer of this Keras model runs code of its own when the model is loaded or used. Do not load it.';
    return [{ code: 'keras/lambda', verdict: 'dangerous', message, offset: text.indexOf(found) }];
  }
  return [
    unread(
      'weights/not-examined',
      'Files of the format hdf5 are recognized, but links and attributes in them are not examined yet.',
    ),
  ];
}
