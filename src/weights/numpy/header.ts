import { ascii, ByteError, Cursor } from '../../bytes/cursor';
import type { PythonLiteral } from './literal';
import { pythonLiteral } from './literal';

/** What NumPy reads before it refuses, unless it is told to trust the file. */
const longestHeader = 10_000;
const mostDimensions = 64;
const magic = Uint8Array.of(0x93, ...ascii('NUMPY'));
const keys = ['descr', 'fortran_order', 'shape'];

/** What an array says of itself. */
export interface NpyHeader {
  /** Where its items begin. */
  readonly end: number;
  /** The type of its items, in short. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** In bytes, of all items. */
  readonly size: number;
  /** Its items are objects of Python, so what follows is a pickle. */
  readonly hasObjects: boolean;
}

/**
 * Reads the header of an array: magic, version, and a Python literal.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. Fails with a `ByteError` where NumPy would refuse it.
 */
export function npyHeader(bytes: Uint8Array): NpyHeader {
  const cursor = new Cursor(bytes);
  cursor.expect(magic);
  const [major, minor] = [cursor.u8(), cursor.u8()];
  if (major < 1 || major > 3 || minor !== 0) throw new ByteError('bad-magic', 6);
  const length = major === 1 ? cursor.u16() : cursor.u32();
  if (length > longestHeader) throw new ByteError('absurd-length', 8);
  const at = cursor.offset;
  const written = cursor.take(length);
  const refuse = (): never => {
    throw new ByteError('bad-magic', at);
  };
  const value = pythonLiteral(textOf(written, major) ?? refuse());
  const fields = entriesOf(value) ?? refuse();
  const [descr, order, shape] = keys.map((key) => fields.get(key));
  if (fields.size !== keys.length || typeof order !== 'boolean') return refuse();
  const dimensions = countsIn(shape) ?? refuse();
  const item = itemOf(descr) ?? refuse();
  const size = dimensions.reduce((product, dimension) => product * dimension, item.size);
  if (!Number.isSafeInteger(size)) throw new ByteError('absurd-length', at);
  return { end: at + length, dtype: item.name, shape: dimensions, size, hasObjects: item.hasObjects };
}

function textOf(bytes: Uint8Array, major: number): string | undefined {
  try {
    return new TextDecoder(major === 3 ? 'utf-8' : 'latin1', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function entriesOf(value: PythonLiteral | undefined): ReadonlyMap<PythonLiteral, PythonLiteral> | undefined {
  return typeof value === 'object' && value?.kind === 'dict' ? new Map(value.entries) : undefined;
}

/** A tuple of counts. */
function countsIn(value: PythonLiteral | undefined): readonly number[] | undefined {
  if (typeof value !== 'object' || value?.kind !== 'tuple' || value.items.length > mostDimensions) return undefined;
  const counts = value.items.filter((item) => typeof item === 'number' && item >= 0);
  return counts.length === value.items.length ? (counts as readonly number[]) : undefined;
}

interface Item {
  readonly name: string;
  readonly size: number;
  readonly hasObjects: boolean;
}

/** `'<f8'`, a list of fields, or a type with the shape of what it repeats. */
function itemOf(descr: PythonLiteral | undefined): Item | undefined {
  if (typeof descr === 'string') return simpleItem(descr);
  if (typeof descr !== 'object' || descr === null || descr.kind === 'dict') return undefined;
  if (descr.kind === 'tuple') return repeated(descr.items[0], descr.items[1], descr.items.length);
  let size = 0;
  let hasObjects = false;
  for (const field of descr.items) {
    if (typeof field !== 'object' || field?.kind !== 'tuple' || !isFieldName(field.items[0])) return undefined;
    const item =
      field.items.length === 2
        ? itemOf(field.items[1])
        : repeated(field.items[1], field.items[2], field.items.length - 1);
    if (!item) return undefined;
    size += item.size;
    hasObjects ||= item.hasObjects;
  }
  return { name: 'structured', size, hasObjects };
}

function repeated(type: PythonLiteral | undefined, shape: PythonLiteral | undefined, parts: number): Item | undefined {
  const item = parts === 2 ? itemOf(type) : undefined;
  const times = typeof shape === 'number' && shape >= 0 ? [shape] : countsIn(shape);
  return item && times && { ...item, size: times.reduce((product, dimension) => product * dimension, item.size) };
}

/** A name, or a title with a name. */
function isFieldName(name: PythonLiteral | undefined): boolean {
  if (typeof name === 'string') return true;
  return (
    typeof name === 'object' &&
    name?.kind === 'tuple' &&
    name.items.length === 2 &&
    name.items.every((part) => typeof part === 'string')
  );
}

/** By letter: the sizes that a type can have; texts and raw bytes have any. */
const sizes: Readonly<Record<string, readonly number[] | undefined>> = {
  ...{ b: [1], i: [1, 2, 4, 8], u: [1, 2, 4, 8], f: [2, 4, 8, 12, 16], c: [8, 16, 24, 32], M: [8], m: [8] },
};

function simpleItem(type: string): Item | undefined {
  const [, letter = '', digits = '', unit] =
    /^[<>|=]?([biufcmMSaUVO])(\d{0,9})(\[\d*[A-Za-zμ]+(?:\/\d+)?\])?$/.exec(type) ?? [];
  if (letter === '' || (unit !== undefined && letter !== 'M' && letter !== 'm')) return undefined;
  if (letter === 'O') return { name: type, size: 8, hasObjects: true };
  const size = Number(digits);
  const allowed = sizes[letter];
  if (digits === '' || (allowed && !allowed.includes(size))) return undefined;
  return { name: type, size: letter === 'U' ? 4 * size : size, hasObjects: false };
}
