import type { Position, Range, Span } from './place';

const lineFeed = 10;
const carriageReturn = 13;

/** Turns offsets of one text into lines and characters and back. Lines end with LF, CRLF or CR, as in LSP. */
export class LineIndex {
  readonly #starts: readonly number[];

  constructor(readonly text: string) {
    const starts = [0];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) starts.push(at + 1);
    }
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - this.#starts[low]! };
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** The offset of a position; a position past the end of its line stands for the line's end. */
  offset({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.text.length;
    return Math.min(this.#starts[line]! + Math.max(0, character), this.line(line).end);
  }

  /** The span of a line without its line end. */
  line(number: number): Span {
    const start = this.#starts[number] ?? this.text.length;
    let end = this.#starts[number + 1] ?? this.text.length;
    while (end > start && isLineEnd(this.text.charCodeAt(end - 1))) end--;
    return { start, end };
  }
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}
