import { braceFormat, characterOf, percentFormat } from './python-format';
import { isList, itemsOf, longestText, textOf, type Plain } from './value';

/** What a call hands over, where all of it is known. */
export interface PlainArguments {
  readonly row: readonly Plain[];
  readonly named: ReadonlyMap<string, Plain>;
}

const longestList = 2000;

type Method = (text: string, given: PlainArguments) => Plain | undefined;

/** What a method of a Python text gives: https://docs.python.org/3/library/stdtypes.html#string-methods */
export function textMethod(text: string, name: string, given: PlainArguments): Plain | undefined {
  const result = Object.hasOwn(methods, name) ? methods[name]!(text, given) : undefined;
  return typeof result === 'string' && result.length > longestText ? undefined : result;
}

/** Whether Python's texts, lists or mappings have such a method. */
export function isTextMethod(name: string): boolean {
  return Object.hasOwn(methods, name);
}

export function titled(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => capitalized(word));
}

export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
}

export function swapped(text: string): string {
  return [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join('');
}

/** Python's `text[start:stop:step]`, of lists too. */
export function sliced(value: Plain, bounds: readonly (Plain | undefined)[]): Plain | undefined {
  const items = value instanceof Map ? undefined : itemsOf(value);
  const [from, to, by] = bounds.map((bound) => (typeof bound === 'number' ? bound : undefined));
  const step = by ?? 1;
  if (!items || step === 0) return undefined;
  const { length } = items;
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const place = (bound: number | undefined, otherwise: number): number =>
    bound === undefined ? otherwise : Math.min(highest, Math.max(lowest, bound < 0 ? bound + length : bound));
  const [start, end] = step > 0 ? [place(from, 0), place(to, length)] : [place(from, length - 1), place(to, -1)];
  const taken: Plain[] = [];
  for (let at = start; step > 0 ? at < end : at > end; at += step) taken.push(items[at]!);
  return typeof value === 'string' ? taken.map(textOf).join('') : taken;
}

/** Python's `text.replace(old, new, count)`. */
export function replaced(
  text: string,
  old: Plain | undefined,
  by: Plain | undefined,
  count?: Plain,
): string | undefined {
  if (typeof old !== 'string' || typeof by !== 'string') return undefined;
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  const most = typeof count === 'number' && count >= 0 ? count : parts.length;
  if (text.length + by.length * Math.min(parts.length, most) > longestText) return undefined;
  return parts.reduce((done, next, index) => done + (index <= most ? by : old) + next);
}

/** Takes characters off the ends of a text; white space where none are named. */
export function stripped(text: string, characters: Plain | undefined, ends: 'both' | 'start' | 'end' = 'both'): string {
  const isOff = (one: string): boolean => (typeof characters === 'string' ? characters.includes(one) : /\s/.test(one));
  let start = 0;
  let end = text.length;
  while (ends !== 'end' && start < end && isOff(text[start]!)) start++;
  while (ends !== 'start' && end > start && isOff(text[end - 1]!)) end--;
  return text.slice(start, end);
}

export function centered(text: string, width: Plain | undefined, fill: Plain | undefined = ' '): string | undefined {
  if (typeof width !== 'number' || width > longestText || typeof fill !== 'string') return undefined;
  const missing = Math.max(0, width - text.length);
  return fill.repeat(missing >> 1) + text + fill.repeat(missing - (missing >> 1));
}

function split(text: string, { row, named }: PlainArguments, isFromEnd = false): Plain {
  const separator = row[0] ?? named.get('sep');
  const most = row[1] ?? named.get('maxsplit');
  const parts = typeof separator === 'string' && separator !== '' ? text.split(separator) : text.trim().split(/\s+/);
  if (typeof most !== 'number' || most < 0 || parts.length <= most + 1) return parts;
  const glue = typeof separator === 'string' ? separator : ' ';
  return isFromEnd
    ? [parts.slice(0, parts.length - most).join(glue), ...parts.slice(parts.length - most)]
    : [...parts.slice(0, most), parts.slice(most).join(glue)];
}

function translated(text: string, table: Plain | undefined): string | undefined {
  if (!(table instanceof Map)) return undefined;
  const byCode = table as ReadonlyMap<string, Plain>;
  return [...text]
    .map((one) => {
      const other = byCode.get(String(one.codePointAt(0))) ?? byCode.get(one);
      if (other === undefined) return one;
      return typeof other === 'number' ? (characterOf(other) ?? '') : other === null ? '' : textOf(other);
    })
    .join('');
}

function table({ row: [from, to] }: PlainArguments): Plain | undefined {
  if (from instanceof Map) return from;
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  return new Map([...from].map((one, index) => [String(one.codePointAt(0)), [...to][index] ?? '']));
}

function partitioned(
  text: string,
  separator: Plain | undefined,
  at: (text: string, of: string) => number,
): Plain | undefined {
  if (typeof separator !== 'string' || separator === '') return undefined;
  const found = at(text, separator);
  return found < 0 ? [text, '', ''] : [text.slice(0, found), separator, text.slice(found + separator.length)];
}

/** Python's `separator.join(items)`. */
export function joined(separator: string, items: Plain | undefined): string | undefined {
  const row = items === undefined ? undefined : itemsOf(items);
  if (!row) return undefined;
  const length = row.reduce((sum: number, item) => sum + textOf(item).length + separator.length, 0);
  return length > longestText ? undefined : row.map(textOf).join(separator);
}

const self: Method = (text) => text;
const unresolved: Method = () => undefined;

const methods: Readonly<Record<string, Method>> = {
  lower: (text) => text.toLowerCase(),
  casefold: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  title: titled,
  capitalize: capitalized,
  swapcase: swapped,
  strip: (text, { row }) => stripped(text, row[0]),
  lstrip: (text, { row }) => stripped(text, row[0], 'start'),
  rstrip: (text, { row }) => stripped(text, row[0], 'end'),
  removeprefix: (text, { row: [cut] }) =>
    typeof cut === 'string' && text.startsWith(cut) ? text.slice(cut.length) : text,
  removesuffix: (text, { row: [cut] }) =>
    typeof cut === 'string' && cut !== '' && text.endsWith(cut) ? text.slice(0, -cut.length) : text,
  replace: (text, { row: [old, by, count] }) => replaced(text, old, by, count),
  split: (text, given) => split(text, given),
  rsplit: (text, given) => split(text, given, true),
  splitlines: (text) => text.split(/\r\n|\r|\n/),
  partition: (text, { row: [by] }) => partitioned(text, by, (whole, part) => whole.indexOf(part)),
  rpartition: (text, { row: [by] }) => partitioned(text, by, (whole, part) => whole.lastIndexOf(part)),
  join: (text, { row: [items] }) => joined(text, items),
  format: (text, { row, named }) => braceFormat(text, row, named),
  format_map: (text, { row: [names] }) =>
    names instanceof Map ? braceFormat(text, [], names as ReadonlyMap<string, Plain>) : undefined,
  center: (text, { row: [width, fill] }) => centered(text, width, fill),
  ljust: (text, { row: [width, fill = ' '] }) => padded(text, width, fill, 'end'),
  rjust: (text, { row: [width, fill = ' '] }) => padded(text, width, fill, 'start'),
  zfill: (text, { row: [width] }) => padded(text, width, '0', 'start'),
  expandtabs: (text) => text.replaceAll('\t', '        '),
  translate: (text, { row: [by] }) => translated(text, by),
  maketrans: (_, given) => table(given),
  encode: self,
  decode: self,
  hex: (text) => [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  startswith: (text, { row: [start] }) => (typeof start === 'string' ? text.startsWith(start) : undefined),
  endswith: (text, { row: [end] }) => (typeof end === 'string' ? text.endsWith(end) : undefined),
  find: (text, { row: [part] }) => (typeof part === 'string' ? text.indexOf(part) : undefined),
  rfind: (text, { row: [part] }) => (typeof part === 'string' ? text.lastIndexOf(part) : undefined),
  index: (text, { row: [part] }) => (typeof part === 'string' ? text.indexOf(part) : undefined),
  rindex: (text, { row: [part] }) => (typeof part === 'string' ? text.lastIndexOf(part) : undefined),
  count: (text, { row: [part] }) => (typeof part === 'string' && part !== '' ? text.split(part).length - 1 : undefined),
  isdigit: (text) => /^\d+$/.test(text),
  isalpha: (text) => /^\p{L}+$/u.test(text),
  isalnum: (text) => /^[\p{L}\p{N}]+$/u.test(text),
  islower: unresolved,
  isupper: unresolved,
  isspace: (text) => /^\s+$/.test(text),
  istitle: unresolved,
};

function padded(text: string, width: Plain | undefined, fill: Plain, at: 'start' | 'end'): string | undefined {
  if (typeof width !== 'number' || width > longestText || typeof fill !== 'string') return undefined;
  return at === 'start' ? text.padStart(width, fill) : text.padEnd(width, fill);
}

/** What an operator gives; undefined where it cannot be told or is too long. */
export function operated(operator: string, a: Plain, b: Plain): Plain | undefined {
  if (operator === '~') return within(textOf(a) + textOf(b));
  if (operator === '%' && typeof a === 'string') return percentFormat(a, b);
  if (operator === '*') return repeated(a, b) ?? repeated(b, a) ?? numeric(operator, a, b);
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return within(a + b);
  if (operator === '+' && isList(a) && isList(b)) return a.length + b.length > longestList ? undefined : [...a, ...b];
  if (operator === '==') return textOf(a) === textOf(b) && typeof a === typeof b;
  if (operator === '!=') return !(textOf(a) === textOf(b) && typeof a === typeof b);
  if (operator === 'in' || operator === 'not in') {
    const isIn = typeof b === 'string' ? b.includes(textOf(a)) : itemsOf(b)?.some((item) => textOf(item) === textOf(a));
    return isIn === undefined ? undefined : isIn === (operator === 'in');
  }
  return numeric(operator, a, b);
}

function within(text: string): string | undefined {
  return text.length > longestText ? undefined : text;
}

function repeated(value: Plain, times: Plain): Plain | undefined {
  if (typeof times !== 'number' || !Number.isInteger(times)) return undefined;
  const count = Math.max(0, times);
  if (typeof value === 'string') return value.length * count > longestText ? undefined : value.repeat(count);
  if (!isList(value) || value.length * count > longestList) return undefined;
  return new Array<readonly Plain[]>(count).fill(value).flat();
}

function numeric(operator: string, left: Plain, right: Plain): Plain | undefined {
  const [a, b] = [left, right].map((one) => (typeof one === 'boolean' ? Number(one) : one));
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a - b * Math.floor(a / b);
    case '**':
      return a ** b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}
