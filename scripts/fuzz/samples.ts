import { readdirSync, readFileSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { acceptsGguf, acceptsNpy, acceptsSafetensors } from '../../test/weights/reference';
import { ggufSamples, npySamples, safetensorsSamples } from '../../test/weights/samples';
import { packedSamples } from '../../test/bytes/packed-samples';
import { tar } from '../../test/bytes/tar-builder';
import { flatBuffer } from '../../test/weights/flatbuffer';
import { flaxModel, hdf5Files, onnxModel, plainModels } from '../../test/weights/graph-samples';
import { sevenZips } from '../../test/weights/archives/seven-zips';
import { Hdf5Builder, messages } from '../../test/weights/hdf5/builder';
import { array, parameters } from '../../test/weights/mxnet/parameters';
import { field, numberField } from '../../test/weights/protobuf';
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

const operators = (...names: readonly string[]): readonly (readonly number[])[] =>
  names.map((name) => field(1, field(1, 'n'), field(2, name)));

/** By format; samples come from the tests, and from the corpus where that is at hand. */
export const families: Readonly<Record<string, () => Family>> = {
  pickle: () => ({ name: 'model.pkl', samples: [...pickles, ...fromCorpus(/\.(?:pkl|pickle|dill|p|pt|bin)$/)] }),
  joblib: () => ({ name: 'model.joblib', samples: [...pickles, ...packed(), ...fromCorpus(/\.joblib$/)] }),
  zip: () => ({ name: 'model.pt', samples: [...archives(), ...fromCorpus(/\.(?:zip|pt|pth|npz)$/)] }),
  tar: () => ({
    name: 'model.pt',
    samples: [tar({ name: 'pickle', content: pickles[1]! }, { name: 'data/0' }), ...fromCorpus(/tar.*\.pt$/)],
  }),
  numpy: () => ({
    name: 'model.npy',
    samples: [...firsts(npySamples()), ...fromCorpus(/\.npy$/)],
    accepts: acceptsNpy,
  }),
  safetensors: () => ({
    name: 'model.safetensors',
    samples: [...firsts(safetensorsSamples()), ...fromCorpus(/\.safetensors$/)],
    accepts: acceptsSafetensors,
  }),
  gguf: () => ({
    name: 'model.gguf',
    samples: [...firsts(ggufSamples()), ...fromCorpus(/\.gguf$/)],
    accepts: acceptsGguf,
  }),
  keras: () => ({ name: 'model.keras', samples: [...archives(), ...fromCorpus(/\.keras$/)] }),
  hdf5: () => ({ name: 'model.h5', samples: [...hdf5(), ...hdf5Files(), ...fromCorpus(/\.(?:h5|hdf5)$/)] }),
  onnx: () => ({
    name: 'model.onnx',
    samples: [onnxModel(), ...fromCorpus(/\.onnx$/)],
  }),
  savedmodel: () => ({
    name: 'saved_model.pb',
    samples: [
      bytes(numberField(1, 1), field(2, field(2, ...operators('PrintV2', 'WriteFile')))),
      ...fromCorpus(/\.pb$/),
    ],
  }),
  coreml: () => ({
    name: 'model.mlmodel',
    samples: [
      ...plain('model.mlmodel'),
      bytes(numberField(1, 4), field(2, 'x'), field(202, field(1, numberField(1, 4), field(555, field(10, 'A'))))),
    ],
  }),
  paddle: () => ({ name: 'model.pdmodel', samples: [bytes(field(1, field(4, field(3, 'py_func'))))] }),
  tflite: () => ({
    name: 'model.tflite',
    samples: [
      ...plain('model.tflite'),
      flatBuffer('TFL3', { 1: [{ 1: 'FlexErf' }], 2: [{ 3: [{ 0: 0 }] }], 4: [{ 0: bytes([1, 2]) }] }),
    ],
  }),
  msgpack: () => ({
    name: 'model.msgpack',
    samples: [flaxModel, bytes([0x82, 0xa1, 65, 0x81, 0xa1, 66, 0xc7, 4, 1, 1, 2, 3, 4, 0xa1, 67, 0xcd, 1, 0])],
  }),
  pmml: () => ({
    name: 'model.pmml',
    samples: [
      ...plain('model.pmml'),
      latin1('<!DOCTYPE PMML [<!ENTITY a "b">]><PMML version="4.4"><Extension name="a">x</Extension></PMML>'),
    ],
  }),
  skops: () => ({
    name: 'model.skops',
    samples: [
      zip([
        {
          name: 'schema.json',
          content: latin1(
            '{"__class__":"a","__module__":"b","__loader__":"MethodNode","content":{"obj":{"__class__":"x"}}}',
          ),
        },
      ]),
    ],
  }),
  r: () => ({
    name: 'model.rds',
    samples: [
      ...plain('model.rds'),
      latin1(
        'X\n\0\0\0\x02\0\0\0\x01\0\0\0\x02\0\0\0\x13\0\0\0\x02\0\0\x04\x05\0\0\0\xfd\0\0\0\xfc\0\0\0\x06\0\0\0\x01\0\0\0\x09\0\0\0\x01A\0\0\0\xfe\0\0\0\xfe',
      ),
    ],
  }),
  '7z': () => ({ name: 'model.7z', samples: [...Object.values(sevenZips), ...fromCorpus(/\.7z$/)] }),
  torchserve: () => ({
    name: 'model.mar',
    samples: [
      zip([
        {
          name: 'MAR-INF/MANIFEST.json',
          content: latin1('{"model": {"modelName": "m", "handler": "a.py:run", "serializedFile": "a.pt"}}'),
        },
        { name: 'a.py', content: latin1('def run(data): pass') },
        { name: 'a.pt', content: pickles[1]! },
      ]),
    ],
  }),
  executorch: () => ({
    name: 'model.pte',
    samples: [
      ...plain('model.pte'),
      flatBuffer('ET12', { 1: [{ 6: [{ 0: 'aten::add' }], 7: [{ 0: 'QnnBackend' }] }] }),
    ],
  }),
  mxnet: () => ({ name: 'model.params', samples: [bytes(parameters(array(1, 0, 0, 128, 63)))] }),
  openvino: () => ({ name: 'model.xml', samples: plain('model.xml') }),
  xgboost: () => ({
    name: 'model.json',
    samples: [latin1('{"learner": {"attributes": {"a": "b"}}, "version": [2, 1, 0]}')],
  }),
  lightgbm: () => ({
    name: 'model.txt',
    samples: [latin1('tree\nversion=v4\nnum_class=1\n\nend of trees\n\nend of parameters\n')],
  }),
  catboost: () => ({ name: 'model.cbm', samples: [latin1('CBM1\x03\0\0\0abc')] }),
  template: () => ({
    name: 'chat_template.jinja',
    samples: [
      latin1(
        "{% macro m(a) %}{{ a['__cl' ~ 'ass__'] | attr('x') }}{% endmacro %}{% for message in messages %}{{ m(message.content) }}{% endfor %}",
      ),
    ],
  }),
};

/** The plain model of a name. */
function plain(name: string): readonly Uint8Array[] {
  return [plainModels[name]!];
}

function packed(): readonly Uint8Array[] {
  return packedSamples.map((sample) => sample.bytes);
}

/** A group with an attribute, by both versions of object headers. */
function hdf5(): readonly Uint8Array[] {
  const [old, now] = [new Hdf5Builder(), new Hdf5Builder()];
  const text = messages.text('model_config', '{"class_name": "Lambda"}');
  return [old.oldFile(old.oldObject(old.symbolTable({}), text)), now.file(now.group(text))];
}

function bytes(...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flat());
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
