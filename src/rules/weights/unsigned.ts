import { rule } from '../rule';
import { nameOf } from './spoken-of';

/** Weights without a signature may have been changed anywhere between their maker and this machine. */
export const unsigned = rule({
  id: 'weights/unsigned',
  title: 'A weight file has no signature',
  severity: 'warning',
  fix: 'none',
  reads: ['weights'],
  messages: {
    unsigned:
      '{name} has no signature, so there is no way to tell whether it was changed after it was built. Ask its maker for an OpenSSF Model Signing bundle (model.sig), or sign it once it has been checked.',
  },
  check(document, { known, report }) {
    const { format } = document.reading.weights!;
    const name = nameOf(document.path);
    if (!holdsModel(format, name) || isLaterShard(name)) return;
    if (known.signatureOf(document.path) !== undefined) return;
    report(
      { start: 0, end: 0 },
      'unsigned',
      { name, format },
      { subject: known.localId(document.path), related: known.referencesTo(document.path) },
    );
  },
});

const neverModels: readonly string[] = ['lfs-pointer', 'numpy', 'numpy-zip', 'unknown'];

/** A format that holds a model; a pickle or an HDF5 file may as well be any data, so there its name has to say so. */
function holdsModel(format: string, name: string): boolean {
  if (neverModels.includes(format)) return false;
  if (format === 'hdf5') return /model|weights/i.test(name);
  const isPickle = format === 'pickle' || format === 'compressed-pickle';
  return !isPickle || /\.(bin|pt|pth|ckpt|joblib)$/i.test(name);
}

/** One signature covers all shards of a model, so only the first one speaks. */
function isLaterShard(name: string): boolean {
  const shard = /-(\d{5})-of-\d{5}\./.exec(name)?.[1];
  return shard !== undefined && Number(shard) > 1;
}
