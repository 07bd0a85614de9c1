import type { ReadProblem } from '../../domain/document';
import { slice, trimmed, type Slice, type Span } from '../../text/place';

/** A key of a section, with the lines of its value: those without text and comments are left out. */
export interface IniEntry {
  readonly section: Slice;
  readonly key: Slice;
  readonly lines: readonly Slice[];
}

const mostProblems = 10;

/** The format of Python's configparser: https://docs.python.org/3/library/configparser.html#supported-ini-file-structure */
export class IniSource {
  readonly entries: readonly IniEntry[];
  /** Sections, each from its header to the end of its last line. */
  readonly sections: ReadonlyMap<string, Span>;
  readonly problems: readonly ReadProblem[];

  constructor(readonly text: string) {
    const entries: (IniEntry & { readonly lines: Slice[] })[] = [];
    const sections = new Map<string, { start: number; end: number }>();
    const problems: ReadProblem[] = [];
    let section: Slice | undefined;
    for (const line of linesOf(text)) {
      const content = trimmed(line);
      const isIndented = content.start > line.start;
      const header = /^\[([^\]]+)\]/.exec(content.text)?.[1];
      const found = /^([^=:]*?)\s*[=:]/.exec(content.text);
      const isIn = entries.at(-1)?.section === section;
      if (content.text === '' || /^[#;]/.test(content.text)) continue;
      if (isIndented && section && isIn && entries.length > 0) entries.at(-1)!.lines.push(content);
      else if (header !== undefined) {
        section = slice(text, content.start + 1, content.start + 1 + header.length);
        if (!sections.has(header)) sections.set(header, { start: content.start, end: content.end });
      } else if (section && found?.[1]) {
        const key = slice(text, content.start, content.start + found[1].length);
        const value = trimmed(slice(text, content.start + found[0].length, content.end));
        entries.push({ section, key, lines: value.text === '' ? [] : [value] });
      } else problems.push({ code: 'ini-syntax', message: unexpected, start: content.start, end: content.end });
      const within = section && sections.get(section.text);
      if (within) within.end = content.end;
    }
    this.entries = entries;
    this.sections = sections;
    this.problems = problems.slice(0, mostProblems);
  }

  /** The lines of a key; `-` and `_` are the same in it, and case matters not. The last of several counts. */
  lines(section: string, key: string): readonly Slice[] {
    return this.entries.findLast((entry) => entry.section.text === section && nameOf(entry) === key)?.lines ?? [];
  }

  /** The keys of a section, in their order. */
  in(section: string): readonly IniEntry[] {
    return this.entries.filter((entry) => entry.section.text === section);
  }
}

const unexpected = 'A section in brackets, or a key, "=" and a value, is expected here.';

function nameOf({ key }: IniEntry): string {
  return key.text.toLowerCase().replaceAll('-', '_');
}

function* linesOf(text: string): Generator<Slice> {
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield slice(text, start, end);
    start = end + 1;
  }
}
