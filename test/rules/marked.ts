import type { Span } from '../../src/text/place';

/** A text and the span that `«»` mark in it; the marks are taken out. */
export function marked(code: string): { readonly text: string; readonly span: Span } {
  const start = code.indexOf('«');
  const end = code.indexOf('»') - 1;
  if (start < 0 || end < start) throw new Error(`The range is not marked with «» in: ${code}`);
  return { text: code.replace('«', '').replace('»', ''), span: { start, end } };
}
