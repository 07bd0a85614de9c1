import type { TemplateMention } from '../domain/mention';
import type { Slice, Span } from '../text/place';
import { jsonRuns, type Run } from '../text/spelling';

/** The mention of a chat template; `source` is the text of the file, in which `written` is the template, escapes resolved. */
export function templateMention(source: string, written: Slice, by: string, name?: Slice): TemplateMention {
  const { text, start, end } = written;
  return { kind: 'template', text, runs: runsOf(source, written), by, ...(name && { name }), whole: { start, end } };
}

/** Where the text is written as it is, with escapes, or in lines that are set in; else no more is known than where all of it stands. */
function runsOf(source: string, { text, start, end }: Slice): readonly Run[] {
  const spelling = source.slice(start, end);
  if (spelling === text) return [{ at: 0, start, end }];
  const asJson = jsonRuns(spelling, start);
  const last = asJson.at(-1);
  const isEscape = last !== undefined && source[last.start] === '\\';
  const length = last === undefined ? 0 : last.at + (isEscape ? 1 : last.end - last.start);
  if (spelling.includes('\\') && length === text.length) return asJson;
  return (
    blockRuns(source, text, { start, end }) ?? [
      { at: 0, start, end: start },
      { at: text.length, start: end, end },
    ]
  );
}

/** The lines of a YAML block, which stand behind the white space that sets them in. */
function blockRuns(source: string, text: string, { start, end }: Span): readonly Run[] | undefined {
  const runs: Run[] = [];
  let at = 0;
  let from = start;
  for (const line of text.split('\n')) {
    const place = source.indexOf(line, from);
    const between = source.slice(from, place);
    if (place < 0 || place + line.length > end || (runs.length > 0 && !/^\r?\n?[ \t]*$/.test(between)))
      return undefined;
    runs.push({ at, start: place, end: place + line.length });
    at += line.length + 1;
    from = place + line.length;
    if (source[from] === '\r') from++;
    if (source[from] === '\n') from++;
  }
  return runs;
}
