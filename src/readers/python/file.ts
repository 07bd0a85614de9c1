import type { SyntaxNode, Tree } from '@lezer/common';
import type { Slice } from '../../text/place';
import { readBindings, type Bindings } from './bindings';
import { readImports, type Imports } from './imports';
import { literalOf } from './literals';

const maxSteps = 5;

/** A parsed Python file, with what its names mean. */
export class PythonFile {
  readonly calls: readonly SyntaxNode[];
  readonly imports: Imports;
  #bindings: Bindings | undefined;

  constructor(
    readonly text: string,
    readonly tree: Tree,
  ) {
    const calls: SyntaxNode[] = [];
    const imports: string[] = [];
    tree.iterate({
      enter(node) {
        if (node.name === 'CallExpression') calls.push(node.node);
        else if (node.name === 'ImportStatement') imports.push(text.slice(node.from, node.to));
      },
    });
    this.calls = calls;
    this.imports = readImports(imports);
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

  /** What a variable was bound to. Most files never need to know. */
  valueOf(variable: SyntaxNode): SyntaxNode | undefined {
    this.#bindings ??= readBindings(this.tree, this.text);
    return this.#bindings.valueOf(this.textOf(variable), variable.from);
  }
}
