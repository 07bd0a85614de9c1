import type { Slot } from '../../domain/mention';
import type { Arguments } from './arguments';

/** Where a keyword can be added: behind the last argument, on a line of its own where that one has a line of its own. `quote` stands around its value. */
export function slotAfter({ last }: Arguments, keyword: string, quote: string, text: string): Slot | undefined {
  if (!last) return undefined;
  let lineStart = last.start;
  while (text[lineStart - 1] === ' ' || text[lineStart - 1] === '\t') lineStart--;
  const lineEnd = lineEndBefore(text, lineStart);
  const separator = lineEnd === '' ? ' ' : lineEnd + text.slice(lineStart, last.start);
  return { at: last.end, before: `,${separator}${keyword}=${quote}`, after: quote };
}

function lineEndBefore(text: string, at: number): string {
  const lineEnd = text[at - 1];
  if (lineEnd === '\n') return text[at - 2] === '\r' ? '\r\n' : '\n';
  return lineEnd === '\r' ? '\r' : '';
}
