import type { Field, MessageReader } from '../protobuf/reader';
import type { Message } from '../protobuf/walk';
import type { Kind } from './schema';

/** The newest that is known; each is published with a version of ONNX. https://github.com/onnx/onnx/blob/main/docs/Versioning.md */
const latestVersion = 15;
/** As from here models say which operators they mean. */
const withOperatorSets = 3;
const elsewhere = 1;
const textType = 8;

/** By the type that an attribute says it has: the field that holds its value. */
const valueFields: Readonly<Record<number, number | undefined>> = {
  ...{ 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8, 8: 9, 9: 10, 10: 11, 11: 22, 12: 23, 13: 14, 14: 15 },
};
/** Types of which the value may be left out, as that of a list without items or a number that is zero. */
const mayLack: ReadonlySet<number> = new Set([1, 2, 3, 6, 7, 8, 9, 10, 12, 14]);

/** By the type of a tensor's elements: the field that holds them unless they are raw, and how many bits each takes there. */
const elements: Readonly<Record<number, { readonly field: number; readonly bits: number } | undefined>> = {
  ...{
    1: { field: 4, bits: 32 },
    14: { field: 4, bits: 64 },
    11: { field: 10, bits: 64 },
    15: { field: 10, bits: 128 },
  },
  ...{ 7: { field: 7, bits: 64 }, 12: { field: 11, bits: 32 }, 13: { field: 11, bits: 64 }, 8: { field: 6, bits: 0 } },
  ...inNumbers(8, 2, 3, 9, 17, 18, 19, 20, 24),
  ...inNumbers(16, 4, 5, 10, 16),
  ...inNumbers(32, 6),
  ...inNumbers(4, 21, 22, 23),
  ...inNumbers(2, 25, 26),
};
const raw = 9;
const dataFields: readonly number[] = [4, 5, 6, 7, raw, 10, 11];

/** Whether a message has all that ONNX demands of it, and nothing that contradicts it, as far as it tells by itself. */
export async function isWhole(reader: MessageReader, { kind, fields }: Message<Kind>): Promise<boolean> {
  const has = (number: number): boolean => fields.some((field) => field.number === number);
  const says = (number: number): boolean => !isEmpty(fields, number);
  if (kind === 'model') {
    const version = numberIn(fields, 1);
    return version > 0 && version <= latestVersion && has(7) && has(8) === version >= withOperatorSets;
  }
  if (kind === 'opset') return numberIn(fields, 2) > 0;
  if (kind === 'attribute') return says(1) && (has(21) || hasValueOfType(fields));
  if (kind === 'tensor') return isWholeTensor(reader, fields);
  if (kind === 'sparse') return has(1) && has(2) && has(3);
  const name = names[kind];
  return name === undefined || says(name);
}

/** By kind: the field of the name without which a message means nothing. */
const names: Partial<Record<Kind, number>> = { graph: 2, function: 1, node: 4, value: 1 };

/** A number of a message, which is 0 where it is left out; of several the last counts. */
export function numberIn(fields: readonly Field[], number: number): number {
  return fields.findLast((field) => field.number === number)?.value ?? 0;
}

function isEmpty(fields: readonly Field[], number: number): boolean {
  const last = fields.findLast((field) => field.number === number);
  return last === undefined || last.start === last.end;
}

function hasValueOfType(fields: readonly Field[]): boolean {
  const type = numberIn(fields, 20);
  const own = valueFields[type];
  const used = Object.values(valueFields).filter((number) => fields.some((field) => field.number === number));
  return own !== undefined && (used.length === 0 ? mayLack.has(type) : used.length === 1 && used[0] === own);
}

/** Its elements stand in one field, which is that of their type, or in another file; raw ones have the size that its shape says. */
async function isWholeTensor(reader: MessageReader, fields: readonly Field[]): Promise<boolean> {
  const type = numberIn(fields, 2);
  const element = elements[type];
  if (!element) return false;
  const used = dataFields.filter((number) => !isEmpty(fields, number));
  if (numberIn(fields, 14) === elsewhere) return used.length === 0 && (await isLocated(reader, fields));
  let count = 1;
  for (const field of fields) if (field.number === 1) for (const one of await reader.numbers(field)) count *= one;
  if (count === 0) return used.length === 0;
  if (used.length !== 1) return false;
  if (used[0] !== raw) return used[0] === element.field;
  const { start = 0, end = 0 } = fields.findLast(({ number }) => number === raw) ?? {};
  return type !== textType && end - start === Math.ceil((count * element.bits) / 8);
}

function inNumbers(bits: number, ...types: readonly number[]): typeof elements {
  return Object.fromEntries(types.map((type) => [type, { field: 5, bits }]));
}

/** https://github.com/onnx/onnx/blob/main/docs/ExternalData.md */
async function isLocated(reader: MessageReader, fields: readonly Field[]): Promise<boolean> {
  for (const { number, start, end } of fields) {
    if (number !== 13) continue;
    const entry = await reader.fields(start, end);
    if ((await reader.textIn(entry, 1)) === 'location' && (await reader.textIn(entry, 2)) !== '') return true;
  }
  return false;
}
