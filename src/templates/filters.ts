import { percentFormat } from './python-format';
import {
  capitalized,
  centered,
  joined,
  operated,
  replaced,
  stripped,
  swapped,
  titled,
  type PlainArguments,
} from './python-text';
import { isList, isTrue, itemsOf, longestText, representation, textOf, type Plain } from './value';

type Filter = (value: Plain, given: PlainArguments) => Plain | undefined;

/** What a filter of Jinja gives: https://jinja.palletsprojects.com/en/stable/templates/#builtin-filters */
export function filtered(value: Plain, name: string, given: PlainArguments): Plain | undefined {
  const result = Object.hasOwn(filters, name) ? filters[name]!(value, given) : undefined;
  return typeof result === 'string' && result.length > longestText ? undefined : result;
}

const onText =
  (change: (text: string) => string): Filter =>
  (value) =>
    change(textOf(value));

const itself: Filter = (value) => value;
const toText: Filter = (value) => textOf(value);
const items: Filter = (value) => itemsOf(value);

const picked =
  (isWanted: boolean): Filter =>
  (value, { row: [test, other] }) => {
    const all = itemsOf(value);
    if (!all) return undefined;
    const tests = all.map((item) => (test === undefined ? isTrue(item) : tested(item, textOf(test), other)));
    return tests.some((one) => one === undefined) ? undefined : all.filter((_, index) => tests[index] === isWanted);
  };

const filters: Readonly<Record<string, Filter>> = {
  lower: onText((text) => text.toLowerCase()),
  casefold: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  title: onText(titled),
  capitalize: onText(capitalized),
  swapcase: onText(swapped),
  trim: (value, { row: [characters] }) => stripped(textOf(value), characters),
  strip: (value, { row: [characters] }) => stripped(textOf(value), characters),
  lstrip: (value, { row: [characters] }) => stripped(textOf(value), characters, 'start'),
  rstrip: (value, { row: [characters] }) => stripped(textOf(value), characters, 'end'),
  string: toText,
  safe: itself,
  forceescape: onText(escaped),
  escape: onText(escaped),
  e: onText(escaped),
  striptags: onText((text) =>
    text
      .replace(/<!--[^]*?-->|<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  ),
  replace: (value, { row: [old, by, count], named }) =>
    replaced(textOf(value), old ?? named.get('old'), by ?? named.get('new'), count ?? named.get('count')),
  format: (value, { row, named }) => percentFormat(textOf(value), named.size > 0 ? named : row),
  join: (value, { row: [separator], named }) => joined(textOf(separator ?? named.get('d') ?? ''), value),
  reverse: (value) => (typeof value === 'string' ? [...value].reverse().join('') : itemsOf(value)?.toReversed()),
  list: items,
  first: (value) => itemsOf(value)?.at(0),
  last: (value) => itemsOf(value)?.at(-1),
  random: (value) => (itemsOf(value)?.length === 1 ? itemsOf(value)?.[0] : undefined),
  length: (value) => itemsOf(value)?.length,
  count: (value) => itemsOf(value)?.length,
  wordcount: (value) => textOf(value).match(/\w+/g)?.length ?? 0,
  center: (value, { row: [width, fill], named }) => centered(textOf(value), width ?? named.get('width') ?? 80, fill),
  indent: (value, { row: [width = 4], named }) => indented(textOf(value), named.get('width') ?? width),
  truncate: (value, given) => truncated(textOf(value), given),
  wordwrap: toText,
  sort: (value, { named }) => sorted(value, named.get('reverse') === true),
  unique: (value) => {
    const seen = new Set<string>();
    return itemsOf(value)?.filter((item) => !seen.has(textOf(item)) && seen.add(textOf(item)));
  },
  batch: (value, { row: [size] }) => batches(value, size),
  slice: (value, { row: [count] }) => {
    const all = itemsOf(value);
    return all && typeof count === 'number' && count > 0 ? batches(all, Math.ceil(all.length / count)) : undefined;
  },
  select: picked(true),
  reject: picked(false),
  min: (value) => sorted(value, false)?.at(0),
  max: (value) => sorted(value, true)?.at(0),
  sum: (value, { row: [, start = 0] }) =>
    itemsOf(value)?.reduce(
      (sum: Plain | undefined, item) => (sum !== undefined ? operated('+', sum, item) : undefined),
      start,
    ),
  abs: (value) => (typeof value === 'number' ? Math.abs(value) : undefined),
  int: (value) => (Number.isNaN(Number(value)) ? 0 : Math.trunc(Number(value))),
  float: (value) => (Number.isNaN(Number(value)) ? 0 : Number(value)),
  round: (value) => (typeof value === 'number' ? Math.round(value) : undefined),
  default: (value, { row: [otherwise = '', isForFalse] }) =>
    isForFalse === true && !isTrue(value) ? otherwise : value,
  d: (value, given) => filters.default!(value, given),
  items: (value) => (value instanceof Map ? [...(value as ReadonlyMap<string, Plain>)] : undefined),
  dictsort: (value) => {
    if (!(value instanceof Map)) return undefined;
    const entries = [...(value as ReadonlyMap<string, Plain>)];
    return entries.sort(([a], [b]) => (a < b ? -1 : 1));
  },
  tojson: (value) => json(value),
  pprint: (value) => representation(value),
  urlencode: (value) => (typeof value === 'string' ? encodeURIComponent(value).replaceAll('%2F', '/') : undefined),
  urlize: toText,
};

/** What a test says of a value: https://jinja.palletsprojects.com/en/stable/templates/#builtin-tests */
export function tested(value: Plain, name: string, other: Plain | undefined): boolean | undefined {
  if (Object.hasOwn(comparisons, name)) {
    const result = other === undefined ? undefined : operated(comparisons[name]!, value, other);
    return typeof result === 'boolean' ? result : undefined;
  }
  return Object.hasOwn(tests, name) ? tests[name]!(value) : undefined;
}

const comparisons: Readonly<Record<string, string>> = {
  ...{ eq: '==', equalto: '==', '==': '==', sameas: '==', ne: '!=', '!=': '!=', in: 'in' },
  ...{
    lt: '<',
    lessthan: '<',
    '<': '<',
    gt: '>',
    greaterthan: '>',
    '>': '>',
    le: '<=',
    '<=': '<=',
    ge: '>=',
    '>=': '>=',
  },
};

const tests: Readonly<Record<string, (value: Plain) => boolean>> = {
  defined: () => true,
  undefined: () => false,
  none: (value) => value === null,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  true: (value) => value === true,
  false: (value) => value === false,
  mapping: (value) => value instanceof Map,
  iterable: (value) => itemsOf(value) !== undefined,
  sequence: (value) => itemsOf(value) !== undefined,
  odd: (value) => typeof value === 'number' && value % 2 !== 0,
  even: (value) => typeof value === 'number' && value % 2 === 0,
  lower: (value) => typeof value === 'string' && value === value.toLowerCase(),
  upper: (value) => typeof value === 'string' && value === value.toUpperCase(),
};

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}

