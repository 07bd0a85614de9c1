import { otherArchive } from './archives/recognize';
import { boostedTrees } from './boosted-trees/scan';
import { chatTemplate } from './chat-template/scan';
import { coreml } from './coreml/scan';
import { executorch } from './executorch/scan';
import type { Recognize, Recognized, WeightFile } from './format';
import { gguf } from './gguf/recognize';
import { hdf5 } from './hdf5/recognize';
import { lfsPointer } from './lfs-pointer';
import { byMagic } from './magic';
import { msgpack } from './msgpack/scan';
import { mxnet } from './mxnet/scan';
import { mxnetSymbol } from './mxnet/symbol';
import { npy } from './numpy/recognize';
import { onnx } from './onnx/recognize';
import { packed, packedMember } from './packed/recognize';
import { paddle } from './paddle/scan';
import { pickle } from './pickle/recognize';
import { program } from './programs';
import { rData } from './r/recognize';
import { safetensors } from './safetensors/recognize';
import { sentencepiece } from './sentencepiece';
import { tensorflow } from './tensorflow/recognize';
import { tflite } from './tflite/scan';
import { xmlModel } from './xml-models/recognize';
import { archive, hiddenArchive } from './zip/recognize';

/** The first that recognizes the content decides. */
const formats: readonly Recognize[] = [
  lfsPointer,
  gguf,
  hdf5,
  tflite,
  program,
  executorch,
  mxnet,
  byMagic,
  npy,
  archive,
  safetensors,
  pickle,
  rData,
  packed,
  otherArchive,
  msgpack,
  xmlModel,
  boostedTrees,
  mxnetSymbol,
  chatTemplate,
  coreml,
  paddle,
  sentencepiece,
  tensorflow,
  onnx,
  hiddenArchive,
  packedMember,
];

/** What a file is, by its content; `undefined` where it is none of the formats that are known here. */
export async function recognizedAs(file: WeightFile): Promise<Recognized | undefined> {
  for (const recognize of formats) {
    const recognized = await recognize(file);
    if (recognized) return recognized;
  }
  return undefined;
}
