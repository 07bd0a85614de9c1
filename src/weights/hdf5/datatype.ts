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

  switch (kind) {
    case 'integer':
    case 'bits':
      fields.skip(4);
      return whole();
    case 'float':
      fields.skip(12);
      return whole();
    case 'time':
      fields.skip(2);
      return whole();
    case 'opaque':
      fields.skip(flags & 0xff);
      return whole();
    case 'string':
    case 'reference':
      return whole();
    case 'compound': {
      const parts: Datatype[] = [];
      while (parts.length < (flags & 0xffff)) parts.push(member(fields, version, size, inner));
      return whole(parts);
    }
    case 'enum': {
      const base = inner();
      for (let names = flags & 0xffff; names > 0; names--) skipName(fields, version);
      fields.skip((flags & 0xffff) * base.size);
      return whole([base]);
    }
    case 'sequence': {
      const parts = [inner()];
      return { kind: (flags & 15) === 1 ? 'text' : kind, size, parts };
    }
    case 'array': {
      const rank = fields.u8();
      fields.skip((version < 3 ? 3 : 0) + rank * (version < 3 ? 8 : 4));
      return whole([inner()]);
    }
    case 'complex':
      return whole([inner()]);
  }
}

/** A member of a compound: its name, its offset in it, and its type. */
function member(fields: Fields, version: number, size: number, inner: () => Datatype): Datatype {
  skipName(fields, version);
  fields.skip(version < 3 ? 4 : widthOf(size));
  if (version === 1) fields.skip(28);
  return inner();
}

/** Before version 3 names are filled up to a multiple of eight bytes. */
function skipName(fields: Fields, version: number): void {
  const from = fields.offset;
  fields.terminated();
  if (version < 3) fields.skip((8 - ((fields.offset - from) % 8)) % 8);
}
