import { readdirSync, readFileSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { acceptsGguf, acceptsNpy, acceptsSafetensors } from '../../test/weights/reference';
import { ggufSamples, npySamples, safetensorsSamples } from '../../test/weights/samples';
import { zip } from '../../test/weights/zip/build';

const corpus = path.resolve('../shared/corpus/weights');
const longest = 200_000;

/** What is fuzzed: whole files to begin with, the name they are given, and what the format itself says of a file. */
export interface Family {
  readonly name: string;
  readonly samples: readonly Uint8Array[];
  /** Whether it is a file of the format at all, decided apart from the scanner; where nothing decides, there is none. */
  readonly accepts?: (bytes: Uint8Array) => boolean;
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const pickles = [
  '\x80\x04\x95\x0b\0\0\0\0\0\0\0}\x94\x8c\x01a\x94K\x01s.',
  "cos\nsystem\n(S'echo hi'\ntR.",
  "(lp0\nI1\naV\\u006fs\np1\na(dp2\nS'a'\nL2L\nss.",
  '\x80\x02ctorch._utils\n_rebuild_tensor_v2\n((X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x01tQK\0K\x01\x85K\x01\x85\x89tR.',
  '\x80\x03]cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}(X\x05\0\0\0shapeK\x02\x85X\x05\0\0\0dtypecnumpy\ndtype\nX\x02\0\0\0f8K\0K\x01\x87Rub'.concat(
    '\0'.repeat(16),
    'a.',
  ),
].map(latin1);

/** The family of a format; its samples come from the tests, and from the corpus where that is at hand. */
export function familyOf(format: string): Family {
  switch (format) {
    case 'pickle':
      return { name: 'model.pkl', samples: [...pickles, ...fromCorpus(/\.(?:pkl|pickle|dill|p|pt|bin)$/)] };
    case 'joblib':
      return { name: 'model.joblib', samples: [...pickles, ...fromCorpus(/\.joblib$/)] };
    case 'zip':
      return { name: 'model.pt', samples: [...archives(), ...fromCorpus(/\.(?:zip|pt|pth|npz|7z)$/)] };
    case 'tar':
      return { name: 'model.pt', samples: [...fromCorpus(/tar.*\.pt$/), ...pickles] };
    case 'numpy':
      return { name: 'model.npy', samples: [...firsts(npySamples()), ...fromCorpus(/\.npy$/)], accepts: acceptsNpy };
    case 'safetensors':
      return {
        name: 'model.safetensors',
        samples: [...firsts(safetensorsSamples()), ...fromCorpus(/\.safetensors$/)],
        accepts: acceptsSafetensors,
      };
    case 'gguf':
      return {
        name: 'model.gguf',
        samples: [...firsts(ggufSamples()), ...fromCorpus(/\.gguf$/)],
        accepts: acceptsGguf,
      };
    case 'keras':
      return { name: 'model.keras', samples: [...archives(), ...fromCorpus(/\.keras$/)] };
    case 'onnx':
      return { name: 'model.onnx', samples: [latin1('\x08\x07\x12\x01a:\x02\x12\0'), ...fromCorpus(/\.onnx$/)] };
    case 'hdf5':
      return {
        name: 'model.h5',
        samples: [latin1('\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0'), ...fromCorpus(/\.(?:h5|hdf5)$/)],
      };
    default:
      return { name: 'saved_model.pb', samples: [latin1('\x08\x01\x12\x02\x12\0'), ...fromCorpus(/\.pb$/)] };
  }
}

function archives(): readonly Uint8Array[] {
  const [harmless, hostile] = [pickles[0]!, pickles[1]!];
  const version = { name: 'archive/version', content: latin1('3\n') };
  return [
    zip([
      { name: 'archive/data.pkl', content: hostile, deflated: true },
      { name: 'archive/data/0', content: new Uint8Array(64) },
      version,
    ]),
    zip([
      { name: 'archive/data.pkl', content: harmless },
      { name: 'archive/code/a.py', content: latin1('def f(): pass') },
      version,
    ]),
    zip([
      { name: 'a.npy', content: npySamples()[0]![0] },
      { name: 'b.zip', content: zip([version]), deflated: true },
    ]),
    zip([
      { name: 'config.json', content: latin1('{"class_name":"Sequential"}') },
      { name: 'metadata.json', content: latin1('{}') },
    ]),
  ];
}

function firsts(samples: readonly (readonly [Uint8Array, number])[]): readonly Uint8Array[] {
  return samples.map(([bytes]) => bytes);
}

/** Read in place, and never loaded. */
function fromCorpus(pattern: RegExp): readonly Uint8Array[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name) && statSync(path.join(corpus, name)).isFile())
    .map((name) => Uint8Array.from(readFileSync(path.join(corpus, name))))
    .filter(({ length }) => length > 0 && length <= longest);
}