function indented(text: string, width: Plain): string | undefined {
  if (typeof width !== 'number' || width > 200) return undefined;
  return text.replace(/\n(?!\n|$)/g, `\n${' '.repeat(Math.max(0, width))}`);
}

function truncated(
  text: string,
  { row: [length = 255, isExact, end = '...'], named }: PlainArguments,
): string | undefined {
  const most = named.get('length') ?? length;
  const mark = named.get('end') ?? end;
  const leeway = named.get('leeway') ?? 5;
  if (typeof most !== 'number' || typeof mark !== 'string' || typeof leeway !== 'number') return undefined;
  if (text.length <= most + leeway) return text;
  const cut = text.slice(0, Math.max(0, most - mark.length));
  const isAtWord = (named.get('killwords') ?? isExact) !== true;
  return (isAtWord && cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut) + mark;
}

function sorted(value: Plain, isReversed: boolean): readonly Plain[] | undefined {
  const row = itemsOf(value)?.toSorted((a, b) => compared(a, b));
  return isReversed ? row?.reverse() : row;
}

function compared(a: Plain, b: Plain): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function batches(value: Plain, size: Plain | undefined): readonly Plain[] | undefined {
  const all = itemsOf(value);
  if (!all || typeof size !== 'number' || size < 1) return undefined;
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

function json(value: Plain): string {
  if (isList(value)) return `[${value.map(json).join(', ')}]`;
  if (value instanceof Map)
    return `{${[...(value as ReadonlyMap<string, Plain>)].map(([key, one]) => `${JSON.stringify(key)}: ${json(one)}`).join(', ')}}`;
  return JSON.stringify(value);
}
