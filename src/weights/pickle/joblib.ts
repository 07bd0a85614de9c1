import { Dict, Global, Instance, Tuple, type Value } from './values';
import type { Literal } from './literal';

/** Reads the literal that a value stands for. */
export type Resolve = (value: Value | undefined) => Promise<Literal | undefined>;

/** What joblib writes behind the description of an array: so many bytes, or a pickle of its own (`objects`). */
export type ArrayBlock =
  { readonly kind: 'bytes'; readonly length: number; readonly isPadded: boolean } | { readonly kind: 'objects' };

const mostDimensions = 64;

/** The block that follows, by the state of joblib's `NumpyArrayWrapper`; `undefined` where the state does not tell. */
export async function arrayBlock(state: Value, resolve: Resolve): Promise<ArrayBlock | undefined> {
  if (!(state instanceof Dict)) return undefined;
  const entries = new Map<string, Value>();
  for (const [at, key] of state.keys.entries()) {
    const name = await resolve(key);
    if (typeof name === 'string') entries.set(name, state.values[at]!);
  }
  const dtype = await resolve(typeArgument(entries.get('dtype')));
  const shape = entries.get('shape');
  if (typeof dtype !== 'string' || !(shape instanceof Tuple) || shape.items.length > mostDimensions) return undefined;
  if (/^[<>|=]?O/.test(dtype)) return { kind: 'objects' };
  const itemSize = sizeOf(dtype);
  let length = itemSize ?? NaN;
  for (const item of shape.items) {
    const dimension = await resolve(item);
    length *= typeof dimension === 'number' && dimension >= 0 ? dimension : NaN;
  }
  const alignment = entries.get('numpy_array_alignment_bytes');
  const isPadded = alignment !== undefined && (await resolve(alignment)) !== null;
  return Number.isSafeInteger(length) ? { kind: 'bytes', length, isPadded } : undefined;
}

/** The first argument of the call of `numpy.dtype`. */
function typeArgument(dtype: Value | undefined): Value | undefined {
  const isType =
    dtype instanceof Instance && dtype.callee instanceof Global && /^dtype(?:\[|$)|DType$/.test(dtype.callee.name);
  return isType && dtype.args instanceof Tuple ? dtype.args.items[0] : undefined;
}

/** The widths that NumPy knows of numbers; texts and bytes can be of any. */
const widths: Readonly<Record<string, readonly number[] | undefined>> = {
  ...{ b: [1], i: [1, 2, 4, 8], u: [1, 2, 4, 8], f: [2, 4, 8, 12, 16], c: [8, 16, 24, 32], M: [8], m: [8] },
};

/** In bytes, of a type such as `f8`, `U12`, `V16` or `M8[ns]`. */
function sizeOf(dtype: string): number | undefined {
  const [, letter = '', digits = ''] = /^[<>|=]?([biufcMmSUVa])(\d{1,9})/.exec(dtype) ?? [];
  const width = Number(digits);
  if (letter === '' || widths[letter]?.includes(width) === false) return undefined;
  return width * (letter === 'U' ? 4 : 1);
}
