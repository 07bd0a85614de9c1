import type { Span } from './place';

/** Replaces a span of a text; an empty span inserts. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/**
 * Applies edits that do not overlap; of edits that do, the first given wins and the others are left out.
 * Returns the new text and the edits that were applied.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): { text: string; applied: readonly TextEdit[] } {
  const applied: TextEdit[] = [];
  for (const edit of edits) if (!applied.some((other) => overlaps(edit, other))) applied.push(edit);
  applied.sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const { start, end, newText } of applied) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return { text: result + text.slice(at), applied };
}

/** Two edits that touch the same characters, or insert at the same place. */
export function overlaps(a: Span, b: Span): boolean {
  if (a.start === b.start && a.end === b.end) return true;
  return a.start < b.end && b.start < a.end;
}
