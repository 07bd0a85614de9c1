import type { Macro } from './syntax';

export type Constant = string | number | boolean | null;
/** A value that is known to its last part; the keys of mappings are put as texts. */
export type Plain = Constant | readonly Plain[] | ReadonlyMap<string, Plain>;

/**
 * Where what is not known comes from: `message` is what people and models write, `input` is anything else that is handed to the
 * template, `puzzle` was made of constants in a way that is not followed here.
 */
export type Origin = 'message' | 'input' | 'puzzle';

/** What an expression may come to when the template is filled in. Nothing is ever built of it. */
export type Value =
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'list' | 'dict'; readonly cell: number }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'macro'; readonly macro: Macro }
  | { readonly kind: 'method'; readonly of: Value; readonly name: string }
  | { readonly kind: 'unknown'; readonly origin: Origin; readonly near: string; readonly name?: string }
  | { readonly kind: 'python'; readonly path: string }
  | { readonly kind: 'choice'; readonly of: readonly Value[] };

export type Unknown = Extract<Value, { kind: 'unknown' }>;

/** Lists and mappings change, so they lie in cells. One of which too much is possible is as good as unknown. */
export type Cell = readonly Value[] | ReadonlyMap<string, Value> | Unknown;

/** Stands for what is not known between texts that are. */
export const gap = '\u0000';
export const longestText = 20_000;
const longestNear = 400;
const mostChoices = 16;

export const input: Unknown = { kind: 'unknown', origin: 'input', near: '' };

export function constant(value: Constant): Value {
  return { kind: 'constant', value };
}

/** The values that may stand here: one, unless there is a choice. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.of : [value];
}

/** Any of these values. What is not known of them is one; too many, and all that is left is what texts they are made of. */
export function choiceOf(values: readonly Value[]): Value {
  const [first] = values;
  if (first && values.every((value) => value === first)) return first;
  const found = new Map<string, Value>();
  const unknown: Value[] = [];
  for (const value of values.flatMap(alternatives)) {
    if (value.kind === 'unknown') unknown.push(value);
    else found.set(keyOf(value), value);
  }
  if (unknown.length > 0)
    found.set('unknown', unknown.length === 1 ? unknown[0]! : eitherUnknown(unknown as Unknown[]));
  const all = [...found.values()];
  if (all.length === 1) return all[0]!;
  return all.length > mostChoices ? unknownFrom(all) : { kind: 'choice', of: all };
}

function eitherUnknown(values: readonly Unknown[]): Unknown {
  const { name } = values.find((value) => value.name !== undefined) ?? {};
  const nears = [...new Set(values.map(({ near }) => near))];
  const { origin } = unknownFrom(values);
  return { kind: 'unknown', origin, near: nears.join(gap).slice(-longestNear), ...(name !== undefined && { name }) };
}

/** What comes of values in a way that is not known, with the texts that go into it. */
export function unknownFrom(values: readonly Value[]): Unknown {
  const origins = new Set<Origin>();
  for (const value of values)
    for (const part of alternatives(value)) if (part.kind === 'unknown') origins.add(part.origin);
  const origin = origins.has('message') ? 'message' : origins.has('input') ? 'input' : 'puzzle';
  return { kind: 'unknown', origin, near: nearOf(values) };
}

/** The texts that are known to go into values, with a gap for each that is not. */
export function nearOf(values: readonly Value[]): string {
  let near = '';
  for (const value of values) {
    for (const part of alternatives(value)) {
      if (part.kind === 'constant') near += typeof part.value === 'string' ? part.value.slice(0, longestNear) : '';
      else near += part.kind === 'unknown' && part.near !== '' ? part.near + gap : gap;
    }
    if (near.length > longestNear) near = near.slice(-longestNear);
  }
  return near;
}

function keyOf(value: Value): string {
  if (value.kind === 'constant') return `${typeof value.value} ${String(value.value)}`;
  if (value.kind === 'macro') return `macro ${value.macro.start}`;
  if (value.kind === 'method') return `method ${value.name} ${keyOf(value.of)}`;
  if (value.kind === 'python') return `python ${value.path}`;
  if (value.kind === 'builtin') return `builtin ${value.name}`;
  return 'cell' in value ? `cell ${value.cell}` : value.kind;
}

/** Python's `str()` of a value. */
export function textOf(value: Plain): string {
  return typeof value === 'string' ? value : representation(value);
}

/** Python's `repr()` of a value. */
export function representation(value: Plain): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value}'`;
  if (isList(value)) return `[${value.map(representation).join(', ')}]`;
  return `{${[...value].map(([key, one]) => `'${key}': ${representation(one)}`).join(', ')}}`;
}

export function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** What a loop over a value goes over; undefined where it cannot. */
export function itemsOf(value: Plain): readonly Plain[] | undefined {
  if (typeof value === 'string') return [...value];
  if (isList(value)) return value;
  return value instanceof Map ? [...(value as ReadonlyMap<string, Plain>).keys()] : undefined;
}

export function isTrue(value: Plain): boolean {
  if (isList(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
}
