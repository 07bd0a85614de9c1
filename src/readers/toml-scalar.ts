import type { Slice, Span } from '../text/place';

/** Something that keeps the rest of a statement from being read. */
export class UnreadableToml extends Error implements Span {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
    readonly code = 'toml-syntax',
  ) {
    super(message);
  }
}

/** `slice` is the value: of a string what stands between the quotes, of anything else what is written. */
export interface TomlScalar extends Span {
  readonly kind: 'string' | 'number' | 'boolean' | 'date';
  readonly slice: Slice;
}

export interface StringReading {
  readonly node: TomlScalar;
  readonly problem?: Span & { readonly message: string };
}

/**
 * Reads the string whose opening quote stands at `start`: https://toml.io/en/v1.1.0#string
 * Throws `UnreadableToml` where it is not closed.
 */
export function readTomlString(text: string, start: number): StringReading {
  const quote = text[start]!;
  const isLong = text.startsWith(quote.repeat(3), start);
  const inner = isLong ? behindLineEnd(text, start + 3) : start + 1;
  const close = isLong ? longEnd(text, start + 3, quote) : shortEnd(text, inner, quote);
  if (close === undefined) {
    const lineEnd = text.indexOf('\n', start);
    throw new UnreadableToml('The quote that begins here is not closed.', start, lineEnd < 0 ? text.length : lineEnd);
  }
  const slice = { text: text.slice(inner, close), start: Math.min(inner, close), end: close };
  const whole = { start, end: close + (isLong ? 3 : 1) };
  if (quote === "'" || !slice.text.includes('\\')) return { node: { kind: 'string', slice, ...whole } };
  const { meant, problemAt } = unescaped(slice.text);
  const node: TomlScalar = { kind: 'string', slice: { ...slice, text: meant }, ...whole };
  if (problemAt === undefined) return { node };
  return { node, problem: { message: unknownEscape, start: inner + problemAt, end: inner + problemAt + 2 } };
}

const kinds: readonly (readonly [TomlScalar['kind'], RegExp])[] = [
  ['boolean', /^(?:true|false)$/],
  ['number', /^[+-]?(?:inf|nan|(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?)$/],
  ['number', /^0(?:x[\da-fA-F](?:_?[\da-fA-F])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)$/],
  ['date', /^(?:\d{4}-\d\d-\d\d(?:[Tt ]|$))?(?:\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?$/],
];

/** What a value without quotes is; undefined for what TOML does not know. */
export function kindOfBareValue(text: string): TomlScalar['kind'] | undefined {
  return kinds.find(([, pattern]) => pattern.test(text))?.[0];
}

const unknownEscape = 'TOML does not know this backslash sequence. Use single quotes, or write the backslash twice.';

/** A line end right behind the opening quotes does not count. */
function behindLineEnd(text: string, at: number): number {
  if (text[at] === '\n') return at + 1;
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at;
}

function shortEnd(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === quote) return at;
    if (character === '\n') return undefined;
    if (character === '\\' && quote === '"') at++;
  }
  return undefined;
}

/** One or two quotes may stand right before the closing three. */
function longEnd(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote && text[at + 1] === quote && text[at + 2] === quote) {
      let more = 0;
      while (more < 2 && text[at + 3 + more] === quote) more++;
      return at + more;
    }
  }
  return undefined;
}

const escape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([ \t]*\r?\n[ \t\r\n]*)|([^]?))/g;
const short: Readonly<Record<string, string>> = {
  ...{ b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b' },
  ...{ '"': '"', '\\': '\\' },
};

function unescaped(inner: string): { readonly meant: string; readonly problemAt?: number } {
  let problemAt: number | undefined;
  const meant = inner.replace(escape, (whole: string, ...groups: unknown[]) => {
    const [two, four, eight, lineEnd, other, at] = groups as [string?, string?, string?, string?, string?, number?];
    if (lineEnd !== undefined) return '';
    const code = two ?? four ?? eight;
    const character = code === undefined ? short[other!] : characterOf(parseInt(code, 16));
    if (character === undefined) problemAt ??= at;
    return character ?? whole;
  });
  return { meant, ...(problemAt !== undefined && { problemAt }) };
}

function characterOf(code: number): string | undefined {
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? undefined : String.fromCodePoint(code);
}
