import type { SyntaxNode } from '@lezer/common';
import type { Slice } from '../../text/place';
import { Words } from '../words';
import { Bindings } from './bindings';
import { readImports, type Imports } from './imports';
import { literalOf } from './literals';
import type { ModuleTree } from './module-tree';

const maxSteps = 5;

/** A parsed Python file, with what its names mean. */
export class PythonFile {
  readonly words: Words;
  readonly imports: Imports;
  readonly #bindings: Bindings;

  constructor(
    readonly text: string,
    tree: ModuleTree,
  ) {
    this.words = new Words(tree);
    this.imports = readImports(this.#importStatements());
    this.#bindings = new Bindings(this.words, text);
  }

  textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  /** The expression that an expression stands for: itself, or what its variable was bound to beyond doubt. */
  resolve(expression: SyntaxNode): SyntaxNode | undefined {
    let node: SyntaxNode | undefined = expression;
    for (let step = 0; node?.name === 'VariableName' && step < maxSteps; step++) node = this.valueOf(node);
    return node?.name === 'VariableName' ? undefined : node;
  }

  /** The string that an expression stands for, at the place where it is spelled out. */
  stringOf(expression: SyntaxNode): Slice | undefined {
    const literal = this.resolve(expression);
    return literal && literalOf(literal, this.text);
  }

  /** What a variable was bound to. */
  valueOf(variable: SyntaxNode): SyntaxNode | undefined {
    return this.#bindings.valueOf(variable);
  }

  #importStatements(): readonly string[] {
    const statements: string[] = [];
    for (const { name, parent } of this.words.matchingCode(/\bimport\b/g)) {
      if (name === 'import' && parent?.name === 'ImportStatement') statements.push(this.textOf(parent));
    }
    return statements;
  }
}
