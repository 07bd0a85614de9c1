import type { SyntaxNode, Tree, TreeCursor } from '@lezer/common';

/** The most characters that are searched for the names of one text, so that no text can take for ever. */
const mostSearched = 200_000_000;

/** A text that is parsed, at least where it is asked for. */
export interface Places {
  readonly text: string;
  /** A cursor at the innermost node of a place; it may be moved by the next question. */
  cursorAt(place: number): TreeCursor;
  /** Whether code can stand at a place, as far as this is known without a tree. */
  isCode(place: number): boolean;
}

/** The places of a tree that is there as a whole. */
export function placesOf(text: string, tree: Tree): Places {
  const cursor = tree.cursor();
  return { text, cursorAt: (place) => cursor.moveTo(place, 1), isCode: () => true };
}

/** Finds words of a text in its tree; in place of a walk over the whole tree, only what is asked for is looked at. */
export class Words {
  #searched = 0;

  constructor(private readonly places: Places) {}

  /** The innermost nodes at the places where a pattern (with the flag `g`) matches, in their order. */
  *matching(pattern: RegExp): Generator<SyntaxNode> {
    for (const { index } of this.places.text.matchAll(pattern)) yield this.places.cursorAt(index).node;
  }

  /** Those of them that can be code. */
  *matchingCode(pattern: RegExp): Generator<SyntaxNode> {
    for (const { index } of this.places.text.matchAll(pattern))
      if (this.places.isCode(index)) yield this.places.cursorAt(index).node;
  }

  /** The nodes that are just this word, such as the occurrences of a variable; `undefined` where too much was searched before. */
  occurrences(word: string): readonly SyntaxNode[] | undefined {
    const { text } = this.places;
    this.#searched += text.length;
    if (this.#searched > mostSearched) return undefined;
    const found: SyntaxNode[] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      if (isInWord(text, at, word.length) || !this.places.isCode(at)) continue;
      const cursor = this.places.cursorAt(at);
      if (cursor.from === at && cursor.to === at + word.length) found.push(cursor.node);
    }
    return found;
  }
}

/** Whether letters around a place make it a part of a longer word, at least in ASCII. */
function isInWord(text: string, at: number, length: number): boolean {
  return isLetter(text.charCodeAt(at - 1)) || isLetter(text.charCodeAt(at + length));
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
