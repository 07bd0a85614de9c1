import { rule } from '../rule';
import { nameOf } from './spoken-of';

/** A file that is named like a format without code, but is one with code, is let through by those who go by the name. */
export const formatMismatch = rule({
  id: 'weights/format-mismatch',
  title: 'The name of a weight file says another format than its content',
  severity: 'warning',
  fix: 'none',
  reads: ['weights'],
  messages: {
    mismatch:
      '{name} is named like {named}, but its content is {found}, which can run code when it is loaded. Find out where it comes from before anything loads it.',
  },
  check(document, { known, report }) {
    const { format } = document.reading.weights!;
    const name = nameOf(document.path);
    const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '';
    const named = harmless[ending];
    const found = withCode[format];
    if (named === undefined || found === undefined || named.formats.includes(format)) return;
    report(
      { start: 0, end: 0 },
      'mismatch',
      { name, named: named.words, found, format },
      { subject: known.localId(document.path), related: known.referencesTo(document.path) },
    );
  },
});

interface Named {
  readonly words: string;
  readonly formats: readonly string[];
}

/** What endings promise; those of pickles promise nothing. */
const harmless: Readonly<Record<string, Named | undefined>> = {
  safetensors: { words: 'a safetensors file', formats: [] },
  gguf: { words: 'a GGUF file', formats: [] },
  ggml: { words: 'a GGML file', formats: [] },
  onnx: { words: 'an ONNX model', formats: [] },
  tflite: { words: 'a TensorFlow Lite model', formats: [] },
  h5: { words: 'an HDF5 file', formats: [] },
  hdf5: { words: 'an HDF5 file', formats: [] },
  keras: { words: 'a Keras model', formats: ['keras'] },
  npz: { words: 'a NumPy archive', formats: ['numpy-zip'] },
  npy: { words: 'a NumPy array', formats: ['numpy'] },
};

const withCode: Readonly<Record<string, string | undefined>> = {
  pickle: 'a pickle',
  joblib: 'a pickle of joblib',
  'compressed-pickle': 'a compressed pickle',
  'torch-legacy': 'a pickle of PyTorch',
  'torch-zip': 'a pickle of PyTorch in an archive',
  'torch-package': 'a package of PyTorch with code',
  'torch-tar': 'an old archive of PyTorch',
};
