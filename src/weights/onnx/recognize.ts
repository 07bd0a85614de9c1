import { ByteError, Cursor } from '../../bytes/cursor';
import { hasEnding, shortMetadata, type Recognized, type WeightFile } from '../format';

/** Model files in protocol buffers, which have no magic: https://protobuf.dev/programming-guides/encoding */

/** A field at the top of a message; `text` where it is short and could be one. */
interface Field {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

const mostFields = 64;
const varint = 0;
const fixed64 = 1;
const counted = 2;
const fixed32 = 5;
const smallestModel = 3;

/** ONNX `ModelProto`: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Only for files of that name. */
export function onnx(file: WeightFile): Recognized | undefined {
  if (!hasEnding(file, '.onnx') || file.head.length < smallestModel) return undefined;
  const fields = topFields(file);
  const version = fields.find(({ number }) => number === 1)?.value;
  const hasGraph = fields.some(({ number, value }) => number === 7 && typeof value !== 'bigint');
  const isModel = fields.every(({ number }) => number <= 26) && (typeof version === 'bigint' || hasGraph);
  if (!isModel) return undefined;
  return {
    format: 'onnx',
    metadata: shortMetadata([
      ...(typeof version === 'bigint' ? [['ir_version', String(version)] as const] : []),
      ...[textOf(fields, 2, 'producer_name'), textOf(fields, 3, 'producer_version')].flat(),
    ]),
  };
}

/** TensorFlow `SavedModel`: https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/saved_model.proto. Only for files of that name. */
export function savedModel(file: WeightFile): Recognized | undefined {
  if (!/(?:^|\/)saved_model\.pb$/i.test(file.path)) return undefined;
  const fields = topFields(file);
  const isModel = fields.length > 0 && fields.every(({ number }) => number === 1 || number === 2);
  return isModel ? { format: 'tensorflow-savedmodel' } : undefined;
}

/** The fields in the first bytes, up to one that reaches beyond them. None where they are no message. */
function topFields({ head, source }: WeightFile): readonly Field[] {
  const cursor = new Cursor(head);
  const fields: Field[] = [];
  try {
    while (cursor.left > 0 && fields.length < mostFields) {
      const tag = Number(readVarint(cursor));
      const number = tag >>> 3;
      if (number === 0) return [];
      fields.push({ number, value: readValue(cursor, tag & 7, source.size) });
    }
    return fields;
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    return error.code === 'truncated' && head.length < source.size ? fields : [];
  }
}

function readValue(cursor: Cursor, wireType: number, size: number): bigint | Uint8Array {
  if (wireType === varint) return readVarint(cursor);
  if (wireType === fixed64) return cursor.u64();
  if (wireType === fixed32) return BigInt(cursor.u32());
  if (wireType !== counted) throw new ByteError('bad-magic', cursor.offset);
  const length = readVarint(cursor);
  if (length > BigInt(size - cursor.offset)) throw new ByteError('absurd-length', cursor.offset);
  return cursor.take(Math.min(Number(length), cursor.left));
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.u8();
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  throw new ByteError('absurd-length', cursor.offset);
}

function textOf(fields: readonly Field[], number: number, name: string): readonly (readonly [string, string])[] {
  const value = fields.find((field) => field.number === number)?.value;
  return value instanceof Uint8Array && value.length > 0
    ? [[name, new TextDecoder().decode(value.subarray(0, 400))]]
    : [];
}
