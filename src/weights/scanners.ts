import type { ScanFinding } from '../domain/scan';
import { scanSevenZip } from './archives/seven-zip';
import { scanTar } from './archives/tar';
import { scanCatboost, scanLightgbm, scanXgboost } from './boosted-trees/scan';
import { scanChatTemplate } from './chat-template/scan';
import { scanCoreml } from './coreml/scan';
import { scanExecutorch } from './executorch/scan';
import type { Recognized, WeightFile } from './format';
import { scanGguf } from './gguf/scan';
import { scanHdf5 } from './hdf5/scan';
import { scanMsgpack } from './msgpack/scan';
import { scanMxnet } from './mxnet/scan';
import { scanMxnetSymbol } from './mxnet/symbol';
import { scanArray } from './numpy/scan';
import { scanOnnx } from './onnx/scan';
import { scanPacked } from './packed/scan';
import { scanPaddle } from './paddle/scan';
import { tensorsBehind } from './pickle/legacy-tensors';
import { scanPickle } from './pickle/scan';
import { codeInBytes } from './held-code';
import { unread, type ScanContext } from './scan-context';
import { scanProgram } from './programs';
import { scanR } from './r/scan';
import { scanSafetensors } from './safetensors/scan';
import { scanSentencepiece } from './sentencepiece';
import { scanKerasMetadata } from './tensorflow/keras-metadata';
import { scanGraph, scanMetaGraph, scanSavedModel } from './tensorflow/scan';
import { scanTflite } from './tflite/scan';
import { scanOpenVino, scanPmml } from './xml-models/scan';
import { scanZip } from './zip/scan';

/** Says what loading a file of one format would do. Fails only if the source does; what it could not read is among the findings. */
export type Scanner = (
  file: WeightFile,
  recognized: Recognized,
  context: ScanContext,
) => readonly ScanFinding[] | Promise<readonly ScanFinding[]>;

const legacyStreams = 5;

const pickle: Scanner = ({ source }, _, context) => scanPickle(source, context);
const zip: Scanner = ({ source }, _, context) => scanZip(source, context);

/** By format, as recognizing names it. A format that is not here is recognized only, and its files are unknown. */
export const scanners: Readonly<Record<string, Scanner | undefined>> = {
  pickle,
  joblib: pickle,
  'torch-legacy': ({ source }, _, context) =>
    scanPickle(source, context, {
      streams: legacyStreams,
      rest: (streams, resolve) => tensorsBehind(source, streams, resolve),
    }),
  'compressed-pickle': scanPacked,
  compressed: scanPacked,
  'torch-zip': zip,
  'torch-package': zip,
  keras: zip,
  'numpy-zip': zip,
  skops: zip,
  torchserve: zip,
  zip,
  numpy: scanArray,
  safetensors: scanSafetensors,
  gguf: ({ source }, _, context) => scanGguf(source, context),
  onnx: ({ source }) => scanOnnx(source),
  'tensorflow-savedmodel': ({ source }) => scanSavedModel(source),
  'tensorflow-metagraph': ({ source }) => scanMetaGraph(source),
  'tensorflow-graph': ({ source }) => scanGraph(source),
  'keras-metadata': ({ source }) => scanKerasMetadata(source),
  tflite: scanTflite,
  'chat-template': scanChatTemplate,
  pmml: scanPmml,
  openvino: scanOpenVino,
  coreml: scanCoreml,
  paddle: scanPaddle,
  executorch: scanExecutorch,
  mxnet: scanMxnet,
  'mxnet-symbol': scanMxnetSymbol,
  msgpack: scanMsgpack,
  xgboost: scanXgboost,
  lightgbm: scanLightgbm,
  catboost: scanCatboost,
  sentencepiece: scanSentencepiece,
  'r-data': scanR,
  llamafile: scanProgram,
  program: scanProgram,
  hdf5: ({ source }, _, context) => scanHdf5(source, context),
  'torch-tar': ({ source }, _, context) => scanTar(source, context, { pickles: true }),
  tar: ({ source }, _, context) => scanTar(source, context),
  '7z': (file, _, context) => scanSevenZip(file, context),
  tensorrt: async ({ source }, { format }, { budget }) => [
    ...(await codeInBytes(format, source, budget)),
    unread(
      'tensorrt/compiled',
      'An engine of TensorRT is compiled for a graphics processor, so what it does cannot be read. Build it from a model that was checked.',
    ),
  ],
  'lfs-pointer': () => [
    unread(
      'weights/lfs-pointer',
      'Git LFS has not fetched this file, so there is nothing to check yet. Run "git lfs pull".',
    ),
  ],
};

/** For a format that has no scanner. */
export const recognizedOnly: Scanner = async ({ source }, recognized, { budget }) => [
  ...flawsOf(recognized),
  ...(await codeInBytes(recognized.format, source, budget)),
  unread(
    'weights/not-examined',
    `Files of the format ${recognized.format} are recognized, but what they do when loaded is not examined yet.`,
  ),
];

function flawsOf({ format, flaws = [] }: Recognized): readonly ScanFinding[] {
  return flaws.map(({ code, message }) => unread(`${format}/${code}`, message));
}
