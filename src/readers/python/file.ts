import type { SyntaxNode } from '@lezer/common';
import type { Slice } from '../../text/place';
import { Words } from '../words';
import { Bindings } from './bindings';
import { defaultOf } from './defaults';
import { readImports, type Imports } from './imports';
import { Members } from './members';
import type { ModuleTree } from './module-tree';
import type { Names } from './names';
import { textValue } from './text-value';

/** The most steps of one question, and how many questions may lead to one another, since names may stand for themselves. */
const mostSteps = 500;
const deepest = 30;
const mostAlternatives = 50;

/** What an expression stands for. */
export interface Value {
  readonly node: SyntaxNode;
  /** Whether it is but a default, or one of several, so that the expression can stand for others as well. */
  readonly isOpen: boolean;
}

/** A parsed Python file, with what its names mean. */
export class PythonFile implements Names {
  readonly words: Words;
  readonly imports: Imports;
  readonly #bindings: Bindings;
  readonly #members: Members;
  #depth = 0;
  #steps = 0;

  constructor(
    readonly text: string,
    tree: ModuleTree,
  ) {
    this.words = new Words(tree);
    this.imports = readImports(this.#importStatements());
    this.#bindings = new Bindings(this.words, text);
    this.#members = new Members(this, this.#bindings);
  }

  textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  resolve(expression: SyntaxNode): SyntaxNode | undefined {
    return this.valueOf(expression)?.node;
  }

  /** What an expression stands for beyond doubt, or by default. */
  valueOf(expression: SyntaxNode): Value | undefined {
    if (this.#depth === 0) this.#steps = 0;
    if (this.#depth >= deepest) return undefined;
    this.#depth++;
    try {
      return this.#followed(expression);
    } finally {
      this.#depth--;
    }
  }

  #followed(expression: SyntaxNode): Value | undefined {
    let node: SyntaxNode | undefined = expression;
    let isOpen = false;
    while (node && this.#steps++ < mostSteps) {
      const next = this.#next(node);
      if (next === node) return { node, isOpen };
      isOpen ||= next !== undefined && isDefault(node, next);
      node = next;
    }
    return undefined;
  }

  /** The strings that an expression can stand for, as far as the file tells, at the places where they are spelled out. */
  textsOf(expression: SyntaxNode): readonly { readonly literal: Slice; readonly isOpen: boolean }[] {
    return this.#alternatives(expression).flatMap(({ node, isOpen }) => {
      const value = this.valueOf(node);
      const literal = value && textValue(value.node, this);
      return literal ? { literal, isOpen: isOpen || value.isOpen } : [];
    });
  }

  stringOf(expression: SyntaxNode): Slice | undefined {
    const literal = this.resolve(expression);
    return literal && textValue(literal, this);
  }

  bindingOf(variable: SyntaxNode): SyntaxNode | undefined {
    return this.#bindings.valueOf(variable);
  }

  /** One step on the way to what an expression stands for; the expression itself at the end of the way. */
  #next(node: SyntaxNode): SyntaxNode | undefined {
    if (node.name === 'VariableName') return this.#bindings.valueOf(node);
    if (node.name === 'MemberExpression') return this.#members.valueOf(node) ?? node;
    if (node.name === 'ParenthesizedExpression') return node.firstChild?.nextSibling ?? undefined;
    if (node.name === 'BinaryExpression' && node.firstChild?.nextSibling?.name === 'or') return node.lastChild ?? node;
    if (node.name === 'CallExpression') return this.#members.got(node) ?? defaultOf(node, this) ?? node;
    return node;
  }

  /** Both branches of a condition, and each item of the list that a loop goes through. */
  #alternatives(expression: SyntaxNode): readonly Value[] {
    const value = expression.name === 'VariableName' ? this.#bindings.itemsOf(expression) : undefined;
    if (value) {
      const list = this.resolve(value);
      const isList = list && /^(?:Array|Tuple|Set)Expression$/.test(list.name);
      return isList ? itemsOf(list).map((node) => ({ node, isOpen: true })) : [];
    }
    const resolved = this.valueOf(expression);
    if (resolved?.node.name !== 'ConditionalExpression') return [{ node: expression, isOpen: false }];
    const { firstChild, lastChild } = resolved.node;
    return [firstChild, lastChild].flatMap((node) => (node ? { node, isOpen: true } : []));
  }

  #importStatements(): readonly string[] {
    const statements: string[] = [];
    for (const { name, parent } of this.words.matchingCode(/\bimport\b/g)) {
      if (name === 'import' && parent?.name === 'ImportStatement') statements.push(this.textOf(parent));
    }
    return statements;
  }
}

/** What callers, the command line or the environment may give another value for; so may those who make an object with fields. */
function isDefault(from: SyntaxNode, { parent }: SyntaxNode): boolean {
  if (from.name === 'CallExpression' || from.name === 'BinaryExpression') return true;
  if (parent?.name === 'ParamList') return true;
  const isField = parent?.name === 'AssignStatement' && parent.getChild('TypeDef') !== null;
  return from.name === 'MemberExpression' && (isField || parent?.name === 'ArgList');
}

function itemsOf(list: SyntaxNode): readonly SyntaxNode[] {
  const items: SyntaxNode[] = [];
  for (let node = list.firstChild; node && items.length < mostAlternatives; node = node.nextSibling)
    if (/^[A-Z]/.test(node.name) && node.name !== 'Comment') items.push(node);
  return items;
}
