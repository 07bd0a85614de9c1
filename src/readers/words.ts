import type { SyntaxNode, Tree, TreeCursor } from '@lezer/common';

/** The most characters that are searched for the names of one text, so that no text can take for ever. */
const mostSearched = 200_000_000;

/** Finds words of a text in its tree; in place of a walk over the whole tree, only what is asked for is looked at. */
export class Words {
  readonly #cursor: TreeCursor;
  #searched = 0;

  constructor(
    readonly text: string,
    tree: Tree,
  ) {
    this.#cursor = tree.cursor();
  }

  /** The innermost nodes at the places where a pattern (with the flag `g`) matches, in their order. */
  *matching(pattern: RegExp): Generator<SyntaxNode> {
    for (const { index } of this.text.matchAll(pattern)) yield this.#cursor.moveTo(index, 1).node;
  }

  /** The nodes that are just this word, such as the occurrences of a variable; `undefined` where too much was searched before. */
  occurrences(word: string): readonly SyntaxNode[] | undefined {
    this.#searched += this.text.length;
    if (this.#searched > mostSearched) return undefined;
    const found: SyntaxNode[] = [];
    for (let at = this.text.indexOf(word); at >= 0; at = this.text.indexOf(word, at + word.length)) {
      const { from, to } = this.#cursor.moveTo(at, 1);
      if (from === at && to === at + word.length) found.push(this.#cursor.node);
    }
    return found;
  }
}
