import { MappedText } from '../requirements/mapped-text';

/** An instruction of a Dockerfile with its lines joined. */
export interface Instruction {
  /** In upper case: `FROM`, `RUN`. */
  readonly keyword: string;
  readonly rest: MappedText;
  /** The bodies of here-documents. */
  readonly bodies: readonly MappedText[];
}

interface Line {
  readonly start: number;
  readonly end: number;
}

/** The instructions of a Dockerfile: https://docs.docker.com/reference/dockerfile/#format */
export function* instructions(text: string): Generator<Instruction> {
  const lines = physicalLines(text);
  const escape = /^(?:#[^\n]*\n)*#[ \t]*escape[ \t]*=[ \t]*`/i.test(text.slice(0, 1000)) ? '`' : '\\';
  for (let at = 0; at < lines.length; at++) {
    if (isComment(text, lines[at]!)) continue;
    const pieces: Line[] = [];
    for (; at < lines.length; at++) {
      const line = lines[at]!;
      if (pieces.length > 0 && isComment(text, line)) continue;
      const kept = withoutEscape(text, line, escape);
      pieces.push(kept);
      if (kept.end === line.end) break;
    }
    const joined = join(text, pieces).trimmed();
    const keyword = /^[A-Za-z]+(?=\s|$)/.exec(joined.text)?.[0];
    if (keyword === undefined) continue;
    const rest = joined.part(keyword.length).trimmed();
    const bodies: MappedText[] = [];
    for (const delimiter of hereDocuments(keyword, rest.text)) {
      const first = at + 1;
      while (at + 1 < lines.length && text.slice(lines[at + 1]!.start, lines[at + 1]!.end).trim() !== delimiter) at++;
      const [from, to] = [lines[first]?.start ?? text.length, lines[at]?.end ?? text.length];
      bodies.push(new MappedText(text.slice(from, Math.max(from, to)), (index) => from + index));
      at++;
    }
    yield { keyword: keyword.toUpperCase(), rest, bodies };
  }
}

function hereDocuments(keyword: string, rest: string): readonly string[] {
  if (!/^(?:RUN|COPY|ADD)$/i.test(keyword)) return [];
  return [...rest.matchAll(/(?:^|\s)<<-?(["']?)([A-Za-z_]\w*)\1(?=\s|$)/g)].map(([, , delimiter]) => delimiter!);
}

function physicalLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: index });
    start = index + lineEnd.length;
  }
  return [...lines, { start, end: text.length }];
}

function isComment(text: string, { start, end }: Line): boolean {
  return /^[ \t]*(?:#|$)/.test(text.slice(start, end));
}

/** The line without the sign at its end by which it goes on; the same line where there is none. */
function withoutEscape(text: string, { start, end }: Line, escape: string): Line {
  const trimmed = text.slice(start, end).trimEnd();
  return trimmed.endsWith(escape) ? { start, end: start + trimmed.length - 1 } : { start, end };
}

function join(text: string, pieces: readonly Line[]): MappedText {
  const starts: number[] = [];
  let length = 0;
  for (const { start, end } of pieces) {
    starts.push(length);
    length += end - start;
  }
  const joined = pieces.map(({ start, end }) => text.slice(start, end)).join('');
  return new MappedText(joined, (index) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return pieces[low]!.start + index - starts[low]!;
  });
}
