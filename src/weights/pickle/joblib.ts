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
  return Number.isSafeInteger(length)
    ? { kind: 'bytes', length, isPadded: entries.has('numpy_array_alignment_bytes') }
    : undefined;
}

/** The first argument of the call of `numpy.dtype`. */
function typeArgument(dtype: Value | undefined): Value | undefined {
  const isType =
    dtype instanceof Instance && dtype.callee instanceof Global && /^dtype(?:\[|$)|DType$/.test(dtype.callee.name);
  return isType && dtype.args instanceof Tuple ? dtype.args.items[0] : undefined;
}

/** In bytes, of a type such as `f8`, `U12`, `V16` or `M8[ns]`. */
function sizeOf(dtype: string): number | undefined {
  const [, letter, digits] = /^[<>|=]?([a-zA-Z])(\d{1,9})/.exec(dtype) ?? [];
  if (letter === undefined) return undefined;
  return Number(digits) * (letter === 'U' ? 4 : 1);
}
