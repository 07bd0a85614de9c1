import type { Parser, Tree } from '@lezer/common';
import type { ReadProblem } from '../domain/document';
import type { Span } from '../text/place';

/** The syntax tree of a text; `undefined` where it is nested so deep that the parser runs out of stack. */
export function syntaxTree(parser: Parser, text: string): Tree | undefined {
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Says of a part of a text that it is nested too deep. */
export function tooDeep({ start, end }: Span): ReadProblem {
  const message = 'What stands here is nested too deep to be read, so what it loads is not known.';
  return { code: 'too-deep', message, start, end };
}
