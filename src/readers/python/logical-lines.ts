import type { Span } from '../../text/place';

/** A logical line that says something: not blank, no comment. */
export interface LogicalLine {
  readonly start: number;
  /** Where its first word stands. */
  readonly code: number;
}

const [lineFeed, carriageReturn, space, tab, formFeed, hash, backslash] = [10, 13, 32, 9, 12, 35, 92];
const [doubleQuote, singleQuote] = [34, 39];

const opensStatement = /(?:def|class|import|with|while|try|raise|return|del|assert|global|async\s+def)\b/y;

/**
 * The logical lines of Python code. A bracket that is not closed ends before a line that begins with a word such as `def`, which
 * cannot stand in brackets, so that what is half typed does not reach far.
 * Lines that are not Python can be passed over: `pass` is given where a line's first word stands, and says where to go on.
 * https://docs.python.org/3/reference/lexical_analysis.html#line-structure
 */
export function logicalLines(
  text: string,
  { start, end }: Span,
  pass: (code: number) => number = (code) => code,
): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let depth = 0;
  const beginLine = (start: number): number => {
    let code = start;
    while (isBlank(text.charCodeAt(code))) code++;
    const first = text.charCodeAt(code);
    if (code >= end || first === hash || isLineEnd(first)) return code;
    if (depth > 0 && !matches(opensStatement, text, code)) return code;
    depth = 0;
    lines.push({ start, code });
    return pass(code);
  };

  for (let place = beginLine(start); place < end; place++) {
    const code = text.charCodeAt(place);
    if (code === doubleQuote || code === singleQuote) place = endOfString(text, place, end, code) - 1;
    else if (code === hash) place = endOfLine(text, place, end) - 1;
    else if (code === backslash) place = afterLineEnd(text, place + 1) - 1;
    else if (isLineEnd(code)) {
      place = beginLine(afterLineEnd(text, place)) - 1;
    } else if (code > singleQuote && isBracket(code)) depth = Math.max(0, depth + (isOpening(code) ? 1 : -1));
  }
  return lines;
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

/** One of `()[]{}`. */
function isBracket(code: number): boolean {
  return code === 40 || code === 41 || code === 91 || code === 93 || code === 123 || code === 125;
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
