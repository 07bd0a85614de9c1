import { rule } from '../rule';
import { nameOf } from './spoken-of';

/** A file that is named like one format but is another gets past those who go by the name, most of all where the other can hold code. */
export const formatMismatch = rule({
  id: 'weights/format-mismatch',
  title: 'The name of a weight file says another format than its content',
  severity: 'warning',
  fix: 'none',
  reads: ['weights'],
  messages: {
    mismatch:
      '{name} is named like {named}, but its content is {found}, which can run code when it is loaded. Find out where it comes from before anything loads it.',
    other:
      '{name} is named like {named}, but its content is {found}. What goes by the name cannot read it or takes it for what it is not: find out where it comes from, and name it for what it is.',
  },
  check(document, { known, report }) {
    const { format } = document.reading.weights!;
    const name = nameOf(document.path);
    const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '';
    const promise = promises.get(ending);
    if (promise === undefined || promise.formats.includes(format)) return;
    const found = withCode[format] ?? withoutCode[format];
    if (found === undefined) return;
    report(
      { start: 0, end: 0 },
      withCode[format] === undefined ? 'other' : 'mismatch',
      { name, named: promise.words, found, format },
      { subject: known.localId(document.path), related: known.referencesTo(document.path) },
    );
  },
});

interface Promised {
  readonly words: string;
  readonly formats: readonly string[];
}

/** What endings promise; `.bin`, `.pt`, `.ckpt`, `.model` and those of pickles promise nothing. */
const promises: ReadonlyMap<string, Promised> = new Map(
  Object.entries({
    safetensors: { words: 'a safetensors file', formats: ['safetensors'] },
    gguf: { words: 'a GGUF file', formats: ['gguf'] },
    ggml: { words: 'a GGML file', formats: ['ggml', 'gguf'] },
    onnx: { words: 'an ONNX model', formats: ['onnx'] },
    tflite: { words: 'a TensorFlow Lite model', formats: ['tflite'] },
    h5: { words: 'an HDF5 file', formats: ['hdf5'] },
    hdf5: { words: 'an HDF5 file', formats: ['hdf5'] },
    // Keras wrote HDF5 under this name before it had a format of its own.
    keras: { words: 'a Keras model', formats: ['keras', 'hdf5'] },
    npz: { words: 'a NumPy archive', formats: ['numpy-zip', 'zip'] },
    npy: { words: 'a NumPy array', formats: ['numpy'] },
  }),
);

const withCode: Readonly<Record<string, string | undefined>> = {
  pickle: 'a pickle',
  joblib: 'a pickle of joblib',
  'compressed-pickle': 'a compressed pickle',
  'torch-legacy': 'a pickle of PyTorch',
  'torch-zip': 'a pickle of PyTorch in an archive',
  'torch-package': 'a package of PyTorch with code',
  'torch-tar': 'an old archive of PyTorch',
  keras: 'a Keras model in an archive',
  torchserve: 'an archive of TorchServe with code',
};

/** Formats that are known for sure by their first bytes. */
const withoutCode: Readonly<Record<string, string | undefined>> = {
  safetensors: 'a safetensors file',
  gguf: 'a GGUF file',
  ggml: 'a GGML file',
  onnx: 'an ONNX model',
  tflite: 'a TensorFlow Lite model',
  hdf5: 'an HDF5 file',
  numpy: 'a NumPy array',
  'numpy-zip': 'a NumPy archive',
  zip: 'an archive',
  tar: 'an archive',
};
