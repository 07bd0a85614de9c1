import { isList, longestText, representation, textOf, type Plain } from './value';

const percent = /%(?:\((\w+)\))?([-+ #0]*)(\d{1,3})?(?:\.(\d{1,4}))?([a-zA-Z%])/g;
const field = /\{\{|\}\}|\{([^{}!:]*)(?:!([rsa]))?(?::([^{}]*))?\}/g;
const spec = /^(?:(.?)([<>=^]))?[-+ ]?#?(0)?(\d{1,3})?[,_]?(?:\.(\d{1,4}))?([a-zA-Z%])?$/u;

/** Python's `text % values`: https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting */
export function percentFormat(text: string, values: Plain): string | undefined {
  const row = isList(values) ? values : [values];
  const named = values instanceof Map ? (values as ReadonlyMap<string, Plain>) : undefined;
  let next = 0;
  const missing: string[] = [];
  const result = text.replace(
    percent,
    (_, key: string | undefined, flags: string, width = '0', precision: string | undefined, kind: string) => {
      if (kind === '%') return '%';
      const value = key === undefined ? row[next++] : named?.get(key);
      const written = value === undefined ? undefined : converted(value, kind);
      if (written === undefined) missing.push(kind);
      const cut = (written ?? '').slice(0, precision === undefined ? undefined : Number(precision));
      return flags.includes('-') ? cut.padEnd(Number(width)) : cut.padStart(Number(width));
    },
  );
  return missing.length === 0 && result.length <= longestText ? result : undefined;
}

/** The fields of a text for `str.format`, such as `0.name[key]`: https://docs.python.org/3/library/string.html#format-string-syntax */
export function fieldsOf(text: string): readonly string[] {
  return [...text.matchAll(field)].flatMap(([, path, , inner = '']) =>
    path === undefined ? [] : [path, ...fieldsOf(inner)],
  );
}

/** Python's `text.format(…)`. */
export function braceFormat(
  text: string,
  row: readonly Plain[],
  named: ReadonlyMap<string, Plain>,
): string | undefined {
  let next = 0;
  const missing: string[] = [];
  const result = text.replace(field, (whole: string, path?: string, conversion?: string, form?: string) => {
    if (path === undefined) return whole[0]!;
    const [first = '', ...rest] = path.split(/[.[]/).map((part) => part.replace(/\]$/, ''));
    const start = first === '' ? row[next++] : /^\d+$/.test(first) ? row[Number(first)] : named.get(first);
    const value = rest.reduce(part, start);
    const written =
      value === undefined ? undefined : formatted(conversion === 'r' ? representation(value) : value, form ?? '');
    if (written === undefined) missing.push(path);
    return written ?? '';
  });
  return missing.length === 0 && result.length <= longestText ? result : undefined;
}

function part(value: Plain | undefined, key: string): Plain | undefined {
  if (value instanceof Map) return (value as ReadonlyMap<string, Plain>).get(key);
  if (typeof value === 'string') return value.at(Number(key));
  return value !== undefined && isList(value) ? value.at(Number(key)) : undefined;
}

function formatted(value: Plain, form: string): string | undefined {
  const [, fill = ' ', align, zero, width = '0', precision, kind = ''] = spec.exec(form) ?? [];
  if (!spec.test(form)) return undefined;
  const written = kind === '' ? textOf(value) : converted(value, kind);
  const cut = written?.slice(0, precision === undefined ? undefined : Number(precision));
  if (cut === undefined) return undefined;
  const missing = Math.max(0, Number(width) - cut.length);
  const pad = zero === undefined ? fill || ' ' : '0';
  const isRight = align === '>' || align === '=' || (align === undefined && typeof value === 'number');
  const before = align === '^' ? missing >> 1 : isRight ? missing : 0;
  return pad.repeat(before) + cut + pad.repeat(missing - before);
}

function converted(value: Plain, kind: string): string | undefined {
  if (kind === 's') return textOf(value);
  if (kind === 'r' || kind === 'a') return representation(value);
  if (kind === 'c')
    return typeof value === 'number' ? characterOf(value) : typeof value === 'string' ? value : undefined;
  if (typeof value !== 'number') return undefined;
  if (kind === 'x') return value.toString(16);
  if (kind === 'X') return value.toString(16).toUpperCase();
  if (kind === 'o') return value.toString(8);
  if (kind === 'b') return value.toString(2);
  return /^[diu]$/.test(kind) ? String(Math.trunc(value)) : String(value);
}

/** Python's `chr()`. */
export function characterOf(code: number): string | undefined {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
