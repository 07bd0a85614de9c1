import { ByteError, Cursor } from '../../bytes/cursor';
import type { WeightFile } from '../format';

/** A field at the top of a message: a number, or as many of its bytes as stand in the head of the file. */
export interface HeadField {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

const mostFields = 64;
const varint = 0;
const fixed64 = 1;
const counted = 2;
const fixed32 = 5;
const longestText = 400;

/** The fields in the first bytes, up to one that reaches beyond them. None where they are no message. */
export function headFields({ head, source }: WeightFile): readonly HeadField[] {
  const cursor = new Cursor(head);
  const fields: HeadField[] = [];
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

/** A short text among the fields; empty where there is none of that number. */
export function headText(fields: readonly HeadField[], number: number): string {
  const value = fields.find((field) => field.number === number)?.value;
  return value instanceof Uint8Array ? new TextDecoder().decode(value.subarray(0, longestText)) : '';
}
