import { hasEnding, shortMetadata, type Recognized, type WeightFile } from '../format';
import { headFields, headText } from '../protobuf/head';

const smallestModel = 3;
const greatestField = 26;

/**
 * ONNX `ModelProto`: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Protocol buffers have no magic, so under another
 * name than `.onnx` the file has to begin with the version of ONNX and to hold a graph.
 */
export function onnx(file: WeightFile): Recognized | undefined {
  if (file.head.length < smallestModel) return undefined;
  const fields = headFields(file);
  const version = fields.find(({ number }) => number === 1)?.value;
  const hasVersion = typeof version === 'bigint';
  const hasGraph = fields.some(({ number, value }) => number === 7 && typeof value !== 'bigint');
  const isModel = hasEnding(file, '.onnx')
    ? hasVersion || hasGraph
    : hasVersion && hasGraph && version < 100n && file.head[0] === 8;
  if (!isModel || !fields.every(({ number }) => number <= greatestField)) return undefined;
  const said = [
    ['ir_version', hasVersion ? String(version) : ''],
    ['producer_name', headText(fields, 2)],
    ['producer_version', headText(fields, 3)],
  ] as const;
  return { format: 'onnx', metadata: shortMetadata(said.filter(([, value]) => value !== '')) };
}
