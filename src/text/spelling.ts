import type { Span } from './place';

/**
 * A part of a text and where it is written in a file. It reaches to where the next one begins. Where it is as long there as in
 * the text, its characters stand one by one; else it is an escape, which stands for them as a whole.
 */
export interface Run extends Span {
  /** Where in the text it begins. */
  readonly at: number;
}

const escape = /\\(?:u[0-9a-fA-F]{4}|[^])/g;

/** The runs of a text that is written as JSON writes it, without its quotes, from `start` on. */
export function jsonRuns(spelling: string, start: number): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  let from = 0;
  for (const { 0: written, index } of spelling.matchAll(escape)) {
    if (index > from) runs.push({ at, start: start + from, end: start + index });
    at += index - from;
    from = index + written.length;
    runs.push({ at, start: start + index, end: start + from });
    at++;
  }
  if (from < spelling.length) runs.push({ at, start: start + from, end: start + spelling.length });
  return runs;
}

/** Where a span of a text is written in the file. */
export function writtenAt(runs: readonly Run[], span: Span): Span {
  if (runs.length === 0) return { start: 0, end: 0 };
  const start = edge(runs, span.start, 'start');
  return { start, end: span.end > span.start ? Math.max(start, edge(runs, span.end - 1, 'end')) : start };
}

function edge(runs: readonly Run[], offset: number, side: 'start' | 'end'): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs[middle]!.at <= offset) low = middle;
    else high = middle - 1;
  }
  const { at, start, end } = runs[low]!;
  const isSpelledOut = end - start === (runs[low + 1]?.at ?? Infinity) - at || low === runs.length - 1;
  const place = start + offset - at + (side === 'end' ? 1 : 0);
  return isSpelledOut && place <= end ? place : side === 'start' ? start : end;
}
