import type { SyntaxNode } from '@lezer/common';
import type { Slice } from '../../text/place';
import type { Words } from '../words';

/** What a Python file answers about its names, for those who find out what one of them stands for. */
export interface Names {
  readonly text: string;
  readonly words: Words;
  textOf(node: SyntaxNode): string;
  /** The expression that an expression stands for: itself, or what its variable, attribute or key was bound to beyond doubt. */
  resolve(expression: SyntaxNode): SyntaxNode | undefined;
  /** The string that an expression stands for. */
  stringOf(expression: SyntaxNode): Slice | undefined;
  /** What a variable was bound to. */
  bindingOf(variable: SyntaxNode): SyntaxNode | undefined;
}
