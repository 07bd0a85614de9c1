import type { Span } from '../../text/place';
import { logicalLines } from '../python/logical-lines';

/** A cell of a notebook, or a line of it, that is no Python. */
export interface Magic extends Span {
  /** The part that is commands of the shell, without the `!` or `%` that leads to it. */
  readonly command?: Span;
}

/** What follows `%%` in cells whose other lines are Python all the same. */
const pythonCells = /^(?:time|timeit|capture|prun|lprun|memit|mprun|debug|python3?|px|local|wandb|spark)$/;
const shellCells = /^(?:bash|sh|script|cmd|system|shell|!)$/;

/** `!command`, `%pip install …`, `pip install …`; then `%magic` and `?name`. Lines go on behind a backslash. */
const lineMagic =
  /(?:(?<mark>!{1,2}(?!=)|%(?=(?:pip3?|conda|mamba|micromamba|uv|sx|system)\b)|(?=(?:pip3?|conda|mamba|micromamba|uv)[ \t]+(?:pip[ \t]+)?install[ \t]))|%%?(?=[a-z])|\?(?=\w))(?:[^\\\r\n]|\\(?:\r\n|[^])?)*/iy;

/**
 * What in a cell is not Python but told to IPython: lines of their own, and cells under `%%bash` and the like.
 * https://ipython.readthedocs.io/en/stable/interactive/magics.html
 */
export function magicsIn(code: string, cell: Span): readonly Magic[] {
  const [head = '', name] = /^\s*%%(!|\w+)[^\r\n]*/.exec(code.slice(cell.start, cell.end)) ?? [];
  const start = cell.start + head.length;
  if (name === undefined) return linesIn(code, cell);
  if (pythonCells.test(name)) return [{ start: cell.start, end: start }, ...linesIn(code, { start, end: cell.end })];
  return [{ ...cell, ...(shellCells.test(name) && { command: { start, end: cell.end } }) }];
}

function linesIn(code: string, cell: Span): readonly Magic[] {
  const magics: Magic[] = [];
  logicalLines(code, cell, (start) => {
    lineMagic.lastIndex = start;
    const found = lineMagic.exec(code);
    if (!found) return start;
    const end = Math.min(start + found[0].length, cell.end);
    const mark = found.groups?.mark;
    magics.push({ start, end, ...(mark !== undefined && { command: { start: start + mark.length, end } }) });
    return end;
  });
  return magics;
}

/** The code with a number and spaces in place of each magic, so that all offsets stay. */
export function withoutMagics(code: string, magics: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of magics) {
    const blank = code.slice(start, end).replace(/[^\r\n]/g, ' ');
    parts.push(code.slice(at, start), blank.replace(' ', '0'));
    at = end;
  }
  return parts.join('') + code.slice(at);
}
