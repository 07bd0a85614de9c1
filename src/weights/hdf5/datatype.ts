import { ByteError } from '../../bytes/cursor';
import { widthOf, type Fields } from './fields';

/** By the number of their class. */
const kinds = [
  ...(['integer', 'float', 'time', 'string', 'bits', 'opaque', 'compound', 'reference', 'enum', 'sequence'] as const),
  ...(['array', 'complex'] as const),
];

/** What a value is; `text` is a string of variable length, `sequence` anything else of which the length varies. */
export type Kind = (typeof kinds)[number] | 'text';

/** The type of the elements of a dataset or attribute. */
export interface Datatype {
  readonly kind: Kind;
  /** Of one element, in bytes. */
  readonly size: number;
  /** The types of members of a compound, and of elements of an array or sequence. */
  readonly parts: readonly Datatype[];
}

const deepest = 32;
const latest = 5;
const mostDimensions = 32;
const signed = 8;
const lastPadding = 2;
const lastEncoding = 1;
const lastNormalization = 2;
/** Before version 4 there are references to objects and to regions of datasets. */
const lastOldReference = 1;
/** Bits of exponent and mantissa: of IEEE 754, bfloat16, the x87 processor, and of eight bits. */
const floats = [
  [5, 10],
  [8, 23],
  [11, 52],
  [15, 112],
  [8, 7],
  [15, 64],
  [4, 3],
  [5, 2],
] as const;

/** https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#DatatypeMessage */
export function datatype(fields: Fields, depth = 0): Datatype {
  const at = fields.offset;
  const first = fields.u8();
  const [version, kind] = [first >> 4, kinds[first & 15]];
  if (version < 1 || version > latest || kind === undefined) throw new ByteError('unsupported', at);
  if (depth > deepest) throw new ByteError('absurd-length', at);
  const flags = fields.uint(3);
  const size = fields.u32();
  const inner = (): Datatype => datatype(fields, depth + 1);
  const whole = (parts: readonly Datatype[] = []): Datatype => ({ kind, size, parts });
  const demand = (holds: boolean): void => {
    if (!holds) throw new ByteError('bad-magic', at);
  };
  demand(size > 0);

  switch (kind) {
    case 'integer':
    case 'bits': {
      demand([1, 2, 4, 8].includes(size));
      const [offset, precision] = [fields.u16(), fields.u16()];
      demand(precision > (flags & signed ? 1 : 0) && offset + precision <= 8 * size);
      return whole();
    }
    case 'float':
      demand(isFloat(fields, flags, size));
      return whole();
    case 'time':
      throw new ByteError('unsupported', at);
    case 'opaque':
      fields.skip(flags & 0xff);
      return whole();
    case 'string':
      demand(isText(flags));
      return whole();
    case 'reference':
      demand(version > 3 || (flags & 15) <= lastOldReference);
      return whole();
    case 'compound':
      return whole(members(fields, version, size, flags & 0xffff, inner));
    case 'enum': {
      const base = inner();
      demand(base.kind === 'integer' && base.size === size);
      for (let names = flags & 0xffff; names > 0; names--) name(fields, version);
      fields.skip((flags & 0xffff) * base.size);
      return whole([base]);
    }
    case 'sequence': {
      demand(size === 8 + fields.widths.address && (flags & 15) <= 1);
      const isString = (flags & 15) === 1;
      demand(!isString || isText(flags >> 4));
      return { kind: isString ? 'text' : kind, size, parts: [inner()] };
    }
    case 'array': {
      const rank = fields.u8();
      fields.skip(version < 3 ? 3 : 0);
      let count = 1;
      for (let left = rank; left > 0; left--) count *= fields.u32();
      fields.skip(version < 3 ? 4 * rank : 0);
      const element = inner();
      demand(rank > 0 && rank <= mostDimensions && count * element.size === size);
      return whole([element]);
    }
    case 'complex':
      return whole([inner()]);
  }
}

/** How texts are filled up, and whether they are ASCII or UTF-8. */
function isText(flags: number): boolean {
  return (flags & 15) <= lastPadding && ((flags >> 4) & 15) <= lastEncoding;
}

/** Whether numbers with a point are of a layout that is in use; others have no counterpart in NumPy. */
function isFloat(fields: Fields, flags: number, size: number): boolean {
  const [offset, precision] = [fields.u16(), fields.u16()];
  const [exponentAt, exponent, mantissaAt, mantissa] = [fields.u8(), fields.u8(), fields.u8(), fields.u8()];
  const bias = fields.u32();
  const sign = (flags >> 8) & 0xff;
  const isKnown = floats.some(([first, second]) => first === exponent && second === mantissa);
  const isPacked =
    mantissaAt === 0 && exponentAt === mantissa && sign === mantissa + exponent && precision === sign + 1;
  const hasOrder = (flags & 0x40) === 0;
  const isSized = precision === 80 ? [10, 12, 16].includes(size) : precision === 8 * size;
  const isNormal = ((flags >> 4) & 3) <= lastNormalization;
  return isKnown && isPacked && hasOrder && isNormal && offset === 0 && isSized && bias === 2 ** (exponent - 1) - 1;
}

/** The members of a compound: their names, which differ, where they stand in it, and their types. */
function members(
  fields: Fields,
  version: number,
  size: number,
  count: number,
  inner: () => Datatype,
): readonly Datatype[] {
  const at = fields.offset;
  const names = new Set<string>();
  const parts: Datatype[] = [];
  const spans: (readonly [from: number, to: number])[] = [];
  for (let left = count; left > 0; left--) {
    names.add(name(fields, version));
    const offset = version < 3 ? fields.u32() : fields.uint(widthOf(size));
    if (version === 1) fields.skip(28);
    const part = inner();
    parts.push(part);
    spans.push([offset, offset + part.size]);
  }
  spans.sort(([one], [other]) => one - other);
  const areApart = spans.every(([, to], index) => to <= (spans[index + 1]?.[0] ?? size));
  if (names.size !== count || count === 0 || !areApart) throw new ByteError('bad-magic', at);
  return parts;
}

/** Before version 3 names are filled up to a multiple of eight bytes. */
function name(fields: Fields, version: number): string {
  const from = fields.offset;
  const text = fields.terminated();
  if (version < 3) fields.skip((8 - ((fields.offset - from) % 8)) % 8);
  return text;
}
