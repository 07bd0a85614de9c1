import { MappedText } from './mapped-text';

/** Where a physical line starts in the joined text, and where in the file. */
interface Piece {
  readonly joined: number;
  readonly original: number;
}

/**
 * The lines of a requirements file that say something, as pip puts them together: continued by a backslash, without
 * comments and surrounding white space. https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function* logicalLines(text: string): Generator<MappedText> {
  let parts: string[] = [];
  let pieces: Piece[] = [];
  let joined = 0;
  for (const { start, end } of physicalLines(text)) {
    if (start === end && pieces.length === 0) continue;
    const line = text.slice(start, end);
    const comment = /^\s*#/.test(line);
    const continues = line.endsWith('\\') && !comment;
    if (!comment) {
      const [from, to] = continues ? withoutBackslashes(line) : [0, line.length];
      pieces.push({ joined, original: start + from });
      parts.push(line.slice(from, to));
      joined += to - from;
    }
    if (continues && end < text.length) continue;
    if (pieces.length > 0) yield* meaningful(parts.join(''), pieces);
    [parts, pieces, joined] = [[], [], 0];
  }
}

/** Lines end wherever Python's `str.splitlines` ends them. */
function* physicalLines(text: string): Generator<{ start: number; end: number }> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let at = start; at < text.length; at++) {
    if (!endsLine(text.charCodeAt(at))) continue;
    yield { start, end: at };
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    start = at + 1;
  }
  yield { start, end: text.length };
}

function endsLine(code: number): boolean {
  if (code < 0x85) return (code >= 0x0a && code <= 0x0d) || (code >= 0x1c && code <= 0x1e);
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

function withoutBackslashes(line: string): [number, number] {
  let [from, to] = [0, line.length];
  while (to > from && line[to - 1] === '\\') to--;
  while (from < to && line[from] === '\\') from++;
  return [from, to];
}

function* meaningful(text: string, pieces: readonly Piece[]): Generator<MappedText> {
  const line = new MappedText(text, (index) => originalOffset(pieces, index)).part(0, commentStart(text)).trimmed();
  if (line.length > 0) yield line;
}

/** A comment starts at a `#` that begins the line or follows white space. */
function commentStart(text: string): number {
  let at = text.indexOf('#');
  while (at > 0 && !/\s/.test(text[at - 1]!)) at = text.indexOf('#', at + 1);
  return at < 0 ? text.length : at;
}

function originalOffset(pieces: readonly Piece[], index: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.joined <= index) low = middle;
    else high = middle - 1;
  }
  return pieces[low]!.original + index - pieces[low]!.joined;
}
