import type { Slot } from '../../domain/mention';
import type { Span } from '../../text/place';
import type { JsonNode, JsonSource } from '../json-source';

/** Characters of the code that stand in one piece in the file, or one character that is spelled as an escape. */
interface Run {
  readonly at: number;
  readonly original: number;
  /** The length of an escape; 0 where the characters stand as they are. */
  readonly escape: number;
  /** The end of the JSON string that it stands in, before the quote. */
  readonly limit: number;
}

/** The code of a notebook's cells as one text, and where each character of it stands in the file. */
export class NotebookCode {
  readonly text: string;
  /** The cells in the code, each with the line end that was put behind it. */
  readonly cells: readonly Span[];
  readonly #runs: readonly Run[];
  readonly #joints: ReadonlyMap<number, string>;

  /** Takes the `source` of each cell: a string, or a list of strings that are put together. */
  constructor(source: JsonSource, cells: readonly JsonNode[]) {
    const parts: string[] = [];
    const spans: Span[] = [];
    const runs: Run[] = [];
    const joints = new Map<number, string>();
    let at = 0;
    const append = (text: string, run: Omit<Run, 'at'>): void => {
      runs.push({ at, ...run });
      parts.push(text);
      at += text.length;
    };

    for (const cell of cells) {
      const start = at;
      let limit = -1;
      for (const item of source.items(cell)) {
        const string = source.string(item);
        if (!string) continue;
        if (limit >= 0) joints.set(limit, source.text.slice(limit, string.start));
        limit = string.end;
        for (const { original, text, escape } of spelled(source.text, string))
          append(text, { original, escape, limit });
      }
      if (limit < 0) continue;
      append('\n', { original: limit, escape: 0, limit });
      spans.push({ start, end: at });
    }
    this.text = parts.join('');
    this.cells = spans;
    this.#runs = runs;
    this.#joints = joints;
  }

  /** The file's span for one of the code; it ends where the first of the JSON strings ends that it stands in. */
  span({ start, end }: Span): Span {
    const first = this.#runOf(start);
    const from = startIn(first, start);
    return { start: from, end: end > start ? Math.min(this.#endOf(end), first.limit) : from };
  }

  /** The file's span for one of the code, over all of the JSON strings that it stands in. */
  extent({ start, end }: Span): Span {
    return { start: this.span({ start, end }).start, end: this.#endOf(end) };
  }

  /** The slot as it is in the file: with JSON's escapes, and with a new string of the list for a new line. */
  slot({ at, before, after }: Slot): Slot {
    const joint = this.#joints.get(this.#runOf(at - 1).limit);
    const escaped = (text: string): string => {
      const spelled = JSON.stringify(text).slice(1, -1);
      return joint === undefined ? spelled : spelled.replaceAll('\\n', () => `\\n${joint}`);
    };
    return { at: this.#endOf(at), before: escaped(before), after: escaped(after) };
  }

  /** Behind the character before an offset of the code. */
  #endOf(end: number): number {
    if (end === 0) return startIn(this.#runOf(0), 0);
    const run = this.#runOf(end - 1);
    const behind = run.escape > 0 ? run.original + run.escape : startIn(run, end);
    return Math.min(behind, run.limit);
  }

  #runOf(at: number): Run {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#runs[middle]!.at <= at) low = middle;
      else high = middle - 1;
    }
    return this.#runs[low]!;
  }
}

function startIn({ at, original, escape }: Run, index: number): number {
  return escape > 0 ? original : original + index - at;
}

/** The characters of a JSON string: those that stand as they are in one piece, those that are escaped one by one. */
function* spelled(source: string, { start, end }: Span): Generator<{ original: number; text: string; escape: number }> {
  let plain = start;
  for (let at = source.indexOf('\\', start); at >= 0 && at < end; at = source.indexOf('\\', plain)) {
    if (at > plain) yield { original: plain, text: source.slice(plain, at), escape: 0 };
    const escape = Math.min(source[at + 1] === 'u' ? 6 : 2, end - at);
    yield { original: at, text: unescaped(source.slice(at, at + escape)), escape };
    plain = at + escape;
  }
  if (plain < end) yield { original: plain, text: source.slice(plain, end), escape: 0 };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The character that an escape stands for, https://www.rfc-editor.org/rfc/rfc8259#section-7; one that is faulty stays a backslash. */
function unescaped(escape: string): string {
  const code = /^\\u([0-9a-f]{4})$/i.exec(escape)?.[1];
  if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
  return escapes[escape[1] ?? ''] ?? (/^\\["\\/]$/.test(escape) ? escape[1]! : '\\');
}
