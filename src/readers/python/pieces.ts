import type { Span } from '../../text/place';
import { matches, type LogicalLine } from './logical-lines';

/** A part of a module that is parsed by itself. */
export interface Piece extends Span {
  /** Whether it stands in a block, and is indented for that. */
  readonly isMember: boolean;
  /** The long functions and classes that it is cut out of, outermost first. */
  readonly within: readonly Scope[];
}

/** A function or class as a whole, from its first word on. */
export interface Scope extends Span {
  readonly kind: 'FunctionDefinition' | 'ClassDefinition';
}

/** Blocks of more characters than this are cut into their members. */
const longest = 4000;
const deepest = 20;

const goesOn = /(?:elif|else|except|finally)\b/y;
const elif = /elif\b/y;
const decorator = /@/y;
const opensFunction = /(?:async\s+)?def\b/y;
const opensClass = /class\b/y;

/**
 * The statements of a part of a module, in their order; the members of long blocks each by itself.
 * A statement ends where the next begins; decorators and `else` belong to what they stand with.
 */
export function piecesOf(text: string, lines: readonly LogicalLine[], part: Span): readonly Piece[] {
  const pieces: Piece[] = [];
  divide(lines, part, [], 0);
  return pieces;

  function divide(block: readonly LogicalLine[], span: Span, within: readonly Scope[], depth: number): void {
    const indent = indentOf(block[0]);
    let { start } = span;
    let first = 0;
    let isDecorated = true;
    const finish = (end: number, next: number): void => {
      const isLong = end - start > longest && depth < deepest;
      if (!isLong || !divided(block.slice(first, next), { start, end }, within, depth))
        pieces.push({ start, end, within, isMember: depth > 0 });
      first = next;
    };
    for (let index = 0; index < block.length; index++) {
      const line = block[index]!;
      if (indentOf(line) > indent) continue;
      const isClause = indentOf(line) < indent;
      if (isClause || (!isDecorated && !matches(goesOn, text, line.code))) {
        finish(line.start, index);
        // The condition of `elif` is read as one of `if`; other words between the members of a block say nothing.
        start = isClause && matches(elif, text, line.code) ? line.code + 2 : line.start;
      }
      isDecorated = isClause || matches(decorator, text, line.code);
    }
    finish(span.end, block.length);
  }

  /** Adds the head and then the members of a statement that has members on lines of their own; whether it is one. */
  function divided(
    statement: readonly LogicalLine[],
    { start, end }: Span,
    within: readonly Scope[],
    depth: number,
  ): boolean {
    const at = statement.findIndex(({ code }) => !matches(decorator, text, code));
    const [head, body] = statement.slice(Math.max(at, 0), at + 2);
    if (!head || !body || indentOf(body) <= indentOf(head)) return false;
    const kind = scopeAt(text, head.code);
    pieces.push({ start, end: body.start, within, isMember: depth > 0 });
    const inner = kind ? [...within, { kind, start: head.code, end }] : within;
    divide(statement.slice(at + 1), { start: body.start, end }, inner, depth + 1);
    return true;
  }
}

function scopeAt(text: string, code: number): Scope['kind'] | undefined {
  if (matches(opensClass, text, code)) return 'ClassDefinition';
  return matches(opensFunction, text, code) ? 'FunctionDefinition' : undefined;
}

function indentOf(line: LogicalLine | undefined): number {
  return line ? line.code - line.start : 0;
}
