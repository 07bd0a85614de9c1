/** Places in a text. Offsets and characters count UTF-16 code units, ends are exclusive, lines are 0-based (as in LSP). */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece of a text and where it stands. `text` is the value meant; where a format escapes, the span covers its spelling. */
export interface Slice extends Span {
  readonly text: string;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The slice of `text` between two offsets. */
export function slice(text: string, start: number, end: number): Slice {
  return { text: text.slice(start, end), start, end };
}

/** The slice without the white space at both ends. */
export function trimmed({ text, start }: Slice): Slice {
  const lead = text.length - text.trimStart().length;
  const core = text.trim();
  return { text: core, start: start + lead, end: start + lead + core.length };
}

/** The start of a file: the range of what concerns a file as a whole. */
export const topOfFile: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
