import type { Span } from '../../text/place';

/** A logical line that says something: not blank, no comment. */
export interface LogicalLine {
  readonly start: number;
  /** Where its first word stands. */
  readonly code: number;
}

const [lineFeed, carriageReturn, space, tab, formFeed, hash, backslash] = [10, 13, 32, 9, 12, 35, 92];
const [doubleQuote, singleQuote] = [34, 39];
const [letterF, letterR, letterT] = [102, 114, 116];

/** The characters that do something to the lines; all others are passed over. */
const special = new Uint8Array(128);
for (const character of '"\'#\\\n\r()[]{}') special[character.charCodeAt(0)] = 1;

/** What cannot stand in brackets, wherever a line begins with it. */
const opensStatement = /(?:def|class|import|with|while|try|raise|return|del|assert|global|async\s+def)\b/y;
/** What hardly stands in brackets where the line is indented no further than the one that opened them. */
const beginsStatement =
  /(?:[A-Za-z_][\w.]*(?:\[[^\]\r\n]*\])?(?:[ \t]*:[^=\r\n]*)?[ \t]+[-+*/|&]?=[ \t]|(?:if|for|elif|else|except|finally)\b[^\r\n]*:[ \t]*(?:#|[\r\n]|$(?![^]))|@\w)/y;

/** A word that cannot follow a string of three quotes, so that these were not its end but its beginning. */
const wordBehindString =
  /(?<="""|''')[ \t]*(?!(?:if|else|in|not|and|or|is|for|as|async|from)\b|[rbuft]{1,2}["'])[A-Za-z_\d]/iy;

/**
 * The logical lines of Python code. A bracket that is not closed ends before a line that begins with a word such as `def`, which
 * cannot stand in brackets, so that what is half typed does not reach far; nor does a quote.
 * Lines that are not Python can be passed over: `pass` is given where a line's first word stands, and says where to go on.
 * `silent` is told where comments stand, and strings in which no code is.
 * https://docs.python.org/3/reference/lexical_analysis.html#line-structure
 */
export function logicalLines(
  text: string,
  { start, end }: Span,
  pass: (code: number) => number = (code) => code,
  silent: (start: number, end: number) => void = () => undefined,
): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let depth = 0;
  let indent = 0;
  const beginLine = (start: number): number => {
    let code = start;
    while (isBlank(text.charCodeAt(code))) code++;
    const first = text.charCodeAt(code);
    if (code >= end || first === hash || isLineEnd(first)) return code;
    if (depth > 0 && !endsBrackets(text, code, code - start <= indent)) return code;
    begin(start, code);
    return pass(code);
  };
  const begin = (start: number, code: number): void => {
    depth = 0;
    indent = code - start;
    lines.push({ start, code });
  };

  for (let place = beginLine(start); place < end; place++) {
    const code = text.charCodeAt(place);
    if (code > 127 || special[code] === 0) continue;
    if (code === doubleQuote || code === singleQuote) {
      const after = endOfString(text, place, end, code);
      if (!mayHoldCode(text, place)) silent(place, after);
      if (after - place > 6 && matches(wordBehindString, text, after)) begin(after, after);
      place = after - 1;
    } else if (code === hash) {
      const after = endOfLine(text, place, end);
      silent(place, after);
      place = after - 1;
    } else if (code === backslash) place = afterLineEnd(text, place + 1) - 1;
    else if (isLineEnd(code)) place = beginLine(afterLineEnd(text, place)) - 1;
    else depth = Math.max(0, depth + (isOpening(code) ? 1 : -1));
  }
  return lines;
}

/** Whether a line shows that the brackets before it were left open. */
function endsBrackets(text: string, code: number, isOutside: boolean): boolean {
  return matches(opensStatement, text, code) || (isOutside && matches(beginsStatement, text, code));
}

/** Whether a pattern with the flag `y` matches at a place. */
export function matches(pattern: RegExp, text: string, place: number): boolean {
  pattern.lastIndex = place;
  return pattern.test(text);
}

function isBlank(code: number): boolean {
  return code === space || code === tab || code === formFeed;
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

function isOpening(code: number): boolean {
  return code === 40 || code === 91 || code === 123;
}

function endOfLine(text: string, from: number, end: number): number {
  let place = from;
  while (place < end && !isLineEnd(text.charCodeAt(place))) place++;
  return place;
}

/** Behind the line end that stands at a place, if one does. */
function afterLineEnd(text: string, place: number): number {
  const code = text.charCodeAt(place);
  if (code === carriageReturn && text.charCodeAt(place + 1) === lineFeed) return place + 2;
  return isLineEnd(code) ? place + 1 : place;
}

/** Whether a string is one with placeholders: its quote stands behind `f`, `t`, `rf` and the like. */
function mayHoldCode(text: string, quote: number): boolean {
  const last = text.charCodeAt(quote - 1) | 32;
  return isPlaceholderPrefix(last) || (last === letterR && isPlaceholderPrefix(text.charCodeAt(quote - 2) | 32));
}

/** Of a letter in lower case. */
function isPlaceholderPrefix(letter: number): boolean {
  return letter === letterF || letter === letterT;
}

/** Behind the closing quotes. A string between single quotes that is not closed ends with its line. */
function endOfString(text: string, opening: number, end: number, quote: number): number {
  const isTriple = text.charCodeAt(opening + 1) === quote && text.charCodeAt(opening + 2) === quote;
  for (let place = opening + (isTriple ? 3 : 1); place < end; place++) {
    const code = text.charCodeAt(place);
    if (code === backslash) place = Math.max(place + 1, afterLineEnd(text, place + 1) - 1);
    else if (code === quote) {
      if (!isTriple) return place + 1;
      if (text.charCodeAt(place + 1) === quote && text.charCodeAt(place + 2) === quote) return place + 3;
    } else if (!isTriple && isLineEnd(code)) return place;
  }
  return end;
}
