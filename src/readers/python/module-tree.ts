import { Tree, type SyntaxNode, type TreeCursor } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Span } from '../../text/place';
import { syntaxTree } from '../syntax-tree';
import type { Places } from '../words';
import { logicalLines } from './logical-lines';
import { piecesOf, type Piece, type Scope } from './pieces';
import { remembered, type Remember } from './remembered-trees';

const scopeTypes = parser.nodeSet.types.filter(
  ({ name }) => name === 'ClassDefinition' || name === 'FunctionDefinition',
);

/**
 * The syntax tree of a Python module, of which only what is asked for is parsed. Each statement at the top, and each member of a
 * long block, is parsed by itself, so that a faulty one harms no other, and what stood in the same module before is not parsed
 * again: the tree depends on the text alone. Parts, such as the cells of a notebook, never reach into one another.
 */
export class ModuleTree implements Places {
  readonly #pieces: readonly Piece[];
  readonly #cursors = new Map<Piece, TreeCursor>();
  readonly #remember: Remember;
  readonly #unread: Piece[] = [];
  /** Starts and ends of comments and strings, in turn. */
  readonly #silent: number[] = [];

  constructor(
    readonly text: string,
    path: string,
    parts: readonly Span[] = [wholeOf(text)],
  ) {
    this.#remember = remembered(path, text.length);
    const silent = (start: number, end: number): void => void this.#silent.push(start, end);
    this.#pieces = parts.flatMap((part) => piecesOf(text, logicalLines(text, part, undefined, silent), part));
  }

  /** A cursor at the innermost node of a place. */
  cursorAt(place: number): TreeCursor {
    const piece = this.#pieces[lastUpTo(this.#pieces.length, (index) => this.#pieces[index]!.start <= place)]!;
    let cursor = this.#cursors.get(piece);
    if (!cursor) this.#cursors.set(piece, (cursor = this.#parsed(piece).cursor()));
    return cursor.moveTo(place, 1);
  }

  /** Whether a place is in no comment, and in no string but those with placeholders. */
  isCode(place: number): boolean {
    return lastUpTo(this.#silent.length, (index) => this.#silent[index]! <= place) % 2 !== 0;
  }

  /** What was asked for, but is nested too deep to be parsed. */
  get unread(): readonly Span[] {
    return this.#unread.toSorted((a, b) => a.start - b.start);
  }

  /** The piece's tree in those of its scopes, with places that count in the whole text. */
  #parsed(piece: Piece): Tree {
    const source = this.text.slice(piece.start, piece.end);
    let tree = this.#remember(source, piece.isMember, piece.isMember ? treeOfMember : treeOf);
    if (tree === unreadable) this.#unread.push(piece);
    let at = piece.start;
    for (const { kind, start, end } of piece.within.toReversed()) {
      tree = new Tree(scopeType(kind), [tree], [at - start], end - start);
      at = start;
    }
    return new Tree(parser.topNode, [tree], [at], this.text.length);
  }
}

/** Stands in place of what is nested too deep to be parsed. */
const unreadable = new Tree(parser.topNode, [], [], 0);

function treeOf(source: string): Tree {
  return syntaxTree(parser, source) ?? unreadable;
}

const opening = 'if 1:\n';

/** An indented statement can only be parsed within a block; the block's own nodes are left out again. */
function treeOfMember(source: string): Tree {
  const tree = treeOf(opening + source);
  const block = tree.topNode.firstChild;
  if (!block) return tree;
  const body = block.getChild('Body')?.firstChild?.nextSibling;
  const nodes = [...siblingsFrom(body), ...siblingsFrom(block.nextSibling)];
  const trees = nodes.map((node) => node.toTree());
  const places = nodes.map(({ from }) => from - opening.length);
  return new Tree(parser.topNode, trees, places, source.length);
}

function siblingsFrom(first: SyntaxNode | null | undefined): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let node = first; node; node = node.nextSibling) nodes.push(node);
  return nodes;
}

function scopeType(kind: Scope['kind']) {
  return scopeTypes.find(({ name }) => name === kind)!;
}

/** Without a byte order mark, which the grammar would take for a letter. */
function wholeOf(text: string): Span {
  return { start: text.startsWith('\ufeff') ? 1 : 0, end: text.length };
}

/** The last index below a length for which something holds that holds for all before it; -1 where it holds for none. */
function lastUpTo(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [-1, length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
