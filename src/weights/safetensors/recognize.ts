import { Cursor } from '../../bytes/cursor';
import type { TensorList } from '../../domain/document';
import { shortMetadata, hasEnding, type Flaw, type Recognized, type WeightFile } from '../format';
import { jsonFlaw, type JsonFlaw } from './json';

/** https://huggingface.co/docs/safetensors#format: the length of the header, the header as JSON, the tensors without gaps. */

const longestHeader = 100_000_000;
const longestRead = 25_000_000;
const mostListed = 100_000;
const openingBrace = 0x7b;
const refused = 'so loaders refuse this file. Download it again.';

/** Sizes of elements in bits. */
const dtypeBits: ReadonlyMap<string, number> = new Map([
  ...named(4, 'F4'),
  ...named(6, 'F6_E2M3', 'F6_E3M2'),
  ...named(8, 'BOOL', 'U8', 'I8', 'F8_E4M3', 'F8_E5M2', 'F8_E8M0', 'F8_E4M3FNUZ', 'F8_E5M2FNUZ'),
  ...named(16, 'U16', 'I16', 'F16', 'BF16'),
  ...named(32, 'U32', 'I32', 'F32'),
  ...named(64, 'U64', 'I64', 'F64', 'C64'),
]);

interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** Reads the header alone; the tensors are never touched. */
export async function safetensors(file: WeightFile): Promise<Recognized | undefined> {
  const { source, head } = file;
  const isNamed = hasEnding(file, '.safetensors');
  if (head.length < 9 || head[8] !== openingBrace) return undefined;
  const declared = new Cursor(head).u64();
  if (declared > longestHeader) {
    return isNamed
      ? broken('absurd-length', `The header claims ${declared} bytes, more than the format allows.`)
      : undefined;
  }
  const length = Number(declared);
  if (8 + length > source.size) {
    return isNamed ? broken('truncated', 'The file ends before its header does. Download it again.') : undefined;
  }
  if (length > longestRead) {
    return broken(
      'too-large',
      `The header has ${length} bytes, which is more than is read here, so the tensors were not checked.`,
    );
  }
  const bytes = await source.read(8, length);
  const header = parsed(bytes);
  if (header) return checked(header, source.size - 8 - length, jsonFlaw(new TextDecoder().decode(bytes)));
  return isNamed
    ? broken('bad-header', 'The header is not JSON that can be read. Download the file again.')
    : undefined;
}

/** Whether the size of elements of this type is known. */
export function isKnownType(dtype: unknown): boolean {
  return typeof dtype === 'string' && dtypeBits.has(dtype);
}

function checked(header: Readonly<Record<string, unknown>>, dataSize: number, flaw: JsonFlaw | undefined): Recognized {
  const flaws: Flaw[] = flaw?.code === 'duplicate-key' ? [flawOf(flaw)] : [];
  if (!isTexts(header.__metadata__))
    flaws.push({ code: 'bad-metadata', message: `The metadata in the header is not made of texts alone, ${refused}` });
  const tensors: Tensor[] = [];
  const unreadable: string[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const tensor = tensorOf(name, entry);
    if (tensor) tensors.push(tensor);
    else unreadable.push(name);
  }
  const [bad] = unreadable;
  if (bad !== undefined)
    flaws.push({
      code: 'bad-tensor',
      message: `The header entry "${bad.slice(0, 100)}" does not describe a tensor, ${refused}`,
    });
  else flaws.push(...layoutFlaws(tensors, dataSize));
  if (flaw && flaws.length === 0) flaws.push(flawOf(flaw));

  const parameters = tensors.reduce((sum, { shape }) => sum + product(shape), 0);
  const dtypes = [...new Set(tensors.map(({ dtype }) => dtype))].sort().join(' ');
  const counted = [
    ['tensors', String(tensors.length)],
    ['parameters', String(parameters)],
    ['dtypes', dtypes],
  ] as const;
  return {
    format: 'safetensors',
    metadata: shortMetadata([...counted, ...embedded(header.__metadata__)]),
    flaws,
    header,
    ...(tensors.length <= mostListed && { tensors: listOf(tensors) }),
  };
}

function listOf(tensors: readonly Tensor[]): TensorList {
  return {
    names: tensors.map(({ name }) => name),
    bytes: tensors.reduce((sum, { begin, end }) => sum + end - begin, 0),
  };
}

/** What the writer of the file left in `__metadata__`: texts only. */
function embedded(metadata: unknown): readonly (readonly [string, string])[] {
  if (!isRecord(metadata)) return [];
  return Object.entries(metadata).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`metadata.${name}`, value] as const] : [],
  );
}

/** Tensors have the size of their shape, follow each other without gap or overlap, and fill the file to its end. */
function layoutFlaws(tensors: readonly Tensor[], dataSize: number): readonly Flaw[] {
  let end = 0;
  for (const tensor of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    const bits = dtypeBits.get(tensor.dtype);
    const name = tensor.name.slice(0, 100);
    if (bits !== undefined && (product(tensor.shape) * bits) / 8 !== tensor.end - tensor.begin) {
      return [
        { code: 'size-mismatch', message: `The tensor "${name}" has another size than its shape says, ${refused}` },
      ];
    }
    if (tensor.begin !== end) {
      return [
        {
          code: 'offset-mismatch',
          message: `The tensor "${name}" does not begin where the one before it ends, ${refused}`,
        },
      ];
    }
    end = tensor.end;
  }
  if (end > dataSize)
    return [{ code: 'truncated', message: 'The file ends before its last tensor does. Download it again.' }];
  if (end === dataSize) return [];
  return [
    {
      code: 'trailing-bytes',
      message: `${dataSize - end} bytes stand behind the last tensor, where nothing belongs, ${refused}`,
    },
  ];
}

function tensorOf(name: string, entry: unknown): Tensor | undefined {
  if (!isRecord(entry)) return undefined;
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets)) return undefined;
  const [begin, end] = offsets;
  if (
    !Number.isSafeInteger(8 * product(shape)) ||
    offsets.length !== 2 ||
    begin === undefined ||
    end === undefined ||
    end < begin
  )
    return undefined;
  return { name, dtype, shape, begin, end };
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function isTexts(metadata: unknown): boolean {
  if (metadata === undefined || metadata === null) return true;
  return isRecord(metadata) && Object.values(metadata).every((value) => typeof value === 'string');
}

function flawOf({ code, about }: JsonFlaw): Flaw {
  const word = about.slice(0, 100);
  const message =
    code === 'duplicate-key'
      ? `The header names "${word}" twice, so programs disagree about what it is. Download the file again.`
      : `The header holds "${word}", which strict readers of JSON refuse. Download the file again.`;
  return { code, message };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function broken(code: string, message: string): Recognized {
  return { format: 'safetensors', flaws: [{ code, message }] };
}

function named(bits: number, ...names: readonly string[]): readonly (readonly [string, number])[] {
  return names.map((name) => [name, bits]);
}
