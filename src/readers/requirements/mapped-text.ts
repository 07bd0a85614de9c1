import type { Slice, Span } from '../../text/place';

/** A text whose characters come from places of another one, in their order: joined lines, or a word without its quotes. */
export class MappedText {
  constructor(
    readonly text: string,
    /** Where the character at an index stands in the original. */
    private readonly at: (index: number) => number,
  ) {}

  get length(): number {
    return this.text.length;
  }

  /** The original's span for a part of this text; it covers what lies between, such as a line continuation. */
  span(start = 0, end = this.text.length): Span {
    const first = start < this.text.length ? this.at(start) : this.end();
    return { start: first, end: end > start ? this.at(Math.min(end, this.text.length) - 1) + 1 : first };
  }

  slice(start = 0, end = this.text.length): Slice {
    return { text: this.text.slice(start, end), ...this.span(start, end) };
  }

  part(start: number, end = this.text.length): MappedText {
    return new MappedText(this.text.slice(start, end), (index) => this.at(start + index));
  }

  trimmed(): MappedText {
    const lead = this.text.length - this.text.trimStart().length;
    return this.part(lead, Math.max(lead, this.text.trimEnd().length));
  }

  private end(): number {
    return this.text === '' ? this.at(0) : this.at(this.text.length - 1) + 1;
  }
}
